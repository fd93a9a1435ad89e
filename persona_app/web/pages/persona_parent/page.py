"""Registers the page of a persona's parent."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.persona_parent.state import ParentState
from persona_app.web.pages.persona_parent.view import view
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState

PAGE = Page(route=routes.PERSONA_PARENT, view=view, title=CurrentPersonaState.title, on_load=[ParentState.opened, JobProgressState.watched])
