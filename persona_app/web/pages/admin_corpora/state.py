"""The collections of film dialogue. Files travel by an endpoint (`assets/js/corpora.js`); here they are listed and removed."""

from typing import Annotated

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.movies.services.finding import list_corpora
from persona_app.movies.services.removing import remove_corpus
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.corpora import ShownCorpus, shown_corpus
from persona_app.web.states.toasts import tell, tell_failure

CorpusName = Annotated[str, Field(min_length=1, max_length=100)]


class AdminCorporaState(rx.State):
    """The page; `asking` is the collection whose removal is being confirmed."""

    corpora: list[ShownCorpus] = []
    is_loaded: bool = False
    asking: str = ""

    @rx.event
    async def opened(self) -> None:
        """The page was opened."""
        self.asking = ""
        await self._read()

    @rx.event
    async def imported(self) -> None:
        """An import has ended."""
        await self._read()

    @rx.event
    def remove_asked(self, name: CorpusName) -> None:
        """A collection's button was pressed: it asks first."""
        self.asking = name

    @rx.event
    def remove_declined(self) -> None:
        """It stays."""
        self.asking = ""

    @rx.event
    async def remove_confirmed(self, name: CorpusName) -> None:
        """It goes, with its films, characters and lines."""
        self.asking = ""
        try:
            removed = await gateway.call(remove_corpus, name=name, actor=current_actor())
        except AppError as error:
            await tell_failure(self, error)
        else:
            await tell(self, f"“{removed.title or removed.name}” was removed. Thoughts that were made of it keep their quotes.")
        await self._read()

    async def _read(self) -> None:
        try:
            self.corpora = [shown_corpus(view) for view in await gateway.call(list_corpora)]
        except AppError as error:
            await tell_failure(self, error)
            return
        self.is_loaded = True
