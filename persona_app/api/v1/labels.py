"""Labels of versions: where they are, moving them, and the way they went."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, Cursor, GuardedRoute, Limit
from persona_app.api.errors import PreconditionFailed, PreconditionMissing
from persona_app.api.openapi import WITH_BODY, problems
from persona_app.api.v1.person import IfMatch, expected
from persona_app.api.v1.schemas import LabelMoving
from persona_app.core.paging import CursorInvalid, Page
from persona_app.personas.errors import (
    PersonaArchived,
    PersonaNotFound,
    TooManyVersionLabels,
    VersionLabelInvalid,
    VersionLabelMoved,
    VersionLabelNotFound,
    VersionNotFound,
)
from persona_app.personas.schemas import LabelMoveView, LabelView
from persona_app.personas.services.labelling import label_history, list_labels, move_label, remove_label, seen_label

router = APIRouter(route_class=GuardedRoute, tags=["persona"])
Label = Annotated[str, Path(max_length=100, description="The label's name, as `stable`; capitals count for nothing.")]
MOVING = problems(
    *WITH_BODY, PersonaNotFound, VersionNotFound, PersonaArchived, VersionLabelInvalid, VersionLabelMoved, TooManyVersionLabels,
    PreconditionFailed, PreconditionMissing,
)  # fmt: skip
REMOVING = problems(PersonaNotFound, VersionLabelNotFound, PersonaArchived, VersionLabelMoved, PreconditionFailed, PreconditionMissing)


@router.get("/v1/person/{persona_id}/labels", responses=problems(PersonaNotFound))
async def list_person_labels(persona_id: UUID, caller: CurrentCaller) -> tuple[LabelView, ...]:
    """The labels that are on versions, by name."""
    return await caller.call(list_labels, persona_id=persona_id)


@router.put("/v1/person/{persona_id}/labels/{label}", responses=MOVING)
async def move_person_label(
    persona_id: UUID, label: Label, moving: LabelMoving, caller: CurrentCaller, response: Response, if_match: IfMatch = None
) -> LabelView:
    """Put a label on a version, taking it off the one that it was on. Say which state of it you saw: If-Match, or `lock_version`."""
    seen = expected(if_match, moving.lock_version, is_needed=True)

    def work(session: Session, *, actor: Actor) -> LabelView:
        lock_version = seen_label(session, actor=actor, persona_id=persona_id, name=label) if seen is None else seen
        return move_label(session, actor=actor, persona_id=persona_id, name=label, number=moving.number, lock_version=lock_version)

    try:
        moved = await caller.call(work)
    except VersionLabelMoved as error:
        raise (PreconditionFailed(error) if if_match else error) from error
    response.headers["ETag"] = f'"{moved.lock_version}"'
    return moved


@router.delete("/v1/person/{persona_id}/labels/{label}", status_code=HTTPStatus.NO_CONTENT, responses=REMOVING)
async def remove_person_label(persona_id: UUID, label: Label, caller: CurrentCaller, if_match: IfMatch = None) -> None:
    """Take a label off its version; its history stays. If-Match is the label's `lock_version`, or `*`."""

    def work(session: Session, *, actor: Actor) -> None:
        present = seen_label(session, actor=actor, persona_id=persona_id, name=label)
        seen = expected(if_match, None, is_needed=True)  # asked for only now: another's persona is not found, whatever was said
        remove_label(session, actor=actor, persona_id=persona_id, name=label, lock_version=present if seen is None else seen)

    try:
        await caller.call(work)
    except VersionLabelMoved as error:
        raise PreconditionFailed(error) from error


@router.get("/v1/person/{persona_id}/labels/{label}/history", responses=problems(PersonaNotFound, VersionLabelNotFound, CursorInvalid))
async def list_person_label_moves(
    persona_id: UUID, label: Label, caller: CurrentCaller, limit: Limit = 50, cursor: Cursor = None
) -> Page[LabelMoveView]:
    """Every move of a label, newest first: when, by whom, from which version to which; null stands for none."""
    return await caller.call(label_history, persona_id=persona_id, name=label, limit=limit, cursor=cursor)
