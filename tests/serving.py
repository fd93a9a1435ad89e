"""The whole program as an operator starts it, for tests that need it running: `persona serve` in a home of its own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
SECONDS_TO_START = 120
SECONDS_TO_STOP = 40
MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""
ROOM = 3_000_000_000
"""Bytes. A home takes about 0.13 GB, and each process of a run has three or four at a time."""


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def make_home() -> Path:
    """A home folder that the database's account can reach also when root runs the tests."""
    home = Path(tempfile.mkdtemp(prefix="persona-home-", dir=MEMORY if has_room(MEMORY) else None))
    home.chmod(0o755)
    return home


def has_room(folder: Path) -> bool:
    """May the databases of tests lie there: is there space, memory behind it, and may programs be run from it?

    Most tests make a database, 700 files, and remove it: on a disk that is most of what they take.
    """
    try:
        traits, free = os.statvfs(folder), shutil.disk_usage(folder).free
    except OSError:
        return False
    is_runnable = os.access(folder, os.W_OK) and not traits.f_flag & os.ST_NOEXEC
    return is_runnable and free > ROOM and psutil.virtual_memory().available > 2 * ROOM


def eventually(holds: Callable[[], object], *, seconds: float = 30, what: str = "it") -> None:
    """Wait until something holds, looking often."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"{what} did not happen within {seconds} seconds"
        threading.Event().wait(0.05)


def build_pages() -> None:
    """Nothing, when they are built from the present sources."""
    subprocess.run([sys.executable, ROOT / "tools" / "front_end.py"], cwd=ROOT, check=True)


def clean_environment(**settings: str) -> dict[str, str]:
    """The present environment without settings of the product, and these."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PERSONA_", "OPENAI_")) and k not in {"HOST", "PORT", "DATABASE_URL"}}
    return {**kept, **settings}


def persona(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the program to its end."""
    return subprocess.run(
        [sys.executable, "-m", "persona_app.cli", *arguments],
        cwd=ROOT,
        env=clean_environment(**settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


class Studio:
    """A running `persona serve`.

    Attributes:
        url: where it answers.
    """

    def __init__(self, home: Path, *arguments: str, port: int | None = None, **settings: str) -> None:
        self.home = home
        self.port = port or free_port()
        self.url = f"http://localhost:{self.port}"
        self._log = home / f"serve-{self.port}.txt"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "persona_app.cli", "serve", *arguments],
                cwd=ROOT,
                env=clean_environment(PERSONA_HOME=str(home), PORT=str(self.port), **settings),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def output(self) -> str:
        """What it has said so far."""
        return self._log.read_text()

    def wait_until_ready(self) -> "Studio":
        """Return when it printed its address."""
        eventually(
            lambda: "Persona Studio is at" in self.output() or self.process.poll() is not None, seconds=SECONDS_TO_START, what="the start"
        )
        assert self.process.poll() is None, self.output()
        return self

    def child(self, module: str) -> psutil.Process | None:
        """The child process that runs a module: `persona_app.serving`, or `persona_app.cli worker`."""
        for child in psutil.Process(self.process.pid).children():
            with contextlib.suppress(psutil.Error):
                if module in " ".join(child.cmdline()) and child.status() != psutil.STATUS_ZOMBIE:
                    return child
        return None

    def family(self) -> list[psutil.Process]:
        """Everything it started, the database aside."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it, and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(SECONDS_TO_STOP)


def remove(home: Path) -> None:
    """The folder, when everything in it has stopped."""
    shutil.rmtree(home, ignore_errors=True)
