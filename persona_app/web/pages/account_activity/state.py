"""Everything that happened to what is mine, searched."""

from typing import Annotated

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.events.services.listing import list_events
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.trail import Asked, ShownActivity, shown_activity, wanted_of

PAGE_SIZE = 40
PersonaId = Annotated[str, Field(pattern=r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")]


class AccountActivityState(rx.State):
    """The list, and what it was asked for."""

    events: list[ShownActivity] = []
    next_cursor: str = ""
    is_loaded: bool = False
    asked: dict[str, str] = {}
    failure: str = ""

    @rx.event
    async def opened(self) -> None:
        """The page was opened: everything, newest first."""
        self.asked = {}
        await self._read()

    @rx.event
    async def searched(self, form: Asked) -> None:
        """The form was sent; the persona that was chosen stays."""
        persona = {"persona": self.asked["persona"]} if self.asked.get("persona") else {}
        self.asked = {**{name: form.get(name, "") for name in ("text", "kind", "since", "until")}, **persona}
        await self._read()

    @rx.event
    async def persona_chosen(self, persona_id: PersonaId) -> None:
        """Only what happened to this persona, or again to all."""
        self.asked = {**self.asked, "persona": persona_id}
        await self._read()

    @rx.event
    async def more_wanted(self) -> None:
        """Older events, below."""
        if self.next_cursor:
            await self._read(cursor=self.next_cursor)

    async def _read(self, *, cursor: str | None = None) -> None:
        actor, self.failure = current_actor(), ""
        try:
            wanted = wanted_of(self.asked)
            page = await gateway.call(list_events, actor=actor, wanted=wanted, cursor=cursor, limit=PAGE_SIZE)
        except AppError as error:
            self.failure = error.sentence
            return
        shown = [shown_activity(event, reader_id=actor.account_id) for event in page.items]
        self.events = [*self.events, *shown] if cursor else shown
        self.next_cursor, self.is_loaded = page.next_cursor or "", True
