"""Which of the personas on a page somebody likes."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, col, select

from persona_app.accounts.schemas import Actor
from persona_app.gallery.models import PersonaLike


def find_liked(session: Session, *, actor: Actor, persona_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those that the actor likes."""
    mine = select(PersonaLike.persona_id).where(PersonaLike.account_id == actor.account_id, col(PersonaLike.persona_id).in_(persona_ids))
    return frozenset(session.exec(mine))
