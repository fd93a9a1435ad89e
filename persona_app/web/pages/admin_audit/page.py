"""Registers the operator's page of the trail."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.admin_audit.state import AdminAuditState
from persona_app.web.pages.admin_audit.view import view

PAGE = Page(route=routes.ADMIN_AUDIT, view=view, title="Trail · Persona Studio", on_load=[AdminAuditState.opened])
