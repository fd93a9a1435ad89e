"""What was submitted: the list, searched and paged, and one text whole. The address says which of both, and holds the search."""

import re
from typing import Annotated, Literal
from uuid import UUID

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.personas.errors import DataNotFound
from persona_app.personas.schemas import DataText
from persona_app.personas.services.reading import get_data, list_data
from persona_app.web import gateway, routes
from persona_app.web.session import current_actor
from persona_app.web.shown.personas import NO_DATUM, ShownDatum, shown_datum
from persona_app.web.shown.texts import WINDOW, Place, ShownText, shown_text
from persona_app.web.states.current_persona import CurrentPersonaState, load_persona, persona_id_in
from persona_app.web.states.toasts import tell_failure

PAGE_SIZE = 30
Words = Annotated[str, Field(max_length=300)]
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


class DataState(rx.State):
    """The data page; `showing` tells which of its faces."""

    showing: Literal["loading", "list", "text", "gone"] = "loading"
    items: list[ShownDatum] = []
    next_cursor: str = ""
    query: str = ""
    datum: ShownDatum = NO_DATUM
    text: ShownText = ShownText()
    of_persona: str = ""
    counted: int = 0

    @rx.event
    async def opened(self) -> None:
        """The page was opened, or its address changed."""
        persona_id = await load_persona(self, section="Data")
        if persona_id is None:
            return
        if self.of_persona != str(persona_id):
            self.showing, self.items, self.of_persona = "loading", [], str(persona_id)
        asked = self.router.url.query_parameters
        if asked.get("open"):
            await self._open(persona_id, asked.get("open", ""), _place_in(asked.get("at", "")))
        else:
            self.query = asked.get("q", "")[:300]
            await self._list(persona_id)

    @rx.event
    def searched(self, words: Words) -> rx.event.EventSpec:
        """Words were typed into the search; the address follows, and brings the result."""
        return rx.redirect(routes.persona_data(self.of_persona, query=" ".join(words.split())), replace=True)

    @rx.event
    async def more_there(self) -> None:
        """Something was added elsewhere, in another tab or by a program: it comes on top of what is listed."""
        current = (await self.get_state(CurrentPersonaState)).persona
        if self.showing != "list" or self.query or current.data_count == self.counted:
            return
        before, cursor = self.items, self.next_cursor
        await self._list(persona_id_in(self))
        known = {item.id for item in before}
        new = [item for item in self.items if item.id not in known]
        if len(new) < len(self.items):
            self.items, self.next_cursor = [*new, *before], cursor

    @rx.event
    async def more_wanted(self) -> None:
        """The next page of the list, below what is there."""
        if self.next_cursor:
            await self._list(persona_id_in(self), cursor=self.next_cursor)

    @rx.event
    async def more_text_wanted(self) -> None:
        """The next part of a long text."""
        try:
            whole = await self._read(persona_id_in(self), UUID(self.datum.id))
        except AppError as error:
            await tell_failure(self, error)
            return
        self.text = shown_text(whole.text, until=self.text.until + WINDOW, place=self.text.place)

    async def _list(self, persona_id: UUID, *, cursor: str | None = None) -> None:
        try:
            page = await gateway.call(
                list_data, actor=current_actor(), persona_id=persona_id, query=self.query, cursor=cursor, limit=PAGE_SIZE
            )
        except AppError as error:
            await tell_failure(self, error)
            return
        shown = [shown_datum(data, persona_id=str(persona_id)) for data in page.items]
        self.items = [*self.items, *shown] if cursor else shown
        self.next_cursor, self.showing = page.next_cursor or "", "list"
        self.counted = (await self.get_state(CurrentPersonaState)).persona.data_count
        self.datum, self.text = NO_DATUM, ShownText()

    async def _open(self, persona_id: UUID, data_id: str, place: Place | None) -> None:
        try:
            whole = await self._read(persona_id, UUID(data_id))
        except (ValueError, DataNotFound):
            self.showing = "gone"
            return
        self.datum = shown_datum(whole, persona_id=str(persona_id))
        self.text, self.showing = shown_text(whole.text, until=WINDOW, place=place), "text"

    async def _read(self, persona_id: UUID, data_id: UUID) -> DataText:
        return await gateway.call(get_data, actor=current_actor(), persona_id=persona_id, data_id=data_id)


def _place_in(written: str) -> Place | None:
    found = _PLACE.fullmatch(written)
    return Place(start=int(found[1]), end=int(found[2])) if found else None
