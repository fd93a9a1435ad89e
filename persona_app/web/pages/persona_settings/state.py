"""Name, archive, end."""

from typing import Annotated

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.personas.errors import PersonaChanged
from persona_app.personas.services.deriving import derive_persona
from persona_app.personas.services.lifecycle import archive_persona, delete_persona, rename_persona, restore_persona
from persona_app.publishing.services.listing import get_publication
from persona_app.web import gateway, routes
from persona_app.web.session import current_actor
from persona_app.web.states.current_persona import CurrentPersonaState, load_persona, persona_id_in
from persona_app.web.states.toasts import tell, tell_failure

Short = Annotated[str, Field(max_length=1000)]


class SettingsState(rx.State):
    """The settings page; `lock_version` is that of the persona as the page showed it."""

    lock_version: int = 0
    name_error: str = ""
    delete_error: str = ""
    derive_error: str = ""
    is_public: bool = False

    @rx.event
    async def opened(self) -> None:
        """The page was opened."""
        self.name_error = self.delete_error = self.derive_error = ""
        await self._look()

    @rx.event
    async def renamed(self, form: dict[str, Short]) -> None:
        """A name was typed and saved. Refused when the persona has changed since the page was opened; the typed name stays."""
        actor, persona_id, name = current_actor(), persona_id_in(self), form.get("name", "")
        try:
            await gateway.call(rename_persona, actor=actor, persona_id=persona_id, name=name, lock_version=self.lock_version)
        except PersonaChanged as error:
            self.name_error, self.lock_version = error.sentence, error.lock_version
            await load_persona(self, section="Settings")
            return
        except AppError as error:
            self.name_error = error.sentence
            return
        self.name_error = ""
        await self._look()
        await tell(self, "The new name is saved.")

    @rx.event
    async def derive_clicked(self, form: dict[str, Short]) -> rx.event.EventSpec | None:
        """Make a child of it, and go there."""
        actor, persona_id, name = current_actor(), persona_id_in(self), form.get("child", "")
        try:
            child = await gateway.call(derive_persona, actor=actor, persona_id=persona_id, name=name)
        except AppError as error:
            self.derive_error = error.sentence
            return None
        return rx.redirect(routes.persona(child.id))

    @rx.event
    async def archive_clicked(self) -> None:
        """Put it away."""
        await self._change(archive_persona, "The persona is in the archive.")

    @rx.event
    async def restore_clicked(self) -> None:
        """Take it out again."""
        await self._change(restore_persona, "The persona is back.")

    @rx.event
    async def delete_confirmed(self, form: dict[str, Short]) -> rx.event.EventSpec | None:
        """The persona's name was typed to delete it."""
        persona = (await self.get_state(CurrentPersonaState)).persona
        if " ".join(form.get("confirmation", "").split()) != " ".join(persona.name.split()):
            self.delete_error = f"That is not its name. Nothing was deleted; type “{persona.name}” to delete it."
            return None
        try:
            await gateway.call(delete_persona, actor=current_actor(), persona_id=persona_id_in(self))
        except AppError as error:
            await tell_failure(self, error)
            return None
        await tell(self, f"“{persona.name}” was deleted with everything below it.")
        return rx.redirect(routes.STUDIO)

    async def _change(self, service: object, sentence: str) -> None:
        try:
            await gateway.call(service, actor=current_actor(), persona_id=persona_id_in(self))  # type: ignore[arg-type]
        except AppError as error:
            await tell_failure(self, error)
            return
        await self._look()
        await tell(self, sentence)

    async def _look(self) -> None:
        persona_id = await load_persona(self, section="Settings")
        if persona_id is None:
            return
        self.lock_version = (await self.get_state(CurrentPersonaState)).persona.lock_version
        try:
            self.is_public = (await gateway.call(get_publication, actor=current_actor(), persona_id=persona_id)).is_public
        except AppError as error:
            await tell_failure(self, error)
