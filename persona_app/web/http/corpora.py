"""Importing film dialogue by upload: a look at what would become of the files, then the import, told line by line as it goes on."""

import asyncio
import json
from collections.abc import AsyncGenerator
from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.core.errors import AppError
from persona_app.movies.layouts.columns import NEEDED, ROLES
from persona_app.movies.schemas import ImportedCorpus, ImportProgress
from persona_app.movies.services.importing import import_corpus, preview_import
from persona_app.web import gateway, routes
from persona_app.web.http.answers import wants_page
from persona_app.web.http.corpus_upload import CorpusUpload, receive
from persona_app.web.http.guard import actor_of

router = APIRouter()
UNBUFFERED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class ImportAbandoned(AppError):
    """Nobody waits for the import any more."""

    code = "import_abandoned"

    def __init__(self) -> None:
        super().__init__("The page was left while the files were imported, so nothing was.")


class Teller:
    """Hands on what the importing thread tells. Once nobody listens it raises in the thread, and so undoes the import."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._told: asyncio.Queue[ImportProgress | None] = asyncio.Queue()
        self._is_left = False

    def __call__(self, progress: ImportProgress) -> None:
        """In the thread: how far it is."""
        if self._is_left:
            raise ImportAbandoned
        self._loop.call_soon_threadsafe(self._told.put_nowait, progress)

    def end(self) -> None:
        """Nothing more will be told."""
        self._told.put_nowait(None)

    def leave(self) -> None:
        """Nobody listens any more."""
        self._is_left = True

    async def all(self) -> AsyncGenerator[ImportProgress, None]:
        """Everything that is told, until the end."""
        while (progress := await self._told.get()) is not None:
            yield progress


@router.post(routes.SUBMIT_CORPUS)
async def post_corpus(request: Request, actor: Annotated[Actor, Depends(actor_of)]) -> Response:
    """Look at files (`look`), or import them: all of it or nothing."""
    upload = await receive(request, most_bytes=get_settings().corpus_max_bytes)
    if not upload.is_look and not wants_page(request):
        return StreamingResponse(_import(upload, actor), media_type="application/x-ndjson", headers=UNBUFFERED)
    try:
        if upload.is_look:
            return JSONResponse(await _look(upload), headers=UNBUFFERED)
        await gateway.call(import_corpus, path=upload.path, options=upload.options, actor=actor)
        return RedirectResponse(routes.ADMIN_CORPORA, status_code=HTTPStatus.SEE_OTHER)
    finally:
        await asyncio.to_thread(upload.remove)


async def _look(upload: CorpusUpload) -> dict[str, object]:
    preview = await asyncio.to_thread(partial(preview_import, path=upload.path, options=upload.options))
    return {**preview.model_dump(mode="json"), "roles": list(ROLES), "needed": list(NEEDED)}


def _import(upload: CorpusUpload, actor: Actor) -> AsyncGenerator[str, None]:
    """Begin at once, so that the files are removed whoever reads the lines, or nobody."""
    teller = Teller()
    work = asyncio.create_task(gateway.call(import_corpus, path=upload.path, options=upload.options, actor=actor, told=teller))

    def ended(done: asyncio.Task[ImportedCorpus]) -> None:
        teller.end()
        upload.remove()
        _ = done.cancelled() or done.exception()

    work.add_done_callback(ended)
    return _lines(teller, work)


async def _lines(teller: Teller, work: asyncio.Task[ImportedCorpus]) -> AsyncGenerator[str, None]:
    try:
        async for progress in teller.all():
            yield _line(progress.model_dump())
        yield _line(await _outcome(work))
    finally:
        teller.leave()


async def _outcome(work: asyncio.Task[ImportedCorpus]) -> dict[str, object]:
    try:
        imported = await work
    except AppError as error:
        return {"detail": error.sentence, "code": error.code}
    return {"name": imported.corpus.name, "title": imported.corpus.title, "is_new": imported.is_new}


def _line(what: dict[str, object]) -> str:
    return json.dumps(what) + "\n"
