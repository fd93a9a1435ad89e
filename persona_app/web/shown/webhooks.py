"""Webhooks and their log, as their owner reads them."""

from pydantic import BaseModel, ConfigDict

from persona_app.core.plurals import counted
from persona_app.events.schemas import EventKind
from persona_app.web import routes
from persona_app.webhooks.schemas import (
    TEST_KIND,
    DeliveryAttempt,
    DeliveryDetail,
    DeliveryOutcome,
    DeliveryState,
    DeliveryView,
    WebhookState,
    WebhookView,
)

STATES = {WebhookState.ON: "on", WebhookState.OFF: "off", WebhookState.DISABLED: "switched off after failures"}
DELIVERIES = {
    DeliveryState.WAITING: "waiting",
    DeliveryState.HELD: "held until it is on",
    DeliveryState.DELIVERED: "delivered",
    DeliveryState.FAILED: "failed",
}
OUTCOMES = {
    DeliveryOutcome.TAKEN: "taken",
    DeliveryOutcome.REFUSED: "refused",
    DeliveryOutcome.REDIRECTED: "led elsewhere, where nothing is sent",
    DeliveryOutcome.SLOW: "no answer in time",
    DeliveryOutcome.UNREACHABLE: "no connection",
    DeliveryOutcome.PRIVATE: "its address is not public: nothing was sent",
}


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownWebhook(_Shown):
    """One webhook; times are ISO 8601, empty where there is none."""

    id: str
    url: str
    description: str
    kinds: str
    state: str
    is_on: bool
    is_disabled: bool
    trouble: str
    last_success_at: str
    secret_action: str


class ShownDelivery(_Shown):
    """One line of the log."""

    id: str
    kind: str
    state: str
    is_failed: bool
    attempts: str
    created_at: str
    due_at: str


class ShownAttempt(_Shown):
    """One attempt at the delivery that is open."""

    id: str
    at: str
    outcome: str
    took: str
    headers: str
    answer: str


def words_of(kind: str) -> str:
    """A kind as it is read."""
    return "test" if kind == TEST_KIND else kind.replace("_", " ")


KINDS = tuple((kind.value, words_of(kind.value)) for kind in EventKind)
"""What can be chosen: value and words."""


def shown_webhook(view: WebhookView) -> ShownWebhook:
    """The webhook."""
    return ShownWebhook(
        id=str(view.id),
        url=view.url,
        description=view.description,
        kinds=", ".join(words_of(kind) for kind in view.kinds) or "everything",
        state=STATES[view.state],
        is_on=view.state is WebhookState.ON,
        is_disabled=view.state is WebhookState.DISABLED,
        trouble=_trouble(view),
        last_success_at=view.last_success_at.isoformat() if view.last_success_at else "",
        secret_action=routes.webhook_secret(view.id),
    )


def _trouble(view: WebhookView) -> str:
    said = []
    if view.failures:
        said.append(f"{counted(view.failures, 'attempt')} in a row failed")
    if view.waiting:
        said.append(f"{counted(view.waiting, 'delivery', 'deliveries')} to be sent")
    return " · ".join(said)


def shown_delivery(view: DeliveryView) -> ShownDelivery:
    """The line."""
    return ShownDelivery(
        id=str(view.id),
        kind=words_of(view.kind),
        state=DELIVERIES[view.state],
        is_failed=view.state is DeliveryState.FAILED,
        attempts=counted(view.attempts, "attempt"),
        created_at=view.created_at.isoformat(),
        due_at=view.due_at.isoformat() if view.due_at and view.attempts else "",
    )


def shown_attempts(detail: DeliveryDetail) -> list[ShownAttempt]:
    """What came of each attempt, the newest first."""
    return [_attempt(each) for each in detail.log]


def _attempt(view: DeliveryAttempt) -> ShownAttempt:
    status = f" ({view.status})" if view.status else ""
    return ShownAttempt(
        id=str(view.id),
        at=view.at.isoformat(),
        outcome=OUTCOMES[view.outcome] + status,
        took=f"{view.milliseconds:,} ms",
        headers="\n".join(f"{name}: {value}" for name, value in view.request_headers.items()),
        answer=view.answer,
    )
