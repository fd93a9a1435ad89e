"""Reading what programs submit, JSON or form, and taking the texts out of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from persona_app.api.dependencies import FORM_OVERHEAD, FORM_TYPE, field_problem, fingerprint_of
from persona_app.api.errors import FieldProblem, RequestInvalid, SourcesUnreadable
from persona_app.core.config import Settings, get_settings
from persona_app.ingestion.errors import FileTooLarge
from persona_app.ingestion.schemas import Extracted
from persona_app.ingestion.services.gathering import gather
from persona_app.personas.errors import NothingSubmitted

Draft = TypeVar("Draft", bound=BaseModel)
File = tuple[str, bytes]

LISTS, FILE_PARTS = frozenset({"urls", "characters"}), ("file", "files")
CHOICES, WORDS = frozenset({"allow_repeats", "leave_out_failed", "build"}), {"true": True, "false": False}


@dataclass(frozen=True)
class Submission:
    """What came: the draft's own fields, and files."""

    raw_text: str
    urls: tuple[str, ...]
    files: tuple[File, ...]
    leave_out_failed: bool

    @property
    def is_empty(self) -> bool:
        """Is there nothing to read?"""
        return not (self.raw_text.strip() or self.files or any(url.strip() for url in self.urls))

    @property
    def is_costly(self) -> bool:
        """Does reading it take more than looking whether it was read before: files to read, addresses to fetch?"""
        return bool(self.files or self.urls)


async def read_draft(request: Request, kind: type[Draft]) -> tuple[Draft, tuple[File, ...]]:
    """The body as this kind of draft, with the files of a form.

    Raises:
        RequestInvalid: it is no such draft.
        FileTooLarge: a file beyond the limit.
        BodyTooLarge: more bytes than the request takes; reading stopped there.
    """
    if request.headers.get("content-type", "").lower().startswith(FORM_TYPE):
        return await _read_form(request, kind)
    body = await request.body()
    try:
        return kind.model_validate_json(body or b"{}"), ()
    except (ValidationError, RecursionError) as error:
        raise _invalid(error) from error


def fingerprint_of_draft(draft: BaseModel, files: Sequence[File] = ()) -> str:
    """The same for the same material, however the form's boundary or the JSON was written."""
    return fingerprint_of([draft.model_dump(mode="json"), [[name, sha256(content).hexdigest()] for name, content in files]])


async def gather_items(submission: Submission) -> tuple[Extracted, ...]:
    """The texts of everything given, in the order text, addresses, files.

    Raises:
        NothingSubmitted: nothing was given.
        FileTooLarge: the text is beyond the limit.
        SourcesUnreadable: something could not be read, and shall not be left out.
    """
    if submission.is_empty:
        raise NothingSubmitted
    settings = get_settings()
    size = len(submission.raw_text.encode("utf-8", "replace"))
    if size > settings.upload_max_bytes:
        raise FileTooLarge("raw_text", size=size, limit=settings.upload_max_bytes)
    gathering = await gather(text=submission.raw_text, urls=submission.urls, files=submission.files, settings=settings)
    if gathering.failures and not (submission.leave_out_failed and gathering.items):
        raise SourcesUnreadable(gathering.failures)
    return gathering.items


async def _read_form(request: Request, kind: type[Draft]) -> tuple[Draft, tuple[File, ...]]:
    settings = get_settings()
    form = await _parse(request, settings)
    try:
        files = [await _read_file(part, settings) for name in FILE_PARTS for part in _uploads(form, name)]
        fields = {name: _values(form, name) for name in form if name not in FILE_PARTS}
        return kind.model_validate_json(json.dumps(fields)), tuple(files)
    except ValidationError as error:
        raise _invalid(error) from error
    finally:
        await form.close()


async def _parse(request: Request, settings: Settings) -> FormData:
    most = 2 * settings.upload_max_bytes + FORM_OVERHEAD
    files = settings.upload_max_count * 2 + 1
    parser = MultiPartParser(request.headers, request.stream(), max_files=files, max_fields=files, max_part_size=most)
    try:
        return await parser.parse()
    except (MultiPartException, ValueError, KeyError) as error:
        raise RequestInvalid([FieldProblem(pointer="", detail="The form cannot be read.")]) from error


async def _read_file(part: UploadFile, settings: Settings) -> File:
    name = part.filename or "file"
    if (part.size or 0) > settings.upload_max_bytes:
        raise FileTooLarge(name, size=part.size or 0, limit=settings.upload_max_bytes)
    return name, await part.read()


def _uploads(form: FormData, name: str) -> list[UploadFile]:
    """The files under this name; a text in their place would be lost."""
    parts = form.getlist(name)
    if not all(isinstance(part, UploadFile) or not part for part in parts):
        raise RequestInvalid([FieldProblem(pointer=f"/{name}", detail="A file needs a part with a file name.")])
    return [part for part in parts if isinstance(part, UploadFile)]


def _values(form: FormData, name: str) -> str | list[str] | bool:
    """A form knows only texts: lists are repeated parts or lines, and `true` and `false` are written."""
    values = [value.replace("\r\n", "\n") for value in form.getlist(name) if isinstance(value, str)]
    if name in LISTS:
        return [line.strip() for value in values for line in value.splitlines() if line.strip()]
    joined = "\n".join(values)
    return WORDS.get(joined.lower(), joined) if name in CHOICES else joined


def _invalid(error: ValidationError | RecursionError) -> RequestInvalid:
    if isinstance(error, RecursionError):
        return RequestInvalid([FieldProblem(pointer="", detail="The body is nested too deep.")])
    return RequestInvalid([field_problem(("body", *one["loc"]), one["msg"]) for one in error.errors()])
