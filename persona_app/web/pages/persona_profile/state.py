"""The newest version, and the owner's word on what contradicts itself in it."""

from typing import Annotated
from uuid import UUID

import reflex as rx
from pydantic import Field

from persona_app.building.services.requesting import settle_and_build
from persona_app.core.errors import AppError
from persona_app.personas.schemas import Choice
from persona_app.personas.studio_schemas import UseKind
from persona_app.personas.tallying import count_use
from persona_app.web import gateway
from persona_app.web.pages.persona_profile.editing_state import load_editing, stop_editing
from persona_app.web.session import current_actor
from persona_app.web.states.current_persona import CurrentPersonaState, load_persona, persona_id_in
from persona_app.web.states.evidence import close_evidence
from persona_app.web.states.job_progress import show_run
from persona_app.web.states.shown_version import show_version
from persona_app.web.states.toasts import tell_failure

ContradictionId = Annotated[str, Field(min_length=1, max_length=128)]


class ProfileState(rx.State):
    """The profile page."""

    @rx.event
    async def opened(self) -> None:
        """The page was opened."""
        await close_evidence(self)
        await stop_editing(self)
        persona_id = await self._show()
        if persona_id is not None:
            count_use(current_actor(), persona_id, UseKind.PROMPT)

    @rx.event
    async def build_ended(self) -> None:
        """A new version has come while the page was open."""
        await self._show()

    @rx.event
    async def side_kept(self, contradiction_id: ContradictionId, choice: Choice) -> None:
        """The owner settles a contradiction; a build follows that respects it."""
        actor, persona_id = current_actor(), persona_id_in(self)
        lock = (await self.get_state(CurrentPersonaState)).persona.lock_version
        settled = {"contradiction_id": contradiction_id}
        try:
            run = await gateway.call(settle_and_build, actor=actor, persona_id=persona_id, choice=choice, lock_version=lock, **settled)
        except AppError as error:
            await tell_failure(self, error)
            await self._show()
            return
        await show_run(self, run)
        await load_persona(self)

    async def _show(self) -> UUID | None:
        persona_id = await load_persona(self)
        if persona_id is not None:
            await show_version(self, persona_id)
            await load_editing(self)
        return persona_id
