"""How many calls one endpoint gets at the same time: over all processes with PostgreSQL, within one without."""

import asyncio
import hashlib
import random
from collections.abc import AsyncIterator, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import psycopg

from persona_app.core.db import enter_role, libpq_url
from persona_app.llm.errors import EngineUnavailable

LEAST_POLL_SECONDS = 0.03
MOST_POLL_SECONDS = 0.25
DATABASE_SECONDS = 10.0


class Slots(Protocol):
    """Permits for calls; `tests/integration/llm/test_slots.py` holds each kind to it."""

    def hold(self, endpoint: str) -> AbstractAsyncContextManager[None]:
        """Hold one slot of an endpoint, waiting in turn until one is free; a process that dies gives its slots back.

        Raises:
            EngineUnavailable: what counts the slots does not answer.
        """
        ...

    async def aclose(self) -> None:
        """Let go of connections, and with them of every slot held."""
        ...


class LocalSlots:
    """Counts within one event loop of one process."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._permits: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, asyncio.Semaphore]] = WeakKeyDictionary()

    @asynccontextmanager
    async def hold(self, endpoint: str) -> AsyncIterator[None]:
        """See `Slots.hold`."""
        permits = self._permits.setdefault(asyncio.get_running_loop(), {})
        async with permits.setdefault(endpoint, asyncio.Semaphore(self._limit)):
            yield

    async def aclose(self) -> None:
        """Nothing to let go of."""


@dataclass(eq=False, kw_only=True)
class _Share:
    """What the callers of one event loop have in common.

    Attributes:
        asking: one statement at a time on the connection.
        in_line: per endpoint, only the first of those who wait asks the database.
        held: slots held through the connection; its locks would let the same session in twice.
    """

    connection: psycopg.AsyncConnection[Any] | None = None
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)
    in_line: dict[str, asyncio.Lock] = field(default_factory=dict)
    released: asyncio.Event = field(default_factory=asyncio.Event)
    held: set[tuple[int, int]] = field(default_factory=set)


class DatabaseSlots:
    """Counts over all processes on one PostgreSQL, with session-level advisory locks on a connection of its own.

    The server frees the locks of a connection that ends, also by kill -9. The connection must not go through a pooler
    in transaction mode, which would hand the locks to somebody else.
    """

    def __init__(self, database_url: str, *, limit: int) -> None:
        self._database_url = database_url
        self._limit = limit
        self._shares: WeakKeyDictionary[asyncio.AbstractEventLoop, _Share] = WeakKeyDictionary()

    @asynccontextmanager
    async def hold(self, endpoint: str) -> AsyncIterator[None]:
        """See `Slots.hold`."""
        share = self._shares.setdefault(asyncio.get_running_loop(), _Share())
        key = _lock_space(endpoint)
        async with share.in_line.setdefault(endpoint, asyncio.Lock()):
            number, connection = await self._wait_for_slot(share, key=key)
        try:
            yield
        finally:
            await _to_the_end(self._release(share, key=key, number=number, connection=connection))

    async def aclose(self) -> None:
        """Close this loop's connection."""
        share = self._shares.pop(asyncio.get_running_loop(), None)
        if share is not None and share.connection is not None:
            await share.connection.close()

    async def _wait_for_slot(self, share: _Share, *, key: int) -> tuple[int, psycopg.AsyncConnection[Any]]:
        pause = LEAST_POLL_SECONDS
        while True:
            share.released.clear()
            taking = asyncio.ensure_future(self._take(share, key=key))
            try:
                taken = await asyncio.shield(taking)
            except asyncio.CancelledError:
                await _to_the_end(self._give_back(share, key=key, taking=taking))
                raise
            if taken is not None:
                return taken
            await _pause(share.released, seconds=pause * random.uniform(0.7, 1.3))
            pause = min(pause * 1.5, MOST_POLL_SECONDS)

    async def _take(self, share: _Share, *, key: int) -> tuple[int, psycopg.AsyncConnection[Any]] | None:
        """One try at the slots that this loop does not hold itself."""
        async with share.asking:
            free = [number for number in range(self._limit) if (key, number) not in share.held]
            if not free:
                return None
            try:
                async with asyncio.timeout(DATABASE_SECONDS):
                    connection = await self._connected(share)
                    found = await (await connection.execute(_TRY_LOCKS, {"key": key, "free": free})).fetchone()
            except (psycopg.Error, OSError, TimeoutError):
                await _drop(share)
                raise EngineUnavailable(
                    "The database that counts the calls to the model does not answer. Nothing you submitted is lost. Retry the run later."
                ) from None
            if found is None:
                return None
            share.held.add((key, found[0]))
            return found[0], connection

    async def _give_back(
        self, share: _Share, *, key: int, taking: "asyncio.Future[tuple[int, psycopg.AsyncConnection[Any]] | None]"
    ) -> None:
        """Undo a try whose caller was cancelled while it ran."""
        try:
            taken = await taking
        except EngineUnavailable:
            return
        if taken is not None:
            await self._release(share, key=key, number=taken[0], connection=taken[1])

    async def _release(self, share: _Share, *, key: int, number: int, connection: psycopg.AsyncConnection[Any]) -> None:
        """Give a slot back; a connection that is gone has given it back already."""
        async with share.asking:
            if connection is share.connection:
                try:
                    async with asyncio.timeout(DATABASE_SECONDS):
                        await connection.execute("SELECT pg_advisory_unlock(%s::int4, %s::int4)", (key, number))
                except (psycopg.Error, OSError, TimeoutError):
                    await _drop(share)
            share.held.discard((key, number))
        share.released.set()

    async def _connected(self, share: _Share) -> psycopg.AsyncConnection[Any]:
        if share.connection is None or share.connection.closed:
            share.connection = await psycopg.AsyncConnection.connect(
                libpq_url(self._database_url), autocommit=True, application_name="persona slots"
            )
            await enter_role(share.connection)
        return share.connection


_TRY_LOCKS = """
SELECT number FROM unnest(%(free)s::int4[]) AS slot(number) WHERE pg_try_advisory_lock(%(key)s::int4, number) LIMIT 1
"""
"""A scan of a function with a filter hands on row by row, so that no lock is tried after the first that was got."""


def _lock_space(endpoint: str) -> int:
    """The endpoint as the first half of an advisory lock's key, a signed 32-bit number."""
    return int.from_bytes(hashlib.sha256(f"persona model slot {endpoint}".encode()).digest()[:4], signed=True)


async def _drop(share: _Share) -> None:
    """Close a connection whose state is in doubt; the server then frees its locks."""
    connection, share.connection = share.connection, None
    if connection is not None:
        await connection.close()


async def _pause(event: asyncio.Event, *, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Finish giving back even when the caller is cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
