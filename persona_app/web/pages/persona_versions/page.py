"""Registers a persona's versions."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.persona_versions.state import VersionsState
from persona_app.web.pages.persona_versions.view import view
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState

PAGE = Page(
    route=routes.PERSONA_VERSIONS, view=view, title=CurrentPersonaState.title, on_load=[VersionsState.opened, JobProgressState.watched]
)
