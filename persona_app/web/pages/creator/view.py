"""The shell; what stands in it is written by the server (`web/public/gallery`) and kept up by `assets/js/gallery.js`."""

import reflex as rx

from persona_app.web.components.layout import shell
from persona_app.web.components.server_slot import server_slot
from persona_app.web.first_paint import painted


def view() -> rx.Component:
    """The page. It has painted at once: the script moves what the server wrote into the slot before anybody sees it."""
    return shell(painted(server_slot()))
