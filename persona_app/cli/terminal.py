"""How the program speaks: results and progress on standard output, problems on standard error."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from rich.console import Console


class _Bearing(Console):
    """Bears with a terminal that is gone, or a file on a full disk: nobody reads it, and what runs shall go on."""

    def print(self, *objects: Any, **options: Any) -> None:
        """As rich does, without its failure to write."""
        with suppress(OSError):
            super().print(*objects, **options)


console = _Bearing(highlight=False, soft_wrap=True)
problems = _Bearing(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """A line when something begins, and one with its duration when it is done."""
    began = time.monotonic()
    console.print(f"  … {title}")
    yield
    console.print(f"  [green]✓[/green] {title} ({time.monotonic() - began:.1f} s)")
