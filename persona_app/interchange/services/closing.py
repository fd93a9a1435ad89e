"""What an archive says of all of its personas together, done once they are there: who is whose child, and the studio's order."""

from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.plurals import counted
from persona_app.interchange.own_archive import Closing
from persona_app.interchange.services.restoring import ended_tie
from persona_app.interchange.services.shelving import Studio, restore_studio
from persona_app.interchange.stand_ins import finder, renamed
from persona_app.interchange.whole import Parentage, damage, parsed
from persona_app.personas.inheriting import CONTENT
from persona_app.personas.lineage_errors import ParentsCircle, ParentTooDeep
from persona_app.personas.lineage_models import Inheritance, ParentSnapshot
from persona_app.personas.models import Persona
from persona_app.personas.profile import BigFive, Claim, Profile
from persona_app.personas.services.tying import require_line
from persona_app.personas.storable import storable


def close_archive(session: Session, *, actor: Actor, closing: Closing) -> str:
    """Do it, and say what was done.

    Raises:
        ImportRefused, ImportTooLarge: the archive is damaged here.
        AppError: something of the studio can't be made.
    """
    tied = ended = 0
    for child_id, parent_id, tie in closing.children():
        is_tied = _tie(session, actor=actor, archive=closing.archive, child_id=child_id, parent_id=parent_id, tie=tie)
        tied, ended = tied + (is_tied is True), ended + (is_tied is False)
    studio = parsed(Studio, closing.studio) if closing.studio is not None else Studio()
    made = restore_studio(session, actor=actor, studio=studio, archive=closing.archive)
    parents = f"{counted(tied, 'child', 'children')} with a parent" if tied else ""
    orphans = f"{ended:,} without the parent they had" if ended else ""
    told = ", ".join(filter(None, (made, parents, orphans)))
    return f"Of the account: {told}." if told else "Of the account: nothing that was not there."


def _tie(session: Session, *, actor: Actor, archive: UUID, child_id: UUID, parent_id: UUID, tie: Parentage) -> bool | None:
    """None: the child did not arrive. False: its parent did not, or can't be one; the child follows nobody."""
    mine = select(col(Persona.id)).where(col(Persona.owner_id) == actor.account_id, col(Persona.id).in_([child_id, parent_id]))
    there = set(session.scalars(mine.order_by(col(Persona.id)).with_for_update(key_share=True)))
    if child_id not in there:
        return None
    can_follow = parent_id in there and _can_follow(session, child_id=child_id, parent_id=parent_id)
    if not can_follow:
        row = {**tie.model_dump(), "ended_at": tie.taken_at, "ended_why": "left"}
        session.execute(insert(ParentSnapshot), [ended_tie(child_id, parent_id, row)])
        return False
    session.execute(insert(ParentSnapshot), [_row(tie, archive=archive, child_id=child_id, parent_id=parent_id)])
    choices = [{**each.model_dump(), "persona_id": child_id} for each in tie.choices]
    for each in choices:
        each["own"] = _own(each["field"], _found(each["own"], archive=archive, child_id=child_id))
    if choices:
        session.execute(insert(Inheritance), choices)
    session.execute(update(Persona).where(col(Persona.id) == child_id).values(parent_id=parent_id, parent_version=tie.version))
    return True


def _can_follow(session: Session, *, child_id: UUID, parent_id: UUID) -> bool:
    try:
        require_line(session, child_id=child_id, parent_id=parent_id)
    except (ParentsCircle, ParentTooDeep):
        return False
    return True


def _row(tie: Parentage, *, archive: UUID, child_id: UUID, parent_id: UUID) -> dict[str, Any]:
    try:
        profile = Profile.model_validate(_found(tie.profile, archive=archive, child_id=child_id))
    except ValueError as error:
        raise damage() from error
    same = tie.model_dump(include={"parent_name", "follows", "version", "declined", "taken_at"})
    said = {"profile": profile.model_dump(mode="json", by_alias=True), "content": storable(tie.content)}
    return {**same, **said, "persona_id": child_id, "parent_id": parent_id, "ended_at": None, "ended_why": None}


def _found(value: Any, *, archive: UUID, child_id: UUID) -> Any:
    try:
        return storable(renamed(value, finder(archive=archive, persona=child_id)))
    except (ValueError, AttributeError) as error:
        raise damage() from error


def _own(field: str, said: Any) -> Any:
    """What a choice hides of the child's own, as `personas/services/tying.py` reads it."""
    if said is None:
        return None
    try:
        if field == CONTENT:
            return {"content": str(said["content"])}
        if field == "big_five":
            return {"scores": BigFive.model_validate(said["scores"]).model_dump(mode="json")}
        return {"claims": [Claim.model_validate(each).model_dump(mode="json") for each in said["claims"]]}
    except (ValueError, KeyError, TypeError) as error:
        raise damage() from error
