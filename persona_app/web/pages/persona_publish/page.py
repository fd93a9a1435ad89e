"""Registers a persona's publication."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.persona_publish.state import PublishState
from persona_app.web.pages.persona_publish.view import view
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState
from persona_app.web.states.publishing import PublishingState

PAGE = Page(
    route=routes.PERSONA_PUBLISH,
    view=view,
    title=CurrentPersonaState.title,
    on_load=[PublishState.opened, JobProgressState.watched, PublishingState.watched],
)
