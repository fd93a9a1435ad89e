"""Registers the page of a public persona."""

from persona_app.web import routes
from persona_app.web.first_paint import same_title
from persona_app.web.page import Page
from persona_app.web.pages.public_persona.state import PublicPersonaState
from persona_app.web.pages.public_persona.view import view

PAGE = Page(route=routes.PUBLIC_PAGE, view=view, title=same_title(PublicPersonaState.title), on_load=[PublicPersonaState.opened])
