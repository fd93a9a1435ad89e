"""A clock that leaps by an hour, forwards and backwards, under the whole installation, PostgreSQL included.

The leap is made by a small library (`clock.c`) that is compiled here and preloaded; without a C compiler it can't be tried.
"""

import mmap
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.torture.siege import Siege

SOURCE = Path(__file__).with_name("clock.c")
HOUR = 3600


class NoCompiler(Exception):
    """There is no C compiler, or it can't make a library."""


class Clock:
    """The clock of all programs started with `environment`."""

    def __init__(self, folder: Path) -> None:
        compiler = shutil.which("cc") or shutil.which("gcc")
        library, file = folder / "clock.so", folder / "clock"
        if compiler is None:
            raise NoCompiler("setting the clock of a program needs a C compiler (cc)")
        made = subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, SOURCE], capture_output=True, text=True, check=False)
        if made.returncode:
            raise NoCompiler(f"the C compiler could not make the library: {made.stderr[-300:]}")
        file.write_bytes(bytes(8))
        with file.open("r+b") as opened:
            self._seconds = mmap.mmap(opened.fileno(), 8)
        self.environment = {"LD_PRELOAD": str(library), "TORTURE_CLOCK": str(file)}

    def set(self, seconds: int) -> None:
        """So many seconds ahead of the true time, or behind it."""
        self._seconds[:] = struct.pack("=q", seconds)


@contextmanager
def a_clock() -> Iterator[Clock]:
    """A clock that is right at first.

    Raises:
        NoCompiler: see there.
    """
    folder = Path(tempfile.mkdtemp(prefix="persona-clock-"))
    folder.chmod(0o755)
    try:
        yield Clock(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def leap(siege: Siege, clock: Clock, *, hours: list[int]) -> None:
    """Set the clock, each time while builds run; before it goes back, a worker is killed, whose last sign of life then lies ahead."""
    before = 0
    for hour in hours:
        siege.wait_for_acknowledgements(1)
        siege.wait_for_a_moment()
        if hour < before:
            siege.kill(siege.choose(siege.workers), "worker killed, and the clock set back")
        with siege.strike(f"clock set {'back' if hour < before else 'forward'} by {abs(hour - before)} h"):
            clock.set(hour * HOUR)
        siege.wait_for_acknowledgements(2)
        before = hour
