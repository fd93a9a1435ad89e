"""Registers a persona's profile."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.persona_profile.state import ProfileState
from persona_app.web.pages.persona_profile.view import view
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState

PAGE = Page(route=routes.PERSONA, view=view, title=CurrentPersonaState.title, on_load=[ProfileState.opened, JobProgressState.watched])
