"""Which two words stand side by side in a public persona, for searching phrases: in the index, beside the words and facets.

Revision: 0024, after 0023
"""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TIERS = 6

# Two words are one number: the first twenty bits of the MD5 of both with a space between. A million numbers keep the index small, and let
# hardly any text pass that has the words apart; what passes is read.
# The computed column follows `doc` by itself.
PAIRS = """
CREATE FUNCTION gallery_pairs(doc tsvector) RETURNS integer[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT ('x' || left(md5(word || ' ' || following), 5))::bit(20)::integer), '{}') FROM (
        SELECT lexeme AS word, place, lead(lexeme) OVER in_row AS following, lead(place) OVER in_row AS next
        FROM unnest(doc) AS each(lexeme, places, weights), unnest(places) AS place WINDOW in_row AS (ORDER BY place)
    ) AS said WHERE next = place + 1
$$
"""
COLUMN = "ALTER TABLE search_doc ADD COLUMN pairs integer[] NOT NULL GENERATED ALWAYS AS (gallery_pairs(doc)) STORED"


def _index(columns: str) -> None:
    for tier in range(TIERS):
        op.execute(f"DROP INDEX IF EXISTS search_doc_tier{tier}")
        op.execute(f"CREATE INDEX search_doc_tier{tier} ON search_doc USING gin ({columns}) WHERE tier = {tier}")


def upgrade() -> None:
    """Compute the pairs of what is there, and index them."""
    op.execute(PAIRS)
    op.execute(COLUMN)
    _index("doc, facets, pairs")


def downgrade() -> None:
    """Words and facets alone again."""
    for tier in range(TIERS):
        op.execute(f"DROP INDEX search_doc_tier{tier}")
    op.execute("ALTER TABLE search_doc DROP COLUMN pairs")
    op.execute("DROP FUNCTION gallery_pairs(tsvector)")
    _index("doc, facets")
