"""Two `make run` in one folder do not install or build at the same time: the second waits, then finds the work done."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from tools.steps import ROOT, say


@contextmanager
def only_one(what: str) -> Iterator[None]:
    """Hold a lock that ends with the process, however that ends."""
    folder = ROOT / ".locks"
    folder.mkdir(exist_ok=True)
    with (folder / what).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"  … waiting for another {what} in this folder")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
