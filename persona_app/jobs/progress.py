"""A job's progress: kept in memory, written a few times a second, and heard by whoever shows it."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from uuid import UUID

import psycopg
from loguru import logger

from persona_app.core.db import enter_role, get_engine, libpq_url
from persona_app.jobs.phases import phase
from persona_app.jobs.schemas import StartedRun, StepProgress
from persona_app.jobs.services.running import CHANNEL, save_steps

SECONDS_BETWEEN_WRITES = 0.25
_SECONDS_BEFORE_LISTENING_AGAIN = 1.0


@dataclass
class _Step:
    state: str = "pending"
    done: int = 0
    total: int = 0
    note: str = ""


@dataclass
class Steps:
    """How far the steps of one run are."""

    run: StartedRun
    _steps: dict[str, _Step] = field(default_factory=dict)
    _changed: set[str] = field(default_factory=set)

    def begin(self, name: str, *, total: int = 0, note: str = "") -> None:
        """The step works now, on so many units."""
        self._steps[name] = _Step(state="running", total=total, note=note)
        self._changed.add(name)

    def grow(self, name: str, *, by: int) -> None:
        """There is more, or less, to do than was thought."""
        self._steps[name].total += by
        self._changed.add(name)

    def advance(self, name: str, *, by: int = 1) -> None:
        """So many units more are done."""
        self._steps[name].done += by
        self._changed.add(name)

    def end(self, name: str, *, note: str | None = None) -> None:
        """The step is done."""
        step = self._steps.setdefault(name, _Step())
        step.state, step.total = "done", max(step.total, step.done)
        step.done = step.total
        step.note = step.note if note is None else note
        self._changed.add(name)

    def changed(self) -> tuple[StepProgress, ...]:
        """What was not written yet; afterwards it counts as written."""
        names, self._changed = self._changed, set()
        return tuple(each for each in self.known() if each.name in names)

    def known(self) -> tuple[StepProgress, ...]:
        """All that began, for whoever ends the run: what is written of a run after its end is not taken."""
        return tuple(
            StepProgress(name=name, state=step.state, done=step.done, total=step.total, note=step.note)
            for name, step in self._steps.items()
        )

    @asynccontextmanager
    async def shown(self) -> AsyncIterator["Steps"]:
        """Write what changes, at most four times a second, as long as the block runs; the rest at its end.

        A block that ends well waits for a write that is under way: cancelled, it might come after whatever follows, or never.
        """
        is_over = asyncio.Event()
        writer = asyncio.create_task(self._write_until(is_over), name="progress")
        try:
            yield self
            is_over.set()
            await writer
        finally:
            writer.cancel()
            with suppress(asyncio.CancelledError):
                await writer

    async def _write_until(self, is_over: asyncio.Event) -> None:
        while not is_over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(is_over.wait(), SECONDS_BETWEEN_WRITES)
            await self._write()

    async def _write(self) -> None:
        steps = self.changed()
        if steps:
            await phase(save_steps, started=self.run, steps=steps)


class ProgressFeed:
    """One connection that hears of every change of every run, for any number of waiters in this process."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._waiters: dict[UUID, set[asyncio.Event]] = {}
        self._listener: asyncio.Task[None] | None = None

    async def wait(self, run_id: UUID, *, timeout: float) -> bool:
        """Return True as soon as the run changes, False after `timeout` seconds; a waiter looks at the run either way."""
        self._listen()
        heard = asyncio.Event()
        self._waiters.setdefault(run_id, set()).add(heard)
        try:
            await asyncio.wait_for(heard.wait(), timeout)
        except TimeoutError:
            return False
        finally:
            self._forget(run_id, heard)
        return True

    async def aclose(self) -> None:
        """Stop listening."""
        if self._listener is not None:
            self._listener.cancel()
            with suppress(asyncio.CancelledError):
                await self._listener
            self._listener = None

    def _forget(self, run_id: UUID, heard: asyncio.Event) -> None:
        self._waiters[run_id].discard(heard)
        if not self._waiters[run_id]:
            del self._waiters[run_id]

    def _listen(self) -> None:
        if self._listener is None or self._listener.done():
            self._listener = asyncio.create_task(self._listen_forever(), name="progress feed")

    async def _listen_forever(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as connection:
                    await enter_role(connection)
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self._wake(tuple(self._waiters))
                    async for notice in connection.notifies():
                        self._wake((UUID(notice.payload),))
            except psycopg.OperationalError as error:
                logger.warning("progress is not heard now, listening again soon: {}", type(error).__name__)
            await asyncio.sleep(_SECONDS_BEFORE_LISTENING_AGAIN)

    def _wake(self, runs: Iterable[UUID]) -> None:
        for run_id in runs:
            for heard in self._waiters.get(run_id, ()):
                heard.set()


_feeds: dict[asyncio.AbstractEventLoop, ProgressFeed] = {}


async def wait_for_progress(run_id: UUID, *, timeout: float = 2.0) -> bool:
    """Return True as soon as the run changes, False after `timeout` seconds. One connection serves the whole process.

    A change between looking at the run and waiting is not heard of: look at it in any case, every second or two.
    """
    loop = asyncio.get_running_loop()
    for closed in [each for each in _feeds if each.is_closed()]:
        del _feeds[closed]
    if loop not in _feeds:
        _feeds[loop] = ProgressFeed(libpq_url(get_engine().url.render_as_string(hide_password=False)))
    return await _feeds[loop].wait(run_id, timeout=timeout)


async def stop_listening() -> None:
    """Let go of this loop's connection; the next waiter opens another."""
    feed = _feeds.pop(asyncio.get_running_loop(), None)
    if feed is not None:
        await feed.aclose()
