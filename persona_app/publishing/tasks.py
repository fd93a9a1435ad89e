"""The publication as a job."""

from uuid import UUID

from loguru import logger
from procrastinate import JobContext

from persona_app.building.tasks import AGAIN
from persona_app.core.config import get_settings
from persona_app.core.request_id import request_id_of
from persona_app.jobs.app import app
from persona_app.jobs.queue import QUEUE
from persona_app.publishing.describing import KIND
from persona_app.publishing.working import run_publication


@app.task(name=KIND, queue=QUEUE, pass_context=True, retry=AGAIN)
async def publish(context: JobContext, *, run_id: str, request_id: str = "") -> None:
    """Let a version be described, and publish it or leave it to its owner. A worker may bring an engine and settings in the context."""
    settings = context.additional_context.get("settings") or get_settings()
    with request_id_of(request_id):
        logger.info("run {} is worked on", run_id)
        try:
            await run_publication(UUID(run_id), settings=settings, engine=context.additional_context.get("engine"))
        except Exception:
            logger.exception("run {} died, and is tried again", run_id)
            raise
