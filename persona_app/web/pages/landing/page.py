"""Registers the front page."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.landing.view import view

PAGE = Page(
    route=routes.GALLERY,
    view=view,
    title="Persona Studio",
    description="Turn what is known about somebody into an AI persona in which every claim leads back to the words it came from.",
)
