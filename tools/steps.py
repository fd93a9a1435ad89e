"""What a person sees while something is prepared: a line for each step, and a log to look into when one fails."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")


class StepFailed(Exception):
    """A step could not be done; the text says what to do."""


def say(text: str) -> None:
    """One line, at once."""
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step before it begins and its duration after it ended."""
    began = time.monotonic()
    say(f"  … {title}")
    yield
    say(f"  ✓ {title} ({time.monotonic() - began:.0f} s)")


def run(command: Sequence[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None, advice: str = "") -> None:
    """Run a program quietly; what it said appears only when it fails. `env` is added to the present environment, which
    keeps certificates and proxies.

    Raises:
        StepFailed: the program ended with an error.
    """
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout[-8000:], file=sys.stderr)
        raise StepFailed(f"{Path(command[0]).name} ended with code {done.returncode}; what it said is above. {advice}".strip())
