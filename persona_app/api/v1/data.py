"""Data: what was submitted about a person, append only."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, Cursor, GuardedRoute, Limit
from persona_app.api.errors import SourcesUnreadable
from persona_app.api.openapi import POSTS, problems, submission_body
from persona_app.api.posting import CurrentOnce, submission_of
from persona_app.api.submissions import read_draft
from persona_app.api.v1.schemas import Accepted, DataAdded, DataDraft, DataForm, Datum
from persona_app.api.v1.working import answer_when_built
from persona_app.api.waiting import Waiting
from persona_app.building.services.requesting import add_and_build
from persona_app.core.paging import CursorInvalid, Page
from persona_app.ingestion.errors import FileTooLarge
from persona_app.ingestion.schemas import Extracted
from persona_app.personas.errors import (
    DataNotFound,
    DataRepeated,
    ExcerptOutside,
    NothingSubmitted,
    PersonaArchived,
    PersonaNotFound,
    TooMuchSubmitted,
)
from persona_app.personas.schemas import Excerpt, VersionView
from persona_app.personas.services.history import list_texts
from persona_app.personas.services.reading import get_data, get_excerpt
from persona_app.personas.services.submitting import add_data

router = APIRouter(route_class=GuardedRoute, tags=["data"])
ADDING = (
    *POSTS,
    PersonaNotFound,
    PersonaArchived,
    NothingSubmitted,
    DataRepeated,
    TooMuchSubmitted,
    FileTooLarge,
    SourcesUnreadable,
)
Place = Annotated[int, Query(ge=0, lt=2**31)]


@router.post(
    "/v1/person/{persona_id}/data",
    status_code=HTTPStatus.CREATED,
    responses=problems(*ADDING),
    openapi_extra=submission_body(DataDraft, DataForm),
)
async def add_person_data(persona_id: UUID, request: Request, once: CurrentOnce, response: Response) -> DataAdded:
    """Add a text, pages or files; no build is started."""
    draft, files = await read_draft(request, DataDraft)
    material = submission_of(raw_text=draft.raw_text, urls=draft.urls, files=files, leave_out_failed=draft.leave_out_failed)

    def work(session: Session, actor: Actor, items: Sequence[Extracted]) -> DataAdded:
        added = add_data(session, actor=actor, persona_id=persona_id, items=items, allow_repeats=draft.allow_repeats)
        return DataAdded(id=added[0].id, items=added)

    added = await once.submit(work, kind=DataAdded, draft=draft, submission=material)
    response.headers["Location"] = f"/v1/person/{persona_id}/data/{added.id}"
    return added


@router.post(
    "/v1/person/{persona_id}/data-and-regenerate",
    status_code=HTTPStatus.ACCEPTED,
    response_model=Accepted,
    responses={200: {"model": VersionView, "description": "With `Prefer: wait`, when the build ended in time."}, **problems(*ADDING)},
    openapi_extra=submission_body(DataDraft, DataForm),
)
async def add_person_data_and_regenerate(
    persona_id: UUID, request: Request, once: CurrentOnce, caller: CurrentCaller, seconds: Waiting
) -> Response:
    """Add a text, pages or files and compute the persona anew from all data, both or neither."""
    draft, files = await read_draft(request, DataDraft)
    material = submission_of(raw_text=draft.raw_text, urls=draft.urls, files=files, leave_out_failed=draft.leave_out_failed)

    def work(session: Session, actor: Actor, items: Sequence[Extracted]) -> Accepted:
        repeats = draft.allow_repeats
        return Accepted.of(add_and_build(session, actor=actor, persona_id=persona_id, items=items, allow_repeats=repeats))

    accepted = await once.submit(work, kind=Accepted, draft=draft, submission=material)
    return await answer_when_built(caller, accepted=accepted, seconds=seconds)


@router.get("/v1/person/{persona_id}/data", responses=problems(PersonaNotFound, CursorInvalid))
async def list_person_data(
    persona_id: UUID,
    caller: CurrentCaller,
    limit: Limit = 50,
    cursor: Cursor = None,
    q: Annotated[str, Query(max_length=500, description="Only what has all these words.")] = "",
) -> Page[Datum]:
    """What was submitted, newest first, with the texts; a page ends early when they grow too long."""
    page = await caller.call(list_texts, persona_id=persona_id, query=q, cursor=cursor, limit=limit)
    return Page(items=tuple(map(Datum.of, page.items)), next_cursor=page.next_cursor)


@router.get("/v1/person/{persona_id}/data/{data_id}", responses=problems(DataNotFound))
async def get_person_datum(persona_id: UUID, data_id: UUID, caller: CurrentCaller) -> Datum:
    """One submission whole."""
    return Datum.of(await caller.call(get_data, persona_id=persona_id, data_id=data_id))


@router.get("/v1/person/{persona_id}/data/{data_id}/excerpt", responses=problems(DataNotFound, ExcerptOutside))
async def get_person_excerpt(
    persona_id: UUID, data_id: UUID, start: Place, end: Place, caller: CurrentCaller, around: Annotated[int, Query(ge=0, le=100_000)] = 300
) -> Excerpt:
    """A quote in its surroundings; offsets as a citation names them."""
    return await caller.call(get_excerpt, persona_id=persona_id, data_id=data_id, start=start, end=end, around=around)
