"""The Publish page: what it is about is decided by the publication itself (`states/publishing.py`)."""

import reflex as rx

from persona_app.core.errors import AppError
from persona_app.web.states.current_persona import load_persona, persona_id_in
from persona_app.web.states.preflight import PreflightState
from persona_app.web.states.publishing import PublishingState, show_publication
from persona_app.web.states.toasts import tell_failure


class PublishState(rx.State):
    """The page."""

    @rx.event
    async def opened(self) -> None:
        """The page was opened."""
        if await load_persona(self, section="Publish") is not None:
            await self._read()

    @rx.event
    async def build_ended(self) -> rx.event.EventSpec | None:
        """A new version has come while the page was open: it can be published."""
        await self._read()
        return PreflightState.opened if (await self.get_state(PublishingState)).stage == "preflight" else None

    async def _read(self) -> None:
        try:
            await show_publication(self, persona_id_in(self))
        except AppError as error:
            await tell_failure(self, error)
