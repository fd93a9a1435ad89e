"""Tiers of popularity: a first of two thousand personas, each next one four times as large, the last without end.

When a tier yields fewer matches than are wanted, the next is expected to yield no more than four times as many: so whatever is searched
costs about the same. Nothing is found or lost by a persona in the wrong tier, only its turn may be late.
"""

from sqlalchemy import text
from sqlmodel import Session

SIZES = (2_000, 8_000, 32_000, 128_000, 512_000)
MOST_MOVED = 500
"""Personas that one transaction moves: each one's words are written into another index."""


def rebalance(session: Session) -> int:
    """One short step towards tiers of their sizes; how many personas were moved. Zero when nothing is left to do."""
    if not session.connection().execute(_ONE_AT_A_TIME).scalar_one():
        return 0
    return next((moved for tier, size in enumerate(SIZES) if (moved := _ease(session, tier=tier, size=size))), 0)


def _ease(session: Session, *, tier: int, size: int) -> int:
    """Move what is below the tier's bound to the next; narrow a tier of twice its size."""
    connection = session.connection()
    moved = connection.execute(_MOVE, {"tier": tier, "most": MOST_MOVED}).rowcount
    if moved:
        return moved
    connection.execute(_MOVED, {"tier": tier})
    if not connection.execute(_NARROW, {"tier": tier, "size": size}).rowcount:
        return 0
    connection.execute(_OPEN_NEXT, {"next": tier + 1})
    return connection.execute(_MOVE, {"tier": tier, "most": MOST_MOVED}).rowcount


_ONE_AT_A_TIME = text("SELECT pg_try_advisory_xact_lock(hashtextextended('gallery fold', 0))")
_MOVE = text(
    """
    UPDATE search_doc SET tier = tier + 1 WHERE persona_id IN (
        SELECT d.persona_id FROM search_tier AS t JOIN search_doc AS d
            ON d.popularity >= t.stale_least AND d.popularity < t.least AND d.tier = t.tier
        WHERE t.tier = :tier AND t.stale_least < t.least LIMIT :most
    )
    """
)
_MOVED = text("UPDATE search_tier SET stale_least = least WHERE tier = :tier AND stale_least < least")
_NARROW = text(
    """
    WITH own AS (
        SELECT d.popularity FROM search_tier AS t JOIN search_doc AS d ON d.popularity >= t.least
            AND d.popularity < coalesce((SELECT least FROM search_tier WHERE tier = :tier - 1), 'infinity')
        WHERE t.tier = :tier ORDER BY d.popularity DESC LIMIT 2 * :size + 1
    ), bound AS (
        SELECT popularity FROM own WHERE (SELECT count(*) FROM own) > 2 * :size ORDER BY popularity DESC OFFSET :size - 1 LIMIT 1
    )
    UPDATE search_tier AS t SET stale_least = t.least, least = bound.popularity FROM bound
    WHERE t.tier = :tier AND bound.popularity > t.least
    """
)
_OPEN_NEXT = text("INSERT INTO search_tier (tier, least, stale_least) VALUES (:next, '-infinity', '-infinity') ON CONFLICT DO NOTHING")
