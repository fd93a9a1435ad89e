"""Housekeeping beside whoever works on the queue: what is too old goes, and what erased accounts left in this machine's files."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from loguru import logger
from sqlalchemy.exc import SQLAlchemyError

from persona_app.core.config import Settings
from persona_app.jobs.phases import phase
from persona_app.privacy.clearing import clear_files, list_marks
from persona_app.privacy.retaining import AT_ONCE, forget_old, retire_words

EVERY = 60.0
RETIRE_EVERY = 6 * 3600.0
LOOKS_APART = (0.0, 300.0, 3900.0)
"""Seconds after an erasure was first seen at which files are looked through: what was under way may write a line, and pages' states
live for an hour."""


@asynccontextmanager
async def retaining(settings: Settings, *, every: float = EVERY) -> AsyncIterator[None]:
    """Keep nothing for longer than it is to be kept; any number of processes may."""
    task = asyncio.create_task(_retain_forever(settings, every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _retain_forever(settings: Settings, every: float) -> None:
    looks, retired_at = Looks(), float("-inf")
    while True:
        try:
            await clear_erased(settings, looks)
            if time.monotonic() - retired_at > RETIRE_EVERY:
                await phase(retire_words, settings=settings)
                while await phase(forget_old, settings=settings) >= AT_ONCE:
                    pass
                retired_at = time.monotonic()
        except (SQLAlchemyError, OSError) as error:
            logger.warning("what is to go by age did not, trying again: {}", type(error).__name__)
        await asyncio.sleep(every)


class Looks:
    """When this process looked through its files for which erasure."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[float, int]] = {}

    def done(self) -> frozenset[str]:
        """Erasures for which nothing is to be looked for now."""
        return frozenset(name for name, (since, count) in self._seen.items() if not self._is_due(since, count))

    def note(self, name: str) -> None:
        """Files were looked through for it."""
        since, count = self._seen.get(name, (time.monotonic(), 0))
        self._seen[name] = (since, count + 1)

    def _is_due(self, since: float, count: int) -> bool:
        return count < len(LOOKS_APART) and time.monotonic() - since >= LOOKS_APART[count]


async def clear_erased(settings: Settings, looks: Looks) -> None:
    """One look through this machine's files for each erasure that is due."""
    for name, marks in (await phase(list_marks, known=looks.done())).items():
        await asyncio.to_thread(clear_files, settings, marks=marks)
        looks.note(name)
