"""Rows of enrichments, and the one query that samples lines."""

import random
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select, text, update
from sqlmodel import Session, col

from persona_app.enrichment.errors import EnrichmentNotFound
from persona_app.enrichment.models import Enrichment, EnrichmentCharacter, Thought, ThoughtLine
from persona_app.enrichment.schemas import (
    ChosenCharacter,
    ContributionView,
    Dialogue,
    EnrichmentView,
    ThoughtLineView,
    ThoughtView,
)

_SAMPLE = text(r"""
WITH wanted AS (
    SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:shares AS integer[])) WITH ORDINALITY AS w(character_id, share, number) WHERE share > 0
), chosen AS (
    SELECT w.number, best.id
    FROM wanted w CROSS JOIN LATERAL (
        SELECT DISTINCT ON (stratum) said.id
        FROM (
            SELECT position, place, place * least(w.share, available) / available AS stratum
            FROM (
                SELECT position, row_number() OVER (ORDER BY position) - 1 AS place, count(*) OVER () AS available
                FROM line WHERE line.character_id = w.character_id
            ) AS placed
            WHERE (place + CAST(:seed AS bigint)) % greatest(1, available / w.share / 6) = 0
        ) AS laid CROSS JOIN LATERAL (
            SELECT id, least(octet_length(text), 160) + CASE WHEN text LIKE '%I %' OR text LIKE '%I''%' THEN 30 ELSE 0 END AS content
            FROM line WHERE line.character_id = w.character_id AND line.position = laid.position LIMIT 1
        ) AS said
        ORDER BY stratum, content DESC, hashint8extended(place, CAST(:seed AS bigint))
    ) AS best
)
SELECT l.id AS line_id, l.character_id, c.name AS character, m.title AS movie, l.position, l.text,
    a.id AS answers_id, coalesce(b.name, '') AS answered_by, coalesce(a.text, '') AS answered_text
FROM chosen JOIN line l ON l.id = chosen.id
JOIN character c ON c.id = l.character_id
JOIN movie m ON m.id = l.movie_id
LEFT JOIN line a ON a.id = l.answers_id
LEFT JOIN character b ON b.id = a.character_id
ORDER BY chosen.number, l.position
""")
"""A character's lines are laid out in the film's order and cut into as many stretches as it gives lines; each stretch gives the line with
most content. Of a long stretch, six lines or a few more are looked at, the seed deciding which: no more than a few thousand lines are
read however many a character has, the rest being counted in the index alone."""


def sample(session: Session, *, character_shares: Sequence[tuple[UUID, int]], seed: int) -> tuple[Dialogue, ...]:
    """So many lines of each character, spread evenly over its film; the same seed gives the same lines.

    In the order of the characters, and of the film within each. Fewer only where a character has fewer.
    """
    found = session.connection().execute(
        _SAMPLE, {"ids": [each for each, _ in character_shares], "shares": [share for _, share in character_shares], "seed": seed}
    )
    return tuple(Dialogue(**row) for row in found.mappings())


_OTHERS = text("SELECT text FROM line WHERE id >= :pivot AND character_id <> ALL(:ids) ORDER BY id LIMIT :most")
_FIRST_OTHERS = text("SELECT text FROM line WHERE id < :pivot AND character_id <> ALL(:ids) ORDER BY id LIMIT :most")


def other_lines(session: Session, *, character_ids: Sequence[UUID], seed: int, most: int) -> tuple[str, ...]:
    """Lines of other characters of all corpora, those that follow a place that the seed decides on."""
    asked = {"pivot": UUID(int=random.Random(seed).getrandbits(128)), "ids": list(character_ids), "most": most}
    found = list(session.connection().execute(_OTHERS, asked).scalars())
    if len(found) < most:
        found += session.connection().execute(_FIRST_OTHERS, asked | {"most": most - len(found)}).scalars()
    return tuple(found)


def get_enrichment(session: Session, *, run_id: UUID) -> Enrichment:
    """The enrichment that a run works on.

    Raises:
        EnrichmentNotFound: it works on none.
    """
    found: Enrichment | None = session.execute(select(Enrichment).where(col(Enrichment.run_id) == run_id)).scalar_one_or_none()
    if found is None:
        raise EnrichmentNotFound
    return found


def next_number(session: Session, *, persona_id: UUID) -> int:
    """The number of the persona's next enrichment."""
    last = session.execute(select(func.max(col(Enrichment.number))).where(col(Enrichment.persona_id) == persona_id)).scalar_one()
    return (last or 0) + 1


def taken_names(session: Session, *, persona_id: UUID, character_ids: Sequence[UUID]) -> list[str]:
    """Those of the characters that the persona has already, by name."""
    is_asked = (col(EnrichmentCharacter.persona_id) == persona_id, col(EnrichmentCharacter.character_id).in_(character_ids))
    rows = session.execute(select(col(EnrichmentCharacter.name)).where(*is_asked, col(EnrichmentCharacter.is_taken)))
    return sorted(rows.scalars())


def characters_of(session: Session, *, enrichment_id: UUID) -> tuple[ChosenCharacter, ...]:
    """The characters of an enrichment, in order."""
    rows = session.execute(_characters().where(col(EnrichmentCharacter.enrichment_id) == enrichment_id)).scalars()
    return tuple(ChosenCharacter.model_validate(row.model_dump()) for row in rows)


def release_characters(session: Session, *, enrichment_id: UUID) -> None:
    """Let the persona take these characters again."""
    session.execute(update(EnrichmentCharacter).where(col(EnrichmentCharacter.enrichment_id) == enrichment_id).values(is_taken=False))


def take_characters(session: Session, *, enrichment_id: UUID) -> None:
    """The opposite of `release_characters`."""
    session.execute(update(EnrichmentCharacter).where(col(EnrichmentCharacter.enrichment_id) == enrichment_id).values(is_taken=True))


def earlier_texts(session: Session, *, persona_id: UUID) -> tuple[str, ...]:
    """All of the persona's thoughts so far, hidden ones too, oldest first."""
    asked = select(col(Thought.text)).where(col(Thought.persona_id) == persona_id).order_by(col(Thought.id))
    return tuple(session.execute(asked).scalars())


def select_thoughts(persona_id: UUID) -> Select[Thought, int]:
    """A persona's thoughts, each with the number of its enrichment, in order."""
    asked = select(Thought, col(Enrichment.number)).join(Enrichment, col(Enrichment.id) == col(Thought.enrichment_id))
    return asked.where(col(Thought.persona_id) == persona_id).order_by(col(Enrichment.number), col(Thought.position))


def enrichment_views(session: Session, *, rows: Sequence[Enrichment]) -> tuple[EnrichmentView, ...]:
    """Enrichments with their characters."""
    asked = _characters().where(col(EnrichmentCharacter.enrichment_id).in_([row.id for row in rows]))
    characters: dict[UUID, list[ContributionView]] = {}
    for each in session.execute(asked).scalars():
        characters.setdefault(each.enrichment_id, []).append(ContributionView.model_validate(each.model_dump()))
    return tuple(EnrichmentView.model_validate(row.model_dump() | {"characters": characters.get(row.id, [])}) for row in rows)


def thought_views(session: Session, *, rows: Sequence[tuple[Thought, int]]) -> tuple[ThoughtView, ...]:
    """Thoughts, each with the number of its enrichment, and their lines."""
    ids = [thought.id for thought, _ in rows]
    asked = select(ThoughtLine).where(col(ThoughtLine.thought_id).in_(ids)).order_by(col(ThoughtLine.position))
    lines: dict[UUID, list[ThoughtLineView]] = {}
    for each in session.execute(asked).scalars():
        view = ThoughtLineView.model_validate(each.model_dump() | {"start": each.start_at, "end": each.end_at})
        lines.setdefault(each.thought_id, []).append(view)
    return tuple(
        ThoughtView.model_validate(
            thought.model_dump() | {"character": thought.character_name, "enrichment": number, "lines": lines.get(thought.id, [])}
        )
        for thought, number in rows
    )


def _characters() -> Select[EnrichmentCharacter]:
    return select(EnrichmentCharacter).order_by(col(EnrichmentCharacter.enrichment_id), col(EnrichmentCharacter.position))
