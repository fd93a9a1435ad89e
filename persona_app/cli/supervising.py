"""Children that run until told to stop, and are started again when they die."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from persona_app.cli import lifeline

SECONDS_TO_END = 15.0
"""What a child gets to finish its work after SIGTERM, before SIGKILL."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
SECONDS_BETWEEN_LOOKS = 0.2


class Child:
    """One program, in a session of its own: a Ctrl-C in the terminal reaches only the supervisor, which ends things in order."""

    def __init__(self, name: str, *, command: Sequence[str | Path], environment: Mapping[str, str], folder: Path) -> None:
        self.name = name
        self._command = [str(part) for part in command]
        self._environment = environment
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._parent_end: int | None = None
        self._pause = SHORTEST_PAUSE
        self._started = 0.0
        self._next_start = 0.0

    def start(self) -> None:
        """Start it, with a lifeline."""
        self._started = time.monotonic()
        child_end, self._parent_end = os.pipe()
        self._process = subprocess.Popen(
            self._command,
            env={**os.environ, **self._environment, lifeline.VARIABLE: str(child_end)},
            cwd=self._folder,
            pass_fds=(child_end,),
            start_new_session=True,
        )
        os.close(child_end)

    def exit_code(self) -> int | None:
        """None while it runs."""
        return None if self._process is None else self._process.poll()

    def start_again_when_dead(self) -> int | None:
        """Restart it after a pause, which doubles while it keeps dying; the exit code of a death just noticed, else None."""
        code = self.exit_code()
        if code is None:
            return None
        if self._next_start == 0.0:
            self._kill_session()
            if time.monotonic() - self._started > LONGEST_PAUSE:
                self._pause = SHORTEST_PAUSE
            self._next_start, self._pause = time.monotonic() + self._pause, min(self._pause * 2, LONGEST_PAUSE)
            return code
        if time.monotonic() >= self._next_start:
            self._next_start = 0.0
            self.start()
        return None

    def ask_to_end(self) -> None:
        """SIGTERM, when it runs."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def end(self, *, before: float) -> None:
        """Wait for its end until a moment of the monotonic clock, then kill it and all it started."""
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=max(0.1, before - time.monotonic()))
        self._kill_session()

    def _kill_session(self) -> None:
        """What a child started does not outlive it: it would keep the port."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        if self._parent_end is not None:
            os.close(self._parent_end)
            self._parent_end = None


class Stopped(BaseException):
    """SIGTERM or Ctrl-C: unwinds like KeyboardInterrupt, so that everything opened is closed."""


class Signals:
    """Turns the first SIGTERM, SIGINT or SIGHUP within the block into `Stopped`; further ones don't disturb the ending."""

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._stop) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        for number in self._before:
            signal.signal(number, signal.SIG_IGN)
        raise Stopped


def supervise(children: Sequence[Child], *, on_look: Callable[[], None], on_death: Callable[[Child, int], None]) -> None:
    """Keep the children running until `Stopped` or an error comes out of `on_look` or `on_death`, then end them all."""
    try:
        for child in children:
            child.start()
        while True:
            on_look()
            for child in children:
                code = child.start_again_when_dead()
                if code is not None:
                    on_death(child, code)
            threading.Event().wait(SECONDS_BETWEEN_LOOKS)
    finally:
        for child in children:
            child.ask_to_end()
        deadline = time.monotonic() + SECONDS_TO_END
        for child in children:
            child.end(before=deadline)
