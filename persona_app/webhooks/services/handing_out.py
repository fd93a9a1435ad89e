"""From events to deliveries: what the trigger noted is given to every webhook that wants it. It runs in the worker, after the commit."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.core.clock import now
from persona_app.core.ids import new_id
from persona_app.events.models import Event
from persona_app.webhooks.models import Webhook, WebhookDelivery, WebhookOutbox
from persona_app.webhooks.payload import body_of
from persona_app.webhooks.schemas import DeliveryState, WebhookState

AT_ONCE = 500
"""Events of one batch: three statements, however many there are."""


def hand_out(session: Session, *, at: datetime | None = None) -> int:
    """Make the deliveries of the oldest events that wait; how many events were handed out. Any number of workers may do so at once."""
    oldest = select(col(WebhookOutbox.event_id)).order_by(col(WebhookOutbox.event_id)).limit(AT_ONCE)
    event_ids = session.scalars(oldest.with_for_update(skip_locked=True)).all()
    if not event_ids:
        return 0
    rows = list(_deliveries(_wanted(session, event_ids=event_ids), at=at or now()))
    if rows:
        session.execute(insert(WebhookDelivery).on_conflict_do_nothing(index_elements=["webhook_id", "event_id"]), rows)
    session.execute(delete(WebhookOutbox).where(col(WebhookOutbox.event_id).in_(event_ids)))
    return len(event_ids)


def _wanted(session: Session, *, event_ids: Iterable[UUID]) -> Iterable[Any]:
    """Each event with each webhook that is to be told of it."""
    wants = or_(func.cardinality(col(Webhook.kinds)) == 0, col(Event.kind) == func.any(col(Webhook.kinds)))
    query = (
        select(
            col(Event.id), col(Event.kind), col(Event.at), col(Event.persona_id), col(Event.detail), col(Event.owner_id), col(Webhook.id)
        )
        .join(Webhook, col(Webhook.owner_id) == col(Event.owner_id))
        .where(col(Event.id).in_(event_ids), col(Webhook.state) == WebhookState.ON.value, wants)
        .order_by(col(Event.id), col(Webhook.id))
    )
    return session.execute(query).all()


def _deliveries(wanted: Iterable[Any], *, at: datetime) -> Iterable[dict[str, Any]]:
    for event_id, kind, happened_at, persona_id, detail, owner_id, webhook_id in wanted:
        made = new_id()
        body = body_of(delivery_id=made, event_id=event_id, kind=kind, at=happened_at, persona_id=persona_id, detail=detail)
        yield {
            "id": made,
            "webhook_id": webhook_id,
            "owner_id": owner_id,
            "event_id": event_id,
            "kind": kind,
            "body": body,
            "state": DeliveryState.WAITING.value,
            "tries": 0,
            "attempts": 0,
            "due_at": at,
            "created_at": at,
        }
