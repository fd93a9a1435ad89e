"""Registers the editor of a persona's content."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.persona_content.state import ContentState
from persona_app.web.pages.persona_content.view import view
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState

PAGE = Page(
    route=routes.PERSONA_CONTENT, view=view, title=CurrentPersonaState.title, on_load=[ContentState.opened, JobProgressState.watched]
)
