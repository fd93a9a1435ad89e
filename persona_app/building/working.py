"""A worker with its engine: what `persona worker`, `persona build` and tests run."""

import asyncio

from persona_app.building.engines import close_engine
from persona_app.core.config import Settings
from persona_app.jobs.worker import Timing, run_worker


async def work(url: str, *, settings: Settings, stop: asyncio.Event, timing: Timing | None = None) -> None:
    """Run jobs until `stop` is set, then finish or put back what runs and let go of the engine.

    The process is already pointed at the database (`core.db.configure`).
    """
    try:
        await run_worker(url, concurrency=settings.worker_jobs, stop=stop, timing=timing, context={"settings": settings})
    finally:
        await close_engine()
