"""Waiting for an engine that is down or limits the rate: all calls of a run wait together, longer each time, and not for ever."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from persona_app.core.clock import now
from persona_app.llm.errors import EngineError

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
OnWait = Callable[[str, datetime], Awaitable[None]]
OnResume = Callable[[], Awaitable[None]]


class OutOfPatience(Exception):
    """The engine did not come back in time; `sentence` says so, and what is kept."""

    def __init__(self, cause: EngineError, *, waited: float) -> None:
        super().__init__(cause.sentence)
        self.cause = cause
        self.sentence = f"{cause.sentence} The run waited {said_seconds(waited)} for it. What was read so far is kept; try again later."


class Patience:
    """How long a run waits in all (`seconds`), and the pause it is in."""

    def __init__(self, *, seconds: float, on_wait: OnWait, on_resume: OnResume, first_pause: float = FIRST_PAUSE_SECONDS) -> None:
        self._left = seconds
        self._first_pause = first_pause
        self._waited = 0.0
        self._failures = 0
        self._pause: asyncio.Task[None] | None = None
        self._is_shown = False
        self._on_wait = on_wait
        self._on_resume = on_resume

    async def ready(self) -> None:
        """Return when no pause is under way."""
        while self._pause is not None:
            await asyncio.shield(self._pause)

    async def wait(self, error: EngineError) -> None:
        """Wait out a failure; calls that fail during a pause share it.

        Raises:
            OutOfPatience: no time is left, or the engine asked for more than is left.
        """
        if self._pause is None:
            seconds = self._next_pause(error)
            self._pause = asyncio.create_task(self._rest(seconds, error))
        await asyncio.shield(self._pause)

    async def succeeded(self) -> None:
        """A call was answered: the next failure begins with a short pause again, and the run shows that it goes on."""
        self._failures = 0
        if self._is_shown:
            self._is_shown = False
            await self._on_resume()

    def _next_pause(self, error: EngineError) -> float:
        backoff = min(LONGEST_PAUSE_SECONDS, self._first_pause * 2.0**self._failures) * random.uniform(0.8, 1.2)
        wanted = max(backoff, error.retry_after) if error.retry_after else min(backoff, self._left)
        if self._left <= 0 or wanted > self._left:
            raise OutOfPatience(error, waited=self._waited)
        self._failures += 1
        self._left -= wanted
        self._waited += wanted
        return wanted

    async def _rest(self, seconds: float, error: EngineError) -> None:
        try:
            self._is_shown = True
            await self._on_wait(error.sentence, now() + timedelta(seconds=seconds))
            await asyncio.sleep(seconds)
        finally:
            self._pause = None


def said_seconds(seconds: float) -> str:
    """A span in words."""
    if seconds < 90:
        return f"{max(1, round(seconds))} seconds"
    return f"{round(seconds / 60)} minutes"
