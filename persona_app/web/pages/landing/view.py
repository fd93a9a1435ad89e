"""What the product is, and one honest picture of it: a claim beside the words it came from."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.layout import shell
from persona_app.web.components.parts import button_link
from persona_app.web.states.identity import IdentityState

STEPS = (
    ("Give it what you have", "Paste a letter, drop a CV, add the address of an interview. Everything is kept as you gave it."),
    ("Read what it found", "A profile in plain words. Press any claim and its sentence opens, in its surroundings."),
    ("Let it grow", "Add more whenever you like. Each time a new version is written; no earlier one ever changes."),
)


def view() -> rx.Component:
    """The page."""
    return shell(_opening(), _steps(), _promise())


def _opening() -> rx.Component:
    words = rx.el.div(
        rx.el.h1("A persona you can check, line by line."),
        rx.el.p(
            "Persona Studio reads what is known about somebody and writes an AI persona from it. "
            "Every claim carries the words it came from. What nobody said stays unknown.",
            class_name="hero-lead",
        ),
        rx.el.div(_actions(), class_name="row hero-actions"),
        class_name="hero-words",
    )
    return rx.el.section(words, _evidence(), class_name="hero")


def _actions() -> rx.Component:
    return rx.cond(
        IdentityState.is_signed_in,
        button_link("Go to your studio", routes.STUDIO, tone="primary"),
        rx.fragment(button_link("Create an account", routes.REGISTER, tone="primary"), button_link("Log in", routes.LOGIN)),
    )


def _evidence() -> rx.Component:
    """An example with an invented person: what a claim with its quote looks like in the studio."""
    claim = rx.el.figcaption(
        rx.el.p("Habits", class_name="label"),
        rx.el.p(
            "Winds every clock in the house on Sunday evenings",
            rx.el.span("1", class_name="evidence-mark", aria_hidden="true"),
            class_name="sample-claim",
        ),
    )
    quote = rx.el.blockquote(
        rx.el.p(
            "…she never let anyone help with the dishes. ",
            rx.el.mark("On Sundays, when the light went, Edda walked from room to room and wound the clocks"),
            ", all eleven of them, and we children were allowed to carry the key.",
        ),
        class_name="sample-quote",
    )
    source = rx.el.p("From “A letter to my cousin”, pasted · characters 412 to 498", class_name="tiny muted")
    return rx.el.figure(
        claim, rx.el.div(quote, source, class_name="sample-source"), class_name="sample", aria_label="An example of a claim and its source"
    )


def _steps() -> rx.Component:
    items = [
        rx.el.li(rx.el.h2(title, class_name="step-title"), rx.el.p(text, class_name="muted"), class_name="step") for title, text in STEPS
    ]
    return rx.el.ol(*items, class_name="steps")


def _promise() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Two sources disagree?"),
        rx.el.p(
            "Then both stand there, side by side, with where each was said. You decide which holds, or that both do, "
            "and every later version keeps your word.",
            class_name="page-lead",
        ),
        class_name="promise",
    )
