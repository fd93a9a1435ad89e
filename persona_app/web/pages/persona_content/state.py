"""Whose content is being written. The text itself stays with the browser and with our endpoints: it never travels by the socket."""

import reflex as rx

from persona_app.web.states.current_persona import load_persona


class ContentState(rx.State):
    """The editor's page."""

    @rx.event
    async def opened(self) -> None:
        """The page was opened."""
        await load_persona(self, section="Content")

    @rx.event
    async def build_ended(self) -> None:
        """A new version has come while somebody was writing: the editor is told its number and says so."""
        await load_persona(self, section="Content")

    @rx.event
    async def saved(self) -> None:
        """The editor saved a version: the rail counts it."""
        await load_persona(self, section="Content")
