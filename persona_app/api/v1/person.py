"""Persons: the aggregate that pages call a persona, under the same id."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request, Response
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, Cursor, GuardedRoute, Limit
from persona_app.api.errors import PreconditionFailed, PreconditionMissing, SourcesUnreadable
from persona_app.api.openapi import POSTS, WITH_BODY, problems, submission_body
from persona_app.api.posting import CurrentOnce, submission_of
from persona_app.api.submissions import read_draft
from persona_app.api.v1.schemas import Created, PersonDraft, PersonForm, PersonPatch
from persona_app.building.services.enriching import create_from_characters
from persona_app.building.services.requesting import request_build
from persona_app.core.paging import CursorInvalid, Page
from persona_app.enrichment.errors import CharactersSilent
from persona_app.ingestion.errors import FileTooLarge
from persona_app.ingestion.schemas import Extracted
from persona_app.movies.errors import CharacterNotFound
from persona_app.personas.errors import (
    DataRepeated,
    NameInvalid,
    PersonaArchived,
    PersonaChanged,
    PersonaNotFound,
    TooMuchSubmitted,
)
from persona_app.personas.schemas import PersonaCard, PersonaView
from persona_app.personas.services.changing import change_persona
from persona_app.personas.services.lifecycle import create_empty_persona, create_persona, delete_persona
from persona_app.personas.services.reading import get_persona, list_personas

router = APIRouter(route_class=GuardedRoute, tags=["person"])
IfMatch = Annotated[str | None, Header(description="The ETag as it was read; the change is refused when it is not the present one.")]


@router.post(
    "/v1/person",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *POSTS, NameInvalid, DataRepeated, TooMuchSubmitted, FileTooLarge, SourcesUnreadable, CharactersSilent, CharacterNotFound
    ),
    openapi_extra=submission_body(PersonDraft, PersonForm, is_needed=False),
)
async def create_person(request: Request, once: CurrentOnce, response: Response) -> Created:
    """Make a persona: from material, and its first build is started; or empty, for data to come one by one."""
    draft, files = await read_draft(request, PersonDraft)
    material = submission_of(raw_text=draft.raw_text, urls=draft.urls, files=files, leave_out_failed=draft.leave_out_failed)

    def work(session: Session, actor: Actor, items: Sequence[Extracted]) -> Created:
        return _create(session, actor=actor, draft=draft, items=items)

    created = await once.submit(work, kind=Created, draft=draft, submission=material, may_be_empty=True)
    response.headers["Location"] = f"/v1/person/{created.id}"
    return created


def _create(session: Session, *, actor: Actor, draft: PersonDraft, items: Sequence[Extracted]) -> Created:
    if draft.characters:
        persona, enriching = create_from_characters(session, actor=actor, name=draft.name, character_ids=draft.characters, items=items)
        return Created(id=persona.id, run_id=enriching.id, name=persona.name, created_at=persona.created_at)
    if not items:
        persona = create_empty_persona(session, actor=actor, name=draft.name)
    else:
        persona = create_persona(session, actor=actor, name=draft.name, items=items, allow_repeats=draft.allow_repeats)
    run = request_build(session, actor=actor, persona_id=persona.id) if items and draft.build else None
    return Created(id=persona.id, run_id=run.id if run else None, name=persona.name, created_at=persona.created_at)


@router.get("/v1/person", responses=problems(CursorInvalid))
async def list_persons(caller: CurrentCaller, limit: Limit = 50, cursor: Cursor = None, is_archived: bool = False) -> Page[PersonaCard]:
    """The account's personas, last changed first; or those put away."""
    return await caller.call(list_personas, is_archived=is_archived, cursor=cursor, limit=limit)


@router.get("/v1/person/{persona_id}", responses=problems(PersonaNotFound))
async def get_person(persona_id: UUID, caller: CurrentCaller, response: Response) -> PersonaView:
    """One persona: names, counts, times. Its ETag is what If-Match takes."""
    persona = await caller.call(get_persona, persona_id=persona_id)
    response.headers["ETag"] = etag_of(persona)
    return persona


@router.patch(
    "/v1/person/{persona_id}",
    responses=problems(*WITH_BODY, PersonaNotFound, NameInvalid, PersonaChanged, PersonaArchived, PreconditionFailed, PreconditionMissing),
)
async def change_person(
    persona_id: UUID, patch: PersonPatch, caller: CurrentCaller, response: Response, if_match: IfMatch = None
) -> PersonaView:
    """Rename, archive or restore a persona; a new name must say which state it replaces."""
    lock_version = expected(if_match, patch.lock_version, is_needed=patch.name is not None)
    changes = patch.model_dump(include={"name", "is_archived"})
    try:
        persona = await caller.call(change_persona, persona_id=persona_id, lock_version=lock_version, **changes)
    except PersonaChanged as error:
        raise (PreconditionFailed(error) if if_match else error) from error
    response.headers["ETag"] = etag_of(persona)
    return persona


@router.delete("/v1/person/{persona_id}", status_code=HTTPStatus.NO_CONTENT, responses=problems(PersonaNotFound))
async def delete_person(persona_id: UUID, caller: CurrentCaller) -> None:
    """Delete a persona with its data, versions and runs, for good."""
    await caller.call(delete_persona, persona_id=persona_id)


def etag_of(persona: PersonaView) -> str:
    """What If-Match takes: it grows with what another's change could collide with."""
    return f'"{persona.lock_version}"'


def expected(if_match: str | None, lock_version: int | None, *, is_needed: bool) -> int | None:
    """Which state a change was made from; None: whichever it is now.

    Raises:
        PreconditionMissing: it is needed and was not said.
    """
    if if_match is not None and if_match.strip() != "*":
        tag = if_match.strip().removeprefix("W/").strip('"')
        return int(tag) if tag.isascii() and tag.isdecimal() and len(tag) < 10 else -1
    if lock_version is None and if_match is None and is_needed:
        raise PreconditionMissing
    return lock_version
