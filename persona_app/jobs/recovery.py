"""Bringing back what died: jobs whose worker sends no heartbeat, and runs whose job is gone."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime

from loguru import logger
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from sqlalchemy import func, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from persona_app.core.clock import now
from persona_app.core.config import get_settings
from persona_app.core.logs import delete_old_logs
from persona_app.core.retention import ANSWERS_KEPT
from persona_app.jobs.app import SCHEMA
from persona_app.jobs.models import Run
from persona_app.jobs.phases import phase
from persona_app.jobs.queue import enqueue
from persona_app.jobs.schemas import RunState
from persona_app.jobs.services.running import fail_run

_HOURS_KEPT = 24 * 7
_TWENTIES = 50
SUPERSEDED = "The job of this run was lost. Nothing else is: the run queued after it includes everything."
_LONGEST_DELAY = 60.0
"""Seconds; no job of a run is ever put off for longer."""
_HEARD_LATER = text(
    f"UPDATE {SCHEMA}.procrastinate_workers SET last_heartbeat = now() WHERE last_heartbeat > now() + make_interval(secs => :most)"  # noqa: S608
)
_DUE_LATER = text(
    f"""
    UPDATE {SCHEMA}.procrastinate_jobs SET scheduled_at = now()
    WHERE status = 'todo' AND scheduled_at > now() + make_interval(secs => :most) AND id IN (SELECT job_id FROM run)
    """  # noqa: S608 - a constant
)
_ORPHANS = text(
    f"""
    SELECT run.id FROM run LEFT JOIN {SCHEMA}.procrastinate_jobs AS job ON job.id = run.job_id
    WHERE run.state IN ('queued', 'running', 'waiting') AND (job.id IS NULL OR job.status NOT IN ('todo', 'doing'))
    """  # noqa: S608 - a constant
)


async def recover_forever(app: App, *, every: float, stalled_after: float) -> None:
    """Look every so many seconds, beginning now. Any number of workers may do so at once."""
    clock = DatabaseClock()
    while True:
        try:
            if await phase(clock.has_leapt, by=stalled_after / 2):
                logger.warning("the database's clock has leapt: whether workers live is looked at when they had time to say so")
            else:
                await retry_stalled(app, stalled_after=stalled_after)
            await phase(bring_forward, stalled_after=stalled_after)
            await phase(requeue_orphans)
            await asyncio.to_thread(delete_old_logs, get_settings())
            await phase(forget_answers)
            await app.job_manager.delete_old_jobs(nb_hours=_HOURS_KEPT, include_failed=True, include_cancelled=True, include_aborted=True)
        except (ConnectorException, SQLAlchemyError) as error:
            logger.warning("looking for dead jobs failed, trying again: {}", type(error).__name__)
        await asyncio.sleep(every)


def forget_answers(session: Session) -> None:
    """Delete what was kept to answer repeated requests and is over, a thousand at a time; whoever's it is, so the database does it."""
    forgotten = func.forget_kept_answers(now() - ANSWERS_KEPT)
    session.execute(select(forgotten).select_from(func.generate_series(1, _TWENTIES).table_valued("n")))


class DatabaseClock:
    """The database's clock, by which heartbeats are written, watched by one that never leaps.

    When it is set, or the machine was asleep, everybody alive looks dead until the next heartbeat.
    """

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._seen: tuple[float, float] | None = None

    def has_leapt(self, session: Session, *, by: float) -> bool:
        """Did it go forward, since it was last asked, by so many seconds more than have passed?"""
        shown = float(session.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one())
        passed, before = self._steady(), self._seen
        self._seen = (shown, passed)
        return before is not None and (shown - before[0]) - (passed - before[1]) > by


def bring_forward(session: Session, *, stalled_after: float) -> int:
    """What lies in the future after the clock was set back counts as of now: last signs of life, and when jobs are due; how many.

    A dead worker would count as alive for as long as the clock went back, and a job that waits a second would wait an hour.
    """
    moved = [
        session.connection().execute(statement, {"most": most}).rowcount
        for statement, most in ((_HEARD_LATER, stalled_after), (_DUE_LATER, _LONGEST_DELAY))
    ]
    return sum(moved)


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
        if run.state != RunState.QUEUED.value and _has_queued(session, run=run):
            fail_run(session, run=run, sentence=SUPERSEDED, error_code="run_superseded")
        else:
            enqueue(session, run=run)
        logger.warning("run {} had no job any more and is now {}", run.id, run.state)
    return len(runs)


def _has_queued(session: Session, *, run: Run) -> bool:
    queued = select(Run.id).where(Run.persona_id == run.persona_id, Run.lane == run.lane, Run.state == RunState.QUEUED.value)
    return session.exec(queued).first() is not None
