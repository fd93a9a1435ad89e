"""A full disk: the home folder lies on a small file system of its own, which is filled while programs submit and builds run."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.torture.siege import Siege

MEGABYTES = 600
"""The database takes 60 of them when it is new, and its write-ahead log may grow to several files of 16."""
NEW_FILES = 4
"""Of that log, each time: more would fill the disk for good."""
SECONDS_TO_BE_BACK = 300.0
"""After a full disk PostgreSQL may wait for a minute for a process of its own that could not start, give up, and be started again."""


class NotPermitted(Exception):
    """A file system can't be mounted here; the text says why."""


@contextmanager
def small_disk(*, megabytes: int = MEGABYTES) -> Iterator[Path]:
    """A folder on a tmpfs of this size.

    Raises:
        NotPermitted: mounting needs root, and a container the capability for it.
    """
    if os.geteuid() != 0 or shutil.which("mount") is None:
        raise NotPermitted("mounting a small file system needs root and the program mount")
    folder = Path(tempfile.mkdtemp(prefix="persona-disk-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    try:
        if mounted.returncode:
            raise NotPermitted(f"a small file system can't be mounted here: {mounted.stderr.strip()}")
        try:
            yield folder
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)
    finally:
        folder.rmdir()


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Not a byte is free within the block: what is given back meanwhile is taken at once."""
    ballast, is_over = folder / "ballast", threading.Event()

    def keep_full() -> None:
        with ballast.open("ab", buffering=0) as file:
            while not is_over.is_set():
                with contextlib.suppress(OSError):
                    for size in (1_000_000, 4_096, 1):
                        with contextlib.suppress(OSError):
                            while file.write(bytes(size)) == size and not is_over.is_set():
                                pass
                is_over.wait(0.05)

    filler = threading.Thread(target=keep_full, name="filler", daemon=True)
    filler.start()
    try:
        yield
    finally:
        is_over.set()
        filler.join()
        ballast.unlink()


def fill_disk(siege: Siege, *, times: int, seconds: float, new_files: int = NEW_FILES) -> None:
    """Fill the disk for so long, so many times; each time everything must go on by itself when there is space again."""
    for _ in range(times):
        siege.wait_for_acknowledgements(2)
        siege.wait_for_a_moment()
        with siege.strike("disk full"):
            with filled(siege.home):
                use_up_log(siege, seconds=seconds, new_files=new_files)
            siege.wait_until_back("the disk was full", seconds=SECONDS_TO_BE_BACK)


def use_up_log(siege: Siege, *, seconds: float, new_files: int) -> None:
    """Make PostgreSQL begin new files of its write-ahead log, which there is no room for: it stops, and can't start."""
    ends, begun = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        with contextlib.suppress(psycopg.Error):
            if begun < new_files:
                with psycopg.connect(siege.url, autocommit=True, connect_timeout=5) as connection:
                    connection.execute("SELECT pg_switch_wal()")
                    begun += 1
        threading.Event().wait(1)
