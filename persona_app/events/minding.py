"""Beside whoever works on the queue: events come into the chain within a second of their commit, and the chain's end is kept apart.

The last link is written to a file in the home folder about once a minute, if the one written before is still in the chain. Who changes
the database alone, and all hashes with it, does not change that file: `persona audit verify` compares.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from loguru import logger
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from persona_app.events.errors import HeadInvalid
from persona_app.events.schemas import Head
from persona_app.events.services.sealing import find_head, holds, seal
from persona_app.jobs.phases import phase

EVERY = 0.5
KEEP_EVERY = 60.0
FAILED_PAUSE = 5.0
FILE = "trail-head"


@asynccontextmanager
async def sealing(home: Path, *, every: float = EVERY) -> AsyncIterator[None]:
    """Seal what is committed; any number of processes may, one does."""
    task = asyncio.create_task(_seal_forever(home, every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _seal_forever(home: Path, every: float) -> None:
    kept_at = float("-inf")
    while True:
        try:
            while await phase(seal):
                pass
            if time.monotonic() - kept_at > KEEP_EVERY:
                await phase(keep_head, home=home)
                kept_at = time.monotonic()
        except (SQLAlchemyError, OSError) as error:
            logger.warning("the trail was not sealed, trying again: {}", type(error).__name__)
            await asyncio.sleep(FAILED_PAUSE)
        await asyncio.sleep(every)


def keep_head(session: Session, *, home: Path) -> bool:
    """Write the last link down, unless the one that was written down is not in the chain any more, or no link: that is not covered up."""
    try:
        kept, head = kept_head(home), find_head(session)
    except HeadInvalid:
        logger.error("what is kept in {} is no link of the trail; set the file aside, and a new one is written", FILE)
        return False
    if kept is not None and not holds(session, head=kept):
        logger.error("the trail does not go on from link {}, which was kept in {}; see persona audit verify", kept.place, FILE)
        return False
    if head is not None and head != kept:
        aside = home / f".{FILE}.part"
        aside.write_text(f"{head}\n", "utf-8")
        aside.replace(home / FILE)
    return True


def kept_head(home: Path) -> Head | None:
    """The link that was last written down on this machine.

    Raises:
        HeadInvalid: the file is there, and holds something else.
    """
    with suppress(FileNotFoundError):
        return Head.parse((home / FILE).read_text("utf-8", errors="replace"))
    return None


def start_anew(home: Path) -> None:
    """The database is another one now (a backup was restored): what was kept of the one before is set aside."""
    with suppress(FileNotFoundError):
        (home / FILE).replace(home / f"{FILE}.before-restore")


__all__ = ["HeadInvalid", "keep_head", "kept_head", "sealing", "start_anew"]
