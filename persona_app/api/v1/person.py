"""Persons: the aggregate that pages call a persona, under the same id."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Request, Response
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, GuardedRoute
from persona_app.api.errors import PreconditionFailed, PreconditionMissing, SourcesUnreadable
from persona_app.api.openapi import POSTS, WITH_BODY, problems, submission_body
from persona_app.api.posting import CurrentOnce, submission_of
from persona_app.api.submissions import read_draft
from persona_app.api.v1.schemas import Created, PersonDraft, PersonFilters, PersonForm, PersonPatch
from persona_app.building.services.enriching import create_from_characters
from persona_app.building.services.requesting import request_build
from persona_app.core.paging import CursorInvalid, Page
from persona_app.enrichment.errors import CharactersSilent
from persona_app.ingestion.errors import FileTooLarge
from persona_app.ingestion.schemas import Extracted
from persona_app.movies.errors import CharacterNotFound
from persona_app.personas.errors import (
    DataRepeated,
    DetailsInvalid,
    NameInvalid,
    NameTaken,
    OrganiserNotFound,
    PersonaArchived,
    PersonaChanged,
    PersonaNotFound,
    TooManyOrganisers,
    TooMuchSubmitted,
    WordInvalid,
)
from persona_app.personas.schemas import PersonaView
from persona_app.personas.services.changing import change_persona
from persona_app.personas.services.describing import Details, describe_persona
from persona_app.personas.services.finding import find_personas, get_filed
from persona_app.personas.services.lifecycle import create_empty_persona, create_persona, delete_persona
from persona_app.personas.services.organising import find_organisers
from persona_app.personas.studio_schemas import FiledPersona, Search, StudioCard, StudioSort
from persona_app.publishing.services.tagging import find_tagged

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
async def list_persons(caller: CurrentCaller, filters: Annotated[PersonFilters, Query()]) -> Page[StudioCard]:
    """The account's personas that fit, last used first (being made is the first use); or those put away.

    With `q` and no `sort`, those whose names have its words come first. A label, a folder or a tag that is not there finds nothing.
    """
    return await caller.call(_find, filters=filters)


def _find(session: Session, *, actor: Actor, filters: PersonFilters) -> Page[StudioCard]:
    try:
        label_id, folder_id = find_organisers(session, actor=actor, label=filters.label, folder=filters.folder)
    except OrganiserNotFound:
        return Page()
    search = Search(
        query=filters.q,
        label_id=label_id,
        folder_id=folder_id,
        parent_id=filters.parent,
        is_archived=filters.is_archived,
        sort=filters.sort or (StudioSort.BEST if filters.q.strip() else StudioSort.USED),
    )
    among = find_tagged(session, actor=actor, tag=filters.tag) if filters.tag else None
    return find_personas(session, actor=actor, search=search, cursor=filters.cursor, limit=filters.limit, among=among)


@router.get("/v1/person/{persona_id}", responses=problems(PersonaNotFound))
async def get_person(persona_id: UUID, caller: CurrentCaller, response: Response) -> FiledPersona:
    """One persona: names, counts, times, what was noted about it, and its uses. Its ETag is what If-Match takes."""
    persona = await caller.call(get_filed, persona_id=persona_id)
    response.headers["ETag"] = etag_of(persona)
    return persona


@router.patch(
    "/v1/person/{persona_id}",
    responses=problems(
        *WITH_BODY, PersonaNotFound, NameInvalid, NameTaken, DetailsInvalid, WordInvalid, TooManyOrganisers, PersonaChanged,
        PersonaArchived, PreconditionFailed, PreconditionMissing,
    ),
)  # fmt: skip
async def change_person(
    persona_id: UUID, patch: PersonPatch, caller: CurrentCaller, response: Response, if_match: IfMatch = None
) -> FiledPersona:
    """Rename, archive or restore a persona, or note something about it; metadata and labels must say which state they replace."""
    details = Details(**patch.model_dump(include=set(Details.model_fields), exclude_none=True))
    lock_version = expected(if_match, patch.lock_version, is_needed=patch.metadata is not None or patch.labels is not None)
    changes = patch.model_dump(include={"name", "is_archived"})
    try:
        persona = await caller.call(_change, persona_id=persona_id, lock_version=lock_version, details=details, **changes)
    except PersonaChanged as error:
        raise (PreconditionFailed(error) if if_match else error) from error
    response.headers["ETag"] = etag_of(persona)
    return persona


def _change(
    session: Session,
    *,
    actor: Actor,
    persona_id: UUID,
    lock_version: int | None,
    details: Details,
    name: str | None,
    is_archived: bool | None,
) -> FiledPersona:
    """What is noted comes between taking it out of the archive and putting it there."""
    is_last = is_archived is True
    seen = change_persona(
        session, actor=actor, persona_id=persona_id, lock_version=lock_version, name=name, is_archived=None if is_last else is_archived
    )
    if not details.is_empty:
        describe_persona(session, actor=actor, persona_id=persona_id, details=details, lock_version=seen.lock_version)
    if is_last:
        change_persona(session, actor=actor, persona_id=persona_id, lock_version=None, is_archived=True)
    return get_filed(session, actor=actor, persona_id=persona_id)


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
