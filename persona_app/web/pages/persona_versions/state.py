"""The versions page: the list, one of them opened, two of them compared. The address holds which."""

from typing import Annotated

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.personas.services.editing import compare_versions, restore_version
from persona_app.personas.services.labelling import resolve_version
from persona_app.web import gateway, routes
from persona_app.web.pages.persona_versions.blame_state import blame_shown
from persona_app.web.pages.persona_versions.labels_state import moves_forgotten
from persona_app.web.pages.persona_versions.list_state import labels_shown, list_shown
from persona_app.web.session import current_actor
from persona_app.web.shown.comparisons import ShownComparison, shown_comparison
from persona_app.web.states.current_persona import CurrentPersonaState, load_persona, persona_id_in
from persona_app.web.states.evidence import close_evidence
from persona_app.web.states.shown_version import show_version
from persona_app.web.states.toasts import tell, tell_failure

Short = Annotated[str, Field(max_length=100)]
Number = Annotated[int, Field(ge=1, lt=2**31)]


class VersionsState(rx.State):
    """`number` is the opened version, 0 while the list is shown; `chosen` are the ones to compare, at most two."""

    number: int = 0
    comparison: ShownComparison = ShownComparison()
    chosen: list[int] = []
    compare_href: str = ""

    @rx.event
    async def opened(self) -> None:
        """The page was opened, or its address changed."""
        await close_evidence(self)
        persona_id = await load_persona(self, section="Versions")
        if persona_id is None:
            return
        asked = self.router.url.query_parameters
        self.number, since = _number(asked.get("number", "")), _number(asked.get("since", ""))
        self.comparison, self.chosen, self.compare_href = ShownComparison(), [], ""
        await moves_forgotten(self)
        await blame_shown(self, persona_id, number=self.number, is_wanted=asked.get("view") == "blame")
        if not self.number:
            await list_shown(self, persona_id)
            return
        await show_version(self, persona_id, number=self.number)
        await labels_shown(self, persona_id)
        if since:
            await self._compare(since, is_side_by_side=asked.get("view") == "side")

    @rx.event
    async def build_ended(self) -> None:
        """A new version has come."""
        if not self.number:
            await list_shown(self, persona_id_in(self))

    @rx.event
    async def more_wanted(self) -> None:
        """The next page of the list."""
        await list_shown(self, persona_id_in(self), is_more=True)

    @rx.event
    def version_chosen(self, version_number: Number) -> None:
        """One of the two to be compared was ticked, or not any more; a third takes the place of the one ticked first."""
        others = [each for each in self.chosen if each != version_number]
        self.chosen = others if len(others) < len(self.chosen) else [*others[-1:], version_number]
        both = sorted(self.chosen)
        self.compare_href = routes.persona_comparison(persona_id_in(self), before=both[0], after=both[1]) if len(both) > 1 else ""

    @rx.event
    async def compare_wanted(self, form: dict[str, Short]) -> rx.event.EventSpec | None:
        """A version was named, by its number or a label, to compare the opened one with; the address holds both."""
        persona_id, named = persona_id_in(self), form.get("since", "").strip()
        try:
            since = await gateway.call(resolve_version, actor=current_actor(), persona_id=persona_id, named=named)
        except AppError as error:
            await tell_failure(self, error)
            return None
        newest = (await self.get_state(CurrentPersonaState)).persona.version_count
        if not 0 < since <= newest or since == self.number:
            await tell(self, f"There is no other version {named}. Choose one from 1 to {newest}.")
            return None
        return rx.redirect(routes.persona_comparison(persona_id, before=since, after=self.number))

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

    async def _compare(self, since: int, *, is_side_by_side: bool) -> None:
        persona_id = persona_id_in(self)
        named = {"persona_id": persona_id, "before": since, "after": self.number}
        try:
            found = await gateway.call(compare_versions, actor=current_actor(), **named)  # type: ignore[arg-type]
        except AppError as error:
            await tell_failure(self, error)
            return
        self.comparison = shown_comparison(found, persona_id=str(persona_id), is_side_by_side=is_side_by_side)


def _number(asked: str) -> int:
    """A number of a version in an address; 0 when it is none."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
