"""Names of several personas at once."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.personas.models import Persona


def find_names(session: Session, *, actor: Actor, persona_ids: Collection[UUID]) -> dict[UUID, str]:
    """What those of these personas are called that are the actor's; the others are not in it."""
    actor.require("read")
    if not persona_ids:
        return {}
    mine = (col(Persona.owner_id) == actor.account_id) & col(Persona.id).in_(list(persona_ids))
    return {row[0]: row[1] for row in session.execute(select(col(Persona.id), col(Persona.name)).where(mine))}
