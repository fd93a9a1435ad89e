"""Registers a persona's characters."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.persona_characters.state import CharactersState
from persona_app.web.pages.persona_characters.view import view
from persona_app.web.states.character_search import CharacterSearchState
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState

PAGE = Page(
    route=routes.PERSONA_CHARACTERS,
    view=view,
    title=CurrentPersonaState.title,
    on_load=[CharactersState.opened, CharacterSearchState.opened, JobProgressState.watched],
)
