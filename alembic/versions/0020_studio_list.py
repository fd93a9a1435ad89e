"""What the studio's list finds and sorts by: unique names, descriptions, metadata, labels, folders, uses, saved searches, words.

Revision: 0020, after 0019
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op
from persona_app.core.row_security import SystemWork, open_to, protect_by_owner, protect_by_persona

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BY_OWNER = ("persona_folder", "studio_label", "saved_search", "persona_usage", "persona_words", "pending_deletion")
BY_PERSONA = ("persona_label", "persona_use")

# The oldest of several of one name keeps it; the others get the next free number, as `personas/services/naming.py` gives it.
RENAME_TWINS = """
DO $$
DECLARE
    twin record;
    stem text;
    number integer;
BEGIN
    FOR twin IN SELECT id, owner_id, name FROM (
        SELECT id, owner_id, name, row_number() OVER (PARTITION BY owner_id, lower(name) ORDER BY created_at, id) AS place FROM persona
    ) AS placed WHERE place > 1 ORDER BY owner_id, lower(name), place LOOP
        stem := rtrim(left(twin.name, 92));
        number := 2;
        WHILE EXISTS (SELECT 1 FROM persona WHERE owner_id = twin.owner_id AND lower(name) = lower(stem || ' (' || number || ')')) LOOP
            number := number + 1;
        END LOOP;
        UPDATE persona SET name = stem || ' (' || number || ')' WHERE id = twin.id;
    END LOOP;
END $$
"""

# An index of words serves one owner at a time: each word begins with a mark of its owner's, so that neither a frequent word nor a
# beginning of one leads past anybody else's personas. Words of names stand there a second time, with a caret.
WORDS = """
CREATE TABLE persona_words (
    persona_id uuid CONSTRAINT pk_persona_words PRIMARY KEY
        CONSTRAINT fk_persona_words_persona_id_persona REFERENCES persona (id) ON DELETE CASCADE,
    owner_id uuid NOT NULL,
    words tsvector NOT NULL
) WITH (toast_tuple_target = 128);
CREATE INDEX ix_persona_words ON persona_words USING gin (words);
CREATE FUNCTION owner_mark(owner uuid) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN left(md5(owner::text), 10) || ':';
CREATE FUNCTION write_persona_words(persona uuid, content text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO persona_words (persona_id, owner_id, words)
    SELECT mine.id, mine.owner_id, array_to_tsvector(
        ARRAY(SELECT owner_mark(mine.owner_id) || '^' || word
            FROM unnest((gallery_words(concat_ws(' ', mine.name, mine.display_name)))[1:60]) AS word)
        || ARRAY(SELECT owner_mark(mine.owner_id) || word FROM unnest((gallery_words(left(concat_ws(' ', mine.name, mine.display_name,
            mine.description, (SELECT string_agg(concat_ws(' ', key, value ->> 'value'), ' ') FROM jsonb_each(mine.metadata)), content
            ), 100000)))[1:5000]) AS word))
    FROM persona AS mine WHERE mine.id = persona
    ON CONFLICT (persona_id) DO UPDATE SET words = EXCLUDED.words WHERE persona_words.words <> EXCLUDED.words
$$;
CREATE FUNCTION keep_persona_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO persona_usage (persona_id, owner_id, used_at, use_count) VALUES (NEW.id, NEW.owner_id, NEW.created_at, 0)
            ON CONFLICT DO NOTHING;
    END IF;
    PERFORM write_persona_words(NEW.id, (SELECT content FROM persona_version WHERE persona_id = NEW.id ORDER BY number DESC LIMIT 1));
    RETURN NULL;
END $$;
CREATE FUNCTION keep_version_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM persona_version WHERE persona_id = NEW.persona_id AND number > NEW.number) THEN
        PERFORM write_persona_words(NEW.persona_id, NEW.content);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_words AFTER INSERT OR UPDATE OF name, display_name, description, metadata ON persona
    FOR EACH ROW EXECUTE FUNCTION keep_persona_words();
CREATE TRIGGER keep_words AFTER INSERT ON persona_version FOR EACH ROW EXECUTE FUNCTION keep_version_words();
"""

# A door through the second wall: asking an index of words comes after a policy, which would read every row instead. Beginnings of one
# or two letters are looked for among the names; everywhere they would be half of all words. PostgreSQL does not know what it costs to
# unpack the words of thousands of rows, and would read them all for a frequent word: the index is what it has to ask.
MATCHING = """
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
QUOTE = r"""
CREATE FUNCTION quote_word(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '''' || replace(replace(word, '\', '\\'), '''', '''''') || '''';
"""
DOOR = "matching_personas(uuid, text, boolean)"


def upgrade() -> None:
    """Make names unique, then the columns, the tables with their walls, the triggers and the door; what is there is taken in."""
    op.execute(RENAME_TWINS)
    _organise()
    _columns()
    _use()
    op.execute(WORDS)
    for table in BY_OWNER:
        op.execute(protect_by_owner(table))
    for table in BY_PERSONA:
        op.execute(protect_by_persona(table))
    op.execute(open_to(SystemWork.RUN_JOBS, tables={"pending_deletion": "SELECT"}))
    op.execute(QUOTE)
    op.execute(MATCHING)
    op.execute(f"REVOKE EXECUTE ON FUNCTION {DOOR} FROM PUBLIC")
    op.execute(f"DO $$ BEGIN EXECUTE format('GRANT EXECUTE ON FUNCTION {DOOR} TO %I', application_role()); END $$")
    op.execute("INSERT INTO persona_usage (persona_id, owner_id, used_at, use_count) SELECT id, owner_id, updated_at, 0 FROM persona")
    newest = "SELECT content FROM persona_version WHERE persona_id = persona.id ORDER BY number DESC LIMIT 1"
    op.execute(f"SELECT write_persona_words(id, ({newest})) FROM persona")  # noqa: S608 - made of constants


def downgrade() -> None:
    """Drop them; the numbers behind names stay."""
    op.execute("DROP TRIGGER keep_words ON persona")
    op.execute("DROP TRIGGER keep_words ON persona_version")
    functions = (
        DOOR, "quote_word(text)", "keep_persona_words()", "keep_version_words()", "write_persona_words(uuid, text)", "owner_mark(uuid)",
    )  # fmt: skip
    for function in functions:
        op.execute(f"DROP FUNCTION {function}")
    for table in ("persona_words", "pending_deletion", "persona_use", "persona_usage", "saved_search", "persona_label", "studio_label"):
        op.drop_table(table)
    for index in ("uq_persona_name", "ix_persona_created", "ix_persona_folder_id"):
        op.drop_index(index, "persona")
    for column in ("name_key", "display_name", "description", "metadata", "folder_id"):
        op.drop_column("persona", column)
    op.drop_table("persona_folder")


def _columns() -> None:
    key = sa.Computed("lower((name)::text)", persisted=True)
    op.add_column("persona", sa.Column("name_key", sa.Text(collation="C"), key, nullable=True))
    op.add_column("persona", sa.Column("display_name", sa.String(), nullable=False, server_default=""))
    op.add_column("persona", sa.Column("description", sa.String(), nullable=False, server_default=""))
    op.add_column("persona", sa.Column("metadata", postgresql.JSONB(), nullable=False, server_default="{}"))
    op.add_column("persona", sa.Column("folder_id", sa.Uuid(), nullable=True))
    op.create_foreign_key("fk_persona_folder_id_persona_folder", "persona", "persona_folder", ["folder_id"], ["id"], ondelete="SET NULL")
    op.create_check_constraint("display_name_length", "persona", "char_length(display_name) <= 200")
    op.create_check_constraint("description_length", "persona", "char_length(description) <= 1000")
    op.create_index("uq_persona_name", "persona", ["owner_id", "name_key"], unique=True)
    op.create_index("ix_persona_created", "persona", ["owner_id", sa.text("created_at DESC"), sa.text("id DESC")])
    op.create_index("ix_persona_folder_id", "persona", ["folder_id"])


def _named(table: str, *more: sa.Column) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.Text(collation="C"), sa.Computed("lower((name)::text)", persisted=True), nullable=True),
        *more,
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=f"fk_{table}_owner_id_account", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("owner_id", "name_key", name=f"uq_{table}_owner_id_name_key"),
    )


def _organise() -> None:
    for table in ("persona_folder", "studio_label"):
        _named(table)
    _named("saved_search", sa.Column("asked", postgresql.JSONB(), nullable=False))
    op.create_table(
        "persona_label",
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("label_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_persona_label_persona_id_persona", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["label_id"], ["studio_label.id"], name="fk_persona_label_label_id_studio_label", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("persona_id", "label_id", name="pk_persona_label"),
    )
    op.create_index("ix_persona_label_label", "persona_label", ["label_id", "persona_id"])
    op.create_table(
        "pending_deletion",
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_pending_deletion_persona_id_persona", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("persona_id", name="pk_pending_deletion"),
    )
    op.create_index("ix_pending_deletion_due", "pending_deletion", ["due_at"])
    op.create_index("ix_pending_deletion_batch", "pending_deletion", ["owner_id", "batch_id"])


def _use() -> None:
    op.create_table(
        "persona_usage",
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("use_count", sa.Integer(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_persona_usage_persona_id_persona", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("persona_id", name="pk_persona_usage"),
    )
    op.create_index("ix_persona_usage_last", "persona_usage", ["owner_id", sa.text("used_at DESC"), sa.text("persona_id DESC")])
    op.create_index("ix_persona_usage_most", "persona_usage", ["owner_id", sa.text("use_count DESC"), sa.text("persona_id DESC")])
    op.create_table(
        "persona_use",
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('export', 'copy', 'prompt')", name="kind"),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_persona_use_persona_id_persona", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("persona_id", "kind", "day", name="pk_persona_use"),
    )
