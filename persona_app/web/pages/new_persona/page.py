"""Registers the page that makes a persona."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.new_persona.view import view

PAGE = Page(route=routes.NEW_PERSONA, view=view, title="New persona · Persona Studio")
