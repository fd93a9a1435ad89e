"""Registers a persona's data."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.persona_data.state import DataState
from persona_app.web.pages.persona_data.view import view
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState

PAGE = Page(route=routes.PERSONA_DATA, view=view, title=CurrentPersonaState.title, on_load=[DataState.opened, JobProgressState.watched])
