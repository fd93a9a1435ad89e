"""Registers a persona's thoughts."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.persona_thoughts.state import ThoughtsState
from persona_app.web.pages.persona_thoughts.view import view
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState

PAGE = Page(
    route=routes.PERSONA_THOUGHTS, view=view, title=CurrentPersonaState.title, on_load=[ThoughtsState.opened, JobProgressState.watched]
)
