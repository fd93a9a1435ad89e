"""Registers the operator's page of collections."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.admin_corpora.state import AdminCorporaState
from persona_app.web.pages.admin_corpora.view import view

PAGE = Page(route=routes.ADMIN_CORPORA, view=view, title="Film dialogue · Persona Studio", on_load=[AdminCorporaState.opened])
