"""What was submitted, with the texts: as much at once as an answer holds."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.paging import Page, encode_cursor
from persona_app.personas import queries
from persona_app.personas.models import PersonaData
from persona_app.personas.schemas import DataSummary, DataText
from persona_app.personas.services.reading import list_data

MOST_CHARACTERS = 20_000_000
"""Of all texts in one answer, as far as one text alone does not exceed it."""
BETWEEN = "\n\n"
"""What stands between two texts when they are joined."""


def list_texts(
    session: Session, *, actor: Actor, persona_id: UUID, query: str = "", cursor: str | None = None, limit: int = 50
) -> Page[DataText]:
    """The same page as `list_data`, with the texts; it ends early when they grow too long.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        CursorInvalid: the cursor is none of this list's.
    """
    page = list_data(session, actor=actor, persona_id=persona_id, query=query, cursor=cursor, limit=limit)
    shown = _that_fit(page.items)
    texts = session.execute(select(col(PersonaData.id), col(PersonaData.text)).where(col(PersonaData.id).in_([one.id for one in shown])))
    text_of = {row.id: row.text for row in texts}
    items = tuple(DataText(**one.model_dump(), text=text_of[one.id]) for one in shown)
    return Page(items=items, next_cursor=page.next_cursor if len(shown) == len(page.items) else encode_cursor(shown[-1].number))


def _that_fit(items: Sequence[DataSummary]) -> Sequence[DataSummary]:
    characters = 0
    for position, one in enumerate(items):
        characters += one.char_count
        if position and characters > MOST_CHARACTERS:
            return items[:position]
    return items


def find_joined_text(session: Session, *, actor: Actor, persona_id: UUID) -> str | None:
    """All texts in order of creation, a blank line between two; None when they are too long for one answer.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    queries.require_owned(session, actor=actor, persona_id=persona_id)
    mine = col(PersonaData.persona_id) == persona_id
    if (session.execute(select(func.sum(PersonaData.char_count)).where(mine)).scalar_one() or 0) > MOST_CHARACTERS:
        return None
    return BETWEEN.join(session.execute(select(col(PersonaData.text)).where(mine).order_by(col(PersonaData.number))).scalars())
