"""Taking what is due, and writing down how it went. Between the two nothing is open: the sending is `webhooks/sending.py`'s.

Whoever takes a delivery puts its time off by `LEASE`. A worker that dies meanwhile leaves it to be taken again then, under the same id.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import Session, col
from sqlmodel import select as model_select

from persona_app.core.clock import now
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from persona_app.webhooks.queries import hold_deliveries, list_due
from persona_app.webhooks.schedule import Dice, pause_after
from persona_app.webhooks.schemas import TEST_KIND, Answer, DeliveryOutcome, DeliveryState, Parcel, WebhookState

LEASE = timedelta(seconds=60)
"""Longer than any attempt may take."""
AT_ONCE_PER_WEBHOOK = 4
"""Deliveries under way from one process; of a webhook whose last attempt failed, one (it weighs as much as all)."""
_LOOKED_AT = 200
_FORGOTTEN_AT_ONCE = 1_000


def take_due(
    session: Session,
    *,
    most: int,
    under_way: Mapping[UUID, int],
    only_healthy: bool = False,
    lease: timedelta = LEASE,
    at: datetime | None = None,
) -> tuple[Parcel, ...]:
    """Take at most so many deliveries that are due, few of each webhook: `under_way` weighs those that the caller has already.

    `only_healthy`: none of webhooks whose last attempt failed.
    """
    at = at or now()
    busy = [webhook_id for webhook_id, weighed in under_way.items() if weighed >= AT_ONCE_PER_WEBHOOK]
    due = list_due(session, at=at, busy=busy, only_healthy=only_healthy, limit=_LOOKED_AT)
    chosen = _fairly(due, most=most, under_way=under_way)
    return _taken(session, delivery_ids=chosen, at=at, lease=lease) if chosen else ()


def weight(*, failures: int) -> int:
    """How much of its webhook's share one delivery takes."""
    return AT_ONCE_PER_WEBHOOK if failures else 1


def _fairly(due: Sequence[tuple[UUID, UUID, int]], *, most: int, under_way: Mapping[UUID, int]) -> list[UUID]:
    """Ids of deliveries in their order, no more of one webhook than it may have at once."""
    weighed = Counter(under_way)
    chosen: list[UUID] = []
    for delivery_id, webhook_id, failures in due:
        taken = weight(failures=failures)
        if len(chosen) < most and weighed[webhook_id] + taken <= AT_ONCE_PER_WEBHOOK:
            weighed[webhook_id] += taken
            chosen.append(delivery_id)
    return chosen


def _taken(session: Session, *, delivery_ids: Collection[UUID], at: datetime, lease: timedelta) -> tuple[Parcel, ...]:
    still_due = (
        col(WebhookDelivery.id).in_(delivery_ids),
        col(WebhookDelivery.state) == DeliveryState.WAITING.value,
        col(WebhookDelivery.due_at) <= at,
    )
    query = (
        model_select(WebhookDelivery, Webhook)
        .join(Webhook, col(Webhook.id) == col(WebhookDelivery.webhook_id))
        .where(*still_due)
        .order_by(col(WebhookDelivery.due_at))
        .with_for_update(of=WebhookDelivery, skip_locked=True)
    )
    parcels = []
    for delivery, webhook in session.exec(query):
        delivery.due_at = at + lease
        session.add(delivery)
        parcels.append(_parcel(delivery, webhook, at=at))
    session.flush()
    return tuple(parcels)


def _parcel(delivery: WebhookDelivery, webhook: Webhook, *, at: datetime) -> Parcel:
    is_changing_over = webhook.previous_until is not None and webhook.previous_until > at
    old = (webhook.previous_secret,) if is_changing_over and webhook.previous_secret else ()
    return Parcel(
        delivery_id=delivery.id,
        webhook_id=webhook.id,
        owner_id=webhook.owner_id,
        url=webhook.url,
        kind=delivery.kind,
        body=delivery.body,
        secrets=(webhook.secret, *old),
        failures=webhook.failures,
    )


def settle(session: Session, *, parcel: Parcel, answer: Answer, dice: Dice) -> None:
    """Write an attempt down, and when the next one comes, if one does. What was removed meanwhile stays removed.

    When the last try has failed, and the receiver took nothing since the delivery was made, the webhook is disabled.
    """
    webhook = session.exec(model_select(Webhook).where(Webhook.id == parcel.webhook_id).with_for_update()).one_or_none()
    delivery = session.get(WebhookDelivery, parcel.delivery_id, with_for_update=True)
    if webhook is None or delivery is None or _is_written(session, answer=answer):
        return
    session.add(WebhookAttempt(delivery_id=delivery.id, owner_id=delivery.owner_id, **_written(answer)))
    delivery.attempts += 1
    delivery.tries += 1
    if answer.outcome is DeliveryOutcome.TAKEN:
        _end(delivery, state=DeliveryState.DELIVERED, at=answer.at)
        webhook.failures, webhook.last_success_at = 0, answer.at
    else:
        _put_off(session, webhook=webhook, delivery=delivery, at=answer.at, dice=dice)
    session.add_all([delivery, webhook])
    session.flush()


def _is_written(session: Session, *, answer: Answer) -> bool:
    return session.exec(model_select(WebhookAttempt.id).where(WebhookAttempt.id == answer.id)).first() is not None


def _put_off(session: Session, *, webhook: Webhook, delivery: WebhookDelivery, at: datetime, dice: Dice) -> None:
    if delivery.kind == TEST_KIND:
        _end(delivery, state=DeliveryState.FAILED, at=at)
        return
    webhook.failures += 1
    pause = pause_after(delivery.tries, dice=dice)
    if pause is not None:
        delivery.due_at = at + pause
        return
    _end(delivery, state=DeliveryState.FAILED, at=at)
    took_something = webhook.last_success_at is not None and webhook.last_success_at >= delivery.created_at
    if webhook.state == WebhookState.ON.value and not took_something:
        _disable(session, webhook=webhook, at=at)


def _disable(session: Session, *, webhook: Webhook, at: datetime) -> None:
    webhook.state, webhook.disabled_at = WebhookState.DISABLED.value, at
    session.flush()
    hold_deliveries(session, webhook_id=webhook.id)
    detail = {"webhook_id": str(webhook.id), "failures": webhook.failures}
    record(session, kind=EventKind.WEBHOOK_DISABLED, actor_id=None, owner_id=webhook.owner_id, detail=detail)


def _end(delivery: WebhookDelivery, *, state: DeliveryState, at: datetime) -> None:
    delivery.state, delivery.ended_at = state.value, at


def _written(answer: Answer) -> dict[str, Any]:
    return {**answer.model_dump(), "outcome": answer.outcome.value}


def forget_deliveries(session: Session, *, before: datetime) -> int:
    """Delete the log of what was made before, a thousand at a time; what is still tried stays, what was held so long goes. How many."""
    old = (col(WebhookDelivery.created_at) < before, col(WebhookDelivery.state) != DeliveryState.WAITING.value)
    few = select(col(WebhookDelivery.id)).where(*old).limit(_FORGOTTEN_AT_ONCE)
    return session.connection().execute(delete(WebhookDelivery).where(col(WebhookDelivery.id).in_(few))).rowcount
