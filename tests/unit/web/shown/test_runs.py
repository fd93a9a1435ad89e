"""A run as pages show it."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from persona_app.core.clock import now
from persona_app.jobs.schemas import RunView, StepView
from persona_app.web.shown.runs import shown_run


def step(name: str, *, state: str = "pending", done: int = 0, total: int = 0) -> StepView:
    spent = {"prompt_tokens": 0, "completion_tokens": 0, "calls": 0, "cost_usd": None}
    return StepView(name=name, title=name.title(), state=state, done=done, total=total, note="", started_at=None, finished_at=None, **spent)


def run(state: str, *steps: StepView, **facts: object) -> RunView:
    usual: dict[str, object] = dict.fromkeys(
        ("version_number", "elapsed_seconds", "left_seconds", "waits_until", "started_at", "finished_at")
    )
    usual |= dict.fromkeys(("prompt_tokens", "completion_tokens", "calls"), 0)
    usual |= {
        "id": UUID(int=1),
        "persona_id": UUID(int=2),
        "kind": "build",
        "state": state,
        "steps": steps,
        "sentence": "",
        "error_code": "",
    }
    usual |= {"is_cancel_requested": False, "attempts": 1, "cost_usd": Decimal(0), "created_at": now()}
    return RunView.model_validate(usual | facts)


def test_a_running_step_says_how_far_it_is() -> None:
    shown = shown_run(run("running", step("clean", state="done", done=7, total=7), step("extract", state="running", done=12, total=40)))
    assert [(one.mark, one.detail) for one in shown.steps] == [("done", "7 of 7"), ("running", "12 of 40")]
    assert shown.is_live
    assert shown.percent == 65


def test_a_queued_run_says_that_it_waits_and_that_one_may_leave() -> None:
    shown = shown_run(run("queued"))
    assert shown.title == "Waiting for its turn"
    assert "You can leave this page." in shown.sentence


def test_a_waiting_run_says_what_for() -> None:
    shown = shown_run(run("waiting", sentence="The model limits the rate."))
    assert (shown.is_live, shown.sentence) == (True, "The model limits the rate.")


def test_a_waiting_run_says_when_it_tries_again() -> None:
    until = now() + timedelta(seconds=40.4)
    assert shown_run(run("waiting", sentence="It is down.", waits_until=until)).sentence == "It is down. The next try is in 40 s."
    assert shown_run(run("failed", sentence="It is down.", waits_until=until)).sentence == "It is down."


@pytest.mark.parametrize(("state", "can_retry"), [("failed", True), ("cancelled", True), ("done", False), ("running", False)])
def test_only_what_did_not_end_well_can_be_tried_again(state: str, can_retry: bool) -> None:
    assert shown_run(run(state)).can_retry is can_retry


def test_the_step_at_which_a_run_failed_is_marked() -> None:
    shown = shown_run(run("failed", step("clean", state="done"), step("extract", state="running", done=1, total=4), step("write")))
    assert [one.mark for one in shown.steps] == ["done", "stopped", "pending"]


def test_a_run_that_was_told_to_stop_says_so_until_it_has() -> None:
    assert shown_run(run("running", is_cancel_requested=True)).title == "Stopping"
    assert shown_run(run("cancelled", is_cancel_requested=True)).title == "The build was cancelled"


def test_spending_is_told_only_when_a_model_counted_it() -> None:
    assert shown_run(run("done")).spent == ""
    assert shown_run(run("done", prompt_tokens=900, completion_tokens=100, cost_usd=Decimal("0.25"))).spent == "1,000 tokens, $0.25"
