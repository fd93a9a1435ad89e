"""Which of an owner's personas were published with a tag."""

from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.personas.models import Persona
from persona_app.publishing.models import PersonaTag, TagRow


def find_tagged(session: Session, *, actor: Actor, tag: str) -> set[UUID]:
    """The actor's personas whose publication has this tag of the curated list."""
    actor.require("read")
    named = func.lower(col(TagRow.name)) == func.lower(tag.replace("\x00", " ").strip())
    query = select(col(PersonaTag.persona_id)).join(TagRow, col(TagRow.id) == col(PersonaTag.tag_id))
    query = query.join(Persona, col(Persona.id) == col(PersonaTag.persona_id)).where(named, col(Persona.owner_id) == actor.account_id)
    return set(session.execute(query).scalars())
