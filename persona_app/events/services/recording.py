"""Adding to the trail, in the transaction of what happened."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import Session

from persona_app.events.models import Event
from persona_app.events.schemas import EventKind


def record(
    session: Session,
    *,
    kind: EventKind | str,
    actor_id: UUID | None,
    owner_id: UUID | None,
    persona_id: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
    before: str | None = None,
    after: str | None = None,
) -> UUID:
    """Write down one thing that happened; it stays only if the caller's transaction does.

    `detail` takes ids, numbers and a persona's name, no other personal text; erasure empties it, the rest stays for good.
    `before` and `after` are hashes of the states between which it happened (`chaining.state_hash`).

    Raises:
        ValueError: the kind is not one of `EventKind`.
    """
    event = Event(
        kind=EventKind(kind).value,
        actor_id=actor_id,
        owner_id=owner_id,
        persona_id=persona_id,
        detail=dict(detail or {}),
        before=before,
        after=after,
    )
    session.add(event)
    session.flush()
    return event.id


def record_for_each(
    session: Session, *, kind: EventKind, actor_id: UUID | None, owner_id: UUID | None, details: Mapping[UUID, Mapping[str, Any]]
) -> None:
    """The same thing for many personas at once: by persona, what `record` takes as `detail`."""
    same = {"kind": kind.value, "actor_id": actor_id, "owner_id": owner_id}
    rows = [{**same, "persona_id": persona_id, "detail": dict(detail)} for persona_id, detail in details.items()]
    if rows:
        session.execute(insert(Event), rows)
