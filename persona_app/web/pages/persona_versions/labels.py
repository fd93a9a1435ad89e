"""Labels: where they are, putting and taking off, and the way they went."""

import reflex as rx

from persona_app.web.components.forms import field
from persona_app.web.components.parts import button, time
from persona_app.web.components.persona_frame import inner_link
from persona_app.web.pages.persona_versions.labels_state import VersionLabelsState
from persona_app.web.pages.persona_versions.list_state import VersionListState
from persona_app.web.pages.persona_versions.state import VersionsState
from persona_app.web.shown.labels import ShownLabel, ShownMove
from persona_app.web.states.current_persona import CurrentPersonaState

PERSONA = CurrentPersonaState.persona


def labels() -> rx.Component:
    """Beside the list, and beside an opened version."""
    there = rx.el.ul(rx.foreach(VersionListState.labels, _label), class_name="label-list", aria_label="Labels")
    none = rx.el.p(
        "None yet. A label names a version for programs and exports, and can be moved: “stable”, for example.", class_name="small muted"
    )
    return rx.el.section(
        rx.el.h2("Labels", class_name="part-title"),
        rx.cond(VersionListState.labels, there, none),
        rx.cond(~PERSONA.is_archived, _form()),
        _history(),
        class_name="version-labels",
        aria_label="Labels",
    )


def _label(label: rx.Var[ShownLabel]) -> rx.Component:
    off = rx.cond(
        ~PERSONA.is_archived,
        button(
            "Take off",
            tone="quiet",
            is_small=True,
            on_click=VersionLabelsState.label_taken_off(label.name),
            aria_label="Take off " + label.name,
        ),
    )
    place = rx.el.span(rx.el.span(label.name, class_name="tag is-label"), inner_link(label.version, to=label.href), class_name="row")
    return rx.el.li(place, off, class_name="row is-apart", key=label.name)


def _form() -> rx.Component:
    newest = rx.cond(VersionsState.number > 0, VersionsState.number, PERSONA.version_count)
    return rx.el.form(
        field("label", "Label", max_length=40, auto_complete="off", auto_capitalize="none", placeholder="stable", list="known-labels"),
        field("version", "Version", max_length=40, auto_complete="off", default_value=newest.to(str)),
        rx.el.datalist(rx.foreach(VersionListState.labels, lambda label: rx.el.option(value=label.name)), id="known-labels"),
        button("Put or move the label", type="submit"),
        on_submit=VersionLabelsState.label_put,
        class_name="label-form",
        key=VersionLabelsState.forms.to(str) + "-" + newest.to(str),
    )


def _history() -> rx.Component:
    ask = button("Show how labels moved", tone="quiet", is_small=True, on_click=VersionLabelsState.history_wanted)
    more = rx.cond(
        VersionLabelsState.next_cursor != "",
        button("Earlier moves", tone="quiet", is_small=True, on_click=VersionLabelsState.more_moves_wanted),
    )
    moves = rx.el.ol(rx.foreach(VersionLabelsState.moves, _move), class_name="label-moves", aria_label="How labels moved")
    none = rx.el.p("No label was ever put anywhere.", class_name="small muted")
    return rx.cond(VersionLabelsState.has_moves, rx.fragment(rx.cond(VersionLabelsState.moves, moves, none), more), ask)


def _move(move: rx.Var[ShownMove]) -> rx.Component:
    facts = rx.el.span(rx.el.span("by ", move.author), " ", time(move.moved_at), class_name="tiny muted")
    return rx.el.li(rx.el.span(move.sentence, class_name="small"), facts, key=move.key)
