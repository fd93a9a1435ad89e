"""Webhooks: listed, switched, tested, removed; the log of one. They are made, and get new secrets, by endpoints."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.webhooks import (
    ShownAttempt,
    ShownDelivery,
    ShownWebhook,
    shown_attempts,
    shown_delivery,
    shown_webhook,
)
from persona_app.web.states.toasts import tell, tell_failure
from persona_app.webhooks.schemas import DeliveryView
from persona_app.webhooks.services.reading import get_delivery, list_deliveries, list_webhooks
from persona_app.webhooks.services.resending import redeliver, send_test
from persona_app.webhooks.services.subscribing import change_webhook, remove_webhook

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
PAGE_SIZE = 20
LOOKS = 8
LOOK_EVERY = 0.5
"""Seconds; a delivery by hand has most often ended after one or two looks."""


class WebhooksState(rx.State):
    """The list; `asking` is about to be removed, `opened` is the webhook whose log is shown, `reading` the delivery that is open."""

    webhooks: list[ShownWebhook] = []
    is_loaded: bool = False
    asking: str = ""
    opened: str = ""
    deliveries: list[ShownDelivery] = []
    next_cursor: str = ""
    reading: str = ""
    body: str = ""
    attempts: list[ShownAttempt] = []

    @rx.event
    async def page_loaded(self) -> None:
        """The page was opened."""
        self.asking = self.opened = self.reading = ""
        await self._read()

    @rx.event
    async def webhook_made(self) -> None:
        """An endpoint made one, or a new secret (which is none of this state's business): list them."""
        await self._read()

    @rx.event
    async def switched(self, webhook_id: Id, is_on: bool) -> None:
        """It was switched on or off."""
        said = "The webhook is on. What waited is sent now." if is_on else "The webhook is off. What waits is held."
        await self._do(change_webhook, said, webhook_id=UUID(webhook_id), is_on=is_on)

    @rx.event
    def removal_asked(self, webhook_id: Id) -> None:
        """Remove was pressed once; ask before doing it."""
        self.asking = webhook_id

    @rx.event
    def removal_declined(self) -> None:
        """It stays."""
        self.asking = ""

    @rx.event
    async def removal_confirmed(self, webhook_id: Id) -> None:
        """Remove was pressed twice."""
        self.asking = self.opened = ""
        await self._do(remove_webhook, "The webhook is removed with its log.", webhook_id=UUID(webhook_id))

    @rx.event
    async def test_clicked(self, webhook_id: Id) -> AsyncIterator[None]:
        """Send a test, open the log, and show what comes of it."""
        sent = await self._done(send_test, webhook_id=UUID(webhook_id))
        if sent is not None:
            self.opened = webhook_id
            async for _ in self._follow(sent):
                yield

    @rx.event
    async def log_opened(self, webhook_id: Id) -> None:
        """The log of a webhook, newest first; again: as it is now."""
        self.opened, self.reading = webhook_id, ""
        await self._read()
        await self._read_log()

    @rx.event
    def log_closed(self) -> None:
        """Enough of it."""
        self.opened = self.reading = ""

    @rx.event
    async def more_wanted(self) -> None:
        """The next page of the log, below what is there."""
        if self.next_cursor and self.opened:
            await self._read_log(cursor=self.next_cursor)

    @rx.event
    async def delivery_opened(self, delivery_id: Id) -> None:
        """What was sent and answered; pressed again it closes."""
        is_open = self.reading == delivery_id
        self.reading = "" if is_open else delivery_id
        if not is_open:
            await self._read_delivery()

    @rx.event
    async def redeliver_clicked(self, delivery_id: Id) -> AsyncIterator[None]:
        """Send it once more, and show what comes of it."""
        if not self.opened:
            return
        sent = await self._done(redeliver, webhook_id=UUID(self.opened), delivery_id=UUID(delivery_id))
        if sent is not None:
            async for _ in self._follow(sent):
                yield

    async def _follow(self, sent: DeliveryView) -> AsyncIterator[None]:
        """Look for some seconds, until there is one attempt more; the log shows it meanwhile."""
        self.reading = str(sent.id)
        for _ in range(LOOKS):
            await self._read()
            await self._read_log()
            await self._read_delivery()
            yield
            if not self.reading or len(self.attempts) > sent.attempts:
                return
            await asyncio.sleep(LOOK_EVERY)

    async def _done(self, service: Callable[..., DeliveryView], **given: object) -> DeliveryView | None:
        try:
            return await gateway.call(service, actor=current_actor(), **given)
        except AppError as error:
            await tell_failure(self, error)
            return None

    async def _do(self, service: Callable[..., object], said: str, **given: object) -> None:
        try:
            await gateway.call(service, actor=current_actor(), **given)
        except AppError as error:
            await tell_failure(self, error)
        else:
            await tell(self, said)
        await self._read()

    async def _read(self) -> None:
        try:
            found = await gateway.call(list_webhooks, actor=current_actor())
        except AppError as error:
            await tell_failure(self, error)
            return
        self.webhooks, self.is_loaded = [shown_webhook(one) for one in found], True

    async def _read_log(self, *, cursor: str | None = None) -> None:
        try:
            page = await gateway.call(list_deliveries, actor=current_actor(), webhook_id=UUID(self.opened), cursor=cursor, limit=PAGE_SIZE)
        except AppError as error:
            self.opened = ""
            await tell_failure(self, error)
            return
        shown = [shown_delivery(one) for one in page.items]
        self.deliveries = [*self.deliveries, *shown] if cursor else shown
        self.next_cursor = page.next_cursor or ""

    async def _read_delivery(self) -> None:
        if not self.opened:
            self.reading = ""
            return
        try:
            found = await gateway.call(get_delivery, actor=current_actor(), webhook_id=UUID(self.opened), delivery_id=UUID(self.reading))
        except AppError as error:
            self.reading = ""
            await tell_failure(self, error)
            return
        self.body, self.attempts = found.body, shown_attempts(found)
