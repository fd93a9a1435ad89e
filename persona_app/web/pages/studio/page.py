"""Registers the list of one's own personas."""

from persona_app.web import routes
from persona_app.web.page import Page
from persona_app.web.pages.studio.choosing import ChoosingState
from persona_app.web.pages.studio.shelf import ShelfState
from persona_app.web.pages.studio.state import StudioState
from persona_app.web.pages.studio.view import view

PAGE = Page(
    route=routes.STUDIO,
    view=view,
    title="Studio · Persona Studio",
    on_load=[ChoosingState.opened, ShelfState.opened, StudioState.page_loaded],
)
