"""The studio's housekeeping, beside whoever works on the queue: personas whose ten seconds are over go within one more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from loguru import logger
from sqlalchemy.exc import SQLAlchemyError

from persona_app.jobs.phases import minding_all_runs, phase, working_for
from persona_app.personas.services.deleting import delete_due, find_owners_of_due

EVERY = 0.5
"""Seconds between two looks."""
FAILED_PAUSE = 5.0


@asynccontextmanager
async def deleting(*, every: float = EVERY) -> AsyncIterator[None]:
    """Carry out deletions that nobody took back; any number of processes may."""
    task = asyncio.create_task(_delete_forever(every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def delete_all_due() -> int:
    """One look: how many personas went."""
    with minding_all_runs():
        owners = await phase(find_owners_of_due)
    gone = 0
    for owner_id in owners:
        with working_for(owner_id):
            while count := await phase(delete_due, owner_id=owner_id):
                gone += count
    return gone


async def _delete_forever(every: float) -> None:
    while True:
        try:
            await delete_all_due()
        except SQLAlchemyError as error:
            logger.warning("personas were not deleted yet, trying again: {}", type(error).__name__)
            await asyncio.sleep(FAILED_PAUSE)
        await asyncio.sleep(every)
