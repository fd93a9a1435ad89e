"""Enqueuing in the caller's transaction: the job exists if and only if the transaction commits."""

from collections.abc import Mapping

from procrastinate import SyncPsycopgConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task
from sqlalchemy import text
from sqlmodel import Session

from persona_app.core.request_id import current_request_id
from persona_app.jobs.app import SEARCH_PATH
from persona_app.jobs.models import Run
from persona_app.jobs.schemas import Lane

QUEUE = "runs"
_manager = JobManager(connector=SyncPsycopgConnector())


def enqueue(session: Session, *, run: Run) -> None:
    """Put the run's job into the queue; jobs in one lane of a persona run one after the other.

    The task is the one named like the run's kind. The transaction's search path gains the queue's schema, last.
    The job carries the id of the request that asked for it, so that its lines in the log can be found.
    """
    run.job_id = enqueue_task(session, name=run.kind, queue=QUEUE, lock=lock_of(run), arguments={"run_id": str(run.id)})
    session.add(run)
    session.flush()


def enqueue_task(session: Session, *, name: str, queue: str, lock: str, arguments: Mapping[str, str]) -> int:
    """Put a job into the queue that is no persona's run; those with the same lock run one after the other. Its id there."""
    session.execute(text("SELECT set_config('search_path', :path, true)"), {"path": SEARCH_PATH})
    driver = session.connection().connection.driver_connection
    job = configure_task(name=name, job_manager=_manager, queue=queue, lock=lock, connection=driver)
    return job.defer(**arguments, request_id=current_request_id())


def lock_of(run: Run) -> str:
    """The name of the lock that the run's job holds."""
    return f"persona:{run.persona_id}" if run.lane == Lane.VERSIONS.value else f"{run.lane}:{run.persona_id}"
