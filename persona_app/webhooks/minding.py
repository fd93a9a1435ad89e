"""Webhooks beside whoever works on the queue: events are handed out and sent within a second, by any number of workers.

A delivery's row is the job: it is taken for a minute, sent, and settled; whoever dies leaves it to the next. So many are under way at
once that receivers that hang hold up nobody else: few for each, and at most half of all for those that failed last.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from uuid import UUID

from loguru import logger
from sqlalchemy.exc import SQLAlchemyError

from persona_app.core.clock import now
from persona_app.core.config import Settings
from persona_app.core.row_security import SystemWork
from persona_app.ingestion.services.addresses import GuardedBackend
from persona_app.jobs.phases import phase, working_as
from persona_app.webhooks.schedule import Dice
from persona_app.webhooks.schemas import Parcel
from persona_app.webhooks.sending import Clock, Sender
from persona_app.webhooks.services.delivering import LEASE, forget_deliveries, settle, take_due, weight
from persona_app.webhooks.services.handing_out import AT_ONCE, hand_out

EVERY = 0.4
"""Seconds between two looks."""
FORGET_EVERY = 60.0
FAILED_PAUSE = 5.0
UNDER_WAY = 96
SUSPECTS = UNDER_WAY // 2


class Carrier:
    """What one process has under way."""

    def __init__(
        self,
        settings: Settings,
        *,
        network: GuardedBackend | None = None,
        clock: Clock = now,
        dice: Dice = random.random,
        lease: timedelta = LEASE,
    ) -> None:
        self._sender = Sender(settings, most=UNDER_WAY, network=network, clock=clock)
        self._kept = timedelta(days=settings.webhook_log_days)
        self._clock, self._dice, self._lease = clock, dice, lease
        self._tasks: set[asyncio.Task[None]] = set()
        self._by_webhook: Counter[UUID] = Counter()
        self._suspects = 0
        self._has_ended = asyncio.Event()

    async def look(self) -> int:
        """Hand out what happened, and begin to send what is due: how many deliveries."""
        self._has_ended.clear()
        while await phase(hand_out, at=self._clock()) == AT_ONCE:
            pass
        begun = 0
        while more := await self._begin():
            begun += more
        return begun

    async def wait(self, seconds: float) -> None:
        """So long, or until a delivery has ended, which makes room for the next."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._has_ended.wait(), seconds)

    async def rest(self) -> None:
        """Until everything that is under way has ended."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def forget(self) -> None:
        """Delete what the log need not keep."""
        while await phase(forget_deliveries, before=self._clock() - self._kept):
            pass

    async def close(self) -> None:
        """Give up what is under way; it is sent again later."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._sender.__aexit__(None, None, None)

    async def _begin(self) -> int:
        room = UNDER_WAY - len(self._tasks)
        if room <= 0:
            return 0
        parcels = await phase(
            take_due,
            most=min(room, SUSPECTS - self._suspects) if self._suspects < SUSPECTS else room,
            under_way=dict(self._by_webhook),
            only_healthy=self._suspects >= SUSPECTS,
            lease=self._lease,
            at=self._clock(),
        )
        for parcel in parcels:
            self._by_webhook[parcel.webhook_id] += weight(failures=parcel.failures)
            self._suspects += parcel.failures > 0
            task = asyncio.create_task(self._carry(parcel))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return len(parcels)

    async def _carry(self, parcel: Parcel) -> None:
        try:
            answer = await self._sender.send(parcel)
            await phase(settle, parcel=parcel, answer=answer, dice=self._dice)
        except SQLAlchemyError as error:
            logger.warning("a delivery was sent and not written down, it is sent again: {}", type(error).__name__)
        finally:
            self._by_webhook[parcel.webhook_id] -= weight(failures=parcel.failures)
            self._by_webhook += Counter()  # forgets those with nothing under way
            self._suspects -= parcel.failures > 0
            self._has_ended.set()


@asynccontextmanager
async def minding(settings: Settings, *, every: float = EVERY) -> AsyncIterator[None]:
    """Send everybody's deliveries within the block."""
    with working_as(SystemWork.DELIVER):
        task = asyncio.create_task(_mind_forever(settings, every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _mind_forever(settings: Settings, every: float) -> None:
    carrier, forgot_at = Carrier(settings), 0.0
    try:
        while True:
            try:
                await carrier.look()
                if time.monotonic() - forgot_at > FORGET_EVERY:
                    await carrier.forget()
                    forgot_at = time.monotonic()
            except SQLAlchemyError as error:
                logger.warning("webhooks were not looked after, trying again: {}", type(error).__name__)
                await asyncio.sleep(FAILED_PAUSE)
            await carrier.wait(every)
    finally:
        await carrier.close()
