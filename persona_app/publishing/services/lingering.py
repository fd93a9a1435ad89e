"""What the owner took back and visitors still read: a public version stays as it was published until it is replaced."""

from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.personas.queries import require_owned
from persona_app.publishing import queries
from persona_app.publishing.schemas import Face, Visibility


def count_hidden_in_public(session: Session, *, actor: Actor, persona_id: UUID) -> int:
    """How many of the thoughts that visitors read now has the owner hidden since?

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    require_owned(session, actor=actor, persona_id=persona_id)
    row = queries.find_row(session, persona_id=persona_id)
    if row is None or row.visibility is Visibility.PRIVATE:
        return 0
    version = queries.find_version(session, persona_id=persona_id, number=row.version_number)
    if version is None:
        return 0
    thoughts = queries.sources_of(session, version=version).thoughts
    hidden = {(each.text, each.character, each.movie) for each in thoughts if each.is_hidden}
    return sum((each.text, each.character, each.movie) in hidden for each in Face.model_validate(row.face).thoughts)
