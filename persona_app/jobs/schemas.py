"""What others see of runs, and what a job knows of its own."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class RunState(StrEnum):
    """Where a run stands; `waiting` means it waits for a model that is down or limits the rate."""

    QUEUED = "queued"
    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Lane(StrEnum):
    """Runs in one lane of a persona go one after the other; runs in different lanes do not wait for each other."""

    VERSIONS = "versions"
    """Whatever makes a version."""
    PUBLICATIONS = "publications"
    """What makes a version public; it reads one that never changes."""


ACTIVE = (RunState.QUEUED.value, RunState.RUNNING.value, RunState.WAITING.value)
"""The states of a run that has not ended."""


class RunOwner(Protocol):
    """Who asks: an actor, as far as runs need to know one."""

    @property
    def account_id(self) -> UUID:
        """Whose runs these are."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class StepPlan(_Frozen):
    """One step that a kind of run has; `title` says to a person what it does."""

    name: str
    title: str


class StepView(_Frozen):
    """One step as the page shows it; `state` is pending, running or done."""

    name: str
    title: str
    state: str
    done: int
    total: int
    note: str
    prompt_tokens: int
    completion_tokens: int
    calls: int
    cost_usd: Decimal | None
    started_at: datetime | None
    finished_at: datetime | None


class RunView(_Frozen):
    """A run as the page shows it.

    Attributes:
        sentence: what a person should know now: the result, why it waits, or why it failed and what to do.
        elapsed_seconds: since it was started, without the time in the queue; None while queued.
        left_seconds: an estimate; None while nothing can be said.
        waits_until: when a waiting run tries again.
        cost_usd: None when the model's price is unknown.
    """

    id: UUID
    persona_id: UUID
    kind: str
    state: RunState
    sentence: str
    error_code: str
    version_number: int | None
    steps: tuple[StepView, ...]
    elapsed_seconds: float | None
    left_seconds: float | None
    waits_until: datetime | None
    is_cancel_requested: bool
    attempts: int
    prompt_tokens: int
    completion_tokens: int
    calls: int
    cost_usd: Decimal | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def is_active(self) -> bool:
        """Has it not ended yet?"""
        return self.state in {RunState.QUEUED, RunState.RUNNING, RunState.WAITING}

    @property
    def fraction(self) -> float:
        """How much is done, from 0 to 1, by steps."""
        if self.state is RunState.DONE or not self.steps:
            return 1.0 if self.state is RunState.DONE else 0.0
        return sum(1.0 if step.state == "done" else min(1.0, step.done / step.total) if step.total else 0.0 for step in self.steps) / len(
            self.steps
        )


class StartedRun(_Frozen):
    """What a job knows of its run. `attempt` must still be the run's own whenever the job writes."""

    id: UUID
    persona_id: UUID
    owner_id: UUID
    requested_by: UUID
    kind: str
    attempt: int
    started_at: datetime


class StepProgress(_Frozen):
    """How far a step is."""

    name: str
    state: str
    done: int
    total: int
    note: str


class Spending(_Frozen):
    """What a call took; `cost_usd` None: unknown, and so is every sum with it."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    calls: int = 0
    cost_usd: Decimal | None = Decimal(0)

    @classmethod
    def of(cls, parts: Iterable["Spending"]) -> "Spending":
        """What several calls took together."""
        each = tuple(parts)
        costs = [one.cost_usd for one in each]
        return cls(
            prompt_tokens=sum(one.prompt_tokens for one in each),
            completion_tokens=sum(one.completion_tokens for one in each),
            calls=sum(one.calls for one in each),
            cost_usd=None if None in costs else sum((cost for cost in costs if cost), Decimal(0)),
        )


class Counted(StrEnum):
    """What is counted in the database, over all processes; the names are those of the metrics, after `persona_`."""

    RUNS_ENDED = "runs_ended"
    ANSWERS = "engine_answers"
    CALLS = "engine_calls"
    TOKENS = "engine_tokens"
    COST = "engine_cost_usd"
    FAILURES = "engine_failures"
    FALLBACKS = "engine_fallbacks"
    PUBLISH_ATTEMPTS = "publish_attempts"
    """Counted by a trigger, whichever way an attempt ends (migration 0011)."""

    @property
    def meaning(self) -> str:
        """What it counts, in a sentence."""
        return _MEANINGS[self]


_MEANINGS = {
    Counted.RUNS_ENDED: "Runs that ended, by kind and how.",
    Counted.ANSWERS: "Answers that engines gave, by step.",
    Counted.CALLS: "Calls that engines made for them.",
    Counted.TOKENS: "Tokens of those calls, of prompts and completions.",
    Counted.COST: "US dollars for those calls, as far as prices are known.",
    Counted.FAILURES: "Questions that an engine could not answer, by reason.",
    Counted.PUBLISH_ATTEMPTS: "Attempts to publish that came to a state, by state.",
    Counted.FALLBACKS: "Times that a simpler way of asking was taken, or an answer asked for again.",
}


class Count(_Frozen):
    """One number to add, or one that was counted so far."""

    name: Counted
    labels: dict[str, str]
    value: Decimal


class Measures(_Frozen):
    """How the work stands now, and what was counted since the database was made.

    Attributes:
        runs: how many runs are queued, running, waiting.
        oldest_queued_seconds: how long the run that is next has been queued; 0 when none is.
        workers: how many gave a sign of life in the last twenty seconds.
        counts: all counters.
    """

    runs: dict[str, int]
    oldest_queued_seconds: float
    workers: int
    counts: tuple[Count, ...]
