"""Registers the page for new accounts."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.register.view import view
from persona_app.web.states.forms import AuthFormState

PAGE = Page(route=routes.REGISTER, view=view, title="Create an account · Persona Studio", on_load=[AuthFormState.page_loaded])
