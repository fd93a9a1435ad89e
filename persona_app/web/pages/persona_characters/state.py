"""Which characters are in a persona, and reading more of them."""

from uuid import UUID

import reflex as rx

from persona_app.building.services.enriching import enrich_and_build
from persona_app.core.errors import AppError
from persona_app.enrichment.services.listing import list_enrichments
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.characters import ShownEnrichment, shown_enrichment, taken_ids
from persona_app.web.states.character_card import close_card
from persona_app.web.states.chosen_characters import choose_for, choose_nobody, chosen_ids
from persona_app.web.states.current_persona import load_persona, persona_id_in
from persona_app.web.states.job_progress import show_run
from persona_app.web.states.toasts import tell_failure


class CharactersState(rx.State):
    """The characters page: what each run brought."""

    of_persona: str = ""
    is_loaded: bool = False
    enrichments: list[ShownEnrichment] = []

    @rx.event
    async def opened(self) -> None:
        """The page was opened."""
        await close_card(self)
        persona_id = await load_persona(self, section="Characters")
        if persona_id is None:
            return
        if self.of_persona != str(persona_id):
            self.of_persona, self.is_loaded, self.enrichments = str(persona_id), False, []
        await self._read(persona_id)

    @rx.event
    async def build_ended(self) -> None:
        """A run has ended while the page was open."""
        await self._read(persona_id_in(self))

    @rx.event
    async def read_clicked(self) -> None:
        """Read those who are chosen."""
        persona_id = persona_id_in(self)
        try:
            run = await gateway.call(enrich_and_build, actor=current_actor(), persona_id=persona_id, character_ids=await chosen_ids(self))
        except AppError as error:
            await tell_failure(self, error)
            await self._read(persona_id)
            return
        await show_run(self, run)
        await choose_nobody(self)
        await close_card(self)
        await self._read(persona_id)

    async def _read(self, persona_id: UUID) -> None:
        try:
            views = await gateway.call(list_enrichments, actor=current_actor(), persona_id=persona_id)
        except AppError as error:
            await tell_failure(self, error)
            return
        newest_first = sorted(views, key=lambda view: view.number, reverse=True)
        self.enrichments = [shown_enrichment(view, persona_id=str(persona_id)) for view in newest_first]
        self.is_loaded = True
        await choose_for(self, str(persona_id), taken=taken_ids(views))
