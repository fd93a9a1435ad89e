"""Registers a persona's settings."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.persona_settings.details import DetailsState
from persona_app.web.pages.persona_settings.state import SettingsState
from persona_app.web.pages.persona_settings.view import view
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState

PAGE = Page(
    route=routes.PERSONA_SETTINGS,
    view=view,
    title=CurrentPersonaState.title,
    on_load=[SettingsState.opened, DetailsState.opened, JobProgressState.watched],
)
