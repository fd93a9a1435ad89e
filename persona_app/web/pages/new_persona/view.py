"""One page, and every way to give material on it."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.layout import page_head, shell
from persona_app.web.components.submission import submission_form


def view() -> rx.Component:
    """The page."""
    return shell(
        page_head("New persona", lead="Give what you have about somebody. It is kept word for word, and more can follow at any time."),
        submission_form(routes.SUBMIT_PERSONA, label="Build the persona", has_name=True),
        width="reading",
        current=routes.STUDIO,
    )
