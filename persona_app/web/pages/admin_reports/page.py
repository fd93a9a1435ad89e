"""Registers the operator's page of reports."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.admin_reports.state import AdminReportsState
from persona_app.web.pages.admin_reports.view import view

PAGE = Page(route=routes.ADMIN_REPORTS, view=view, title="Reports · Persona Studio", on_load=[AdminReportsState.opened])
