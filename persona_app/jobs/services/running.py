"""A run's life as its job lives it: start, steps, wait, end. Each function is part of one transaction that locks the run's row.

A job owns its run as long as the run is active and no later start took it over; every function checks that.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, func, text, update
from sqlmodel import Session, col, select

from persona_app.core.clock import now
from persona_app.jobs.errors import CancelRequested, RunLost
from persona_app.jobs.models import Run, RunStep
from persona_app.jobs.schemas import ACTIVE, Count, Counted, Lane, RunState, Spending, StartedRun, StepProgress
from persona_app.jobs.services import counting

MOST_CRASHES = 5
CHANNEL = "run_progress"
CRASHED = (
    "The build was started five times and its process died each time, so it was given up. Everything submitted and read so far is kept. "
    "Most likely one text is more than this machine can work on: see which was added last, and the worker's log."
)
CANCELLED = "Cancelled. Everything submitted and read so far is kept; no version was made."
PUBLICATION_CRASHED = (
    "The publication was started five times and its process died each time, so it was given up. Nothing became public; nothing is lost. "
    "Look into the worker's log before trying again."
)
PUBLICATION_CANCELLED = "Cancelled. Nothing became public, or was changed."
_SAYS = {Lane.VERSIONS.value: (CRASHED, CANCELLED), Lane.PUBLICATIONS.value: (PUBLICATION_CRASHED, PUBLICATION_CANCELLED)}
"""What is said of a run that kept dying, and of one that was cancelled."""
STOPPED = "The worker was stopped; the run goes on where it was as soon as one is there."


def count_crashes(session: Session, *, run_id: UUID) -> int:
    """How many starts of the run ended without a word, the latest included."""
    row = session.exec(select(Run.crashes, Run.state).where(Run.id == run_id)).one_or_none()
    return 0 if row is None else row[0] + (row[1] == RunState.RUNNING.value)


def start_run(session: Session, *, run_id: UUID) -> StartedRun | None:
    """Take the run over; None when there is nothing to do: it is gone, has ended, was cancelled, or crashed too often."""
    run = session.exec(select(Run).where(Run.id == run_id).with_for_update()).one_or_none()
    if run is None or run.state not in ACTIVE:
        return None
    run.attempts += 1
    run.crashes += run.state == RunState.RUNNING.value
    if run.is_cancel_requested or run.crashes >= MOST_CRASHES:
        crashed, cancelled = _SAYS[run.lane]
        _end(session, run, *((RunState.CANCELLED, cancelled) if run.is_cancel_requested else (RunState.FAILED, crashed)))
        run.error_code = "" if run.is_cancel_requested else "run_crashed"
        return None
    run.state, run.sentence, run.waits_until = RunState.RUNNING.value, "", None
    run.started_at = run.started_at or now()
    session.execute(
        update(RunStep).where(col(RunStep.run_id) == run.id).values(state="pending", done=0, total=0, note="", finished_at=None)
    )
    notify(session, run_id=run.id)
    session.flush()
    return StartedRun(
        id=run.id,
        persona_id=run.persona_id,
        owner_id=run.owner_id,
        requested_by=run.requested_by,
        kind=run.kind,
        attempt=run.attempts,
        started_at=run.started_at,
    )


def own_run(session: Session, *, started: StartedRun) -> Run:
    """The run's row, locked, for a job about to write.

    Raises:
        RunLost: it is not the job's any more.
        CancelRequested: the job should stop.
    """
    run = session.exec(select(Run).where(Run.id == started.id).with_for_update()).one_or_none()
    if run is None or run.state not in ACTIVE or run.attempts != started.attempt:
        raise RunLost
    if run.is_cancel_requested:
        raise CancelRequested
    return run


def check_run(session: Session, *, started: StartedRun) -> None:
    """The same check without a lock.

    Raises:
        RunLost: it is not the job's any more.
        CancelRequested: the job should stop.
    """
    row = session.exec(select(Run.state, Run.attempts, Run.is_cancel_requested).where(Run.id == started.id)).one_or_none()
    if row is None or row[0] not in ACTIVE or row[1] != started.attempt:
        raise RunLost
    if row[2]:
        raise CancelRequested


def save_steps(session: Session, *, started: StartedRun, steps: Sequence[StepProgress]) -> None:
    """Show how far these steps are; nothing when the run is not the job's any more, or has ended: a late write would undo its end."""
    ours = select(Run.id).where(Run.id == started.id, Run.attempts == started.attempt, col(Run.state).in_(ACTIVE))
    if session.exec(ours.with_for_update()).first() is None:  # the run before its steps, as by everyone who locks both
        return
    _write_steps(session, run_id=started.id, steps=steps)
    notify(session, run_id=started.id)


def _write_steps(session: Session, *, run_id: UUID, steps: Sequence[StepProgress]) -> None:
    for step in steps:
        session.execute(
            update(RunStep)
            .where(col(RunStep.run_id) == run_id, col(RunStep.name) == step.name)
            .values(
                state=step.state,
                done=step.done,
                total=step.total,
                note=step.note,
                started_at=func.coalesce(RunStep.started_at, now()),
                finished_at=now() if step.state == "done" else None,
            )
        )


def spend(session: Session, *, started: StartedRun, by_step: Mapping[str, Spending]) -> None:
    """Add what calls took to their steps and to the run; unknown cost makes the sum unknown."""
    _grow(session, Run, col(Run.id) == started.id, Spending.of(by_step.values()))
    for step, spending in sorted(by_step.items()):
        _grow(session, RunStep, (col(RunStep.run_id) == started.id) & (col(RunStep.name) == step), spending)


def _grow(session: Session, table: type[Run] | type[RunStep], where: ColumnElement[bool], spending: Spending) -> None:
    values = {name: getattr(spending, name) for name in ("prompt_tokens", "completion_tokens", "calls", "cost_usd")}
    session.execute(update(table).where(where).values({name: getattr(table, name) + value for name, value in values.items()}))


def wait_run(session: Session, *, started: StartedRun, sentence: str, until: datetime | None = None) -> None:
    """Show that the run waits, why, and until when."""
    run = own_run(session, started=started)
    run.state, run.sentence, run.waits_until = RunState.WAITING.value, sentence, until
    notify(session, run_id=run.id)


def resume_run(session: Session, *, started: StartedRun) -> None:
    """Show that the run goes on."""
    run = own_run(session, started=started)
    run.state, run.sentence, run.waits_until = RunState.RUNNING.value, "", None
    notify(session, run_id=run.id)


def finish_run(session: Session, *, run: Run, version_number: int, sentence: str, steps: Sequence[StepProgress] = ()) -> None:
    """The run ends well; every step is done. `steps`: how far they are, of which the last may not have been written, and never is later."""
    run.version_number = version_number
    _write_steps(session, run_id=run.id, steps=steps)
    done = {
        "state": "done",
        "finished_at": func.coalesce(RunStep.finished_at, now()),
        "started_at": func.coalesce(RunStep.started_at, now()),
    }
    session.execute(update(RunStep).where(col(RunStep.run_id) == run.id).values(done))
    _end(session, run, RunState.DONE, sentence)


def fail_run(session: Session, *, run: Run, sentence: str, error_code: str) -> None:
    """The run ends with a sentence for a person."""
    run.error_code = error_code
    _end(session, run, RunState.FAILED, sentence)


def end_cancelled(session: Session, *, started: StartedRun) -> None:
    """The job has stopped because it was asked to; nothing when the run has ended otherwise."""
    run = session.exec(select(Run).where(Run.id == started.id).with_for_update()).one_or_none()
    if run is not None and run.state in ACTIVE and run.attempts == started.attempt:
        _end(session, run, RunState.CANCELLED, _SAYS[run.lane][1])


def cancel_queued(session: Session, *, run: Run) -> None:
    """A run that no job has begun ends at once; its job will find nothing to do."""
    _end(session, run, RunState.CANCELLED, _SAYS[run.lane][1])


def notify(session: Session, *, run_id: UUID) -> None:
    """Tell listeners that the run has changed, when the transaction commits."""
    session.execute(text("SELECT pg_notify(:channel, :run)"), {"channel": CHANNEL, "run": str(run_id)})


def _end(session: Session, run: Run, state: RunState, sentence: str) -> None:
    run.state, run.sentence, run.waits_until, run.finished_at = state.value, sentence, None, now()
    session.add(run)
    session.flush()
    notify(session, run_id=run.id)
    counting.add(session, counts=[Count(name=Counted.RUNS_ENDED, labels={"kind": run.kind, "state": state.value}, value=Decimal(1))])
