"""The characters chosen for a run, and how 500 lines would be shared out among them."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.enrichment.services.opening import preview_split
from persona_app.movies.errors import CharacterNotFound
from persona_app.web import gateway
from persona_app.web.shown.characters import ShownSplit, shown_split
from persona_app.web.states.toasts import tell_failure

CharacterId = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]


class ChosenCharactersState(rx.State):
    """Ids in the order in which they were chosen; `taken` are those that the persona has already."""

    chosen_for: str = ""
    ids: list[str] = []
    taken: list[str] = []
    split: ShownSplit = ShownSplit()

    @rx.event
    async def toggled(self, character_id: CharacterId) -> None:
        """A character was chosen, or left out again."""
        if character_id in self.taken:
            return
        is_out = character_id in self.ids
        await self._choose([one for one in self.ids if one != character_id] if is_out else [*self.ids, character_id])

    @rx.event
    async def cleared(self) -> None:
        """All were left out."""
        await self._choose([])

    async def _choose(self, ids: Sequence[str]) -> None:
        if not ids:
            self.ids, self.split = [], ShownSplit()
            return
        try:
            split = await gateway.call(preview_split, character_ids=[UUID(one) for one in ids])
        except CharacterNotFound as error:
            self.ids, self.split = [], ShownSplit()
            await tell_failure(self, error)
        except AppError as error:
            await tell_failure(self, error)
        else:
            self.ids, self.split = list(ids), shown_split(split)


async def choose_for(state: rx.State, whom: str, *, taken: Sequence[str] = ()) -> None:
    """Begin with nothing chosen, unless it is the same persona's choice as before; what was taken meanwhile is left out."""
    chosen = await state.get_state(ChosenCharactersState)
    chosen.taken = list(taken)
    if chosen.chosen_for != whom:
        chosen.chosen_for = whom
        await chosen._choose([])
    elif set(chosen.ids) & set(taken):
        await chosen._choose([one for one in chosen.ids if one not in set(taken)])


async def chosen_ids(state: rx.State) -> list[UUID]:
    """Who is chosen now."""
    return [UUID(one) for one in (await state.get_state(ChosenCharactersState)).ids]


async def choose_nobody(state: rx.State) -> None:
    """They are being read: the next choice begins anew."""
    await (await state.get_state(ChosenCharactersState))._choose([])
