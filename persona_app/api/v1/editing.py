"""The owner's own hand: writing the content, comparing versions, bringing one back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, GuardedRoute
from persona_app.api.errors import PreconditionFailed, PreconditionMissing
from persona_app.api.openapi import WITH_BODY, problems
from persona_app.api.v1.person import IfMatch, expected
from persona_app.api.v1.schemas import Restoring, WrittenContent
from persona_app.api.v1.working import json_answer
from persona_app.personas.errors import (
    ContentInvalid,
    EditsOverlap,
    PersonaArchived,
    PersonaChanged,
    PersonaNotFound,
    VersionNotFound,
)
from persona_app.personas.schemas import VersionComparison, VersionView
from persona_app.personas.services.editing import compare_versions, edit_content, restore_version
from persona_app.personas.services.reading import get_persona

router = APIRouter(route_class=GuardedRoute, tags=["persona"])
Earlier = Annotated[int, Query(alias="from", ge=1, lt=2**31, description="Number of the version to compare with.")]
WRITING = problems(*WITH_BODY, PersonaNotFound, VersionNotFound, PersonaArchived, ContentInvalid, EditsOverlap)
RESTORING = problems(*WITH_BODY, PersonaNotFound, VersionNotFound, PersonaChanged, PersonaArchived, PreconditionFailed, PreconditionMissing)


@router.put("/v1/person/{persona_id}/content", response_model=VersionView, responses=WRITING)
async def write_person_content(persona_id: UUID, written: WrittenContent, caller: CurrentCaller) -> Response:
    """Save a content written upon version `base` as a new version, joined with what was saved since."""
    return json_answer(await caller.call(edit_content, persona_id=persona_id, **written.model_dump()))


@router.get(
    "/v1/person/{persona_id}/versions/{number}/diff",
    response_model=VersionComparison,
    responses=problems(PersonaNotFound, VersionNotFound),
)
async def compare_person_versions(persona_id: UUID, number: int, caller: CurrentCaller, earlier: Earlier) -> Response:
    """What a version changed since another: words of the content, claims and scores of the profile."""
    return json_answer(await caller.call(compare_versions, persona_id=persona_id, before=earlier, after=number))


@router.post("/v1/person/{persona_id}/versions/{number}/restore", response_model=VersionView, responses=RESTORING)
async def restore_person_version(
    persona_id: UUID, number: int, restoring: Restoring, caller: CurrentCaller, if_match: IfMatch = None
) -> Response:
    """Append a version that is as this one was."""
    seen = expected(if_match, restoring.lock_version, is_needed=True)

    def work(session: Session, *, actor: Actor) -> VersionView:
        lock_version = get_persona(session, actor=actor, persona_id=persona_id).lock_version if seen is None else seen
        return restore_version(session, actor=actor, persona_id=persona_id, number=number, lock_version=lock_version)

    try:
        return json_answer(await caller.call(work))
    except PersonaChanged as error:
        raise (PreconditionFailed(error) if if_match else error) from error
