"""What a run shows."""

from datetime import UTC, datetime

import pytest

from persona_app.core.ids import new_id
from persona_app.jobs.schemas import RunState, RunView, StepView
from persona_app.jobs.services.runs import seconds_left


def step(name, *, state="pending", done=0, total=0):
    return StepView(
        name=name, title=name, state=state, done=done, total=total, note="", prompt_tokens=0, completion_tokens=0, calls=0,
        cost_usd=None, started_at=None, finished_at=None,
    )  # fmt: skip


def run(*steps, state=RunState.RUNNING, elapsed=10.0):
    return RunView(
        id=new_id(), persona_id=new_id(), kind="build", state=state, sentence="", error_code="", version_number=None, steps=steps,
        elapsed_seconds=elapsed, left_seconds=None, waits_until=None, is_cancel_requested=False, attempts=1, prompt_tokens=0,
        completion_tokens=0, calls=0, cost_usd=None, created_at=datetime.now(UTC), started_at=None, finished_at=None,
    )  # fmt: skip


def test_rest_takes_as_long_for_its_share_as_the_beginning_did():
    half_way = run(
        step("clean", state="done"), step("extract", state="running", done=4, total=8), step("verify"), step("merge"), step("write")
    )

    assert seconds_left(half_way) == pytest.approx(10.0)


def test_less_is_left_as_more_is_done():
    left = [seconds_left(run(step("clean", state="running", done=done, total=10), step("extract"))) for done in range(1, 11)]

    assert left == sorted(left, reverse=True)


@pytest.mark.parametrize("view", [
    run(step("clean", state="running", done=0, total=10)),
    run(step("clean", state="running", done=5, total=10), state=RunState.WAITING),
    run(step("clean", state="done"), state=RunState.DONE),
    run(step("clean", state="done"), state=RunState.QUEUED, elapsed=None),
])  # fmt: skip
def test_nothing_is_estimated_when_nothing_can_be_said(view):
    assert seconds_left(view) is None


def test_fraction_is_whole_only_when_the_run_is_done():
    assert run(step("clean", state="done"), step("extract", state="running", done=1, total=2)).fraction == 0.75
    assert run(step("clean", state="done"), state=RunState.DONE).fraction == 1.0
    assert run(state=RunState.QUEUED).fraction == 0.0
