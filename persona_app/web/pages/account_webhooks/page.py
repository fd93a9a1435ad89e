"""Registers the page of webhooks."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.account_webhooks.state import WebhooksState
from persona_app.web.pages.account_webhooks.view import view

PAGE = Page(route=routes.ACCOUNT_WEBHOOKS, view=view, title="Webhooks · Persona Studio", on_load=[WebhooksState.page_loaded])
