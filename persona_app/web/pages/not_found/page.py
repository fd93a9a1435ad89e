"""Registers the page for addresses that lead to nothing."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.not_found.view import view

PAGE = Page(route=routes.NOWHERE, view=view, title="Nothing here · Persona Studio")
