"""Webhooks, their deliveries, each attempt at one, and the events that wait to be handed out (migration 0023)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, String, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME
from persona_app.core.ids import new_id
from persona_app.webhooks.schemas import DeliveryState, WebhookState


class Webhook(SQLModel, table=True):
    """An address that is told of an owner's events; no `kinds`: of all.

    The secret has to be readable to sign with it. After a rotation both secrets sign until `previous_until`. `failures` counts failed
    attempts since the last that went well.
    """

    __tablename__ = "webhook"
    __table_args__ = (
        CheckConstraint("state IN ('on', 'off', 'disabled')", name="state"),
        Index("ix_webhook_owner", "owner_id"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    owner_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    url: str
    description: str = ""
    kinds: list[str] = Field(default_factory=list, sa_column=Column(ARRAY(String), nullable=False))
    state: str = WebhookState.ON.value
    secret: str
    previous_secret: str | None = None
    previous_until: datetime | None = Field(default=None, sa_type=UTC_TIME)
    failures: int = 0
    last_success_at: datetime | None = Field(default=None, sa_type=UTC_TIME)
    disabled_at: datetime | None = Field(default=None, sa_type=UTC_TIME)
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class WebhookOutbox(SQLModel, table=True):
    """An event that somebody is to be told of; a trigger writes it with the event, and handing it out removes it."""

    __tablename__ = "webhook_outbox"

    event_id: UUID = Field(primary_key=True)
    owner_id: UUID


class WebhookDelivery(SQLModel, table=True):
    """One event for one webhook; its id stays the same however often it is sent. A test has no event.

    `due_at` is when it is sent next; whoever takes it sets it to when the next one may. `tries` counts since it was last asked for,
    `attempts` counts all.
    """

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'held', 'delivered', 'failed')", name="state"),
        Index("ix_webhook_delivery_webhook", "webhook_id", text("id DESC")),
        Index("ix_webhook_delivery_due", "due_at", postgresql_where=text("state = 'waiting'")),
        Index("uq_webhook_delivery_event", "webhook_id", "event_id", unique=True),
        Index("ix_webhook_delivery_created", "created_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    webhook_id: UUID = Field(foreign_key="webhook.id", ondelete="CASCADE")
    owner_id: UUID
    event_id: UUID | None = None
    kind: str
    body: str = Field(sa_column=Column(Text, nullable=False))
    state: str = DeliveryState.WAITING.value
    tries: int = 0
    attempts: int = 0
    due_at: datetime = Field(sa_type=UTC_TIME)
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    ended_at: datetime | None = Field(default=None, sa_type=UTC_TIME)


class WebhookAttempt(SQLModel, table=True):
    """One attempt at a delivery: what was sent, and what came back (`answer`: its first characters)."""

    __tablename__ = "webhook_attempt"
    __table_args__ = (Index("ix_webhook_attempt_delivery", "delivery_id", text("id DESC")),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    delivery_id: UUID = Field(foreign_key="webhook_delivery.id", ondelete="CASCADE")
    owner_id: UUID
    at: datetime = Field(sa_type=UTC_TIME)
    outcome: str
    status: int | None = None
    request_headers: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    answer: str = Field(default="", sa_column=Column(Text, nullable=False))
    milliseconds: int
