"""For older clients: a persona is one text and one profile, and a request answers when it is computed."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import Caller, CurrentCaller, GuardedRoute
from persona_app.api.errors import BuildFailed, BuildSlow, HistoryTooLong, SourcesUnreadable
from persona_app.api.openapi import POSTS, WITH_BODY, json_body, problems
from persona_app.api.posting import CurrentOnce, submission_of
from persona_app.api.submissions import read_draft
from persona_app.api.v1.schemas import Accepted, OldCreated, OldDraft, OldPersona
from persona_app.api.waiting import wait_for_run
from persona_app.building.services.requesting import add_and_build, create_and_build
from persona_app.core.config import get_settings
from persona_app.ingestion.errors import FileTooLarge
from persona_app.ingestion.schemas import Extracted
from persona_app.jobs.schemas import RunState, RunView
from persona_app.personas.errors import (
    DataRepeated,
    NothingSubmitted,
    PersonaArchived,
    PersonaNotFound,
    TooMuchSubmitted,
)
from persona_app.personas.schemas import VersionView
from persona_app.personas.services.history import find_joined_text
from persona_app.personas.services.importing import IMPORTED, read_former_profile
from persona_app.personas.services.reading import find_persona_id, get_persona
from persona_app.personas.services.versioning import find_latest_version

router = APIRouter(route_class=GuardedRoute, tags=["persona (older clients)"])
GIVING = (NothingSubmitted, DataRepeated, TooMuchSubmitted, FileTooLarge, SourcesUnreadable, BuildFailed, BuildSlow)


@router.post(
    "/v1/persona",
    status_code=HTTPStatus.CREATED,
    responses=problems(*POSTS, *GIVING),
    openapi_extra=json_body(OldDraft),
)
async def create_old_persona(request: Request, once: CurrentOnce, caller: CurrentCaller) -> OldCreated:
    """Make a persona from a text, pages or both, and answer when it is computed."""
    draft, _ = await read_draft(request, OldDraft)

    def work(session: Session, actor: Actor, items: Sequence[Extracted]) -> Accepted:
        return Accepted.of(create_and_build(session, actor=actor, items=items)[1])

    material = submission_of(raw_text=draft.raw_text, urls=draft.urls)
    run = await _built(caller, await once.submit(work, kind=Accepted, draft=draft, submission=material))
    person = await caller.call(get_persona, persona_id=run.persona_id)
    return OldCreated(id=str(person.id), version=run.version_number or 0, created_at=person.created_at)


@router.get("/v1/persona/{persona_id}", responses=problems(PersonaNotFound, HistoryTooLong))
async def get_old_persona(persona_id: str, caller: CurrentCaller) -> OldPersona:
    """All data joined, and the newest profile."""
    return await caller.call(_old_persona, old_id=persona_id)


@router.patch(
    "/v1/persona/{persona_id}",
    responses=problems(*WITH_BODY, *GIVING, PersonaNotFound, PersonaArchived, HistoryTooLong),
    openapi_extra=json_body(OldDraft),
)
async def change_old_persona(persona_id: str, request: Request, once: CurrentOnce, caller: CurrentCaller) -> OldPersona:
    """Add a text, pages or both, and answer when the persona is computed anew from all data; nothing is overwritten."""
    draft, _ = await read_draft(request, OldDraft)

    def work(session: Session, actor: Actor, items: Sequence[Extracted]) -> Accepted:
        found = _id_of(session, actor=actor, old_id=persona_id)
        return Accepted.of(add_and_build(session, actor=actor, persona_id=found, items=items))

    await caller.call(_id_of, old_id=persona_id)
    material = submission_of(raw_text=draft.raw_text, urls=draft.urls)
    await _built(caller, await once.submit(work, kind=Accepted, draft=draft, submission=material))
    return await caller.call(_old_persona, old_id=persona_id)


async def _built(caller: Caller, accepted: Accepted) -> RunView:
    """The run when it ended well.

    Raises:
        BuildFailed: it failed or was cancelled.
        BuildSlow: it has not ended within the time that a request may wait.
    """
    run = await wait_for_run(caller, run_id=accepted.run_id, seconds=get_settings().api_wait_seconds)
    if run.is_active:
        raise BuildSlow(persona_id=str(run.persona_id), run_id=str(run.id))
    if run.state is not RunState.DONE:
        raise BuildFailed(run.sentence, persona_id=str(run.persona_id), run_id=str(run.id))
    return run


def _old_persona(session: Session, *, actor: Actor, old_id: str) -> OldPersona:
    person = get_persona(session, actor=actor, persona_id=_id_of(session, actor=actor, old_id=old_id))
    raw_text = find_joined_text(session, actor=actor, persona_id=person.id)
    if raw_text is None:
        raise HistoryTooLong
    version = find_latest_version(session, actor=actor, persona_id=person.id)
    return OldPersona(
        id=old_id, raw_text=raw_text, persona=_profile_of(version), created_at=person.created_at, updated_at=person.updated_at
    )


def _profile_of(version: VersionView | None) -> dict[str, Any] | None:
    """The profile; of a version that was taken over from an older system, what that system answered."""
    if version is None:
        return None
    former = read_former_profile(version.content) if version.origin == IMPORTED else None
    return version.profile.model_dump(mode="json", by_alias=True) if former is None else former


def _id_of(session: Session, *, actor: Actor, old_id: str) -> UUID:
    """The persona that older clients name so.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    found = find_persona_id(session, actor=actor, old_id=old_id)
    if found is None:
        raise PersonaNotFound
    return found
