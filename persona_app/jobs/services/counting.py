"""Counters in the database: every process adds to them, any process can tell them."""

import json
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import func
from sqlalchemy import select as sa_select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from persona_app.core.clock import now
from persona_app.jobs.models import Counter, Run
from persona_app.jobs.schemas import Count, Counted, Measures, RunState, Spending
from persona_app.jobs.workers import count_live_workers


def add(session: Session, *, counts: Sequence[Count]) -> None:
    """Add to counters, in one statement and always in the same order, so that no two transactions wait for each other.

    The rows stay locked until the transaction ends: count last.
    """
    sums: dict[tuple[str, str], Decimal] = {}
    for each in counts:
        key = each.name.value, json.dumps(each.labels, sort_keys=True)
        sums[key] = sums.get(key, Decimal(0)) + each.value
    rows = [{"name": name, "labels": json.loads(labels), "value": value} for (name, labels), value in sorted(sums.items()) if value]
    if not rows:
        return
    statement = insert(Counter).values(rows)
    grown = {"value": col(Counter.value) + statement.excluded.value}
    session.execute(statement.on_conflict_do_update(index_elements=["name", "labels"], set_=grown))


def counts_of_answer(*, labels: dict[str, str], step: str, spending: Spending, fallbacks: int) -> tuple[Count, ...]:
    """What one answer adds; `labels` name the engine and its model. A call whose price is unknown adds nothing to the cost."""
    return (
        Count(name=Counted.ANSWERS, labels={**labels, "step": step}, value=Decimal(1)),
        Count(name=Counted.CALLS, labels=labels, value=Decimal(spending.calls)),
        Count(name=Counted.TOKENS, labels={**labels, "kind": "prompt"}, value=Decimal(spending.prompt_tokens)),
        Count(name=Counted.TOKENS, labels={**labels, "kind": "completion"}, value=Decimal(spending.completion_tokens)),
        Count(name=Counted.COST, labels=labels, value=spending.cost_usd or Decimal(0)),
        Count(name=Counted.FALLBACKS, labels=labels, value=Decimal(fallbacks)),
    )


def measure(session: Session) -> Measures:
    """How the work stands."""
    queued = Run.state == RunState.QUEUED.value
    at_work = (RunState.RUNNING.value, RunState.WAITING.value)
    count, oldest = session.exec(select(func.count(), func.min(Run.created_at)).where(queued)).one()
    by_state = dict(session.exec(select(Run.state, func.count()).where(col(Run.state).in_(at_work)).group_by(col(Run.state))).all())
    columns = (col(Counter.name), col(Counter.labels), col(Counter.value))
    counters = session.execute(sa_select(*columns).order_by(*columns[:2])).all()
    return Measures(
        runs={RunState.QUEUED.value: count, **{state: by_state.get(state, 0) for state in at_work}},
        oldest_queued_seconds=max(0.0, (now() - oldest).total_seconds()) if oldest else 0.0,
        workers=count_live_workers(session),
        counts=tuple(Count(name=Counted(name), labels=labels, value=value) for name, labels, value in counters),
    )
