"""An owner with webhooks at a real receiver, and a carrier whose clock a test may move."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.jobs.phases import working_as
from persona_app.webhooks.minding import Carrier
from persona_app.webhooks.schemas import DeliveryDetail, DeliveryView, NewSecret, WebhookView
from persona_app.webhooks.services.reading import get_delivery, get_webhook, list_deliveries
from persona_app.webhooks.services.subscribing import create_webhook
from tests.factories.accounts import make_actor
from tests.receiver import Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as one:
        yield one


@dataclass
class Desk:
    """What a test does as the owner, and the time it is."""

    actor: Actor
    receiver: Receiver
    at: datetime = field(default_factory=now)

    def clock(self) -> datetime:
        return self.at

    def pass_time(self, **span: float) -> None:
        self.at += timedelta(**span)

    def add(self, path: str = "/", *, kinds: tuple[EventKind, ...] = (), url: str = "") -> NewSecret:
        """Without the events that tell of webhooks themselves."""
        with unit_of_work(acting_for=self.actor.account_id) as session:
            made = create_webhook(session, actor=self.actor, url=url or self.receiver.url(path), kinds=kinds, at=self.at)
        with unit_of_work() as session:
            session.connection().exec_driver_sql("DELETE FROM webhook_outbox")
        return made

    def happen(self, kind: EventKind = EventKind.DATA_ADDED, *, persona_id: UUID | None = None, **detail: object) -> UUID:
        with unit_of_work(acting_for=self.actor.account_id) as session:
            mine = {"actor_id": self.actor.account_id, "owner_id": self.actor.account_id}
            return record(session, kind=kind, persona_id=persona_id, detail=detail, **mine)

    def call(self, service: Callable[..., Any], **given: Any) -> Any:
        with unit_of_work(acting_for=self.actor.account_id) as session:
            return service(session, actor=self.actor, **given)

    def webhook(self, webhook_id: UUID) -> WebhookView:
        return self.call(get_webhook, webhook_id=webhook_id)

    def deliveries(self, webhook_id: UUID) -> tuple[DeliveryView, ...]:
        return self.call(list_deliveries, webhook_id=webhook_id).items

    def only_delivery(self, webhook_id: UUID) -> DeliveryDetail:
        (one,) = self.deliveries(webhook_id)
        return self.call(get_delivery, webhook_id=webhook_id, delivery_id=one.id)

    def settings(self, **given: Any) -> Settings:
        return Settings(_env_file=None, **{"webhook_allow": (self.receiver.host,), "webhook_seconds": 2, **given})

    async def carry(self, **settings: Any) -> None:
        """A worker at this moment, until nothing is due."""
        with working_as(SystemWork.DELIVER):
            carrier = Carrier(self.settings(**settings), clock=self.clock, dice=lambda: 0.5)
            try:
                while await carrier.look():
                    await carrier.rest()
            finally:
                await carrier.close()

    async def forget(self, **settings: Any) -> None:
        """A worker that clears the log at this moment."""
        with working_as(SystemWork.DELIVER):
            carrier = Carrier(self.settings(**settings), clock=self.clock)
            try:
                await carrier.forget()
            finally:
                await carrier.close()


@pytest.fixture
def desk(database: str, receiver: Receiver) -> Desk:
    with unit_of_work() as session:
        return Desk(make_actor(session), receiver)
