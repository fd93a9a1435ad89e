"""One thought with its lines, and what is kept of a line whose corpus was removed."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.enrichment import queries
from persona_app.enrichment.errors import ThoughtNotFound
from persona_app.enrichment.models import Thought, ThoughtLine
from persona_app.enrichment.schemas import ThoughtLineView, ThoughtView
from persona_app.personas.queries import require_owned


def get_thought(session: Session, *, actor: Actor, persona_id: UUID, thought_id: UUID) -> ThoughtView:
    """One thought.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        ThoughtNotFound: it has no such thought.
    """
    actor.require("read")
    require_owned(session, actor=actor, persona_id=persona_id)
    found = session.execute(queries.select_thoughts(persona_id).where(col(Thought.id) == thought_id)).one_or_none()
    if found is None:
        raise ThoughtNotFound
    thought, number = found
    return queries.thought_views(session, rows=[(thought, number)])[0]


def find_kept_line(session: Session, *, actor: Actor, persona_id: UUID, line_id: UUID) -> ThoughtLineView | None:
    """The copy that one of the persona's thoughts has of a line.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    require_owned(session, actor=actor, persona_id=persona_id)
    mine = (col(ThoughtLine.persona_id) == persona_id) & (col(ThoughtLine.line_id) == line_id)
    row: ThoughtLine | None = session.execute(select(ThoughtLine).where(mine).limit(1)).scalar_one_or_none()
    return ThoughtLineView.model_validate({**row.model_dump(), "start": row.start_at, "end": row.end_at}) if row is not None else None
