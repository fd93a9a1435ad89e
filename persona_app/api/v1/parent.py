"""A persona's parent: what it follows, field by field, and what the parent changed since."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, GuardedRoute
from persona_app.api.errors import PreconditionFailed, PreconditionMissing
from persona_app.api.openapi import WITH_BODY, problems
from persona_app.api.v1.person import IfMatch, expected
from persona_app.api.v1.working import json_answer
from persona_app.gallery.errors import PublicPersonaGone, PublicPersonaMoved, PublicPersonaNotFound
from persona_app.gallery.services import following
from persona_app.personas.errors import NoVersionYet, PersonaArchived, PersonaChanged, PersonaNotFound
from persona_app.personas.inheriting import FIELDS, Mode
from persona_app.personas.lineage_errors import InheritanceInvalid, NoParent, NothingToTake, ParentGone, ParentsCircle, ParentTooDeep
from persona_app.personas.parents import ParentView
from persona_app.personas.schemas import VersionView
from persona_app.personas.services.changing import seen_persona

router = APIRouter(route_class=GuardedRoute, tags=["parent"])
Answer = TypeVar("Answer", ParentView, VersionView)
Names = Annotated[list[str], Field(max_length=len(FIELDS))]
LockVersion = Annotated[int | None, Field(description="The child's, as it was read; or send its ETag as If-Match.")]
CHANGES = (*WITH_BODY, PersonaNotFound, PersonaChanged, PersonaArchived, PreconditionFailed, PreconditionMissing)
CHOOSING = problems(*CHANGES, NoVersionYet, PublicPersonaNotFound, PublicPersonaGone, PublicPersonaMoved, ParentsCircle, ParentTooDeep)
SETTLING = problems(*CHANGES, NoParent, NoVersionYet, ParentGone, NothingToTake)


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    lock_version: LockVersion = None


class ParentChoice(_Asked):
    """Whom to follow: a persona of one's own, or a public one by its address."""

    parent_id: UUID | None = Field(None, description="One of the account's own personas: its newest version is followed.")
    slug: str = Field("", max_length=200, description="A public persona: its public version is followed, and nothing else of it.")


class FieldModes(_Asked):
    """How fields follow the parent."""

    fields: Annotated[dict[str, Mode], Field(min_length=1, max_length=len(FIELDS))]


class FieldsTaken(_Asked):
    """Fields in which the parent changed."""

    fields: Names | None = Field(None, description="Which; left out: all that changed.")


AnyFields = Annotated[FieldsTaken, Body(default_factory=FieldsTaken)]


@router.get("/v1/person/{persona_id}/parent", responses=problems(PersonaNotFound))
async def read_parent(persona_id: UUID, caller: CurrentCaller) -> ParentView:
    """The parent, how each field follows it, and what it changed since: what it proposes, to `take` or to `keep`."""
    return await caller.call(following.get_parent, persona_id=persona_id)


@router.put("/v1/person/{persona_id}/parent", response_model=VersionView, responses=CHOOSING)
async def choose_parent(persona_id: UUID, choice: ParentChoice, caller: CurrentCaller, if_match: IfMatch = None) -> Response:
    """Let the persona follow a parent from here on; a new version has what it inherits."""
    told = {"parent_id": choice.parent_id, "slug": choice.slug}
    return await _changed(caller.call, following.choose_parent, persona_id, choice.lock_version, if_match, told)


@router.delete(
    "/v1/person/{persona_id}/parent",
    response_model=ParentView,
    responses=problems(PersonaNotFound, PersonaArchived, PreconditionFailed, NoParent),
)
async def leave_parent(persona_id: UUID, caller: CurrentCaller, if_match: IfMatch = None) -> Response:
    """Follow nobody any more. The persona stays as it is, with all that it has of its parent; so nothing has to be said of its state."""
    return await _changed(caller.call, following.leave_parent, persona_id, None, if_match or "*", {})


@router.put(
    "/v1/person/{persona_id}/parent/fields",
    response_model=VersionView,
    responses=problems(*CHANGES, NoParent, NoVersionYet, InheritanceInvalid),
)
async def set_inheritance(persona_id: UUID, modes: FieldModes, caller: CurrentCaller, if_match: IfMatch = None) -> Response:
    """Say of fields whether they are inherited, overridden or appended; a new version has them so."""
    told = {"fields": {field: mode.value for field, mode in modes.fields.items()}}
    return await _changed(caller.call, following.set_inheritance, persona_id, modes.lock_version, if_match, told)


@router.post("/v1/person/{persona_id}/parent/take", response_model=VersionView, responses=SETTLING)
async def take_over(persona_id: UUID, taken: AnyFields, caller: CurrentCaller, if_match: IfMatch = None) -> Response:
    """Take over what the parent changed in these fields; a new version has it."""
    return await _changed(caller.call, following.take_over, persona_id, taken.lock_version, if_match, {"fields": taken.fields})


@router.post("/v1/person/{persona_id}/parent/keep", response_model=ParentView, responses=SETTLING)
async def keep_as_is(persona_id: UUID, kept: AnyFields, caller: CurrentCaller, if_match: IfMatch = None) -> Response:
    """Do not take it over. It is proposed again once the parent says something else there."""
    return await _changed(caller.call, following.keep_as_is, persona_id, kept.lock_version, if_match, {"fields": kept.fields})


async def _changed(
    call: Callable[..., Awaitable[Any]],
    service: Callable[..., Answer],
    persona_id: UUID,
    lock_version: int | None,
    if_match: str | None,
    told: Mapping[str, object],
) -> Response:
    """Change it as it was seen; with `If-Match: *` as it is."""
    seen = expected(if_match, lock_version, is_needed=True)

    def work(session: Session, *, actor: Actor) -> Answer:
        present = seen_persona(session, actor=actor, persona_id=persona_id) if seen is None else seen
        return service(session, actor=actor, persona_id=persona_id, lock_version=present, **told)

    try:
        return json_answer(await call(work))
    except PersonaChanged as error:
        raise (PreconditionFailed(error) if if_match else error) from error
