"""The worker: runs jobs until it is told to stop, whatever the database does meanwhile."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psycopg
import psycopg_pool
from loguru import logger
from procrastinate.exceptions import ConnectorException

from persona_app.core.db import libpq_url
from persona_app.jobs.app import app, connector
from persona_app.jobs.phases import minding_all_runs
from persona_app.jobs.recovery import recover_forever


@dataclass(frozen=True, kw_only=True)
class Timing:
    """How often a worker speaks and looks, in seconds.

    Attributes:
        heartbeat: between two signs of life.
        stalled_after: without a sign of life a worker counts as dead, and its jobs are taken over.
        recover_every: between two looks for such jobs.
        look_every: between two looks for jobs whose time has come; new ones are heard of at once.
        stop_within: how long running jobs may go on when the worker is told to stop; then they are put back into the queue.
        restart_after: before trying again when the database was away.
    """

    heartbeat: float = 5.0
    stalled_after: float = 20.0
    recover_every: float = 10.0
    look_every: float = 2.0
    stop_within: float = 5.0
    restart_after: float = 1.0


async def run_worker(
    url: str, *, concurrency: int, stop: asyncio.Event, timing: Timing | None = None, context: Mapping[str, Any] | None = None
) -> None:
    """Run jobs until `stop` is set; then finish or put back what runs, and return.

    procrastinate's own worker returns without a word when the database goes away, so it is started again until told otherwise.
    `context` is handed to every job.
    """
    paces = timing or Timing()
    while not stop.is_set():
        try:
            await _run_until(stop, url=url, concurrency=concurrency, timing=paces, context=dict(context or {}))
        except (ConnectorException, psycopg.Error, psycopg_pool.PoolTimeout, OSError) as error:
            logger.warning("the worker lost the database and starts again: {}", type(error).__name__)
        if not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), paces.restart_after)


async def _run_until(stop: asyncio.Event, *, url: str, concurrency: int, timing: Timing, context: dict[str, Any]) -> None:
    """One life of procrastinate's worker: ends when told to stop, or when it loses the database."""
    with app.replace_connector(connector(libpq_url(url))):
        async with app.open_async():
            with minding_all_runs():
                recovering = asyncio.create_task(recover_forever(app, every=timing.recover_every, stalled_after=timing.stalled_after))
            working = asyncio.create_task(
                app.run_worker_async(
                    concurrency=concurrency,
                    fetch_job_polling_interval=timing.look_every,
                    update_heartbeat_interval=timing.heartbeat,
                    stalled_worker_timeout=timing.stalled_after,
                    shutdown_graceful_timeout=timing.stop_within,
                    delete_jobs="successful",
                    install_signal_handlers=False,
                    additional_context=context,
                )
            )
            stopping = asyncio.create_task(stop.wait())
            try:
                await asyncio.wait({working, recovering, stopping}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                await _end(working, recovering, stopping)


async def _end(working: asyncio.Task[None], *others: asyncio.Task[Any]) -> None:
    """Stop everything; cancelling the worker makes it stop gracefully. What one of them died of is raised."""
    for task in (*others, working):
        task.cancel()
    results = await asyncio.gather(working, *others, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
