"""Registers the account page."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.account.erasure import ErasureState
from persona_app.web.pages.account.state import AccountState
from persona_app.web.pages.account.view import view

PAGE = Page(route=routes.ACCOUNT, view=view, title="Account · Persona Studio", on_load=[AccountState.page_loaded, ErasureState.opened])
