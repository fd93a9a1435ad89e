"""A calm word, and the way on."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.layout import page_head, row, shell
from persona_app.web.components.parts import button_link
from persona_app.web.states.identity import IdentityState


def view() -> rx.Component:
    """The page."""
    on = rx.cond(
        IdentityState.is_signed_in,
        button_link("Go to your studio", routes.STUDIO, tone="primary"),
        button_link("Go to the front page", routes.GALLERY, tone="primary"),
    )
    return shell(
        page_head(
            "There is nothing here", lead="The address may be mistyped, or what stood here was moved or deleted. Nothing of yours is gone."
        ),
        row(on),
        width="reading",
    )
