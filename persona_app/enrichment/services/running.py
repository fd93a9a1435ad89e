"""What a run's phases read and write. No engine is asked here."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import insert, select
from sqlmodel import Session, col

from persona_app.core.clock import now
from persona_app.core.ids import new_id
from persona_app.enrichment import queries
from persona_app.enrichment.models import Enrichment, EnrichmentCharacter, EnrichmentLine, Thought, ThoughtLine
from persona_app.enrichment.schemas import DraftThought, EnrichmentState, EnrichmentView, ThinkBrief, ThoughtDraft

MOST_OTHERS = 300


def load_brief(session: Session, *, run_id: UUID) -> ThinkBrief:
    """All that thinking needs; the same each time it is loaded, as long as the corpora and the persona's thoughts are.

    Raises:
        EnrichmentNotFound: the run enriches nothing.
    """
    row = queries.get_enrichment(session, run_id=run_id)
    characters = queries.characters_of(session, enrichment_id=row.id)
    ids = [each.character_id for each in characters]
    return ThinkBrief(
        persona_id=row.persona_id,
        enrichment_id=row.id,
        run_id=run_id,
        number=row.number,
        characters=characters,
        dialogues=queries.sample(session, character_shares=[(each.character_id, each.share) for each in characters], seed=row.seed),
        others=queries.other_lines(session, character_ids=ids, seed=row.seed, most=MOST_OTHERS),
        earlier=queries.earlier_texts(session, persona_id=row.persona_id),
    )


def save_thoughts(session: Session, *, draft: ThoughtDraft) -> EnrichmentView:
    """The thoughts with their lines, the sample, and the end of the enrichment; in the transaction of the version that rests on them.

    Raises:
        EnrichmentNotFound: its run does not work on it any more.
    """
    row = queries.get_enrichment(session, run_id=draft.brief.run_id)
    _write_sample(session, draft=draft)
    _write_thoughts(session, draft=draft)
    _count(session, row=row, draft=draft)
    row.state, row.finished_at, row.note = EnrichmentState.DONE.value, now(), draft.note
    row.dialogue_count, row.thought_count, row.offline_count = len(draft.brief.dialogues), len(draft.thoughts), draft.offline_count
    session.flush()
    return queries.enrichment_views(session, rows=[row])[0]


def _write_sample(session: Session, *, draft: ThoughtDraft) -> None:
    of_all: dict[str, object] = {"enrichment_id": draft.brief.enrichment_id, "persona_id": draft.brief.persona_id}
    rows = [
        of_all | {"position": position, "line_id": each.line_id, "answers_id": each.answers_id}
        for position, each in enumerate(draft.brief.dialogues, start=1)
    ]
    if rows:
        session.execute(insert(EnrichmentLine), rows)


def _write_thoughts(session: Session, *, draft: ThoughtDraft) -> None:
    thoughts, lines = [], []
    for position, each in enumerate(draft.thoughts, start=1):
        thought = _thought(each, draft=draft, position=position)
        thoughts.append(thought)
        lines += [row | {"thought_id": thought["id"], "persona_id": draft.brief.persona_id} for row in _lines(each)]
    if thoughts:
        session.execute(insert(Thought), thoughts)
        session.execute(insert(ThoughtLine), lines)


def _thought(thought: DraftThought, *, draft: ThoughtDraft, position: int) -> dict[str, object]:
    first = thought.lines[0].dialogue
    return {
        "id": new_id(),
        "persona_id": draft.brief.persona_id,
        "enrichment_id": draft.brief.enrichment_id,
        "run_id": draft.brief.run_id,
        "position": position,
        "text": thought.text,
        "character_id": first.character_id,
        "character_name": first.character,
        "movie": first.movie,
        "origin": thought.origin.value,
        "transformation": thought.transformation.value,
        "is_hidden": False,
        "created_at": now(),
    }


def _lines(thought: DraftThought) -> Iterator[dict[str, object]]:
    for position, line in enumerate(thought.lines, start=1):
        yield {
            "position": position,
            "line_id": line.dialogue.line_id,
            "character": line.dialogue.character,
            "movie": line.dialogue.movie,
            "text": line.dialogue.text,
            "answered_text": line.dialogue.answered_text,
            "start_at": line.start,
            "end_at": line.end,
            "quote": line.quote,
        }


def _count(session: Session, *, row: Enrichment, draft: ThoughtDraft) -> None:
    counts = Counter(each.character_id for each in draft.thoughts)
    asked = select(EnrichmentCharacter).where(col(EnrichmentCharacter.enrichment_id) == row.id)
    for each in session.execute(asked).scalars():
        each.thought_count = counts[each.character_id]
