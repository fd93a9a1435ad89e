"""A persona's parent: whom it follows, field by field, and what the parent changed."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

import reflex as rx
from pydantic import Field

from persona_app.core.errors import AppError
from persona_app.gallery.services import following
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.parents import ShownTie, shown_tie
from persona_app.web.states.current_persona import load_persona, persona_id_in
from persona_app.web.states.parent_choice import offer_parents
from persona_app.web.states.toasts import tell

Short = Annotated[str, Field(max_length=500)]


class ParentState(rx.State):
    """The tie as it was read; every change is made from that, and refused when the persona changed meanwhile."""

    tie: ShownTie = ShownTie()
    is_loaded: bool = False
    is_choosing: bool = False
    is_leaving: bool = False
    problem: str = ""

    @rx.event
    async def opened(self) -> None:
        """The page was opened; `?choose` asks for another parent."""
        self.is_leaving, self.problem, self.is_loaded = False, "", False
        wants_other = "choose" in self.router.url.query_parameters
        persona_id = await load_persona(self, section="Parent")
        if persona_id is None:
            return
        await self._look(persona_id)
        self.is_choosing = wants_other or self.tie.state == "none"
        if self.is_choosing:
            await offer_parents(self, child=persona_id)

    @rx.event
    async def build_ended(self) -> None:
        """A build has made a version."""
        if (persona_id := await load_persona(self, section=None)) is not None:
            await self._look(persona_id)

    @rx.event
    async def mode_chosen(self, field: Short, mode: Short) -> None:
        """A field is to follow the parent otherwise."""
        await self._do(following.set_inheritance, "", fields={field: mode})

    @rx.event
    async def take_clicked(self, field: Short) -> None:
        """Take over what the parent changed in a field."""
        await self._do(following.take_over, "Taken over, as a new version.", fields=[field])

    @rx.event
    async def take_all_clicked(self) -> None:
        """Take over all that it changed."""
        await self._do(following.take_over, "Taken over, as a new version.", fields=None)

    @rx.event
    async def keep_clicked(self, field: Short) -> None:
        """Do not."""
        await self._do(following.keep_as_is, "Kept as it is. You are told again when the parent says something else there.", fields=[field])

    @rx.event
    async def parent_chosen(self, form: dict[Short, Short]) -> None:
        """Follow this one: one of one's own, or a public one by its address."""
        address = form.get("address", "").strip()
        try:
            told: dict[str, Any] = (
                {"slug": address.rstrip("/").rpartition("/")[2]} if address else {"parent_id": UUID(form.get("parent", ""))}
            )
        except ValueError:
            self.problem = "Choose a persona, or give the address of a public one."
            return
        if await self._do(following.choose_parent, "It follows its parent from here on.", **told):
            self.is_choosing = False

    @rx.event
    async def leave_asked(self) -> None:
        """Really?"""
        self.is_leaving = True

    @rx.event
    async def leave_declined(self) -> None:
        """No."""
        self.is_leaving = False

    @rx.event
    async def leave_confirmed(self) -> None:
        """Follow nobody any more; or, where the parent was deleted, take the note about it away."""
        self.is_leaving = False
        said = "" if self.tie.state == "deleted" else "It follows nobody any more, and stays as it is."
        if await self._do(following.leave_parent, said):
            self.is_choosing = True
            await offer_parents(self, child=persona_id_in(self))

    async def _do(self, service: Callable[..., Any], said: str, **told: Any) -> bool:
        self.problem, persona_id = "", persona_id_in(self)
        try:
            await gateway.call(service, actor=current_actor(), persona_id=persona_id, lock_version=self.tie.lock_version, **told)
        except AppError as error:
            self.problem = error.sentence
            await self._look(persona_id)
            return False
        if said:
            await tell(self, said)
        await load_persona(self, section=None)
        await self._look(persona_id)
        return True

    async def _look(self, persona_id: UUID) -> None:
        self.tie = shown_tie(await gateway.call(following.get_parent, actor=current_actor(), persona_id=persona_id))
        self.is_loaded = True
