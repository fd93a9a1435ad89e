"""The very article that the server painted first, in the shell of every page."""

import reflex as rx

from persona_app.web.components.layout import shell
from persona_app.web.components.parts import skeleton_lines
from persona_app.web.first_paint import painted
from persona_app.web.pages.public_persona.state import PublicPersonaState

HAS_COME = PublicPersonaState.article != ""


def view() -> rx.Component:
    """The page."""
    here = rx.el.div(
        rx.html(PublicPersonaState.article),
        custom_attrs={"data-liked": rx.cond(PublicPersonaState.is_liked, "yes", "no"), "data-likes": PublicPersonaState.likes},
    )
    waiting = rx.el.div(rx.el.h1("Loading", class_name="visually-hidden"), skeleton_lines(6))
    return shell(painted(rx.cond(HAS_COME, here, waiting), when=HAS_COME))
