"""A run as pages show it: a line of progress, its steps, and what can be done with it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from persona_app.core.clock import now
from persona_app.jobs.schemas import RunView, StepView
from persona_app.web import routes
from persona_app.web.shown.quantities import count, dollars, duration, remaining

StepMark = Literal["done", "running", "pending", "stopped"]

KINDS = {"enrich": "Reading film characters", "publish": "Publishing"}
"""What a run of this kind is called while it runs; others are builds."""
PUBLISHING = {"done": "Done", "failed": "Publishing stopped", "cancelled": "Publishing was cancelled"}
"""What a publication is called that has ended, where a build is called otherwise."""

TITLES = {
    "queued": "Waiting for its turn",
    "running": "Building",
    "waiting": "Waiting",
    "done": "Built",
    "failed": "The build stopped",
    "cancelled": "The build was cancelled",
}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownStep(_Frozen):
    """One step: `Extracting` with `12 of 40`."""

    name: str
    title: str
    detail: str
    mark: StepMark


class ShownRun(_Frozen):
    """A run; `scale` is the transform of its progress line, `is_live` whether it is still going on."""

    id: str
    title: str
    state: str
    sentence: str
    steps: tuple[ShownStep, ...]
    percent: int
    scale: str
    elapsed: str
    left: str
    spent: str
    is_live: bool
    is_cancelling: bool
    is_failed: bool
    can_retry: bool
    version_number: int
    version_href: str
    created_at: str


NO_RUN = ShownRun(
    id="", title="", state="", sentence="", steps=(), percent=0, scale="scaleX(0)", elapsed="", left="", spent="", is_live=False,
    is_cancelling=False, is_failed=False, can_retry=False, version_number=0, version_href="", created_at="",
)  # fmt: skip
"""Before anything is known of a run."""


def shown_run(run: RunView) -> ShownRun:
    """The run as it is now."""
    percent = round(100 * run.fraction)
    return ShownRun(
        id=str(run.id),
        title="Stopping" if run.is_active and run.is_cancel_requested else _title(run),
        state=run.state.value,
        sentence=f"{run.sentence or _sentence(run)}{_next_try(run)}",
        steps=tuple(_step(step, is_active=run.is_active) for step in run.steps),
        percent=percent,
        scale=f"scaleX({percent / 100:.2f})",
        elapsed="" if run.elapsed_seconds is None else duration(run.elapsed_seconds),
        left=remaining(run.left_seconds),
        spent=spent(run),
        is_live=run.is_active,
        is_cancelling=run.is_cancel_requested,
        is_failed=run.state.value == "failed",
        can_retry=run.state.value in {"failed", "cancelled"},
        version_number=run.version_number or 0,
        version_href=routes.persona_version(run.persona_id, run.version_number) if run.version_number else "",
        created_at=run.created_at.isoformat(),
    )


def _title(run: RunView) -> str:
    if run.state.value == "running":
        return KINDS.get(run.kind, TITLES["running"])
    return PUBLISHING.get(run.state.value, TITLES[run.state.value]) if run.kind == "publish" else TITLES[run.state.value]


def spent(run: RunView) -> str:
    """What the calls of a run took; empty when nothing was asked of a model that counts."""
    tokens = run.prompt_tokens + run.completion_tokens
    return f"{count(tokens, 'token')}, {dollars(run.cost_usd)}" if tokens else ""


def _sentence(run: RunView) -> str:
    if run.state.value == "queued":
        return "It begins as soon as a worker is free. You can leave this page."
    what = "it goes on" if run.kind in KINDS else "the build goes on"
    return f"You can leave this page; {what}." if run.is_active else ""


def _next_try(run: RunView) -> str:
    """When a run that waits for a model tries again."""
    if run.waits_until is None or not run.is_active:
        return ""
    return f" The next try is in {duration(max(1.0, (run.waits_until - now()).total_seconds()))}."


def _step(step: StepView, *, is_active: bool) -> ShownStep:
    is_done = step.state == "done" or 0 < step.total <= step.done
    mark: StepMark = "done" if is_done else "pending"
    if step.state == "running" and not is_done:
        mark = "running" if is_active else "stopped"
    is_counted = step.total > 1 or (step.total == 1 and not step.note)
    detail = f"{step.done:,} of {step.total:,}" if is_counted else ""
    return ShownStep(name=step.name, title=step.title, detail=" · ".join(part for part in (detail, step.note) if part), mark=mark)
