"""The transactions of a job: each in a thread, off the event loop, and again while the database is away.

Whoever works on a run says once for whom (`working_for`); every phase within sees that account's rows. Outside, a phase sees what
belongs to everybody, and within `minding_all_runs` the runs of everybody.
"""

import asyncio
import contextvars
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from loguru import logger
from psycopg.errors import DeadlockDetected
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel import Session

from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork

P = ParamSpec("P")
T = TypeVar("T")
PATIENCE_SECONDS = 60.0
_LONGEST_PAUSE = 2.0
_account: ContextVar[UUID | None] = ContextVar("account_worked_for", default=None)
_work: ContextVar[SystemWork] = ContextVar("system_work", default=SystemWork.SHARED)
_threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="phase")


@contextmanager
def working_for(account_id: UUID) -> Iterator[None]:
    """The phases within are for this account, those of tasks begun within too."""
    token = _account.set(account_id)
    try:
        yield
    finally:
        _account.reset(token)


@contextmanager
def minding_all_runs() -> Iterator[None]:
    """The phases within see everybody's runs and their steps, and nothing else that has an owner."""
    with working_as(SystemWork.RUN_JOBS):
        yield


@contextmanager
def working_as(work: SystemWork) -> Iterator[None]:
    """The phases within see what this work opens, those of tasks begun within too."""
    token = _work.set(work)
    try:
        yield
    finally:
        _work.reset(token)


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
            why = "two transactions waited for each other" if isinstance(error.orig, DeadlockDetected) else "the database is away"
            logger.warning("{}, trying again in {:.1f} s: {}", why, pause, type(error.orig).__name__)
        await asyncio.sleep(pause)
        pause = min(_LONGEST_PAUSE, pause * 2)


def _transact(work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    account_id = _account.get()
    with unit_of_work(acting_for=account_id, for_system=None if account_id else _work.get()) as session:
        return work(session, *args, **kwargs)
