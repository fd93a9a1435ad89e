"""Moving labels, beside the list and on an opened version, and the way that they went."""

from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import Field
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import AppError
from persona_app.personas.schemas import LabelView
from persona_app.personas.services.labelling import label_history, move_label, remove_label, resolve_version
from persona_app.web import gateway
from persona_app.web.pages.persona_versions.list_state import VersionListState, labels_shown
from persona_app.web.session import current_actor
from persona_app.web.shown.labels import ShownMove, shown_move
from persona_app.web.states.current_persona import persona_id_in
from persona_app.web.states.toasts import tell, tell_failure

MOVES = 20
Short = Annotated[str, Field(max_length=100)]


class VersionLabelsState(rx.State):
    """The moves, once they were asked for; `forms` counts what was put, so that the form begins anew."""

    moves: list[ShownMove] = []
    next_cursor: str = ""
    has_moves: bool = False
    forms: int = 0

    @rx.event
    async def label_put(self, form: dict[str, Short]) -> None:
        """A label was named, and the version that it shall be on: by its number, or by another label."""
        persona_id, name = persona_id_in(self), form.get("label", "").strip().lower()
        there = (await self.get_state(VersionListState)).labels
        seen = next((each.lock_version for each in there if each.name == name), 0)
        words = {"persona_id": persona_id, "name": name, "named": form.get("version", "").strip(), "lock_version": seen}
        try:
            moved = await gateway.call(_put, actor=current_actor(), **words)  # type: ignore[arg-type]
        except AppError as error:
            await tell_failure(self, error)
        else:
            await tell(self, f"“{moved.name}” is on version {moved.number}.")
            self.forms += 1
        await self._read_again(persona_id)

    @rx.event
    async def label_taken_off(self, label: Short) -> None:
        """A label shall be on no version any more."""
        persona_id = persona_id_in(self)
        there = (await self.get_state(VersionListState)).labels
        seen = next((each.lock_version for each in there if each.name == label), 0)
        try:
            await gateway.call(remove_label, actor=current_actor(), persona_id=persona_id, name=label, lock_version=seen)
        except AppError as error:
            await tell_failure(self, error)
        else:
            await tell(self, f"“{label}” was taken off. Its history stays.")
        await self._read_again(persona_id)

    @rx.event
    async def history_wanted(self) -> None:
        """The moves."""
        await self._read_moves(persona_id_in(self))

    @rx.event
    async def more_moves_wanted(self) -> None:
        """Earlier ones."""
        if self.next_cursor:
            await self._read_moves(persona_id_in(self), cursor=self.next_cursor)

    async def _read_again(self, persona_id: UUID) -> None:
        await labels_shown(self, persona_id)
        if self.has_moves:
            await self._read_moves(persona_id)

    async def _read_moves(self, persona_id: UUID, *, cursor: str | None = None) -> None:
        actor = current_actor()
        try:
            page = await gateway.call(label_history, actor=actor, persona_id=persona_id, cursor=cursor, limit=MOVES)
        except AppError as error:
            await tell_failure(self, error)
            return
        shown = [shown_move(each, reader_id=str(actor.account_id)) for each in page.items]
        self.moves = [*self.moves, *shown] if cursor else shown
        self.next_cursor, self.has_moves = page.next_cursor or "", True


async def moves_forgotten(state: rx.State) -> None:
    """Another address was opened: its moves are read when they are asked for."""
    shown = await state.get_state(VersionLabelsState)
    shown.moves, shown.next_cursor, shown.has_moves = [], "", False


def _put(session: Session, *, actor: Actor, persona_id: UUID, name: str, named: str, lock_version: int) -> LabelView:
    number = resolve_version(session, actor=actor, persona_id=persona_id, named=named)
    return move_label(session, actor=actor, persona_id=persona_id, name=name, number=number, lock_version=lock_version)
