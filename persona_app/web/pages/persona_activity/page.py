"""Registers a persona's activity."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.persona_activity.state import ActivityState
from persona_app.web.pages.persona_activity.view import view
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState

PAGE = Page(
    route=routes.PERSONA_ACTIVITY, view=view, title=CurrentPersonaState.title, on_load=[ActivityState.opened, JobProgressState.watched]
)
