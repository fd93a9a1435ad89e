"""The forms for what the owner notes about a persona."""

import reflex as rx

from persona_app.web.components.forms import field, text_area
from persona_app.web.components.parts import button, skeleton_lines, time
from persona_app.web.pages.persona_settings.details import DetailsState, ShownFact
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.limits import LimitsState

PERSONA = CurrentPersonaState.persona
TYPES = (("string", "Words"), ("number", "Number"), ("yes_no", "Yes or no"), ("date", "Date"))


def details() -> rx.Component:
    """Display name, description, labels and folder, saved together; anew when they were saved, for they may have been straightened."""
    form = rx.el.form(
        field("display-name", "Display name", hint="Shown in the studio in place of its name.", is_optional=True,
              max_length=LimitsState.most_display_name, default_value=DetailsState.display_name, auto_complete="off"),
        text_area("description", "Description", hint="A note of your own, found by the studio's search.",
                  is_optional=True, max_length=LimitsState.most_description, rows=3, default_value=DetailsState.description),
        field("labels", "Labels", hint="Separated by commas; new ones are made.", is_optional=True, default_value=DetailsState.labels,
              auto_complete="off"),
        field("folder", "Folder", hint="Its name; a new one is made.", is_optional=True, max_length=60, default_value=DetailsState.folder,
              auto_complete="off"),
        rx.cond(DetailsState.error != "", rx.el.p(DetailsState.error, role="alert", class_name="field-error")),
        button("Save the details", type="submit", tone="primary"),
        on_submit=DetailsState.noted,
        key=DetailsState.saved.to_string(),
    )  # fmt: skip
    used = rx.el.p(
        DetailsState.used,
        rx.cond(DetailsState.used_at != "", rx.fragment(", last ", time(DetailsState.used_at)), rx.fragment()),
        ".",
        class_name="small muted",
    )
    there = rx.cond(DetailsState.of_persona == PERSONA.id, form, skeleton_lines(4))
    return rx.cond(
        PERSONA.is_archived,
        rx.fragment(),
        rx.el.section(rx.el.h2("Details", class_name="part-title"), used, there, class_name="settings-part", aria_label="Details"),
    )


def metadata() -> rx.Component:
    """Keys with values, each saved at once."""
    rows = rx.el.ul(rx.foreach(DetailsState.facts, _fact), class_name="lines fact-list", aria_label="Metadata")
    kind = rx.el.select(
        *(rx.el.option(words, value=value) for value, words in TYPES),
        value=DetailsState.fact_type,
        on_change=DetailsState.type_chosen,
        class_name="input",
        aria_label="Kind of value",
    )
    form = rx.el.form(
        rx.el.input(
            name="fact-key", class_name="input", aria_label="Key", placeholder="Key", max_length=60, required=True, auto_complete="off"
        ),
        kind,
        _value(),
        button("Add", type="submit"),
        on_submit=DetailsState.fact_added,
        reset_on_submit=True,
        class_name="fact-form",
    )
    words = rx.el.p("Values of your own under names of your own. The search of the studio finds them.", class_name="small muted")
    error = rx.cond(DetailsState.fact_error != "", rx.el.p(DetailsState.fact_error, role="alert", class_name="field-error"))
    return rx.cond(
        PERSONA.is_archived,
        rx.fragment(),
        rx.el.section(
            rx.el.h2("Metadata", class_name="part-title"),
            words,
            rx.cond(DetailsState.facts, rows),
            form,
            error,
            class_name="settings-part",
            aria_label="Metadata",
        ),
    )


def _fact(one: rx.Var[ShownFact]) -> rx.Component:
    gone = button("Remove", tone="quiet", is_small=True, aria_label="Remove " + one.key, on_click=DetailsState.fact_removed(one.key))
    return rx.el.li(
        rx.el.span(one.key, class_name="muted"), rx.el.span(one.value, class_name="grow break"), gone, key=one.key, class_name="row"
    )


def _value() -> rx.Component:
    same = {"name": "fact-value", "class_name": "input", "aria_label": "Value", "required": True}
    words = rx.el.input(type="text", placeholder="Value", max_length=500, auto_complete="off", key="words", **same)
    number = rx.el.input(
        type="text", placeholder="12 or 2.5", max_length=20, input_mode="decimal", auto_complete="off", key="number", **same
    )
    day = rx.el.input(type="date", key="day", **same)
    choice = rx.el.select(rx.el.option("yes", value="yes"), rx.el.option("no", value="no"), key="choice", **same)
    return rx.match(DetailsState.fact_type, ("number", number), ("yes_no", choice), ("date", day), words)
