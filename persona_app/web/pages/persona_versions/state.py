"""The versions, and one of them opened."""

import reflex as rx

from persona_app.core.errors import AppError
from persona_app.personas.services.versioning import list_versions
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.versions import ShownVersion, shown_version
from persona_app.web.states.current_persona import load_persona, persona_id_in
from persona_app.web.states.evidence import close_evidence
from persona_app.web.states.shown_version import show_version
from persona_app.web.states.toasts import tell_failure

PAGE_SIZE = 30


class VersionsState(rx.State):
    """The versions page; `number` is the opened one, 0 while the list is shown."""

    items: list[ShownVersion] = []
    next_cursor: str = ""
    number: int = 0
    is_loaded: bool = False
    of_persona: str = ""

    @rx.event
    async def opened(self) -> None:
        """The page was opened, or its address changed."""
        await close_evidence(self)
        persona_id = await load_persona(self, section="Versions")
        if persona_id is None:
            return
        if self.of_persona != str(persona_id):
            self.items, self.is_loaded, self.of_persona = [], False, str(persona_id)
        asked = self.router.url.query_parameters.get("number", "")
        self.number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
        if self.number:
            await show_version(self, persona_id, number=self.number)
        else:
            await self._list()

    @rx.event
    async def build_ended(self) -> None:
        """A new version has come."""
        if not self.number:
            await self._list()

    @rx.event
    async def more_wanted(self) -> None:
        """The next page of the list."""
        if self.next_cursor:
            await self._list(cursor=self.next_cursor)

    async def _list(self, *, cursor: str | None = None) -> None:
        actor, persona_id = current_actor(), persona_id_in(self)
        try:
            page = await gateway.call(list_versions, actor=actor, persona_id=persona_id, cursor=cursor, limit=PAGE_SIZE)
        except AppError as error:
            await tell_failure(self, error)
            return
        shown = [shown_version(one, persona_id=str(persona_id), reader_id=str(actor.account_id)) for one in page.items]
        self.items = [*self.items, *shown] if cursor else shown
        self.next_cursor, self.is_loaded = page.next_cursor or "", True
