"""Reading a submission form, bounded while it arrives."""

from collections.abc import AsyncGenerator

from fastapi import Request
from pydantic import BaseModel, ConfigDict
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from persona_app.core.config import Settings
from persona_app.core.errors import Invalid, LimitReached
from persona_app.ingestion.errors import FileTooLarge
from persona_app.ingestion.schemas import Failure

OVERHEAD_BYTES = 1_000_000
"""For headers between the parts, names and addresses."""

MOST_FIELDS = 20


class SubmissionTooLarge(LimitReached):
    """More bytes than text and files of the largest size together may have."""

    code = "submission_too_large"

    def __init__(self, *, limit: int) -> None:
        super().__init__(
            f"This is more than the {limit / 1_000_000:.0f} MB that one submission takes. Nothing was added; send it in parts."
        )


class FormUnreadable(Invalid):
    """Not a multipart form, or not one of ours."""

    code = "form_unreadable"

    def __init__(self) -> None:
        super().__init__(
            "The form arrived damaged or with a text beyond the limit, so nothing was added. Split the text, or send it again."
        )


class Submission(BaseModel):
    """What a form brought; `failures` are files too large to be read at all."""

    model_config = ConfigDict(frozen=True)

    name: str
    text: str
    urls: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]
    failures: tuple[Failure, ...]
    allow_repeats: bool
    leave_out_failed: bool


async def read_submission(request: Request, *, settings: Settings) -> Submission:
    """The form's fields and files.

    Raises:
        SubmissionTooLarge: the body is larger than it may be; reading stopped there.
        FormUnreadable: it is no such form.
    """
    form = await _parse(request, settings)
    try:
        files, failures = await _read_files(form, settings)
        return Submission(
            name=_text(form, "name"),
            text=_text(form, "text"),
            urls=tuple(line.strip() for line in _text(form, "urls").splitlines() if line.strip()),
            files=files,
            failures=failures,
            allow_repeats=bool(_text(form, "allow_repeats")),
            leave_out_failed=bool(_text(form, "leave_out_failed")),
        )
    finally:
        await form.close()


async def _parse(request: Request, settings: Settings) -> FormData:
    limit = settings.upload_max_bytes * (settings.upload_max_count + 1) + OVERHEAD_BYTES
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise FormUnreadable
    if int(request.headers.get("content-length") or 0) > limit:
        raise SubmissionTooLarge(limit=limit)
    parser = MultiPartParser(
        request.headers,
        _bounded(request, limit),
        max_files=settings.upload_max_count * 2 + 1,
        max_fields=MOST_FIELDS,
        max_part_size=2 * settings.upload_max_bytes + OVERHEAD_BYTES,  # forms send each line break as two bytes
    )
    try:
        return await parser.parse()
    except (MultiPartException, ValueError) as error:
        raise FormUnreadable from error


async def _bounded(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    arrived = 0
    async for chunk in request.stream():
        arrived += len(chunk)
        if arrived > limit:
            raise SubmissionTooLarge(limit=limit)
        yield chunk


async def _read_files(form: FormData, settings: Settings) -> tuple[tuple[tuple[str, bytes], ...], tuple[Failure, ...]]:
    files: list[tuple[str, bytes]] = []
    failures: list[Failure] = []
    for upload in form.getlist("files"):
        if not isinstance(upload, UploadFile) or not upload.filename:
            continue
        if (upload.size or 0) > settings.upload_max_bytes:
            error = FileTooLarge(upload.filename, size=upload.size or 0, limit=settings.upload_max_bytes)
            failures.append(Failure(source=upload.filename, sentence=error.sentence, code=error.code))
        else:
            files.append((upload.filename, await upload.read()))
    return tuple(files), tuple(failures)


def _text(form: FormData, name: str) -> str:
    values = [value for value in form.getlist(name) if isinstance(value, str)]
    return "\n".join(values).replace("\r\n", "\n")
