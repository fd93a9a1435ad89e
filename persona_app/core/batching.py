"""Many callers, one piece of work at a time: whoever comes while it runs is served by the next one, together with the others.

Without company a caller waits for nobody. With company, what each would do in a transaction of its own is done in one.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Batched(Generic[Item, Result]):
    """Collects items, and works on those that have come since the last time; one result for each, in order.

    What the work raises is raised to each of its callers. An item is worked on although its caller was cancelled, unless it `may_skip`.
    Belongs to the event loop that it is first used in, and to the context (`contextvars`) of whoever begins a piece of work.
    """

    def __init__(self, work: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]], *, most: int, may_skip: bool = False) -> None:
        self._work = work
        self._most = most
        self._may_skip = may_skip
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._worker: asyncio.Task[None] | None = None

    async def do(self, item: Item) -> Result:
        """The item's own result, once the piece of work that it is in has ended."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._worker is None:
            self._worker = asyncio.create_task(self._work_on_all(), name="batch")
        return await future

    async def _work_on_all(self) -> None:
        try:
            while some := self._take():
                await self._work_on(some)
        finally:
            self._worker = None

    def _take(self) -> list[tuple[Item, "asyncio.Future[Result]"]]:
        if self._may_skip:
            self._waiting = [each for each in self._waiting if not each[1].done()]
        some, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
        return some

    async def _work_on(self, some: Sequence[tuple[Item, "asyncio.Future[Result]"]]) -> None:
        try:
            results = await self._work([item for item, _ in some])
        except BaseException as error:
            for _, future in some:
                if not future.done():
                    future.set_exception(error) if isinstance(error, Exception) else future.cancel()
            if not isinstance(error, Exception):
                raise
            return
        for (_, future), result in zip(some, results, strict=True):
            if not future.done():
                future.set_result(result)
