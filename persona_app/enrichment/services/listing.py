"""Looking at enrichments and their thoughts, and hiding a thought."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_of, page_size
from persona_app.enrichment.errors import ThoughtNotFound
from persona_app.enrichment.models import Enrichment, EnrichmentCharacter, Thought, ThoughtLine
from persona_app.enrichment.schemas import ContributionView, EnrichmentState, EnrichmentView, ThoughtLineView, ThoughtView
from persona_app.jobs.models import Run
from persona_app.jobs.schemas import ACTIVE
from persona_app.personas.queries import require_owned


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
    """The persona's thoughts in the order they came: by enrichment, then by their places in it.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        CursorInvalid: the cursor is none of this list's.
    """
    actor.require("read")
    require_owned(session, actor=actor, persona_id=persona_id)
    place = (col(Enrichment.number), col(Thought.position))
    query = select(Thought, col(Enrichment.number)).join(Enrichment, col(Enrichment.id) == col(Thought.enrichment_id))
    query = query.where(col(Thought.persona_id) == persona_id)
    if run_id is not None:
        query = query.where(col(Thought.run_id) == run_id)
    if character_id is not None:
        query = query.where(col(Thought.character_id) == character_id)
    if not with_hidden:
        query = query.where(~col(Thought.is_hidden))
    if cursor is not None:
        query = query.where(tuple_(*place) > tuple_(*decode_cursor(cursor, int, int)))
    rows = session.execute(query.order_by(*place).limit(page_size(limit) + 1)).all()
    lines = _lines(session, thought_ids=[row[0].id for row in rows])
    return page_of(
        rows,
        limit=limit,
        view=lambda row: _view(row[0], number=row[1], lines=lines.get(row[0].id, ())),
        cursor=lambda row: encode_cursor(row[1], row[0].position),
    )


def get_thought(session: Session, *, actor: Actor, persona_id: UUID, thought_id: UUID) -> ThoughtView:
    """One thought with its lines.

    Raises:
        PersonaNotFound, ThoughtNotFound: the actor has none such.
    """
    actor.require("read")
    require_owned(session, actor=actor, persona_id=persona_id)
    row = _find(session, persona_id=persona_id, thought_id=thought_id)
    number = session.execute(select(col(Enrichment.number)).where(col(Enrichment.id) == row.enrichment_id)).scalar_one()
    return _view(row, number=number, lines=_lines(session, thought_ids=[row.id]).get(row.id, ()))


def hide_thought(session: Session, *, actor: Actor, persona_id: UUID, thought_id: UUID, is_hidden: bool = True) -> ThoughtView:
    """Leave a thought out of the next version, or take it in again. It stays where it is, and in the versions made of it.

    Raises:
        PersonaNotFound, ThoughtNotFound: the actor has none such.
    """
    actor.require("write")
    require_owned(session, actor=actor, persona_id=persona_id)
    row = _find(session, persona_id=persona_id, thought_id=thought_id)
    row.is_hidden = is_hidden
    session.flush()
    return get_thought(session, actor=actor, persona_id=persona_id, thought_id=thought_id)


def list_enrichments(session: Session, *, actor: Actor, persona_id: UUID) -> tuple[EnrichmentView, ...]:
    """The persona's enrichments, newest first, with what each character contributed; those that were given up are left out.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    require_owned(session, actor=actor, persona_id=persona_id)
    at_work = select(col(Run.id)).where(col(Run.persona_id) == persona_id, col(Run.state).in_(ACTIVE))
    is_shown = (col(Enrichment.state) == EnrichmentState.DONE.value) | (
        (col(Enrichment.state) == EnrichmentState.ASKED.value) & col(Enrichment.run_id).in_(at_work)
    )
    rows = (
        session.execute(
            select(Enrichment).where(col(Enrichment.persona_id) == persona_id, is_shown).order_by(col(Enrichment.number).desc())
        )
        .scalars()
        .all()
    )
    characters: dict[UUID, list[ContributionView]] = {}
    of_these = col(EnrichmentCharacter.enrichment_id).in_([row.id for row in rows])
    for each in session.execute(select(EnrichmentCharacter).where(of_these).order_by(col(EnrichmentCharacter.position))).scalars():
        characters.setdefault(each.enrichment_id, []).append(ContributionView.model_validate(each.model_dump()))
    return tuple(
        EnrichmentView.model_validate({**row.model_dump(exclude={"seed", "persona_id"}), "characters": tuple(characters.get(row.id, ()))})
        for row in rows
    )


def _find(session: Session, *, persona_id: UUID, thought_id: UUID) -> Thought:
    mine = (col(Thought.id) == thought_id) & (col(Thought.persona_id) == persona_id)
    row: Thought | None = session.execute(select(Thought).where(mine)).scalar_one_or_none()
    if row is None:
        raise ThoughtNotFound
    return row


def _lines(session: Session, *, thought_ids: Sequence[UUID]) -> dict[UUID, list[ThoughtLineView]]:
    query = select(ThoughtLine).where(col(ThoughtLine.thought_id).in_(thought_ids))
    lines: dict[UUID, list[ThoughtLineView]] = {}
    for row in session.execute(query.order_by(col(ThoughtLine.thought_id), col(ThoughtLine.position))).scalars():
        view = ThoughtLineView.model_validate({**row.model_dump(), "start": row.start_at, "end": row.end_at})
        lines.setdefault(row.thought_id, []).append(view)
    return lines


def _view(row: Thought, *, number: int, lines: Sequence[ThoughtLineView]) -> ThoughtView:
    values = row.model_dump(exclude={"persona_id", "enrichment_id"})
    return ThoughtView.model_validate({**values, "character": row.character_name, "enrichment": number, "lines": tuple(lines)})
