"""A file as it arrives with a request, as the body itself or in a form: on disk when it is large, hashed on the way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from persona_app.api.dependencies import FORM_TYPE
from persona_app.api.errors import FieldProblem, RequestInvalid

IN_MEMORY = 2_000_000
AT_ONCE = 1_000_000
FILE = "file"


@dataclass(frozen=True)
class Arrived:
    """The file, to be read from its beginning."""

    name: str
    file: BinaryIO
    size: int
    sha256: str

    async def read(self) -> bytes:
        """All of it."""
        self.file.seek(0)
        return await run_in_threadpool(self.file.read)

    async def pieces(self) -> AsyncIterator[bytes]:
        """A megabyte at a time."""
        self.file.seek(0)
        while piece := await run_in_threadpool(self.file.read, AT_ONCE):
            yield piece


@asynccontextmanager
async def arriving(request: Request, *, file_name: str) -> AsyncIterator[Arrived]:
    """The request's file, for the length of the block.

    Raises:
        RequestInvalid: the form can't be read, or has no file.
    """
    if request.headers.get("content-type", "").lower().startswith(FORM_TYPE):
        async with _in_form(request) as upload:
            yield await _hashed(upload.file, name=upload.filename or FILE)
    else:
        with SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            async for piece in request.stream():
                await run_in_threadpool(file.write, piece)
            yield await _hashed(cast("BinaryIO", file), name=file_name or "import")


@asynccontextmanager
async def _in_form(request: Request) -> AsyncIterator[UploadFile]:
    try:
        form = await MultiPartParser(request.headers, request.stream(), max_files=1, max_fields=1).parse()
    except (MultiPartException, ValueError, KeyError) as error:
        raise RequestInvalid([FieldProblem(pointer="", detail="The form cannot be read.")]) from error
    try:
        part = form.get(FILE)
        if not isinstance(part, UploadFile):
            raise RequestInvalid([FieldProblem(pointer=f"/{FILE}", detail="The file is missing: a part with a file name.")])
        yield part
    finally:
        await form.close()


async def _hashed(file: BinaryIO, *, name: str) -> Arrived:
    def look() -> tuple[int, str]:
        file.seek(0)
        size, digest = 0, sha256()
        while piece := file.read(AT_ONCE):
            size += len(piece)
            digest.update(piece)
        return size, digest.hexdigest()

    size, digest = await run_in_threadpool(look)
    return Arrived(name=name, file=file, size=size, sha256=digest)
