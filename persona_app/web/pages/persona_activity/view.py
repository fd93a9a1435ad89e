"""Runs with their steps, and the trail in sentences."""

import reflex as rx

from persona_app.web.components.parts import button, loaded, tag, time
from persona_app.web.components.persona_frame import inner_link, persona_frame, persona_head
from persona_app.web.components.progress import run_steps
from persona_app.web.pages.persona_activity.state import ActivityState
from persona_app.web.shown.personas import ShownEvent
from persona_app.web.shown.runs import ShownRun


def view() -> rx.Component:
    """The page."""
    head = persona_head("Activity", lead="Every build with what it took, and everything that happened to this persona.")
    return persona_frame(
        "activity", head, loaded(ActivityState.is_loaded, rx.fragment(_runs(), _events())), on_build_ended=ActivityState.build_ended
    )


def _runs() -> rx.Component:
    none = rx.el.p("Nothing was built yet.", class_name="muted")
    items = rx.el.ol(rx.foreach(ActivityState.runs, _run), class_name="lines", aria_label="Builds")
    more = rx.cond(
        ActivityState.runs_cursor != "", rx.el.div(button("Older builds", on_click=ActivityState.more_runs_wanted), class_name="more-row")
    )
    return rx.el.section(rx.el.h2("Builds", class_name="part-title part-head"), rx.cond(ActivityState.runs, rx.fragment(items, more), none))


def _run(run: rx.Var[ShownRun]) -> rx.Component:
    state = rx.match(
        run.state,
        ("done", rx.fragment()),
        ("failed", tag("failed", kind="failure")),
        ("cancelled", tag("cancelled")),
        tag(run.state, kind="live"),
    )
    version = rx.cond(run.version_number > 0, inner_link("Version ", run.version_number.to_string(), to=run.version_href))
    facts = rx.el.p(
        rx.el.span(time(run.created_at)),
        rx.cond(run.elapsed != "", rx.el.span("took ", run.elapsed)),
        rx.cond(run.spent != "", rx.el.span(run.spent)),
        rx.cond(run.version_number > 0, rx.el.span(version)),
        class_name="provenance",
    )
    actions = rx.cond(
        run.is_live,
        button("Cancel", is_small=True, on_click=ActivityState.cancel_wanted(run.id), disabled=run.is_cancelling),
        rx.cond(run.can_retry, button("Try again", is_small=True, on_click=ActivityState.retry_wanted(run.id))),
    )
    steps = rx.el.details(rx.el.summary("Steps"), run_steps(run))
    head = rx.el.div(rx.el.div(rx.el.h3(run.title, class_name="run-title"), state, class_name="row"), actions, class_name="row is-apart")
    return rx.el.li(
        head, rx.cond(run.sentence != "", rx.el.p(run.sentence, class_name="small")), facts, steps, class_name="run-entry", key=run.id
    )


def _events() -> rx.Component:
    items = rx.el.ol(rx.foreach(ActivityState.events, _event), class_name="lines", aria_label="Events")
    more = rx.cond(
        ActivityState.events_cursor != "",
        rx.el.div(button("Older events", on_click=ActivityState.more_events_wanted), class_name="more-row"),
    )
    return rx.el.section(rx.el.h2("What happened", class_name="part-title part-head"), items, more, class_name="part")


def _event(event: rx.Var[ShownEvent]) -> rx.Component:
    by = rx.cond(event.by != "", rx.el.span(" ", event.by, class_name="muted"))
    return rx.el.li(rx.el.span(event.sentence, by), rx.el.span(time(event.at), class_name="tiny muted"), class_name="event", key=event.id)
