"""Registers the page of imports."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.imports.state import ImportsState
from persona_app.web.pages.imports.view import view

PAGE = Page(route=routes.IMPORTS, view=view, title="Imports · Persona Studio", on_load=[ImportsState.opened, ImportsState.watched])
