"""The gallery's housekeeping, beside whoever works on the queue: what is noted in passing is added up within half a second."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from loguru import logger
from sqlalchemy.exc import SQLAlchemyError

from persona_app.accounts.services.limiting_addresses import forget_addresses
from persona_app.gallery.balancing import rebalance
from persona_app.gallery.services.folding import fold
from persona_app.jobs.phases import phase

EVERY = 0.4
"""Seconds between two looks, so that what happened is found within one."""
BALANCE_EVERY = 60.0
FAILED_PAUSE = 5.0


@asynccontextmanager
async def minding(*, every: float = EVERY) -> AsyncIterator[None]:
    """Keep the gallery's sums within; any number of processes may."""
    task = asyncio.create_task(_mind_forever(every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _mind_forever(every: float) -> None:
    balanced_at = time.monotonic()
    while True:
        try:
            while await phase(fold):
                pass
            if time.monotonic() - balanced_at > BALANCE_EVERY:
                await phase(forget_addresses)
                balanced_at = time.monotonic() if not await phase(rebalance) else balanced_at
        except SQLAlchemyError as error:
            logger.warning("the gallery's sums were not added up, trying again: {}", type(error).__name__)
            await asyncio.sleep(FAILED_PAUSE)
        await asyncio.sleep(every)
