"""Registers the page of the account's activity."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.account_activity.state import AccountActivityState
from persona_app.web.pages.account_activity.view import view

PAGE = Page(route=routes.ACCOUNT_ACTIVITY, view=view, title="Activity · Persona Studio", on_load=[AccountActivityState.opened])
