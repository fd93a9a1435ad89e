"""Looking for film characters: as one types, by genre and by year."""

from typing import Annotated

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.movies.services.finding import find_characters, list_genres
from persona_app.web import gateway
from persona_app.web.shown.characters import ShownCharacter, shown_character
from persona_app.web.states.toasts import tell_failure

PAGE_SIZE = 20
YEARS = range(1850, 2200)

Words = Annotated[str, Field(max_length=200)]
Genre = Annotated[str, Field(max_length=60)]
YearTyped = Annotated[str, Field(max_length=10)]


class CharacterSearchState(rx.State):
    """What is looked for and what was found; `is_empty`: no corpus is here at all."""

    query: str = ""
    genre: str = ""
    year: str = ""
    genres: list[str] = []
    items: list[ShownCharacter] = []
    next_cursor: str = ""
    is_loaded: bool = False
    is_empty: bool = False

    @rx.event
    async def opened(self) -> None:
        """A page with the search on it was opened: it begins anew."""
        self.query = self.genre = self.year = ""
        await self._look()
        self.is_empty = not self.items
        try:
            self.genres = list(await gateway.call(list_genres))
        except AppError as error:
            await tell_failure(self, error)

    @rx.event
    async def searched(self, words: Words) -> None:
        """Words were typed."""
        self.query = words
        await self._look()

    @rx.event
    async def genre_chosen(self, genre: Genre) -> None:
        """A genre was chosen; empty: any."""
        self.genre = genre
        await self._look()

    @rx.event
    async def year_typed(self, year: YearTyped) -> None:
        """A year was typed; until it is one, films of any year are shown."""
        self.year = year
        await self._look()

    @rx.event
    async def more_wanted(self) -> None:
        """The next page, below what is there."""
        if self.next_cursor:
            await self._look(cursor=self.next_cursor)

    async def _look(self, *, cursor: str | None = None) -> None:
        year = int(self.year) if self.year.isdecimal() and int(self.year) in YEARS else None
        words = " ".join(self.query.split())
        try:
            page = await gateway.call(find_characters, query=words, genre=self.genre or None, year=year, cursor=cursor, limit=PAGE_SIZE)
        except AppError as error:
            await tell_failure(self, error)
            return
        shown = [shown_character(view) for view in page.items]
        self.items = [*self.items, *shown] if cursor else shown
        self.next_cursor, self.is_loaded = page.next_cursor or "", True
