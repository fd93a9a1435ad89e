"""Making a persona by another door than texts: from film characters, or from one of one's own."""

from typing import Annotated, Literal
from uuid import UUID

import reflex as rx
from pydantic import Field

from persona_app.building.services.enriching import create_from_characters
from persona_app.core.errors import AppError
from persona_app.personas.services.deriving import derive_persona
from persona_app.web import gateway, routes
from persona_app.web.session import current_actor
from persona_app.web.states.character_card import close_card
from persona_app.web.states.chosen_characters import choose_for, choose_nobody, chosen_ids
from persona_app.web.states.parent_choice import offer_parents

NEW = "new"
"""Whom characters are chosen for here."""

Door = Literal["texts", "characters", "template", "mine", "card"]
DOORS: dict[str, Door] = {"characters": "characters", "template": "template", "mine": "mine", "card": "card"}
Short = Annotated[str, Field(max_length=1000)]


class NewPersonaState(rx.State):
    """Which door is open, and what stands behind it."""

    door: Door = "texts"
    problem: str = ""

    @rx.event
    async def opened(self) -> None:
        """The page was opened, or another door."""
        asked = self.router.url.query_parameters.get("from", "")
        self.door = DOORS.get(asked, "texts")
        self.problem = ""
        await close_card(self)
        await choose_for(self, NEW)
        if self.door == "mine":
            await offer_parents(self)

    @rx.event
    async def read_clicked(self, form: dict[str, Short]) -> rx.event.EventSpec | None:
        """Make a persona of those who are chosen."""
        actor, chosen, self.problem = current_actor(), await chosen_ids(self), ""
        try:
            persona, _run = await gateway.call(create_from_characters, actor=actor, name=form.get("name", ""), character_ids=chosen)
        except AppError as error:
            self.problem = error.sentence
            return None
        await choose_nobody(self)
        return rx.redirect(routes.persona(persona.id))

    @rx.event
    async def derive_clicked(self, form: dict[str, Short]) -> rx.event.EventSpec | None:
        """Make a child of the persona that is chosen."""
        self.problem = ""
        try:
            parent = UUID(form.get("parent", ""))
            child = await gateway.call(derive_persona, actor=current_actor(), persona_id=parent, name=form.get("name", ""))
        except ValueError:
            self.problem = "Choose the persona to begin with first."
        except AppError as error:
            self.problem = error.sentence
        else:
            return rx.redirect(routes.persona(child.id))
        return None
