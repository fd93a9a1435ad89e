"""What builds computed: the present persona, its versions, and the owner's word on contradictions."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, Cursor, GuardedRoute, Limit
from persona_app.api.errors import PreconditionFailed, PreconditionMissing
from persona_app.api.openapi import POSTS, Responses, problems
from persona_app.api.posting import CurrentOnce
from persona_app.api.using import counted
from persona_app.api.v1.naming import NamedVersion, at_version
from persona_app.api.v1.person import IfMatch, expected
from persona_app.api.v1.schemas import Accepted, Datum, Settlement, WithHistory
from persona_app.api.v1.working import answer_when_built, json_answer
from persona_app.api.waiting import Waiting
from persona_app.building.services.requesting import request_build, settle_and_build
from persona_app.core.paging import CursorInvalid, Page
from persona_app.personas.errors import (
    ChoiceInvalid,
    ContradictionNotFound,
    NoVersionYet,
    PersonaArchived,
    PersonaChanged,
    PersonaNotFound,
    VersionNotFound,
)
from persona_app.personas.schemas import VersionBlame, VersionSummary, VersionView
from persona_app.personas.services.blaming import blame_version
from persona_app.personas.services.changing import seen_persona
from persona_app.personas.services.history import list_texts
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.versioning import find_latest_version, get_version, list_versions
from persona_app.personas.studio_schemas import UseKind

router = APIRouter(route_class=GuardedRoute, tags=["persona"])
BUILT: Responses = {200: {"model": VersionView, "description": "With `Prefer: wait`, when the build ended in time."}}
ContradictionId = Annotated[str, Path(max_length=200)]


@router.get("/v1/person/{persona_id}/persona", response_model=VersionView, responses=problems(PersonaNotFound, NoVersionYet))
async def get_person_persona(persona_id: UUID, caller: CurrentCaller) -> Response:
    """The newest version: profile, content, and what it was computed from."""
    version = await caller.call(find_latest_version, persona_id=persona_id)
    if version is None:
        raise NoVersionYet
    answer = json_answer(version)  # written once: FastAPI would validate the whole profile a second time
    return counted(answer, caller, persona_id, UseKind.PROMPT)


@router.get("/v1/person/{persona_id}/persona-with-history", responses=problems(PersonaNotFound, CursorInvalid))
async def get_person_persona_with_history(persona_id: UUID, caller: CurrentCaller, limit: Limit = 50, cursor: Cursor = None) -> WithHistory:
    """The newest version together with the data; `data.next_cursor` goes on in the data."""
    return await caller.call(_with_history, persona_id=persona_id, limit=limit, cursor=cursor)


def _with_history(session: Session, *, actor: Actor, persona_id: UUID, limit: int, cursor: str | None) -> WithHistory:
    person = get_persona(session, actor=actor, persona_id=persona_id)
    texts = list_texts(session, actor=actor, persona_id=persona_id, cursor=cursor, limit=limit)
    data = Page[Datum](items=tuple(map(Datum.of, texts.items)), next_cursor=texts.next_cursor)
    return WithHistory(person=person, persona=find_latest_version(session, actor=actor, persona_id=persona_id), data=data)


@router.get("/v1/person/{persona_id}/versions", responses=problems(PersonaNotFound, CursorInvalid))
async def list_person_versions(persona_id: UUID, caller: CurrentCaller, limit: Limit = 50, cursor: Cursor = None) -> Page[VersionSummary]:
    """The versions, newest first, without profile and content."""
    return await caller.call(list_versions, persona_id=persona_id, cursor=cursor, limit=limit)


@router.get(
    "/v1/person/{persona_id}/versions/{version}",
    response_model=VersionView,
    responses=problems(PersonaNotFound, VersionNotFound, NoVersionYet),
)
async def get_person_version(persona_id: UUID, version: NamedVersion, caller: CurrentCaller) -> Response:
    """One version whole."""
    answer = json_answer(await caller.call(at_version(get_version, persona_id=persona_id, named=version)))
    return counted(answer, caller, persona_id, UseKind.PROMPT)


@router.get(
    "/v1/person/{persona_id}/versions/{version}/blame",
    response_model=VersionBlame,
    responses=problems(PersonaNotFound, VersionNotFound, NoVersionYet),
)
async def blame_person_version(persona_id: UUID, version: NamedVersion, caller: CurrentCaller) -> Response:
    """For each passage of a version's content and each of its claims, the version and the data that brought it."""
    return json_answer(await caller.call(at_version(blame_version, persona_id=persona_id, named=version)))


@router.post(
    "/v1/person/{persona_id}/regenerate",
    status_code=HTTPStatus.ACCEPTED,
    response_model=Accepted,
    responses={**BUILT, **problems(*POSTS, PersonaNotFound, PersonaArchived)},
)
async def regenerate_person(persona_id: UUID, once: CurrentOnce, caller: CurrentCaller, seconds: Waiting) -> Response:
    """Compute the persona anew from all data."""

    def work(session: Session, actor: Actor) -> Accepted:
        return Accepted.of(request_build(session, actor=actor, persona_id=persona_id))

    return await answer_when_built(caller, accepted=await once.do(work, kind=Accepted), seconds=seconds)


@router.post(
    "/v1/person/{persona_id}/contradictions/{contradiction_id}/settle",
    status_code=HTTPStatus.ACCEPTED,
    response_model=Accepted,
    responses={
        **BUILT,
        **problems(
            *POSTS,
            PersonaNotFound,
            ContradictionNotFound,
            PersonaChanged,
            PersonaArchived,
            PreconditionFailed,
            PreconditionMissing,
            ChoiceInvalid,
        ),
    },
)
async def settle_person_contradiction(
    persona_id: UUID,
    contradiction_id: ContradictionId,
    settlement: Settlement,
    once: CurrentOnce,
    caller: CurrentCaller,
    seconds: Waiting,
    if_match: IfMatch = None,
) -> Response:
    """Say which side of a contradiction holds, and compute the persona anew."""
    seen = expected(if_match, settlement.lock_version, is_needed=True)

    def work(session: Session, actor: Actor) -> Accepted:
        lock_version = seen_persona(session, actor=actor, persona_id=persona_id) if seen is None else seen
        word = {"contradiction_id": contradiction_id, "choice": settlement.choice, "lock_version": lock_version}
        return Accepted.of(settle_and_build(session, actor=actor, persona_id=persona_id, **word))  # type: ignore[arg-type]

    try:
        accepted = await once.do(work, kind=Accepted, sent=settlement)
    except PersonaChanged as error:
        raise (PreconditionFailed(error) if if_match else error) from error
    return await answer_when_built(caller, accepted=accepted, seconds=seconds)
