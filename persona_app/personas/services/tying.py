"""The tie between a child and its parent, as it is stored. Whoever calls has made sure whose child it is."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from uuid import UUID

from psycopg.errors import ForeignKeyViolation
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from persona_app.core.clock import now
from persona_app.core.config import get_settings
from persona_app.core.errors import AppError
from persona_app.llm.questions import ClaimField
from persona_app.personas.claims import claims_at, with_claims
from persona_app.personas.inheriting import BIG_FIVE, CONTENT, Mode, State, with_big_five
from persona_app.personas.lineage_errors import ParentGone, ParentsCircle, ParentTooDeep
from persona_app.personas.lineage_models import Inheritance, ParentSnapshot
from persona_app.personas.models import Persona
from persona_app.personas.parents import Parent, Tie
from persona_app.personas.profile import BigFive, Claim, Profile


def find_tie(session: Session, *, persona_id: UUID) -> Tie | None:
    """What this persona has of a parent, or had of one that is gone; None where there never was one, or it was forgotten."""
    row = session.get(ParentSnapshot, persona_id, populate_existing=True)
    if row is None:
        return None
    chosen = session.execute(select(Inheritance).where(col(Inheritance.persona_id) == persona_id)).scalars().all()
    return Tie(
        **row.model_dump(include={"parent_id", "parent_name", "follows", "version", "declined", "taken_at", "ended_at", "ended_why"}),
        state=State(profile=Profile.model_validate(row.profile), content=row.content),
        chosen={each.field: each.mode for each in chosen},
        aside=_aside({each.field: each.own for each in chosen if each.own}),
    )


def find_living_tie(session: Session, *, persona_id: UUID) -> Tie | None:
    """The same while the parent is one."""
    tie = find_tie(session, persona_id=persona_id)
    return tie if tie is not None and tie.ended_at is None else None


def require_line(session: Session, *, child_id: UUID, parent_id: UUID) -> None:
    """Go on only if the persona can follow this parent. Until the transaction ends nobody else's parent is set.

    Raises:
        ParentsCircle: the parent descends from the persona, or is it.
        ParentTooDeep: the line would be longer than the settings allow.
    """
    line = session.execute(select("*").select_from(func.line_of(child_id, parent_id))).one_or_none()
    if child_id == parent_id or (line is not None and line[0]):
        raise ParentsCircle
    most = get_settings().most_generations
    if line is not None and line[1] + line[2] + 1 > most:
        raise ParentTooDeep(most=most)


def write_tie(session: Session, *, child: Persona, parent: Parent, state: State | None = None) -> None:
    """Note the parent and what is taken over of it (all, unless `state` says less); what was chosen for another parent goes.

    Raises:
        ParentGone: it was deleted since it was read. Its owner's rows cannot be locked from here.
    """
    there = session.get(ParentSnapshot, child.id, populate_existing=True)
    if there is not None and there.parent_id != parent.id:
        session.execute(delete(Inheritance).where(col(Inheritance.persona_id) == child.id))
        there.declined = {}
    taken = state or parent.state
    row = there or ParentSnapshot(persona_id=child.id, parent_id=parent.id, parent_name="", version=0, profile={}, content="")
    row.sqlmodel_update(
        {
            **parent.model_dump(include={"follows", "version"}),
            "parent_id": parent.id,
            "parent_name": parent.kept_name,
            "profile": taken.profile.model_dump(mode="json", by_alias=True),
            "content": taken.content,
            "taken_at": now(),
            "ended_at": None,
            "ended_why": None,
        }
    )
    session.add(row)
    with told_when_gone(session, ParentGone):
        child.parent_id, child.parent_version = parent.id, parent.version


@contextmanager
def told_when_gone(session: Session, failure: Callable[[], AppError]) -> Iterator[None]:
    """Raises `failure` if what is written in this block refers to a parent that was deleted since it was read."""
    try:
        with session.begin_nested():
            yield
    except IntegrityError as error:
        if isinstance(error.orig, ForeignKeyViolation):
            raise failure() from error
        raise


def decline(session: Session, *, persona_id: UUID, digests: Mapping[str, str]) -> None:
    """Note what of the parent the owner would not have."""
    row = session.get_one(ParentSnapshot, persona_id)
    row.declined = {**row.declined, **digests}
    session.flush()


def write_choices(session: Session, *, persona_id: UUID, chosen: Mapping[str, Mode], own: State) -> None:
    """What the owner chose for these fields; of what is the child's `own`, that which a choice hides."""
    for field, mode in chosen.items():
        hidden = _hidden(own, field) if mode is Mode.INHERITED else None
        session.merge(Inheritance(persona_id=persona_id, field=field, mode=mode.value, own=hidden, chosen_at=now()))
    session.flush()


def write_hidden(session: Session, *, persona_id: UUID, own: State) -> None:
    """What a build found for fields whose choice hides it; the content that is hidden stays the one that the owner saw last."""
    rows = session.execute(
        select(Inheritance).where(col(Inheritance.persona_id) == persona_id, col(Inheritance.mode) == Mode.INHERITED.value)
    )
    for row in rows.scalars():
        if row.field not in {CONTENT, BIG_FIVE}:
            row.own = _hidden(own, row.field)
    session.flush()


def cut_tie(session: Session, *, child: Persona) -> None:
    """End it on the child's side: nothing is followed any more, and what was copied stays in the child's versions."""
    session.execute(delete(Inheritance).where(col(Inheritance.persona_id) == child.id))
    session.execute(delete(ParentSnapshot).where(col(ParentSnapshot.persona_id) == child.id))
    child.parent_id = child.parent_version = None
    session.flush()


def digest(value: object) -> str:
    """A fingerprint of what a parent says in one field."""
    return sha256(repr(value).encode()).hexdigest()


def _hidden(own: State, field: str) -> dict[str, Any] | None:
    if field == CONTENT:
        return {"content": own.content} if own.content else None
    if field == BIG_FIVE:
        scores = own.profile.personality.big_five
        return {"scores": scores.model_dump(mode="json")} if scores != BigFive() else None
    claims = claims_at(own.profile, ClaimField(field))
    return {"claims": [claim.model_dump(mode="json") for claim in claims]} if claims else None


def _aside(hidden: Mapping[str, dict[str, Any]]) -> State:
    profile, content = Profile(), ""
    for field, own in hidden.items():
        if field == CONTENT:
            content = own["content"]
        elif field == BIG_FIVE:
            profile = with_big_five(profile, BigFive.model_validate(own["scores"]))
        else:
            profile = with_claims(profile, ClaimField(field), [Claim.model_validate(each) for each in own["claims"]])
    return State(profile=profile, content=content)
