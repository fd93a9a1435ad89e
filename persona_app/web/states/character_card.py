"""One film character looked at, before it is chosen."""

from uuid import UUID

import reflex as rx

from persona_app.core.errors import AppError
from persona_app.movies.services.finding import get_character_page
from persona_app.web import gateway
from persona_app.web.shown.characters import ShownCard, shown_card
from persona_app.web.states.chosen_characters import CharacterId
from persona_app.web.states.toasts import tell_failure


class CharacterCardState(rx.State):
    """The card; no id: it is closed."""

    card: ShownCard = ShownCard()

    @rx.event
    async def looked_at(self, character_id: CharacterId) -> None:
        """Somebody wants to know who this is; the same again closes the card."""
        if self.card.id == character_id:
            self.card = ShownCard()
            return
        try:
            self.card = shown_card(await gateway.call(get_character_page, character_id=UUID(character_id)))
        except AppError as error:
            await tell_failure(self, error)

    @rx.event
    def closed(self) -> None:
        """The card's own button, or Escape."""
        self.card = ShownCard()


async def close_card(state: rx.State) -> None:
    """Another page: nobody is looked at."""
    (await state.get_state(CharacterCardState)).card = ShownCard()
