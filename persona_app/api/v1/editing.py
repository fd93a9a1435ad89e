"""The owner's own hand: writing the content, comparing versions, bringing one back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Response
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, GuardedRoute
from persona_app.api.errors import PreconditionFailed, PreconditionMissing
from persona_app.api.openapi import WITH_BODY, problems
from persona_app.api.v1.naming import NamedVersion
from persona_app.api.v1.person import IfMatch, etag_of, expected
from persona_app.api.v1.schemas import Restoring, WrittenContent
from persona_app.api.v1.working import json_answer
from persona_app.personas.errors import (
    ContentInvalid,
    EditsOverlap,
    NoVersionYet,
    PersonaArchived,
    PersonaChanged,
    PersonaNotFound,
    VersionNotFound,
)
from persona_app.personas.schemas import PersonaView, VersionComparison, VersionView
from persona_app.personas.services.changing import seen_persona
from persona_app.personas.services.editing import compare_versions, edit_content, restore_version
from persona_app.personas.services.labelling import resolve_version
from persona_app.personas.services.reading import get_persona

router = APIRouter(route_class=GuardedRoute, tags=["persona"])
Earlier = Annotated[str, Query(alias="from", max_length=100, description="The version to compare with: its number or a label.")]
WRITING = problems(*WITH_BODY, PersonaNotFound, VersionNotFound, PersonaArchived, ContentInvalid, EditsOverlap, PreconditionFailed)
RESTORING = problems(
    *WITH_BODY, PersonaNotFound, VersionNotFound, NoVersionYet, PersonaChanged, PersonaArchived, PreconditionFailed, PreconditionMissing
)


@router.put("/v1/person/{persona_id}/content", response_model=VersionView, responses=WRITING)
async def write_person_content(persona_id: UUID, written: WrittenContent, caller: CurrentCaller, if_match: IfMatch = None) -> Response:
    """Save a content written upon version `base` as a new version, joined with what was saved since; with If-Match, only upon that state.

    The answer's ETag is the persona's, for the next change.
    """
    seen = expected(if_match, None, is_needed=False)

    def work(session: Session, *, actor: Actor) -> tuple[VersionView, PersonaView]:
        words = written.model_dump()
        version = edit_content(session, actor=actor, persona_id=persona_id, lock_version=seen, **words)
        return version, get_persona(session, actor=actor, persona_id=persona_id)

    try:
        version, persona = await caller.call(work)
    except PersonaChanged as error:
        raise PreconditionFailed(error) from error
    answer = json_answer(version)
    answer.headers["ETag"] = etag_of(persona)
    return answer


@router.get(
    "/v1/person/{persona_id}/versions/{version}/diff",
    response_model=VersionComparison,
    responses=problems(PersonaNotFound, VersionNotFound, NoVersionYet),
)
async def compare_person_versions(persona_id: UUID, version: NamedVersion, caller: CurrentCaller, earlier: Earlier) -> Response:
    """What a version changed since another: words of the content, claims and scores of the profile."""

    def work(session: Session, *, actor: Actor) -> VersionComparison:
        before, after = (resolve_version(session, actor=actor, persona_id=persona_id, named=each) for each in (earlier, version))
        return compare_versions(session, actor=actor, persona_id=persona_id, before=before, after=after)

    return json_answer(await caller.call(work))


@router.post("/v1/person/{persona_id}/versions/{version}/restore", response_model=VersionView, responses=RESTORING)
async def restore_person_version(
    persona_id: UUID,
    version: NamedVersion,
    restoring: Annotated[Restoring, Body(default_factory=Restoring)],
    caller: CurrentCaller,
    if_match: IfMatch = None,
) -> Response:
    """Append a version that is as this one was."""
    seen = expected(if_match, restoring.lock_version, is_needed=True)

    def work(session: Session, *, actor: Actor) -> VersionView:
        lock_version = seen_persona(session, actor=actor, persona_id=persona_id) if seen is None else seen
        number = resolve_version(session, actor=actor, persona_id=persona_id, named=version)
        return restore_version(session, actor=actor, persona_id=persona_id, number=number, lock_version=lock_version)

    try:
        return json_answer(await caller.call(work))
    except PersonaChanged as error:
        raise (PreconditionFailed(error) if if_match else error) from error
