"""Receiving the files of a corpus, bounded while they arrive, into a folder of their own."""

import json
import shutil
import tempfile
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path, PurePosixPath

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from persona_app.core.errors import Invalid, LimitReached
from persona_app.movies.schemas import ImportOptions

MOST_FILES = 60
MOST_FIELDS = 12
FIELD_BYTES = 20_000
OVERHEAD_BYTES = 1_000_000
"""For fields and the headers between the parts."""


class UploadTooLarge(LimitReached):
    """More bytes than a corpus may have."""

    code = "corpus_upload_too_large"

    def __init__(self, *, limit: int) -> None:
        super().__init__(
            f"This is more than the {limit / 1_000_000:,.0f} MB that a collection may have. Nothing was imported; pack the files as a ZIP,"
            " or import them by `persona movies import` on the server."
        )


class UploadUnreadable(Invalid):
    """Not the form of the page, or without a file."""

    code = "corpus_upload_unreadable"

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} Nothing was imported.")


class _Said(BaseModel):
    """The fields of the form."""

    model_config = ConfigDict(frozen=True)

    name: str = Field("", max_length=100)
    title: str = Field("", max_length=200)
    terms: str = Field("", max_length=4_000)
    encoding: str = Field("", max_length=40)
    mapping: dict[str, str] = Field(default_factory=dict, max_length=20)


class CorpusUpload(BaseModel):
    """Files that arrived, in `folder`; `path` is what is to be imported. Whoever received it removes it."""

    model_config = ConfigDict(frozen=True)

    folder: Path
    path: Path
    options: ImportOptions
    is_look: bool

    def remove(self) -> None:
        """Delete the files."""
        shutil.rmtree(self.folder, ignore_errors=True)


async def receive(request: Request, *, most_bytes: int) -> CorpusUpload:
    """The form's files, written down.

    Raises:
        UploadTooLarge: more arrives than `most_bytes`; reading stopped there.
        UploadUnreadable: it is no such form, or has no file.
    """
    form = await _parse(request, most_bytes=most_bytes)
    folder = Path(tempfile.mkdtemp(prefix="persona-corpus-"))
    try:
        path = await run_in_threadpool(_write, _uploads(form), folder)
        options = _options(form).model_copy(update={"origin": ", ".join(upload.filename or "" for upload in _uploads(form))[:300]})
        return CorpusUpload(folder=folder, path=path, options=options, is_look=bool(form.get("look")))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        await form.close()


async def _parse(request: Request, *, most_bytes: int) -> FormData:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise UploadUnreadable("This is not the form of the page.")
    stream = _bounded(request, most_bytes + OVERHEAD_BYTES)
    parser = MultiPartParser(request.headers, stream, max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=FIELD_BYTES)
    try:
        return await parser.parse()
    except (MultiPartException, ValueError) as error:
        raise UploadUnreadable(f"The form arrived damaged, or with more than {MOST_FILES} files; pack them as a ZIP.") from error


async def _bounded(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    arrived = 0
    async for chunk in request.stream():
        arrived += len(chunk)
        if arrived > limit:
            raise UploadTooLarge(limit=limit - OVERHEAD_BYTES)
        yield chunk


def _uploads(form: FormData) -> list[UploadFile]:
    return [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]


def _write(uploads: Sequence[UploadFile], folder: Path) -> Path:
    """One file lies by itself; several lie in a folder that is named after the first."""
    names = [_plain(upload.filename or "") for upload in uploads]
    if not names:
        raise UploadUnreadable("No file was chosen.")
    if len(set(names)) < len(names):
        raise UploadUnreadable("Two files have the same name.")
    into = folder / (Path(names[0]).stem or "corpus") if len(names) > 1 else folder
    into.mkdir(exist_ok=True)
    for upload, name in zip(uploads, names, strict=True):
        with (into / name).open("wb") as target:
            shutil.copyfileobj(upload.file, target)
    return into if len(names) > 1 else into / names[0]


def _plain(name: str) -> str:
    """The last part of what a browser calls the file."""
    last = PurePosixPath(name.replace("\\", "/")).name.replace("\x00", "").strip()
    if last in {"", ".", ".."} or len(last.encode()) > 200:
        raise UploadUnreadable("A file has a name that can't be kept.")
    return last


def _options(form: FormData) -> ImportOptions:
    said = {name: value for name in ("name", "title", "terms", "encoding") if isinstance(value := form.get(name), str)}
    mapping = form.get("mapping")
    try:
        chosen = TypeAdapter(dict[str, str]).validate_json(mapping) if isinstance(mapping, str) and mapping else {}
        read = _Said.model_validate({**said, "mapping": {role: column for role, column in chosen.items() if column}})
    except (ValidationError, json.JSONDecodeError) as error:
        raise UploadUnreadable("The form was not filled in as expected.") from error
    return ImportOptions(**read.model_dump(), is_replacing=bool(form.get("replace")))
