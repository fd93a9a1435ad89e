"""Registers the gallery."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.gallery.view import view

PAGE = Page(
    route=routes.GALLERY,
    view=view,
    title="Persona Studio",
    description="AI personas whose every claim leads back to the words it came from: find, read, like and copy them, or make your own.",
)
