"""The form that looks for events: words or an account, kind, from when to when."""

import reflex as rx

from persona_app.web.components.parts import button
from persona_app.web.shown.trail import KINDS


def trail_form(on_submit: rx.event.EventType, first: rx.Component) -> rx.Component:
    """`first` is the field that only this page has; nothing has to be filled in."""
    kinds = [rx.el.option("Everything", value=""), *(rx.el.option(label, value=kind) for kind, label in KINDS)]
    return rx.el.form(
        first,
        _labelled("kind", "What", rx.el.select(*kinds, id="kind", name="kind", class_name="input")),
        trail_field("since", "From", type="date"),
        trail_field("until", "To", type="date"),
        button("Look", type="submit", tone="primary"),
        on_submit=on_submit,
        reset_on_submit=False,
        class_name="trail-form",
        role="search",
        aria_label="Look for events",
    )


def trail_field(name: str, label: str, *, hint: str = "", **props: object) -> rx.Component:
    """A labelled input of the form."""
    described = {"aria_describedby": f"{name}-hint"} if hint else {}
    told = rx.el.p(hint, id=f"{name}-hint", class_name="field-hint") if hint else rx.fragment()
    return _labelled(name, label, rx.el.input(id=name, name=name, class_name="input", **described, **props), told)


def _labelled(name: str, label: str, *content: rx.Component) -> rx.Component:
    return rx.el.div(rx.el.label(label, html_for=name, class_name="field-label"), *content, class_name="field")
