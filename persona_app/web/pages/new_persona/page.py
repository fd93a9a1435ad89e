"""Registers the page that makes a persona."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.new_persona.state import NewPersonaState
from persona_app.web.pages.new_persona.view import view
from persona_app.web.states.character_search import CharacterSearchState
from persona_app.web.states.from_template import FromTemplateState

PAGE = Page(
    route=routes.NEW_PERSONA,
    view=view,
    title="New persona · Persona Studio",
    on_load=[NewPersonaState.opened, CharacterSearchState.opened, FromTemplateState.opened],
)
