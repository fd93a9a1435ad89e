"""Names that an owner puts on versions and moves: `stable`, or words of one's own. Every move is kept.

A label is on one version at a time. Whoever moves it says which state of the label they saw (`lock_version`, 0 when there is none), so
that of two moves made at once one is refused. Labels change no version, and no edit collides with them.
"""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_of, page_size
from persona_app.events.chaining import states
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.personas import queries
from persona_app.personas.errors import (
    NoVersionYet,
    PersonaArchived,
    TooManyVersionLabels,
    VersionLabelInvalid,
    VersionLabelMoved,
    VersionLabelNotFound,
    VersionNotFound,
)
from persona_app.personas.models import LabelMove, Persona, VersionLabel
from persona_app.personas.schemas import LabelMoveView, LabelView

MOST_LABELS = 50
LATEST = "latest"
"""Always the newest version; nobody's label."""
_NAME = re.compile(r"[a-z][a-z0-9._-]{0,39}")


def move_label(session: Session, *, actor: Actor, persona_id: UUID, name: str, number: int, lock_version: int) -> LabelView:
    """Put a label on a version, taking it off the one that it was on. Moving it to where it is changes nothing.

    Raises:
        PersonaNotFound, VersionNotFound: there is nothing to put it on.
        PersonaArchived, VersionLabelInvalid, VersionLabelMoved, TooManyVersionLabels: nothing was moved.
    """
    name = _checked(name)
    persona, label = _lock(session, actor=actor, persona_id=persona_id, name=name, lock_version=lock_version)
    if not 0 < number <= persona.version_count:
        raise VersionNotFound(number)
    if label.number == number:
        return _view(label)
    if label.number is None and _count(session, persona_id=persona_id) >= MOST_LABELS:
        raise TooManyVersionLabels(most=MOST_LABELS)
    return _view(_put(session, label, actor=actor, persona=persona, number=number))


def remove_label(session: Session, *, actor: Actor, persona_id: UUID, name: str, lock_version: int) -> None:
    """Take a label off its version; its history stays.

    Raises:
        PersonaNotFound, VersionLabelNotFound: there is no such label.
        PersonaArchived, VersionLabelMoved: it was left where it is.
    """
    name = _known(name)
    persona, label = _lock(session, actor=actor, persona_id=persona_id, name=name, lock_version=lock_version)
    if label.number is None:
        raise VersionLabelNotFound(name)
    _put(session, label, actor=actor, persona=persona, number=None)


def list_labels(session: Session, *, actor: Actor, persona_id: UUID) -> tuple[LabelView, ...]:
    """The labels that are on versions, by name; at most 50.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    queries.require_owned(session, actor=actor, persona_id=persona_id)
    query = select(VersionLabel).where(col(VersionLabel.persona_id) == persona_id, col(VersionLabel.number).is_not(None))
    return tuple(_view(row) for row in session.execute(query.order_by(col(VersionLabel.name))).scalars())


def label_history(
    session: Session, *, actor: Actor, persona_id: UUID, name: str | None = None, cursor: str | None = None, limit: int = 50
) -> Page[LabelMoveView]:
    """Every move of a label, or of all of them, newest first; those of labels that were taken off too.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        VersionLabelNotFound: there never was a label of this name.
        CursorInvalid: the cursor is none of this list's.
    """
    actor.require("read")
    queries.require_owned(session, actor=actor, persona_id=persona_id)
    place = (col(LabelMove.moved_at), col(LabelMove.id))
    query = select(LabelMove).where(col(LabelMove.persona_id) == persona_id)
    if name is not None:
        query = query.where(col(LabelMove.name) == _known(name))
    if cursor is not None:
        query = query.where(tuple_(*place) < tuple_(*decode_cursor(cursor, datetime, UUID)))
    moves = session.execute(query.order_by(*(column.desc() for column in place)).limit(page_size(limit) + 1)).scalars().all()
    if name is not None and cursor is None and not moves:
        raise VersionLabelNotFound(name)
    return page_of(
        moves,
        limit=limit,
        view=lambda move: LabelMoveView.model_validate(move.model_dump()),
        cursor=lambda move: encode_cursor(move.moved_at, move.id),
    )


def seen_label(session: Session, *, actor: Actor, persona_id: UUID, name: str) -> int:
    """The label's present `lock_version`, for whoever moves it from wherever it is; 0 when it is nowhere. Locks the persona.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("write")
    queries.lock(session, actor=actor, persona_id=persona_id)
    label = session.get(VersionLabel, (persona_id, _known(name)), populate_existing=True)
    return label.lock_version if label else 0


def resolve_version(session: Session, *, actor: Actor, persona_id: UUID, named: str) -> int:
    """The number of the version that is named by its number, by a label, or as `latest`; a number is not looked up.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        NoVersionYet: `latest` was asked for, and there is none.
        VersionNotFound: no version has this label.
    """
    actor.require("read")
    if named.isascii() and named.isdecimal() and len(named) < 10:
        return int(named)
    label, owned = _known(named), queries.owned(actor, persona_id)
    labelled = select(col(VersionLabel.number)).join(Persona, col(Persona.id) == col(VersionLabel.persona_id))
    query: Select[Any] = select(col(Persona.version_count)) if label == LATEST else labelled.where(col(VersionLabel.name) == label)
    number: int | None = session.execute(query.where(owned)).scalar_one_or_none()
    if number:
        return number
    queries.require_owned(session, actor=actor, persona_id=persona_id)
    raise NoVersionYet if label == LATEST else VersionNotFound(named)


def _checked(name: str) -> str:
    wanted = name.strip().lower()
    if not _NAME.fullmatch(wanted) or wanted == LATEST:
        raise VersionLabelInvalid
    return wanted


def _known(name: str) -> str:
    """The name as it is kept; empty, as no label is called, for what never could be one (and might hold what no database takes)."""
    wanted = name.strip().lower()
    return wanted if _NAME.fullmatch(wanted) else ""


def _lock(session: Session, *, actor: Actor, persona_id: UUID, name: str, lock_version: int) -> tuple[Persona, VersionLabel]:
    """The persona, locked, and the label as it is or as it would begin; refuses whoever saw another state of it."""
    actor.require("write")
    persona = queries.lock(session, actor=actor, persona_id=persona_id)
    if persona.archived_at is not None:
        raise PersonaArchived
    label = session.get(VersionLabel, (persona_id, name), populate_existing=True)
    if label is None:
        label = VersionLabel(persona_id=persona_id, name=name, lock_version=0, moved_by=actor.account_id)
    if lock_version != label.lock_version and not (lock_version == 0 and label.number is None):
        raise VersionLabelMoved(name=name, number=label.number, lock_version=label.lock_version if label.number else 0)
    return persona, label


def _count(session: Session, *, persona_id: UUID) -> int:
    there = (col(VersionLabel.persona_id) == persona_id, col(VersionLabel.number).is_not(None))
    count: int = session.execute(select(func.count()).select_from(VersionLabel).where(*there)).scalar_one()
    return count


def _put(session: Session, label: VersionLabel, *, actor: Actor, persona: Persona, number: int | None) -> VersionLabel:
    before, at = label.number, now()
    label.number, label.lock_version, label.moved_by, label.moved_at = number, label.lock_version + 1, actor.account_id, at
    session.add(label)
    session.add(
        LabelMove(
            persona_id=persona.id,
            name=label.name,
            sequence=label.lock_version,
            from_number=before,
            to_number=number,
            moved_by=actor.account_id,
            moved_at=at,
        )
    )
    kind = EventKind.LABEL_REMOVED if number is None else EventKind.LABEL_MOVED
    detail = {"name": label.name, "from": before, "to": number}
    moved = states({"label": label.name, "number": before}, {"label": label.name, "number": number})
    record(session, kind=kind, actor_id=actor.account_id, owner_id=persona.owner_id, persona_id=persona.id, detail=detail, **moved)
    return label


def _view(label: VersionLabel) -> LabelView:
    return LabelView.model_validate(label.model_dump())
