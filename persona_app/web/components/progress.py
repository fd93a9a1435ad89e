"""A run while it goes on, and how it ended."""

import reflex as rx

from persona_app.web.components.parts import button
from persona_app.web.shown.runs import ShownRun, ShownStep
from persona_app.web.states.job_progress import JobProgressState

RUN = JobProgressState.run


def progress() -> rx.Component:
    """The run's panel: while it is live, when it failed, and the word that a version has come. Nothing else takes room."""
    panel = rx.match(
        RUN.state,
        ("failed", _failed()),
        ("cancelled", _cancelled()),
        rx.cond(RUN.is_live, _live(), _ended()),
    )
    return rx.el.div(panel, aria_live="polite", class_name="frame-progress")


def run_steps(run: rx.Var[ShownRun]) -> rx.Component:
    """The steps of a run, each with how far it is."""
    return rx.el.ol(rx.foreach(run.steps, _step), class_name="run-steps")


def _step(step: rx.Var[ShownStep]) -> rx.Component:
    icon = rx.match(
        step.mark,
        ("done", rx.icon("check", class_name="icon-small", aria_hidden="true")),
        ("running", rx.el.span(class_name="step-dot is-running", aria_hidden="true")),
        ("stopped", rx.icon("x", class_name="icon-small", aria_hidden="true")),
        rx.el.span(class_name="step-dot", aria_hidden="true"),
    )
    return rx.el.li(
        rx.el.span(icon, class_name="step-icon"),
        rx.el.span(step.title, class_name="step-name"),
        rx.el.span(step.detail, class_name="step-detail"),
        class_name="run-step is-" + step.mark,
        key=step.name,
        aria_current=rx.cond(step.mark == "running", "step", "false"),
    )


def _live() -> rx.Component:
    line = rx.el.div(
        rx.el.span(style={"transform": RUN.scale}),
        class_name="progress is-top",
        role="progressbar",
        aria_label="The build",
        aria_valuenow=RUN.percent,
        aria_valuemin="0",
        aria_valuemax="100",
    )
    cancel = button("Cancel", is_small=True, on_click=JobProgressState.cancel_clicked, disabled=RUN.is_cancelling)
    times = rx.el.p(
        rx.cond(RUN.elapsed != "", RUN.elapsed + " so far", ""),
        rx.cond(RUN.left != "", " · " + RUN.left, ""),
        class_name="tiny muted run-times",
        aria_live="off",
    )
    head = rx.el.div(rx.el.div(rx.el.h2(RUN.title, class_name="run-title"), times), cancel, class_name="row is-apart")
    return rx.el.section(
        line, head, run_steps(RUN), rx.el.p(RUN.sentence, class_name="small muted"), class_name="run-panel", aria_label="Progress"
    )


def _failed() -> rx.Component:
    retry = button("Try again from here", tone="primary", is_small=True, on_click=JobProgressState.retry_clicked)
    return rx.el.section(
        rx.el.h2("The build stopped", class_name="run-title"),
        rx.el.p(RUN.sentence, class_name="small"),
        run_steps(RUN),
        rx.el.div(retry, class_name="row"),
        class_name="run-panel is-failure",
        aria_label="Progress",
    )


def _cancelled() -> rx.Component:
    retry = button("Build after all", is_small=True, on_click=JobProgressState.retry_clicked)
    return rx.el.section(rx.el.p(RUN.sentence, class_name="small"), retry, class_name="run-panel is-quiet", aria_label="Progress")


def _ended() -> rx.Component:
    said = rx.el.p(rx.icon("check", class_name="icon-small", aria_hidden="true"), JobProgressState.ended_sentence, class_name="run-ended")
    return rx.cond(JobProgressState.ended_sentence != "", said)
