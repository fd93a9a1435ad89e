"""The transactions of an enrichment's run: what it thinks about, and the thoughts it ends in."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text, update
from sqlmodel import Session, col

from persona_app.core.clock import now
from persona_app.core.ids import new_id
from persona_app.enrichment import queries
from persona_app.enrichment.models import Enrichment, EnrichmentCharacter, EnrichmentLine, Thought, ThoughtLine
from persona_app.enrichment.schemas import (
    ChosenCharacter,
    DraftThought,
    EnrichmentState,
    SpokenThought,
    SpokenWords,
    ThinkBrief,
    ThoughtDraft,
)
from persona_app.movies.models import Corpus

MOST_OTHERS = 600
"""Lines of other people, against which a character's own words show."""


def load_brief(session: Session, *, run_id: UUID) -> ThinkBrief | None:
    """What this run is to think about: the sample, drawn anew from its seed, and kept. None when the run has no enrichment."""
    enrichment = session.execute(select(Enrichment).where(col(Enrichment.run_id) == run_id)).scalar_one_or_none()
    if enrichment is None or enrichment.state != EnrichmentState.ASKED.value:
        return None
    characters = _characters(session, enrichment_id=enrichment.id)
    shares = [(each.character_id, each.share) for each in characters]
    dialogues = queries.sample(session, character_shares=shares, seed=enrichment.seed)
    session.execute(delete(EnrichmentLine).where(col(EnrichmentLine.enrichment_id) == enrichment.id))
    session.add_all(
        EnrichmentLine(
            enrichment_id=enrichment.id, position=at, persona_id=enrichment.persona_id, line_id=each.line_id, answers_id=each.answers_id
        )
        for at, each in enumerate(dialogues, start=1)
    )
    enrichment.dialogue_count = len(dialogues)
    session.flush()
    return ThinkBrief(
        persona_id=enrichment.persona_id,
        enrichment_id=enrichment.id,
        run_id=run_id,
        number=enrichment.number,
        characters=characters,
        dialogues=dialogues,
        others=_others(session, character_ids=[each.character_id for each in characters], seed=enrichment.seed),
        earlier=_texts(session, persona_id=enrichment.persona_id),
    )


def keep_thoughts(session: Session, *, draft: ThoughtDraft) -> tuple[UUID, ...]:
    """The thoughts and the end of their enrichment; the ids. Part of the transaction that appends the version."""
    brief = draft.brief
    kept = [(new_id(), at, each) for at, each in enumerate(draft.thoughts, start=1)]
    if kept:
        session.execute(insert(Thought), [_thought_row(each, brief=brief, thought_id=one, position=at) for one, at, each in kept])
        session.execute(insert(ThoughtLine), [row for one, _, each in kept for row in _line_rows(each, brief=brief, thought_id=one)])
    counts = Counter(each.character_id for each in draft.thoughts)
    for character_id, count in counts.items():
        mine = (col(EnrichmentCharacter.enrichment_id) == brief.enrichment_id) & (col(EnrichmentCharacter.character_id) == character_id)
        session.execute(update(EnrichmentCharacter).where(mine).values(thought_count=count))
    session.execute(
        update(Enrichment)
        .where(col(Enrichment.id) == brief.enrichment_id)
        .values(
            state=EnrichmentState.DONE.value,
            thought_count=len(draft.thoughts),
            offline_count=draft.offline_count,
            note=draft.note,
            finished_at=now(),
        )
    )
    return tuple(one for one, _, _ in kept)


def list_spoken(session: Session, *, persona_id: UUID) -> tuple[SpokenThought, ...]:
    """All thoughts that count for the profile, in the order they came, with the lines they rest on. Hidden ones don't count."""
    thoughts = session.execute(
        select(col(Thought.id), col(Thought.text), col(Enrichment.number), col(Thought.position))
        .join(Enrichment, col(Enrichment.id) == col(Thought.enrichment_id))
        .where(col(Thought.persona_id) == persona_id, ~col(Thought.is_hidden))
        .order_by(col(Enrichment.number), col(Thought.position))
    ).all()
    lines: dict[UUID, list[SpokenWords]] = {}
    for row in session.execute(
        select(ThoughtLine)
        .where(col(ThoughtLine.persona_id) == persona_id)
        .order_by(col(ThoughtLine.thought_id), col(ThoughtLine.position))
    ).scalars():
        lines.setdefault(row.thought_id, []).append(SpokenWords(line_id=row.line_id, text=row.text, start=row.start_at, end=row.end_at))
    return tuple(
        SpokenThought(id=row[0], text=row[1], enrichment=row[2], position=row[3], lines=tuple(lines.get(row[0], ()))) for row in thoughts
    )


def spoken_of(draft: ThoughtDraft) -> tuple[SpokenThought, ...]:
    """The same for thoughts that are not saved yet."""
    return tuple(
        SpokenThought(
            id=None,
            text=each.text,
            enrichment=draft.brief.number,
            position=at,
            lines=tuple(
                SpokenWords(line_id=line.dialogue.line_id, text=line.dialogue.text, start=line.start, end=line.end) for line in each.lines
            ),
        )
        for at, each in enumerate(draft.thoughts, start=1)
    )


def _characters(session: Session, *, enrichment_id: UUID) -> tuple[ChosenCharacter, ...]:
    query = select(EnrichmentCharacter).where(col(EnrichmentCharacter.enrichment_id) == enrichment_id)
    rows = session.execute(query.order_by(col(EnrichmentCharacter.position))).scalars()
    return tuple(ChosenCharacter.model_validate(row.model_dump()) for row in rows)


_OTHERS = text(
    "SELECT text FROM line TABLESAMPLE SYSTEM (:percent) REPEATABLE (:seed) WHERE character_id <> ALL(CAST(:ids AS uuid[])) LIMIT :most"
)


def _others(session: Session, *, character_ids: Sequence[UUID], seed: int) -> tuple[str, ...]:
    """Some lines of other people, from blocks of the table that the seed chooses: reading all of a corpus would take too long."""
    count = session.execute(select(func.sum(col(Corpus.line_count)))).scalar_one() or 1
    percent = min(100.0, 100.0 * 2 * MOST_OTHERS / count)
    rows = session.execute(_OTHERS, {"percent": percent, "seed": seed % 2**31, "ids": list(character_ids), "most": MOST_OTHERS})
    return tuple(rows.scalars())


def _texts(session: Session, *, persona_id: UUID) -> tuple[str, ...]:
    """All thoughts so far, hidden ones too: nobody wants to read again what they hid."""
    return tuple(
        session.execute(select(col(Thought.text)).where(col(Thought.persona_id) == persona_id).order_by(col(Thought.id))).scalars()
    )


def _thought_row(thought: DraftThought, *, brief: ThinkBrief, thought_id: UUID, position: int) -> dict[str, object]:
    said = thought.lines[0].dialogue
    return Thought(
        id=thought_id,
        persona_id=brief.persona_id,
        enrichment_id=brief.enrichment_id,
        run_id=brief.run_id,
        position=position,
        text=thought.text,
        character_id=thought.character_id,
        character_name=said.character,
        movie=said.movie,
        origin=thought.origin.value,
        transformation=thought.transformation.value,
    ).model_dump()


def _line_rows(thought: DraftThought, *, brief: ThinkBrief, thought_id: UUID) -> Sequence[dict[str, object]]:
    return [
        ThoughtLine(
            thought_id=thought_id,
            position=at,
            persona_id=brief.persona_id,
            line_id=each.dialogue.line_id,
            character=each.dialogue.character,
            movie=each.dialogue.movie,
            text=each.dialogue.text,
            answered_text=each.dialogue.answered_text,
            start_at=each.start,
            end_at=each.end,
            quote=each.quote,
        ).model_dump()
        for at, each in enumerate(thought.lines, start=1)
    ]
