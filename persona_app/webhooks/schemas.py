"""What is shown of webhooks and of what was sent to them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from persona_app.core.ids import new_id
from persona_app.events.schemas import EventKind

TEST_KIND = "test"
"""The kind of a delivery that was asked for to try an address out."""


class WebhookState(StrEnum):
    """Whether events are sent: `off` by its owner, `disabled` after repeated failure."""

    ON = "on"
    OFF = "off"
    DISABLED = "disabled"


class DeliveryState(StrEnum):
    """How it stands with one delivery; `held`: until its webhook is switched on; `failed`: it is not tried again by itself."""

    WAITING = "waiting"
    HELD = "held"
    DELIVERED = "delivered"
    FAILED = "failed"


class DeliveryOutcome(StrEnum):
    """How one attempt ended."""

    TAKEN = "taken"
    """The receiver answered with a status of 200 to 299."""
    REFUSED = "refused"
    """The receiver answered with another status."""
    REDIRECTED = "redirected"
    """The receiver wanted it sent elsewhere, which is never done."""
    SLOW = "slow"
    """There was no answer within the deadline."""
    UNREACHABLE = "unreachable"
    """There was no connection, no TLS, or no HTTP."""
    PRIVATE = "private"
    """The host's address is not a public one now; nothing was connected."""


class _View(BaseModel):
    model_config = ConfigDict(frozen=True)


class WebhookView(_View):
    """One webhook, without its secret; no `kinds`: all."""

    id: UUID
    url: str
    description: str
    kinds: tuple[EventKind, ...]
    state: WebhookState
    failures: int
    waiting: int
    created_at: datetime
    last_success_at: datetime | None
    disabled_at: datetime | None


class NewSecret(_View):
    """A webhook with its secret, which is shown this once."""

    secret: str
    webhook: WebhookView


class DeliveryAttempt(_View):
    """One attempt at a delivery."""

    id: UUID
    at: datetime
    outcome: DeliveryOutcome
    status: int | None
    milliseconds: int
    request_headers: dict[str, str]
    answer: str


class DeliveryView(_View):
    """One delivery; `due_at` is when it is sent next, if it is."""

    id: UUID
    event_id: UUID | None
    kind: str
    state: DeliveryState
    attempts: int
    created_at: datetime
    due_at: datetime | None
    ended_at: datetime | None


class DeliveryDetail(DeliveryView):
    """One delivery with what was sent and every attempt, newest first."""

    body: str
    log: tuple[DeliveryAttempt, ...]


class Parcel(_View):
    """What one attempt needs: where to, what, and the secrets that sign it, the newest first. `failures` are its webhook's."""

    delivery_id: UUID
    webhook_id: UUID
    owner_id: UUID
    url: str
    kind: str
    body: str
    secrets: tuple[str, ...]
    failures: int


class Answer(_View):
    """How one attempt went; its id makes sure that it is written down once."""

    id: UUID = Field(default_factory=new_id)
    at: datetime
    outcome: DeliveryOutcome
    status: int | None = None
    request_headers: dict[str, str]
    answer: str = ""
    milliseconds: int
