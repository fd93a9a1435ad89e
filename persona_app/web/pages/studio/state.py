"""The list of one's own personas: a page at a time, those put away apart."""

import reflex as rx
from pydantic import BaseModel, ConfigDict

from persona_app.core.errors import AppError
from persona_app.personas.schemas import PersonaCard
from persona_app.personas.services.reading import list_personas
from persona_app.web import gateway, routes, session
from persona_app.web.components.portrait import initial_of
from persona_app.web.states.toasts import tell_failure

PAGE_SIZE = 24


class Card(BaseModel):
    """One persona as the list shows it."""

    model_config = ConfigDict(frozen=True)

    id: str
    href: str
    name: str
    initial: str
    summary: str
    data: str
    version: str
    changed_at: str

    @classmethod
    def of(cls, persona: PersonaCard) -> "Card":
        """What is shown of a persona."""
        return cls(
            id=str(persona.id),
            href=routes.persona(persona.id),
            name=persona.name,
            initial=initial_of(persona.name),
            summary=persona.summary,
            data=f"{persona.data_count:,} {'text' if persona.data_count == 1 else 'texts'}",
            version=f"Version {persona.version_count}" if persona.version_count else "",
            changed_at=persona.updated_at.isoformat(),
        )


class StudioState(rx.State):
    """What the list shows."""

    cards: list[Card] = []
    is_loaded: bool = False
    is_archived: bool = False
    next_cursor: str = ""

    @rx.event
    async def page_loaded(self) -> None:
        """The studio was opened: the personas at work, newest change first."""
        await self._show(is_archived=False)

    @rx.event
    async def archived_shown(self, is_archived: bool) -> None:
        """The other list was asked for."""
        self.is_loaded = False
        await self._show(is_archived=is_archived)

    @rx.event
    async def more_wanted(self) -> None:
        """The end of the list was reached."""
        if self.next_cursor:
            await self._read(cursor=self.next_cursor)

    async def _show(self, *, is_archived: bool) -> None:
        self.is_archived, self.cards, self.next_cursor = is_archived, [], ""
        await self._read(cursor=None)

    async def _read(self, *, cursor: str | None) -> None:
        actor = session.current_actor()
        try:
            page = await gateway.call(list_personas, actor=actor, is_archived=self.is_archived, cursor=cursor, limit=PAGE_SIZE)
        except AppError as error:
            await tell_failure(self, error)
            return
        known = {card.id for card in self.cards}
        self.cards = [*self.cards, *(card for card in map(Card.of, page.items) if card.id not in known)]
        self.next_cursor = page.next_cursor or ""
        self.is_loaded = True
