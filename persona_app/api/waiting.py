"""Waiting for a run, as long as a program asked for, without asking the database in a circle."""

import asyncio
import re
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header

from persona_app.api.dependencies import Caller, CurrentCaller
from persona_app.core.config import get_settings
from persona_app.jobs.progress import wait_for_progress
from persona_app.jobs.schemas import RunView
from persona_app.jobs.services.runs import get_run

LOOK_EVERY = 1.0
"""A notice between the look and the listening would be missed; so look again after so many seconds."""
_WAIT = re.compile(r'(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})"?', re.IGNORECASE)

Prefer = Annotated[str | None, Header(description="`wait=30` waits up to so many seconds for the work to end (RFC 7240).")]


def seconds_of(prefer: str | None) -> float:
    """How long the program wants to wait, at most as long as the settings allow; 0 when it does not."""
    found = _WAIT.search(prefer or "")
    return min(float(found.group(1)), get_settings().api_wait_seconds) if found else 0.0


async def wait_of(caller: CurrentCaller, prefer: Prefer = None) -> float:
    """Dependency: for how many seconds the program wants to wait for what it will read.

    Raises:
        ScopeMissing: the token may not read; nothing was begun.
    """
    seconds = seconds_of(prefer)
    if seconds:
        await caller.admit("read")
    return seconds


Waiting = Annotated[float, Depends(wait_of)]


async def wait_for_run(caller: Caller, *, run_id: UUID, seconds: float) -> RunView:
    """The run when it has ended, or as it is after so many seconds.

    Raises:
        RunNotFound: the caller has no such run, or it was deleted with its persona.
    """
    loop = asyncio.get_running_loop()
    ends = loop.time() + seconds
    while True:
        run = await caller.call(get_run, run_id=run_id)
        left = ends - loop.time()
        if not run.is_active or left <= 0:
            return run
        await wait_for_progress(run_id, timeout=min(left, LOOK_EVERY))
