"""Reading the trail: one's own with its words, everybody's without."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, cast, false, or_, tuple_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_of, page_size
from persona_app.events.models import Event
from persona_app.events.schemas import EventKind, EventView, Somebody, TrailQuery, TrailRow
from persona_app.events.sentences import kinds_saying, sentence_of

EVERYTHING = TrailQuery()
LOOKED_AT = 10_000
"""Of so many events words are looked for at once: no index knows them, since the owner's wall comes before it."""
_NEWEST = (col(Event.at).desc(), col(Event.id).desc())
_TOLD = (Event.id, Event.at, Event.kind, Event.actor_id, Event.owner_id, Event.persona_id, Event.before, Event.after)


def _view(event: Event) -> EventView:
    kind = EventKind(event.kind)
    return EventView(
        id=event.id,
        at=event.at,
        kind=kind,
        actor_id=event.actor_id,
        owner_id=event.owner_id,
        persona_id=event.persona_id,
        detail=event.detail,
        sentence=sentence_of(kind, event.detail),
        before=event.before,
        after=event.after,
    )


def list_events(
    session: Session,
    *,
    actor: Somebody,
    persona_id: UUID | None = None,
    wanted: TrailQuery = EVERYTHING,
    cursor: str | None = None,
    limit: int = 50,
    looked_at: int = LOOKED_AT,
) -> Page[EventView]:
    """What happened to what the actor owns, newest first; of one persona, also after it was deleted.

    Words are looked for among the next `looked_at` events: a page of those may be short, or empty, and not be the last.

    Raises:
        CursorInvalid: the cursor is none of this list's.
    """
    asked = wanted if persona_id is None else wanted.model_copy(update={"persona_id": persona_id})
    conditions = [col(Event.owner_id) == actor.account_id, *_conditions(asked), *_after(cursor)]
    end = None
    if asked.text.strip():
        end = _place_after(session, conditions, count=looked_at)
        conditions += [*_until(end), _says(asked.text.strip())]
    query = select(Event).where(*conditions).order_by(*_NEWEST).limit(page_size(limit) + 1)
    page = page_of(session.exec(query).all(), limit=limit, view=_view, cursor=_place)
    return page if page.next_cursor or end is None else page.model_copy(update={"next_cursor": _place(end)})


def _place_after(session: Session, conditions: Sequence[ColumnElement[bool]], *, count: int) -> Any:
    """Time and id of the last of so many events; None when there are fewer."""
    query = sa_select(col(Event.at), col(Event.id)).where(*conditions).order_by(*_NEWEST)
    return session.execute(query.offset(count - 1).limit(1)).one_or_none()


def _until(end: Any) -> list[ColumnElement[bool]]:
    return [] if end is None else [tuple_(col(Event.at), col(Event.id)) >= tuple_(end.at, end.id)]


def list_trail(
    session: Session,
    *,
    account_id: UUID | None = None,
    wanted: TrailQuery = EVERYTHING,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[TrailRow]:
    """What anybody did, newest first, without a word of theirs; `account_id` is whoever did it or owns what it was done to.

    For a unit of work that may see everybody's events, and a caller that has made sure that an operator asks.

    Raises:
        CursorInvalid: the cursor is none of this list's.
    """
    conditions = [*_conditions(wanted), *_after(cursor)]
    if account_id is not None:
        conditions.append(or_(col(Event.actor_id) == account_id, col(Event.owner_id) == account_id))
    told = sa_select(*_TOLD, col(Event.salt).is_(None).label("is_emptied"))  # type: ignore[call-overload]
    rows = session.execute(told.where(*conditions).order_by(*_NEWEST).limit(page_size(limit) + 1)).all()
    return page_of(rows, limit=limit, view=lambda row: TrailRow(**row._mapping), cursor=_place)


def _conditions(wanted: TrailQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.kind is not None:
        found.append(col(Event.kind) == wanted.kind.value)
    if wanted.persona_id is not None:
        found.append(col(Event.persona_id) == wanted.persona_id)
    if wanted.since is not None:
        found.append(col(Event.at) >= wanted.since)
    if wanted.until is not None:
        found.append(col(Event.at) < wanted.until)
    return found


def _after(cursor: str | None) -> list[ColumnElement[bool]]:
    if cursor is None:
        return []
    at, event_id = decode_cursor(cursor, datetime, UUID)
    return [tuple_(col(Event.at), col(Event.id)) < tuple_(at, event_id)]


def _says(text: str) -> ColumnElement[bool]:
    """Each word stands in what was recorded, or in what the kind is called."""
    return and_(*(_says_word(word) for word in text.replace("\x00", " ").split()[:8]))


def _says_word(word: str) -> ColumnElement[bool]:
    kinds = kinds_saying(word)
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return or_(cast(col(Event.detail), String).ilike(f"%{escaped}%"), col(Event.kind).in_(kinds) if kinds else false())


def _place(event: Any) -> str:
    return encode_cursor(event.at, event.id)
