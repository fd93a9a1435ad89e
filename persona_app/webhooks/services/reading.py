"""An owner's webhooks and the log of what was sent to them."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from persona_app.accounts.schemas import Actor
from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_of, page_size
from persona_app.events.schemas import EventKind
from persona_app.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from persona_app.webhooks.queries import count_waiting, get_delivery_row, get_webhook_row
from persona_app.webhooks.schemas import (
    DeliveryAttempt,
    DeliveryDetail,
    DeliveryOutcome,
    DeliveryState,
    DeliveryView,
    WebhookState,
    WebhookView,
)

LONGEST_LOG = 100
"""Attempts of one delivery that are shown."""


def view_of(row: Webhook, *, waiting: int = 0) -> WebhookView:
    """What is shown of a webhook."""
    known = tuple(kind for kind in EventKind if kind.value in row.kinds)
    return WebhookView(
        id=row.id,
        url=row.url,
        description=row.description,
        kinds=known,
        state=WebhookState(row.state),
        failures=row.failures,
        waiting=waiting,
        created_at=row.created_at,
        last_success_at=row.last_success_at,
        disabled_at=row.disabled_at,
    )


def list_webhooks(session: Session, *, actor: Actor) -> tuple[WebhookView, ...]:
    """All webhooks of the account, in the order they were made."""
    actor.require("read")
    rows = session.exec(select(Webhook).where(Webhook.owner_id == actor.account_id).order_by(col(Webhook.id))).all()
    waiting = count_waiting(session, webhook_ids=[row.id for row in rows])
    return tuple(view_of(row, waiting=waiting.get(row.id, 0)) for row in rows)


def get_webhook(session: Session, *, actor: Actor, webhook_id: UUID) -> WebhookView:
    """One webhook.

    Raises:
        WebhookNotFound: the account has no such one.
    """
    actor.require("read")
    row = get_webhook_row(session, owner_id=actor.account_id, webhook_id=webhook_id)
    return view_of(row, waiting=count_waiting(session, webhook_ids=[row.id]).get(row.id, 0))


def list_deliveries(
    session: Session,
    *,
    actor: Actor,
    webhook_id: UUID,
    state: DeliveryState | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[DeliveryView]:
    """What was sent to a webhook or will be, newest first.

    Raises:
        WebhookNotFound: the account has no such webhook.
        CursorInvalid: the cursor is none of this list's.
    """
    actor.require("read")
    get_webhook_row(session, owner_id=actor.account_id, webhook_id=webhook_id)
    mine = (WebhookDelivery.webhook_id == webhook_id, WebhookDelivery.owner_id == actor.account_id)
    query = select(WebhookDelivery).where(*mine).order_by(col(WebhookDelivery.id).desc()).limit(page_size(limit) + 1)
    if state is not None:
        query = query.where(WebhookDelivery.state == state.value)
    if cursor is not None:
        query = query.where(col(WebhookDelivery.id) < decode_cursor(cursor, UUID)[0])
    return page_of(session.exec(query).all(), limit=limit, view=delivery_view, cursor=lambda row: encode_cursor(row.id))


def get_delivery(session: Session, *, actor: Actor, webhook_id: UUID, delivery_id: UUID) -> DeliveryDetail:
    """One delivery with its attempts.

    Raises:
        DeliveryNotFound: the account's webhook has no such one.
    """
    actor.require("read")
    row = get_delivery_row(session, owner_id=actor.account_id, webhook_id=webhook_id, delivery_id=delivery_id)
    made = select(WebhookAttempt).where(WebhookAttempt.delivery_id == row.id, WebhookAttempt.owner_id == actor.account_id)
    attempts = session.exec(made.order_by(col(WebhookAttempt.id).desc()).limit(LONGEST_LOG)).all()
    return DeliveryDetail(**delivery_view(row).model_dump(), body=row.body, log=_log(attempts))


def delivery_view(row: WebhookDelivery) -> DeliveryView:
    """What the list shows of a delivery."""
    state = DeliveryState(row.state)
    return DeliveryView(
        id=row.id,
        event_id=row.event_id,
        kind=row.kind,
        state=state,
        attempts=row.attempts,
        created_at=row.created_at,
        due_at=row.due_at if state is DeliveryState.WAITING else None,
        ended_at=row.ended_at,
    )


def _log(rows: Sequence[WebhookAttempt]) -> tuple[DeliveryAttempt, ...]:
    return tuple(
        DeliveryAttempt(
            id=row.id,
            at=row.at,
            outcome=DeliveryOutcome(row.outcome),
            status=row.status,
            milliseconds=row.milliseconds,
            request_headers=row.request_headers,
            answer=row.answer,
        )
        for row in rows
    )
