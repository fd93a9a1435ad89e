"""The shell; what stands in it is written by the server (`web/public/gallery`) and kept up by `assets/js/gallery.js`."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.layout import shell
from persona_app.web.components.server_slot import server_slot


def view() -> rx.Component:
    """The page."""
    return shell(server_slot(), current=routes.GALLERY)
