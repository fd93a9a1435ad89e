"""How the program speaks: results and progress on standard output, problems on standard error."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

console = Console(highlight=False, soft_wrap=True)
problems = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """A line when something begins, and one with its duration when it is done."""
    began = time.monotonic()
    console.print(f"  … {title}")
    yield
    console.print(f"  [green]✓[/green] {title} ({time.monotonic() - began:.1f} s)")
