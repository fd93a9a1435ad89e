"""The build as a job."""

from uuid import UUID

from loguru import logger
from procrastinate import JobContext, RetryStrategy

from persona_app.building.execution import run_build
from persona_app.building.pipeline import KIND
from persona_app.building.thinking import ENRICH
from persona_app.core.config import get_settings
from persona_app.core.request_id import request_id_of
from persona_app.jobs.app import app
from persona_app.jobs.queue import QUEUE

AGAIN = RetryStrategy(wait=1)
"""Whatever a job dies of, it is tried again; the run itself counts its crashes and gives up after five."""


@app.task(name=KIND, aliases=[ENRICH], queue=QUEUE, pass_context=True, retry=AGAIN)
async def build(context: JobContext, *, run_id: str, request_id: str = "") -> None:
    """Compute a version, of new thoughts too if the run's kind says so. A worker may bring its own engine and settings in the context."""
    settings = context.additional_context.get("settings") or get_settings()
    with request_id_of(request_id):
        logger.info("run {} is worked on", run_id)
        try:
            await run_build(UUID(run_id), settings=settings, engine=context.additional_context.get("engine"))
        except Exception:
            logger.exception("run {} died, and is tried again", run_id)
            raise
