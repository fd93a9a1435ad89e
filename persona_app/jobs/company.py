"""Which runs may share a process: one that keeps dying works alone, so that it takes no other along."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

SUSPECT_AFTER = 2
"""Crashes. One may be anybody's fault, a power cut's too; whoever is at work when a process dies again may be the cause."""


class Company:
    """The runs at work in one process: any number together, or one alone. Who waits to be alone goes before who comes later."""

    def __init__(self) -> None:
        self._together = 0
        self._waiting = 0
        self._is_somebody_alone = False
        self._changed = asyncio.Event()

    @asynccontextmanager
    async def join(self, *, crashes: int) -> AsyncIterator[None]:
        """Work within the block, with others, or alone after so many crashes."""
        async with self._alone() if crashes >= SUSPECT_AFTER else self._with_others():
            yield

    @asynccontextmanager
    async def _with_others(self) -> AsyncIterator[None]:
        await self._until(lambda: not self._is_somebody_alone and not self._waiting)
        self._together += 1
        try:
            yield
        finally:
            self._together -= 1
            self._changed.set()

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        self._waiting += 1
        try:
            await self._until(lambda: not self._is_somebody_alone and not self._together)
        finally:
            self._waiting -= 1
            self._changed.set()
        self._is_somebody_alone = True
        try:
            yield
        finally:
            self._is_somebody_alone = False
            self._changed.set()

    async def _until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            self._changed.clear()
            await self._changed.wait()


_companies: WeakKeyDictionary[asyncio.AbstractEventLoop, Company] = WeakKeyDictionary()


def company() -> Company:
    """That of this process's event loop."""
    return _companies.setdefault(asyncio.get_running_loop(), Company())
