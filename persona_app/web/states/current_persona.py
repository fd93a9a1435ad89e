"""The persona that the present address speaks of."""

from typing import Literal
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import NotFound
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.schemas import PersonaView
from persona_app.personas.services.naming import find_names
from persona_app.personas.services.reading import get_persona
from persona_app.web import gateway
from persona_app.web.session import current_actor
from persona_app.web.shown.personas import NOBODY, ShownParent, ShownPersona, shown_parent, shown_persona

Status = Literal["loading", "here", "missing"]


class CurrentPersonaState(rx.State):
    """Its head. `status` is `missing` for an address of no persona of this account."""

    persona: ShownPersona = NOBODY
    parent: ShownParent = ShownParent()
    status: Status = "loading"
    title: str = "Persona Studio"


def persona_id_in(state: rx.State) -> UUID:
    """The id in the address, which is the browser's word: services check whose persona it is.

    Raises:
        PersonaNotFound: it is no id.
    """
    try:
        return UUID(str(getattr(state, "persona_id", "")))
    except ValueError:
        raise PersonaNotFound from None


async def follow_persona(state: rx.State, view: PersonaView) -> None:
    """Show what became of the persona elsewhere; for background handlers, which hold no lock on their state.

    The lock version stays that of what the page was made from: a change made from it is refused if another one came between.
    """
    async with state:
        current = await state.get_state(CurrentPersonaState)
        shown, new = current.persona, shown_persona(view)
        is_older = new.lock_version < shown.lock_version or new.data_count < shown.data_count or new.version_count < shown.version_count
        if current.status == "here" and shown.id == new.id and not is_older:
            current.persona = new.model_copy(update={"lock_version": shown.lock_version})


async def load_persona(state: rx.State, *, section: str | None = "") -> UUID | None:
    """Read the persona anew; None, and the calm page, when there is none for this account. Without a section the title stays."""
    current = await state.get_state(CurrentPersonaState)
    try:
        persona_id = persona_id_in(state)
        if current.persona.id != str(persona_id):
            current.persona, current.parent, current.status = NOBODY, ShownParent(), "loading"
        view, parent = await gateway.call(_read, actor=current_actor(), persona_id=persona_id)
    except NotFound:
        current.persona, current.status, current.title = NOBODY, "missing", "Not found · Persona Studio"
        return None
    current.persona, current.parent, current.status = shown_persona(view), parent, "here"
    if section is not None:
        current.title = f"{section} · {view.name}" if section else f"{view.name} · Persona Studio"
    return view.id


def _read(session: Session, *, actor: Actor, persona_id: UUID) -> tuple[PersonaView, ShownParent]:
    view = get_persona(session, actor=actor, persona_id=persona_id)
    names = find_names(session, actor=actor, persona_ids=[view.parent_id] if view.parent_id else [])
    return view, shown_parent(view.parent_id, names.get(view.parent_id) if view.parent_id else None)
