"""The transactions of a job: each in a thread, off the event loop, and again while the database is away."""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from loguru import logger
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel import Session

from persona_app.core.db import unit_of_work

P = ParamSpec("P")
T = TypeVar("T")
PATIENCE_SECONDS = 60.0
_LONGEST_PAUSE = 2.0
_threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="phase")


async def phase(work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """`work(session, …)` as one unit of work.

    It is done again when the database was away or chose it as a deadlock's victim, so it must bear being done twice.

    Raises:
        sqlalchemy.exc.OperationalError: the database stayed away for a minute.
    """
    loop = asyncio.get_running_loop()
    ends = loop.time() + PATIENCE_SECONDS
    pause = 0.1
    while True:
        call = partial(contextvars.copy_context().run, partial(_transact, work, *args, **kwargs))
        try:
            return await loop.run_in_executor(_threads, call)
        except (OperationalError, InterfaceError) as error:
            if loop.time() + pause > ends:
                raise
            logger.warning("the database is away, trying again in {:.1f} s: {}", pause, type(error.orig).__name__)
        await asyncio.sleep(pause)
        pause = min(_LONGEST_PAUSE, pause * 2)


def _transact(work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    with unit_of_work() as session:
        return work(session, *args, **kwargs)
