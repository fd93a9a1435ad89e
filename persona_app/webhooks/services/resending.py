"""Sending by hand: once more, or a test."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.ids import new_id
from persona_app.webhooks.errors import TooManyTests, WebhookOff
from persona_app.webhooks.models import WebhookDelivery
from persona_app.webhooks.payload import test_body
from persona_app.webhooks.queries import get_delivery_row, get_webhook_row
from persona_app.webhooks.schemas import TEST_KIND, DeliveryState, DeliveryView, WebhookState
from persona_app.webhooks.services.reading import delivery_view

MOST_TESTS = 10
"""In a minute, for one webhook."""


def redeliver(session: Session, *, actor: Actor, webhook_id: UUID, delivery_id: UUID, at: datetime | None = None) -> DeliveryView:
    """Send a delivery once more, now, under the same id and with all tries before it.

    Raises:
        WebhookNotFound, DeliveryNotFound: the account has no such one.
        WebhookOff: switch it on first.
    """
    actor.require("write")
    webhook = get_webhook_row(session, owner_id=actor.account_id, webhook_id=webhook_id, is_locked=True)
    row = get_delivery_row(session, owner_id=actor.account_id, webhook_id=webhook_id, delivery_id=delivery_id)
    if webhook.state != WebhookState.ON.value and row.kind != TEST_KIND:
        raise WebhookOff
    row.state, row.tries, row.due_at, row.ended_at = DeliveryState.WAITING.value, 0, at or now(), None
    session.add(row)
    session.flush()
    return delivery_view(row)


def send_test(session: Session, *, actor: Actor, webhook_id: UUID, at: datetime | None = None) -> DeliveryView:
    """Send a test, once, also to a webhook that is switched off.

    Raises:
        WebhookNotFound: the account has no such webhook.
        TooManyTests: wait a moment.
    """
    actor.require("write")
    webhook = get_webhook_row(session, owner_id=actor.account_id, webhook_id=webhook_id, is_locked=True)
    at = at or now()
    lately = (
        col(WebhookDelivery.webhook_id) == webhook_id,
        col(WebhookDelivery.kind) == TEST_KIND,
        col(WebhookDelivery.created_at) > at - timedelta(minutes=1),
    )
    if session.execute(select(func.count()).select_from(WebhookDelivery).where(*lately)).scalar_one() >= MOST_TESTS:
        raise TooManyTests(MOST_TESTS)
    made = new_id()
    body = test_body(delivery_id=made, at=at)
    row = WebhookDelivery(id=made, webhook_id=webhook.id, owner_id=actor.account_id, kind=TEST_KIND, body=body, due_at=at, created_at=at)
    session.add(row)
    session.flush()
    return delivery_view(row)
