"""The import of many files as a job."""

from uuid import UUID

from loguru import logger
from procrastinate import JobContext, RetryStrategy

from persona_app.core.config import get_settings
from persona_app.core.request_id import request_id_of
from persona_app.interchange.services.progressing import QUEUE, TASK
from persona_app.interchange.working import work_through
from persona_app.jobs.app import app


@app.task(name=TASK, queue=QUEUE, pass_context=True, retry=RetryStrategy(wait=1))
async def import_files(context: JobContext, *, batch_id: str, owner_id: str, request_id: str = "") -> None:
    """Import what is left. A worker may bring its own settings in the context."""
    settings = context.additional_context.get("settings") or get_settings()
    with request_id_of(request_id):
        logger.info("import {} is worked on", batch_id)
        try:
            await work_through(UUID(batch_id), owner_id=UUID(owner_id), settings=settings)
        except Exception:
            logger.exception("import {} died, and is tried again", batch_id)
            raise
