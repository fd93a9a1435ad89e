"""Names, display names and descriptions as long as settings may allow; searches of the studio for words that many personas have.

Revision: 0025, after 0024
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# The settings' upper bounds (`core/config.py`), and what they were before there were settings.
LENGTHS = {
    "name": ("BETWEEN 1 AND 200", "BETWEEN 1 AND 100"),
    "display_name": ("<= 1000", "<= 200"),
    "description": ("<= 10000", "<= 1000"),
}

# What is asked of an index of marked words. Beginnings of one or two letters are looked for among the names; everywhere they would be half
# of all words.
ASKED = """
CREATE FUNCTION asked_words(owner uuid, asked text, in_names boolean) RETURNS tsquery LANGUAGE sql STABLE AS $$
    SELECT string_agg(CASE
        WHEN in_names THEN quote_word(owner_mark(owner) || '^' || word) || ':*'
        WHEN char_length(word) < 3 THEN
            '(' || quote_word(owner_mark(owner) || '^' || word) || ':* | ' || quote_word(owner_mark(owner) || word) || ')'
        ELSE quote_word(owner_mark(owner) || word) || ':*' END, ' & ')::tsquery
    FROM unnest((gallery_words(left(asked, 400)))[1:12]) AS word
$$
"""

# A door through the second wall: asking an index of words comes after a policy, which would read every row instead. PostgreSQL does not
# know what it costs to unpack the words of thousands of rows, and would read them all for a frequent word: the index is what it has to
# ask. At most `most` are answered, any of them; null: all.
MATCHING = """
CREATE FUNCTION matching_personas(owner uuid, asked text, in_names boolean, most integer DEFAULT NULL) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 5000 SET search_path = public, pg_temp AS $$
DECLARE
    wanted tsquery;
    before text := current_setting('enable_seqscan');
BEGIN
    IF owner IS DISTINCT FROM acting_account() AND coalesce(system_work(), 'maintain') <> 'maintain' THEN
        RETURN;
    END IF;
    wanted := asked_words(owner, asked, in_names);
    IF wanted IS NOT NULL THEN
        PERFORM set_config('enable_seqscan', 'off', true);
        RETURN QUERY EXECUTE 'SELECT persona_id FROM persona_words WHERE owner_id = $1 AND words @@ $2 LIMIT $3' USING owner, wanted, most;
        PERFORM set_config('enable_seqscan', before, true);
    END IF;
END $$;
"""
BEFORE = """
CREATE FUNCTION matching_personas(owner uuid, asked text, in_names boolean) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    wanted tsquery;
    before text := current_setting('enable_seqscan');
BEGIN
    IF owner IS DISTINCT FROM acting_account() AND coalesce(system_work(), 'maintain') <> 'maintain' THEN
        RETURN;
    END IF;
    SELECT string_agg(CASE
        WHEN in_names THEN quote_word(owner_mark(owner) || '^' || word) || ':*'
        WHEN char_length(word) < 3 THEN
            '(' || quote_word(owner_mark(owner) || '^' || word) || ':* | ' || quote_word(owner_mark(owner) || word) || ')'
        ELSE quote_word(owner_mark(owner) || word) || ':*' END, ' & ')::tsquery
        INTO wanted FROM unnest((gallery_words(left(asked, 400)))[1:12]) AS word;
    IF wanted IS NOT NULL THEN
        PERFORM set_config('enable_seqscan', 'off', true);
        RETURN QUERY EXECUTE 'SELECT persona_id FROM persona_words WHERE owner_id = $1 AND words @@ $2' USING owner, wanted;
        PERFORM set_config('enable_seqscan', before, true);
    END IF;
END $$;
"""
DOOR, DOOR_BEFORE = "matching_personas(uuid, text, boolean, integer)", "matching_personas(uuid, text, boolean)"


def upgrade() -> None:
    """Widen the lengths; let the door answer some, and say what it asks."""
    for column, (length, _) in LENGTHS.items():
        _bound(column, f"char_length({column}) {length}")
    op.execute(f"DROP FUNCTION {DOOR_BEFORE}")
    op.execute(ASKED)
    op.execute(MATCHING)
    _open(DOOR)


def downgrade() -> None:
    """As before; what is longer by now stays as it is."""
    for column, (_, length) in LENGTHS.items():
        _bound(column, f"char_length({column}) {length}", suffix="NOT VALID")
    op.execute(f"DROP FUNCTION {DOOR}")
    op.execute("DROP FUNCTION asked_words(uuid, text, boolean)")
    op.execute(BEFORE)
    _open(DOOR_BEFORE)


def _bound(column: str, rule: str, *, suffix: str = "") -> None:
    op.execute(f"ALTER TABLE persona DROP CONSTRAINT ck_persona_{column}_length")
    op.execute(f"ALTER TABLE persona ADD CONSTRAINT ck_persona_{column}_length CHECK ({rule}) {suffix}")


def _open(door: str) -> None:
    op.execute(f"REVOKE EXECUTE ON FUNCTION {door} FROM PUBLIC")
    op.execute(f"DO $$ BEGIN EXECUTE format('GRANT EXECUTE ON FUNCTION {door} TO %I', application_role()); END $$")
