"""Registers the log-in page."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.login.view import view
from persona_app.web.states.forms import AuthFormState

PAGE = Page(route=routes.LOGIN, view=view, title="Log in · Persona Studio", on_load=[AuthFormState.page_loaded])
