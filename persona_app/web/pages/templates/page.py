"""Registers the page of templates."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.templates.state import TemplatesState
from persona_app.web.pages.templates.view import view

PAGE = Page(route=routes.TEMPLATES, view=view, title="Templates · Persona Studio", on_load=[TemplatesState.opened])
