"""Registers the page of what somebody likes."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.liked.view import view

PAGE = Page(route=routes.LIKED, view=view, title="Liked · Persona Studio")
