"""Thoughts and enrichments as they are shown, and hiding a thought, which is not deletion."""

from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_of, page_size
from persona_app.enrichment import queries
from persona_app.enrichment.errors import ThoughtNotFound
from persona_app.enrichment.models import Enrichment, Thought
from persona_app.enrichment.schemas import EnrichmentView, ThoughtView
from persona_app.personas.queries import get_view


def list_thoughts(
    session: Session,
    *,
    actor: Actor,
    persona_id: UUID,
    run_id: UUID | None = None,
    character_id: UUID | None = None,
    with_hidden: bool = True,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[ThoughtView]:
    """A persona's thoughts, oldest enrichment first, each enrichment in its order.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        CursorInvalid: the cursor is none of this list's.
    """
    actor.require("read")
    get_view(session, actor=actor, persona_id=persona_id)
    asked = queries.select_thoughts(persona_id)
    if run_id is not None:
        asked = asked.where(col(Thought.run_id) == run_id)
    if character_id is not None:
        asked = asked.where(col(Thought.character_id) == character_id)
    if not with_hidden:
        asked = asked.where(~col(Thought.is_hidden))
    if cursor is not None:
        number, position = cast(tuple[int, int], decode_cursor(cursor, int, int))
        asked = asked.where((col(Enrichment.number) > number) | ((col(Enrichment.number) == number) & (col(Thought.position) > position)))
    rows = [(thought, number) for thought, number in session.execute(asked.limit(page_size(limit) + 1)).all()]
    views = queries.thought_views(session, rows=rows)
    return page_of(views, limit=limit, view=lambda each: each, cursor=lambda each: encode_cursor(each.enrichment, each.position))


def read_thoughts(session: Session, *, persona_id: UUID) -> tuple[ThoughtView, ...]:
    """All thoughts that a build takes into account: those that are not hidden. For jobs, which look at no owner."""
    rows = session.execute(queries.select_thoughts(persona_id).where(~col(Thought.is_hidden))).all()
    return queries.thought_views(session, rows=[(thought, number) for thought, number in rows])


def hide_thought(session: Session, *, actor: Actor, persona_id: UUID, thought_id: UUID, is_hidden: bool) -> ThoughtView:
    """Leave a thought out of later builds, or take it in again; it is not deleted, and existing versions keep it.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        ThoughtNotFound: it has no such thought.
    """
    actor.require("write")
    get_view(session, actor=actor, persona_id=persona_id)
    found = session.execute(queries.select_thoughts(persona_id).where(col(Thought.id) == thought_id)).one_or_none()
    if found is None:
        raise ThoughtNotFound
    thought, number = found
    thought.is_hidden = is_hidden
    session.flush()
    return queries.thought_views(session, rows=[(thought, number)])[0]


def list_enrichments(session: Session, *, actor: Actor, persona_id: UUID) -> tuple[EnrichmentView, ...]:
    """A persona's enrichments with what each character contributed, oldest first; dropped ones are left out.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    get_view(session, actor=actor, persona_id=persona_id)
    asked = select(Enrichment).where(col(Enrichment.persona_id) == persona_id, col(Enrichment.state) != "dropped")
    rows = session.execute(asked.order_by(col(Enrichment.number))).scalars().all()
    return queries.enrichment_views(session, rows=rows)
