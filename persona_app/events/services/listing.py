"""Reading the trail."""

from uuid import UUID

from sqlmodel import Session, col, select

from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_of, page_size
from persona_app.events.models import Event
from persona_app.events.schemas import EventKind, EventView, Somebody
from persona_app.events.sentences import sentence_of


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
    )


def list_events(
    session: Session, *, actor: Somebody, persona_id: UUID | None = None, cursor: str | None = None, limit: int = 50
) -> Page[EventView]:
    """What happened to what the actor owns, newest first; of one persona, also after it was deleted.

    Raises:
        CursorInvalid: the cursor is none of this list's.
    """
    query = select(Event).where(Event.owner_id == actor.account_id).order_by(col(Event.id).desc()).limit(page_size(limit) + 1)
    if persona_id is not None:
        query = query.where(Event.persona_id == persona_id)
    if cursor is not None:
        query = query.where(col(Event.id) < decode_cursor(cursor, UUID)[0])
    return page_of(session.exec(query).all(), limit=limit, view=_view, cursor=lambda event: encode_cursor(event.id))
