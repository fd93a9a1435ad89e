"""Imports of many files: looking at them, at what became of each file, and stopping them; and everything as one archive."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, Cursor, GuardedRoute, Limit
from persona_app.api.openapi import POSTS, problems
from persona_app.api.posting import CurrentOnce
from persona_app.core.paging import CursorInvalid, Page
from persona_app.interchange.archive_writing import stream_personas
from persona_app.interchange.bulk import BatchView, Outcome, ResultView
from persona_app.interchange.errors import ImportEnded, ImportNotFound
from persona_app.interchange.services.exporting import list_everything
from persona_app.interchange.services.receiving import cancel_import, get_import, list_imports, list_results

router = APIRouter(route_class=GuardedRoute, tags=["exchange"])
_ARCHIVE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The archive.", "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/v1/imports", responses=problems(CursorInvalid))
async def list_all_imports(caller: CurrentCaller, limit: Limit = 20, cursor: Cursor = None) -> Page[BatchView]:
    """The account's imports of many files, newest first."""
    return await caller.call(list_imports, cursor=cursor, limit=limit)


@router.get("/v1/imports/{import_id}", responses=problems(ImportNotFound))
async def get_one_import(import_id: UUID, caller: CurrentCaller) -> BatchView:
    """How far it is: of `total` files and rows of tables, how many became personas, updated one, were skipped, failed."""
    return await caller.call(get_import, batch_id=import_id)


@router.get("/v1/imports/{import_id}/results", responses=problems(ImportNotFound, CursorInvalid))
async def list_import_results(
    import_id: UUID,
    caller: CurrentCaller,
    outcome: Annotated[Outcome | None, Query(description="Only files of which this became.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ResultView]:
    """What became of each file, in their order; `reason` tells why not."""
    return await caller.call(list_results, batch_id=import_id, outcome=outcome, cursor=cursor, limit=limit)


@router.post("/v1/imports/{import_id}/cancel", responses=problems(*POSTS, ImportNotFound, ImportEnded))
async def cancel_one_import(import_id: UUID, once: CurrentOnce) -> BatchView:
    """Stop it. What was imported before is kept."""

    def work(session: Session, actor: Actor) -> BatchView:
        return cancel_import(session, actor=actor, batch_id=import_id)

    return await once.do(work, kind=BatchView)


@router.get("/v1/exports", response_class=Response, responses={**_ARCHIVE, **problems()})
async def export_all_persons(caller: CurrentCaller) -> StreamingResponse:
    """Every persona of the account as one ZIP, which imports again to the same state: all versions, data, decisions, thoughts, pictures,
    notes; and the folders, labels, searches and templates of the account. What is public is described, and not published by an import.

    It is sent while it is written; one that ends early has no directory, and is refused by every program.
    """
    ids = await caller.call(list_everything)
    headers = {"Content-Disposition": 'attachment; filename="personas.zip"'}
    return StreamingResponse(stream_personas(ids, call=caller.call, is_everything=True), media_type="application/zip", headers=headers)
