"""Bringing back what died: jobs whose worker sends no heartbeat, and runs whose job is gone."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

from loguru import logger
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from persona_app.core.config import get_settings
from persona_app.core.logs import delete_old_logs
from persona_app.jobs.app import SCHEMA
from persona_app.jobs.models import Run
from persona_app.jobs.phases import phase
from persona_app.jobs.queue import enqueue
from persona_app.jobs.schemas import RunState
from persona_app.jobs.services.running import fail_run

_HOURS_KEPT = 24 * 7
SUPERSEDED = "The job of this run was lost. Nothing else is: the run queued after it includes everything."
_ORPHANS = text(
    f"""
    SELECT run.id FROM run LEFT JOIN {SCHEMA}.procrastinate_jobs AS job ON job.id = run.job_id
    WHERE run.state IN ('queued', 'running', 'waiting') AND (job.id IS NULL OR job.status NOT IN ('todo', 'doing'))
    """  # noqa: S608 - a constant
)


async def recover_forever(app: App, *, every: float, stalled_after: float) -> None:
    """Look every so many seconds, beginning now. Any number of workers may do so at once."""
    while True:
        try:
            await retry_stalled(app, stalled_after=stalled_after)
            await phase(requeue_orphans)
            await asyncio.to_thread(delete_old_logs, get_settings())
            await app.job_manager.delete_old_jobs(nb_hours=_HOURS_KEPT, include_failed=True, include_cancelled=True, include_aborted=True)
        except (ConnectorException, SQLAlchemyError) as error:
            logger.warning("looking for dead jobs failed, trying again: {}", type(error).__name__)
        await asyncio.sleep(every)


async def retry_stalled(app: App, *, stalled_after: float) -> int:
    """Put jobs whose worker was silent for so many seconds back into the queue; how many there were."""
    count = 0
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled_after):
        try:
            await app.job_manager.retry_job(job, retry_at=datetime.now(UTC))
        except ConnectorException:
            continue
        logger.warning("job {} had no living worker any more and was put back", job.id)
        count += 1
    return count


def requeue_orphans(session: Session) -> int:
    """Give active runs whose job is gone or has ended a new one; how many there were."""
    ids = session.scalars(_ORPHANS).all()
    runs = session.exec(select(Run).where(col(Run.id).in_(ids)).with_for_update(skip_locked=True)).all() if ids else ()
    for run in runs:
        if run.state != RunState.QUEUED.value and _has_queued(session, persona_id=run.persona_id):
            fail_run(session, run=run, sentence=SUPERSEDED, error_code="run_superseded")
        else:
            enqueue(session, run=run)
        logger.warning("run {} had no job any more and is now {}", run.id, run.state)
    return len(runs)


def _has_queued(session: Session, *, persona_id: UUID) -> bool:
    return session.exec(select(Run.id).where(Run.persona_id == persona_id, Run.state == RunState.QUEUED.value)).first() is not None
