"""The form that looks for events: words, kind, from when to when."""

import reflex as rx

from persona_app.web.components.forms import field
from persona_app.web.components.parts import button
from persona_app.web.shown.trail import KINDS


def trail_form(on_submit: rx.event.EventType, first: rx.Component) -> rx.Component:
    """`first` is the field that only this page has."""
    kinds = [rx.el.option("Everything", value=""), *(rx.el.option(label, value=kind) for kind, label in KINDS)]
    kind = rx.el.div(
        rx.el.label("What", html_for="kind", class_name="field-label"),
        rx.el.select(*kinds, id="kind", name="kind", class_name="input"),
        class_name="field",
    )
    return rx.el.form(
        first,
        kind,
        field("since", "From", is_optional=True, type="date"),
        field("until", "To", is_optional=True, type="date"),
        button("Look", type="submit", tone="primary"),
        on_submit=on_submit,
        reset_on_submit=False,
        class_name="trail-form",
        role="search",
        aria_label="Look for events",
    )
