"""Choosing many personas, or all that were found, and doing something to them at once."""

from collections.abc import Callable
from typing import Annotated, Any, Literal
from uuid import UUID

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.personas.services.deleting import delete_later, find_going, keep_going
from persona_app.personas.services.organising import archive_personas, label_personas, make_folder, make_label, move_personas
from persona_app.personas.studio_schemas import Chosen
from persona_app.web import gateway
from persona_app.web.pages.studio.shelf import ShelfState
from persona_app.web.pages.studio.state import StudioState
from persona_app.web.session import current_actor
from persona_app.web.shown.quantities import count
from persona_app.web.shown.studio import ShownGoing
from persona_app.web.states.toasts import tell, tell_failure

PersonaId = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Short = Annotated[str, Field(max_length=1000)]


class ChoosingState(rx.State):
    """Who is chosen; `is_all`: whoever the search finds. `asking` is what is to be named: a label or a folder."""

    ids: list[str] = []
    is_all: bool = False
    chosen_in_words: str = ""
    asked: str = ""
    asking: str = ""
    error: str = ""
    going: list[ShownGoing] = []
    _connection: str = ""
    _chosen_at: str = ""

    @rx.event
    async def opened(self) -> None:
        """The studio was opened: nobody is chosen; what is on its way out is told.

        It opens again with each new connection, as after a download or a moment without network: then whoever is chosen stays so.
        """
        connection, before = self.router.session.session_id, self._connection
        self._connection = connection
        address = (await self.get_state(StudioState)).asked.address
        is_the_same = before not in ("", connection) and self._chosen_at == address
        await self._choose(self.ids if is_the_same else [], is_all=is_the_same and self.is_all)
        await self._look()

    @rx.event
    async def toggled(self, persona_id: PersonaId) -> None:
        """A persona's box was pressed."""
        kept = [one for one in self.ids if one != persona_id]
        await self._choose(kept if len(kept) < len(self.ids) else [*kept, persona_id], is_all=False)

    @rx.event
    async def shown_chosen(self) -> None:
        """All on screen, or nobody when they were chosen already."""
        shown = [card.id for card in (await self.get_state(StudioState)).cards]
        await self._choose([] if self.is_all or set(shown) <= set(self.ids) else shown, is_all=False)

    @rx.event
    async def all_chosen(self) -> None:
        """Everybody that was found."""
        await self._choose([card.id for card in (await self.get_state(StudioState)).cards], is_all=True)

    @rx.event
    async def none_chosen(self) -> None:
        """Nobody after all."""
        await self._choose([], is_all=False)

    @rx.event
    def name_asked(self, what: Literal["", "label", "folder"]) -> None:
        """Which label or folder shall be named; empty: not after all."""
        self.asking, self.error = what, ""

    @rx.event
    async def label_put(self, form: dict[str, Short]) -> None:
        """A label was named: those chosen get it; one that is new is made."""
        await self._label(form, is_on=True)

    @rx.event
    async def label_taken(self, form: dict[str, Short]) -> None:
        """A label was named: those chosen lose it."""
        await self._label(form, is_on=False)

    @rx.event
    async def moved(self, form: dict[str, Short]) -> None:
        """A folder was named, or nothing: out of their folders."""
        name = form.get("folder-name", "").strip()
        try:
            folder_id = (await gateway.call(make_folder, actor=current_actor(), name=name)).id if name else None
        except AppError as error:
            self.error = error.sentence
            return
        said = f"in “{name}” now" if name else "in no folder now"
        await self._do(move_personas, lambda number: f"{count(number, 'persona')} {_is(number)} {said}.", folder_id=folder_id)

    @rx.event
    async def archive_clicked(self, is_archived: bool) -> None:
        """They are put away, or come back."""
        said = "in the archive now. What was public is withdrawn" if is_archived else "back"
        await self._do(archive_personas, lambda number: f"{count(number, 'persona')} {_is(number)} {said}.", is_archived=is_archived)

    @rx.event
    async def delete_clicked(self) -> None:
        """They go in ten seconds, whether this page stays open or not."""
        await self._do(delete_later, lambda _: "")

    @rx.event
    async def kept(self, batch_id: PersonaId) -> None:
        """The deletion is taken back."""
        try:
            stays = await gateway.call(keep_going, actor=current_actor(), batch_id=UUID(batch_id))
        except AppError as error:
            await tell_failure(self, error)
            return
        await tell(self, f"{count(stays, 'persona')} {'stays' if stays == 1 else 'stay'}." if stays else "It was too late: they are gone.")
        await self._after()

    @rx.event
    async def time_over(self) -> None:
        """Ten seconds have passed on the page: what went is no longer shown."""
        await self._after()

    async def _label(self, form: dict[str, str], *, is_on: bool) -> None:
        name = form.get("label-name", "").strip()
        try:
            label = await gateway.call(make_label, actor=current_actor(), name=name)
        except AppError as error:
            self.error = error.sentence
            return
        said = "got" if is_on else "lost"
        await self._do(
            label_personas, lambda number: f"{count(number, 'persona')} {said} the label “{label.name}”.", label_id=label.id, is_on=is_on
        )

    async def _do(self, service: Callable[..., Any], words: Callable[[int], str], **how: object) -> None:
        """To those chosen; then the list anew."""
        if not self.ids:
            return
        search = (await self.get_state(StudioState)).asked.search
        chosen = Chosen(search=search) if self.is_all else Chosen(ids=tuple(UUID(one) for one in self.ids))
        try:
            done = await gateway.call(service, actor=current_actor(), chosen=chosen, **how)
        except AppError as error:
            await tell_failure(self, error)
            return
        said = words(done) if isinstance(done, int) else ""
        if said:
            await tell(self, said)
        await self._after()

    async def _after(self) -> None:
        listed = await self.get_state(StudioState)
        await listed._read(cursor=None)
        await (await self.get_state(ShelfState))._read()
        await self._choose([], is_all=False)
        await self._look()

    async def _choose(self, ids: list[str], *, is_all: bool) -> None:
        listed = await self.get_state(StudioState)
        self.ids, self.is_all, self.asking, self.error = ids, is_all, "", ""
        self._chosen_at = listed.asked.address
        everybody = "All found" if listed.is_more_found else f"All {listed.found:,} found"
        self.chosen_in_words = everybody if is_all else f"{len(ids)} chosen" if ids else ""
        self.asked = listed.asked.search.model_dump_json() if is_all else ""

    async def _look(self) -> None:
        try:
            going = await gateway.call(find_going, actor=current_actor())
        except AppError as error:
            await tell_failure(self, error)
            return
        self.going = [ShownGoing.of(one) for one in going]


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
