"""Looking at runs, making them, and asking them to stop."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import case, delete
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from persona_app.core.clock import now
from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_size
from persona_app.jobs.errors import RunFinished, RunNotFound
from persona_app.jobs.models import Run, RunStep
from persona_app.jobs.queue import enqueue
from persona_app.jobs.schemas import ACTIVE, Lane, RunOwner, RunState, RunView, StepPlan, StepView
from persona_app.jobs.services.running import cancel_queued, notify

_LEAST_FRACTION = 0.03


def open_run(
    session: Session,
    *,
    persona_id: UUID,
    owner_id: UUID,
    requested_by: UUID,
    kind: str,
    plan: Sequence[StepPlan],
    lane: Lane = Lane.VERSIONS,
) -> tuple[RunView, bool]:
    """The run queued in this lane of the persona, joined if there is one (then False), else made and enqueued in this transaction.

    The caller holds the persona's row locked, so that two requests never both find none.
    """
    queued = session.exec(_queued(persona_id, lane=lane)).one_or_none()
    if queued is not None:
        return view_of(session, queued), False
    run = Run(persona_id=persona_id, owner_id=owner_id, requested_by=requested_by, kind=kind, lane=lane.value)
    session.add(run)
    session.flush()
    _plan(session, run=run, plan=plan)
    enqueue(session, run=run)
    notify(session, run_id=run.id)
    return view_of(session, run), True


def find_queued(session: Session, *, persona_id: UUID) -> RunView | None:
    """The persona's run for a version that no job has begun yet."""
    run = session.exec(_queued(persona_id)).one_or_none()
    return view_of(session, run) if run is not None else None


def turn_queued(session: Session, *, persona_id: UUID, kind: str, plan: Sequence[StepPlan]) -> RunView | None:
    """Let the persona's queued run for a version do more than it was queued for; None when none is queued (any more).

    It keeps its place and its job, which looks at the run's kind when it begins.
    """
    run = session.exec(_queued(persona_id).with_for_update()).one_or_none()
    if run is None or run.state != RunState.QUEUED.value:
        return None
    run.kind = kind
    session.execute(delete(RunStep).where(col(RunStep.run_id) == run.id))
    session.add(run)
    _plan(session, run=run, plan=plan)
    session.flush()
    notify(session, run_id=run.id)
    return view_of(session, run)


def _queued(persona_id: UUID, *, lane: Lane = Lane.VERSIONS) -> SelectOfScalar[Run]:
    return select(Run).where(Run.persona_id == persona_id, Run.lane == lane.value, Run.state == RunState.QUEUED.value)


def _plan(session: Session, *, run: Run, plan: Sequence[StepPlan]) -> None:
    session.add_all(RunStep(run_id=run.id, position=position, name=step.name, title=step.title) for position, step in enumerate(plan))


def get_run(session: Session, *, actor: RunOwner, run_id: UUID) -> RunView:
    """One run with its steps.

    Raises:
        RunNotFound: the actor has no such run.
    """
    return view_of(session, _own(session, actor=actor, run_id=run_id))


def list_runs(
    session: Session, *, actor: RunOwner, persona_id: UUID, lane: Lane | None = None, cursor: str | None = None, limit: int = 20
) -> Page[RunView]:
    """A persona's runs, newest first; of one lane or of all."""
    query = select(Run).where(Run.persona_id == persona_id, Run.owner_id == actor.account_id)
    if lane is not None:
        query = query.where(Run.lane == lane.value)
    if cursor:
        query = query.where(col(Run.id) < decode_cursor(cursor, UUID)[0])
    size = page_size(limit)
    runs = session.exec(query.order_by(col(Run.id).desc()).limit(size + 1)).all()
    shown = runs[:size]
    return Page(items=_views(session, shown), next_cursor=encode_cursor(shown[-1].id) if len(runs) > size else None)


def find_active_run(session: Session, *, actor: RunOwner, persona_id: UUID, lane: Lane = Lane.VERSIONS) -> RunView | None:
    """The run that works on the persona now, else the one that waits in the queue; of one lane."""
    query = select(Run).where(Run.persona_id == persona_id, Run.owner_id == actor.account_id, Run.lane == lane.value)
    run = session.exec(query.where(col(Run.state).in_(ACTIVE)).order_by(col(Run.id)).limit(1)).first()
    return view_of(session, run) if run is not None else None


def find_current_runs(session: Session, *, actor: RunOwner, persona_ids: Sequence[UUID]) -> dict[UUID, RunView]:
    """For each persona the run that makes a version of it, else the queued one, else how the newest ended; in one query for all."""
    urgency = case((col(Run.state) == RunState.QUEUED.value, 1), (col(Run.state).in_(ACTIVE), 0), else_=2)
    query = select(Run).where(col(Run.persona_id).in_(persona_ids), Run.owner_id == actor.account_id, Run.lane == Lane.VERSIONS.value)
    first = query.ext(distinct_on(col(Run.persona_id))).order_by(col(Run.persona_id), urgency, col(Run.id).desc())
    runs = session.exec(first).all()
    return {view.persona_id: view for view in _views(session, runs)}


def cancel_run(session: Session, *, actor: RunOwner, run_id: UUID) -> RunView:
    """Stop a run: at once when it is queued, within about a second when a job works on it.

    Raises:
        RunNotFound: the actor has no such run.
        RunFinished: it has ended.
    """
    run = _own(session, actor=actor, run_id=run_id, is_locking=True)
    if run.state not in ACTIVE:
        raise RunFinished
    run.is_cancel_requested = True
    if run.state == RunState.QUEUED.value:
        cancel_queued(session, run=run)
    notify(session, run_id=run.id)
    session.flush()
    return view_of(session, run)


def view_of(session: Session, run: Run) -> RunView:
    """The run as others see it."""
    return _views(session, [run])[0]


def _own(session: Session, *, actor: RunOwner, run_id: UUID, is_locking: bool = False) -> Run:
    query = select(Run).where(Run.id == run_id, Run.owner_id == actor.account_id)
    run = session.exec(query.with_for_update() if is_locking else query).one_or_none()
    if run is None:
        raise RunNotFound
    return run


def _views(session: Session, runs: Sequence[Run]) -> tuple[RunView, ...]:
    steps: dict[UUID, list[StepView]] = {run.id: [] for run in runs}
    for step in session.exec(select(RunStep).where(col(RunStep.run_id).in_(list(steps))).order_by(col(RunStep.position))):
        steps[step.run_id].append(StepView.model_validate(step, from_attributes=True))
    return tuple(_view(run, steps[run.id]) for run in runs)


def _view(run: Run, steps: Sequence[StepView]) -> RunView:
    ends = run.finished_at or now()
    elapsed = max(0.0, (ends - run.started_at).total_seconds()) if run.started_at else None
    fields = run.model_dump(include=set(RunView.model_fields))
    view = RunView(**fields, steps=tuple(steps), elapsed_seconds=elapsed, left_seconds=None)
    return view.model_copy(update={"left_seconds": seconds_left(view)})


def seconds_left(view: RunView) -> float | None:
    """An estimate from what is done: the rest takes as long for its share as the beginning took for its.

    None while too little is done, or while the run waits or has ended.
    """
    if view.state is not RunState.RUNNING or view.elapsed_seconds is None:
        return None
    whole = sum(WEIGHTS.get(step.name, 1.0) for step in view.steps)
    done = sum(WEIGHTS.get(step.name, 1.0) * _part(step) for step in view.steps)
    if not whole or done / whole < _LEAST_FRACTION:
        return None
    return view.elapsed_seconds * (whole - done) / done


def _part(step: StepView) -> float:
    if step.state == "done":
        return 1.0
    return min(1.0, step.done / step.total) if step.total else 0.0


WEIGHTS: dict[str, float] = {
    "clean": 5.0,
    "extract": 8.0,
    "verify": 1.0,
    "merge": 2.0,
    "assess": 1.0,
    "write": 2.0,
    "save": 0.1,
    "rate": 1.0,
    "describe": 3.0,
    "publish": 0.1,
}
"""How long steps usually take beside each other."""
