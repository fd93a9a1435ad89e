"""Reading webhooks and deliveries, each with its owner in the question."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, update
from sqlmodel import Session, col, select

from persona_app.webhooks.errors import DeliveryNotFound, WebhookNotFound
from persona_app.webhooks.models import Webhook, WebhookDelivery
from persona_app.webhooks.schemas import TEST_KIND, DeliveryState, WebhookState


def get_webhook_row(session: Session, *, owner_id: UUID, webhook_id: UUID, is_locked: bool = False) -> Webhook:
    """The account's webhook.

    Raises:
        WebhookNotFound: it has no such one.
    """
    query = select(Webhook).where(Webhook.id == webhook_id, Webhook.owner_id == owner_id)
    row = session.exec(query.with_for_update() if is_locked else query).one_or_none()
    if row is None:
        raise WebhookNotFound
    return row


def get_delivery_row(session: Session, *, owner_id: UUID, webhook_id: UUID, delivery_id: UUID) -> WebhookDelivery:
    """A delivery of the account's webhook.

    Raises:
        DeliveryNotFound: there is no such one.
    """
    mine = (WebhookDelivery.id == delivery_id, WebhookDelivery.webhook_id == webhook_id, WebhookDelivery.owner_id == owner_id)
    row = session.exec(select(WebhookDelivery).where(*mine)).one_or_none()
    if row is None:
        raise DeliveryNotFound
    return row


def count_waiting(session: Session, *, webhook_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many deliveries wait, by webhook."""
    waiting = col(WebhookDelivery.state).in_([DeliveryState.WAITING.value, DeliveryState.HELD.value])
    counted = select(WebhookDelivery.webhook_id, func.count()).where(waiting, col(WebhookDelivery.webhook_id).in_(webhook_ids))
    return dict(session.exec(counted.group_by(col(WebhookDelivery.webhook_id))).all())


def list_due(session: Session, *, at: datetime, busy: Collection[UUID], only_healthy: bool, limit: int) -> list[tuple[UUID, UUID, int]]:
    """What is due, the longest due first: ids of delivery and webhook, and failures. Nothing is locked."""
    query = (
        select(WebhookDelivery.id, WebhookDelivery.webhook_id, Webhook.failures)
        .join(Webhook, col(Webhook.id) == col(WebhookDelivery.webhook_id))
        .where(WebhookDelivery.state == DeliveryState.WAITING.value, WebhookDelivery.due_at <= at)
        .where(or_(col(Webhook.state) == WebhookState.ON.value, col(WebhookDelivery.kind) == TEST_KIND))
        .where(col(WebhookDelivery.webhook_id).not_in(busy))
        .order_by(col(WebhookDelivery.due_at))
        .limit(limit)
    )
    return list(session.exec(query.where(Webhook.failures == 0) if only_healthy else query))


def hold_deliveries(session: Session, *, webhook_id: UUID) -> None:
    """What waits goes on waiting until the webhook is switched on; tests go out."""
    waiting = (
        col(WebhookDelivery.webhook_id) == webhook_id,
        col(WebhookDelivery.state) == DeliveryState.WAITING.value,
        col(WebhookDelivery.kind) != TEST_KIND,
    )
    session.execute(update(WebhookDelivery).where(*waiting).values(state=DeliveryState.HELD.value))


def release_deliveries(session: Session, *, webhook_id: UUID, at: datetime) -> None:
    """What was held is sent now, with all its tries before it."""
    held = (col(WebhookDelivery.webhook_id) == webhook_id, col(WebhookDelivery.state) == DeliveryState.HELD.value)
    session.execute(update(WebhookDelivery).where(*held).values(state=DeliveryState.WAITING.value, tries=0, due_at=at))
