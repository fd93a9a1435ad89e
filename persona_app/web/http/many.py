"""Many files at once: received in portions, then imported by a job; and everything of an account as one archive."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.core.errors import Invalid
from persona_app.interchange.archive_writing import stream_personas
from persona_app.interchange.big_archives import is_archive_of_files
from persona_app.interchange.bulk import BatchKind, BatchView
from persona_app.interchange.errors import ImportTooLarge
from persona_app.interchange.services.exporting import list_everything
from persona_app.interchange.services.importing import OnSame
from persona_app.interchange.services.receiving import add_part, begin_import, open_import
from persona_app.web import gateway, routes
from persona_app.web.http.answers import wants_page
from persona_app.web.http.downloads import OWN_EYES
from persona_app.web.http.guard import actor_of

router = APIRouter()
MOST_FILES, MOST_FIELDS = 200, 8
"""Of one request; the page sends more requests."""
OVERHEAD_BYTES = 1_000_000
AT_ONCE = 1_000_000


class ManyUnreadable(Invalid):
    """Not the form of the page, or without a file."""

    code = "many_unreadable"

    def __init__(self) -> None:
        super().__init__(f"No file arrived, or more than {MOST_FILES} at once, so nothing was imported. Pack many files as a ZIP.")


class _Said(BaseModel):
    """The fields of the form: `batch` is the import that these files belong to, `more` that others follow."""

    model_config = ConfigDict(frozen=True)

    on_same: OnSame = "keep_both"
    batch: UUID | None = None
    title: str = Field("", max_length=200)
    more: str = Field("", max_length=10)


@router.post(routes.SUBMIT_MANY)
async def post_many(request: Request, actor: Annotated[Actor, Depends(actor_of)]) -> Response:
    """Take files for an import, and begin it unless more follow."""
    async with _form(request) as form:
        said = _said(form)
        uploads = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
        if not uploads:
            raise ManyUnreadable
        batch = await _take(uploads, said, actor=actor)
    if not said.more:
        batch = await gateway.call(begin_import, actor=actor, batch_id=batch.id)
    location = routes.imports(batch.id)
    if wants_page(request):
        return RedirectResponse(location, status_code=HTTPStatus.SEE_OTHER)
    return JSONResponse({"id": str(batch.id), "location": location}, status_code=HTTPStatus.ACCEPTED)


@router.get(routes.EXPORT_EVERYTHING)
async def get_everything(actor: Annotated[Actor, Depends(actor_of)]) -> Response:
    """Every persona as one ZIP, sent while it is written."""
    ids = await gateway.call(list_everything, actor=actor)
    headers = {**OWN_EYES, "Content-Disposition": 'attachment; filename="personas.zip"'}
    sent = stream_personas(ids, call=partial(gateway.call, actor=actor), is_everything=True)
    return StreamingResponse(sent, media_type="application/zip", headers=headers)


async def _take(uploads: list[UploadFile], said: _Said, *, actor: Actor) -> BatchView:
    only = uploads[0] if len(uploads) == 1 else None
    name = only.filename or "" if only else ""
    is_archive = said.batch is None and only is not None and await run_in_threadpool(is_archive_of_files, only.file, name=name)
    if said.batch is None:
        title = name if only else said.title or f"{len(uploads)} files"
        kind: BatchKind = "archive" if is_archive else "files"
        batch = await gateway.call(open_import, actor=actor, kind=kind, title=title, on_same=said.on_same)
        batch_id = batch.id
    else:
        batch_id = said.batch
    for upload in uploads:
        async for data in _pieces(upload, whole=not is_archive):
            file_name = "" if is_archive else upload.filename or ""
            batch = await gateway.call(add_part, actor=actor, batch_id=batch_id, data=data, file_name=file_name)
    return batch


async def _pieces(upload: UploadFile, *, whole: bool) -> AsyncGenerator[bytes, None]:
    await upload.seek(0)
    if whole:
        yield await upload.read(get_settings().upload_max_bytes + 1)  # a byte more than may be: its result says that it is too large
        return
    while piece := await upload.read(AT_ONCE):
        yield piece


def _said(form: FormData) -> _Said:
    texts = {key: value for key, value in form.items() if isinstance(value, str) and value}
    try:
        return _Said.model_validate(texts)
    except ValidationError as error:
        raise ManyUnreadable from error


@asynccontextmanager
async def _form(request: Request) -> AsyncGenerator[FormData, None]:
    """The form, whose files lie on disk.

    Raises:
        ImportTooLarge: more arrives than an import may have; reading stopped there.
        ManyUnreadable: it is no such form.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise ManyUnreadable
    parser = MultiPartParser(request.headers, _bounded(request), max_files=MOST_FILES, max_fields=MOST_FIELDS)
    try:
        form = await parser.parse()
    except (MultiPartException, ValueError) as error:
        raise ManyUnreadable from error
    try:
        yield form
    finally:
        await form.close()


async def _bounded(request: Request) -> AsyncGenerator[bytes, None]:
    most, arrived = get_settings().import_max_bytes, 0
    async for chunk in request.stream():
        arrived += len(chunk)
        if arrived > most + OVERHEAD_BYTES:
            raise ImportTooLarge(f"This is more than the {most / 1_000_000:,.0f} MB that an import may have.")
        yield chunk
