"""Looking for the persona that another is to follow, among one's own: as one types, a page at a time."""

from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.personas.services.finding import find_parents
from persona_app.personas.studio_schemas import LONGEST_QUERY
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.candidates import ShownCandidate, candidates_words
from persona_app.web.states.toasts import tell_failure

PAGE_SIZE = 30
Words = Annotated[str, Field(max_length=LONGEST_QUERY)]


class ParentChoiceState(rx.State):
    """Who can be followed; `child` is the persona that is to follow, empty while it is yet to be made.

    What is looked for stays until another child's parent is chosen: the box shows it again when somebody comes back.
    """

    child: str = ""
    query: str = ""
    items: list[ShownCandidate] = []
    next_cursor: str = ""
    found_in_words: str = ""
    is_loaded: bool = False

    @rx.event
    async def searched(self, words: Words) -> None:
        """Words were typed."""
        self.query = " ".join(words.replace("\x00", " ").split())
        await self._read()

    @rx.event
    async def more_wanted(self) -> None:
        """More, below those that are there."""
        if self.next_cursor:
            await self._read(cursor=self.next_cursor)

    async def _read(self, *, cursor: str | None = None) -> None:
        child = UUID(self.child) if self.child else None
        try:
            page, found = await gateway.call(
                find_parents, actor=current_actor(), query=self.query, but=child, cursor=cursor, limit=PAGE_SIZE
            )
        except AppError as error:
            await tell_failure(self, error)
            return
        kept = self.items if cursor else []
        known = {one.id for one in kept}
        self.items = [*kept, *(ShownCandidate.of(card) for card in page.items if str(card.id) not in known)]
        self.found_in_words = candidates_words(found, is_narrowed=self.query != "")
        self.next_cursor, self.is_loaded = page.next_cursor or "", True


async def offer_parents(state: rx.State, *, child: UUID | None = None) -> None:
    """List who can be followed by this persona, or by a new one."""
    choice, whose = await state.get_state(ParentChoiceState), str(child or "")
    if choice.child != whose:
        choice.child, choice.query = whose, ""
    await choice._read()
