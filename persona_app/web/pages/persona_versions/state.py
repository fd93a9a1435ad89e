"""The versions, and one of them opened."""

from typing import Annotated

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.personas.services.editing import compare_versions, restore_version
from persona_app.personas.services.versioning import list_versions
from persona_app.web import gateway, routes
from persona_app.web.session import current_actor
from persona_app.web.shown.comparisons import ShownComparison, shown_comparison
from persona_app.web.shown.versions import ShownVersion, shown_version
from persona_app.web.states.current_persona import CurrentPersonaState, load_persona, persona_id_in
from persona_app.web.states.evidence import close_evidence
from persona_app.web.states.shown_version import show_version
from persona_app.web.states.toasts import tell, tell_failure

PAGE_SIZE = 30
Short = Annotated[str, Field(max_length=100)]


class VersionsState(rx.State):
    """The versions page; `number` is the opened one, 0 while the list is shown."""

    items: list[ShownVersion] = []
    next_cursor: str = ""
    number: int = 0
    comparison: ShownComparison = ShownComparison()
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
        asked = self.router.url.query_parameters
        self.number, since = _number(asked.get("number", "")), _number(asked.get("since", ""))
        self.comparison = ShownComparison()
        if self.number:
            await show_version(self, persona_id, number=self.number)
            if since:
                await self._compare(since)
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

    @rx.event
    async def compare_wanted(self, form: dict[str, Short]) -> rx.event.EventSpec | None:
        """A version was named to compare the opened one with; the address holds both."""
        since = _number(form.get("since", ""))
        newest = (await self.get_state(CurrentPersonaState)).persona.version_count
        if not 0 < since <= newest or since == self.number:
            await tell(self, f"There is no other version {form.get('since', '')}. Choose one from 1 to {newest}.")
            return None
        return rx.redirect(routes.persona_comparison(persona_id_in(self), before=since, after=self.number))

    @rx.event
    async def restore_clicked(self) -> rx.event.EventSpec | None:
        """Bring the opened version back, as a new one."""
        persona_id = persona_id_in(self)
        lock_version = (await self.get_state(CurrentPersonaState)).persona.lock_version
        named = {"persona_id": persona_id, "number": self.number, "lock_version": lock_version}
        try:
            version = await gateway.call(restore_version, actor=current_actor(), **named)  # type: ignore[arg-type]
        except AppError as error:
            await tell_failure(self, error)
            await load_persona(self, section="Versions")
            return None
        await tell(self, f"Version {self.number} is back, as version {version.number}.")
        return rx.redirect(routes.persona(persona_id, "versions"))

    async def _compare(self, since: int) -> None:
        named = {"persona_id": persona_id_in(self), "before": since, "after": self.number}
        try:
            self.comparison = shown_comparison(await gateway.call(compare_versions, actor=current_actor(), **named))  # type: ignore[arg-type]
        except AppError as error:
            await tell_failure(self, error)

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


def _number(asked: str) -> int:
    """A number of a version in an address or a form; 0 when it is none."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
