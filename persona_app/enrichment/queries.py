"""Rows of enrichments, and the one query that samples lines."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from persona_app.enrichment.schemas import Dialogue

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
