"""An owner's templates and their uses; what a child has of its parent, field by field.

Revision: 0019, after 0018
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op
from persona_app.core.row_security import protect_by_owner, protect_by_persona

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# Whose parent's parent is whose spans accounts (a remix of a remix), so the walls hide most of a line from whoever asks. The door tells
# numbers only, and only about a persona of the asker's own. Whoever sets a parent waits here for whoever else does: of two that would
# close a circle together, the second sees what the first did.
LINE_OF = """
CREATE FUNCTION line_of(child uuid, parent uuid) RETURNS TABLE (is_circle boolean, above integer, below integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('persona parents', 0));
    PERFORM 1 FROM persona AS mine WHERE mine.id = child
        AND (mine.owner_id = acting_account() OR coalesce(system_work(), 'maintain') = 'maintain');
    IF NOT FOUND THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH RECURSIVE up AS (
        SELECT p.id, p.parent_id, 1 AS depth FROM persona AS p WHERE p.id = parent
        UNION ALL
        SELECT p.id, p.parent_id, up.depth + 1 FROM persona AS p JOIN up ON p.id = up.parent_id WHERE up.depth < 1000 AND up.id <> child
    ), down AS (
        SELECT p.id, 0 AS depth FROM persona AS p WHERE p.id = child
        UNION ALL
        SELECT p.id, down.depth + 1 FROM persona AS p JOIN down ON p.parent_id = down.id WHERE down.depth < 1000 AND p.id <> parent
    )
    SELECT EXISTS (SELECT 1 FROM up WHERE up.id = child),
        coalesce((SELECT max(up.depth) FROM up), 0), coalesce((SELECT max(down.depth) FROM down), 0);
END $$
"""
# The last word on circles is the table's: also for a statement that asked nobody.
REFUSE_CIRCLE = """
CREATE FUNCTION refuse_circle() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    above uuid := NEW.parent_id;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('persona parents', 0));
    WHILE above IS NOT NULL LOOP
        IF above = NEW.id THEN
            RAISE EXCEPTION 'a persona cannot be its own ancestor' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_circle';
        END IF;
        SELECT parent_id INTO above FROM persona WHERE id = above;
    END LOOP;
    RETURN NEW;
END $$
"""
# A child has in its versions all that it inherits, so when its parent goes nothing of it does: the tie ends and the child's owner is told,
# whoever deletes and however (by hand, with an account). After the deletion, since a child may go with the same statement.
END_TIES = """
CREATE FUNCTION end_ties() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    child record;
    id_of_event uuid;
BEGIN
    FOR child IN SELECT s.persona_id, s.parent_name, c.owner_id FROM parent_snapshot AS s
        JOIN persona AS c ON c.id = s.persona_id JOIN account AS a ON a.id = c.owner_id
        WHERE s.parent_id = OLD.id AND s.ended_at IS NULL
    LOOP
        UPDATE parent_snapshot SET profile = '{}', content = '', declined = '{}', ended_at = now(), ended_why = 'deleted'
            WHERE persona_id = child.persona_id;
        DELETE FROM inheritance WHERE persona_id = child.persona_id;
        UPDATE persona SET parent_version = NULL WHERE id = child.persona_id;
        id_of_event := encode(set_byte(set_byte(overlay(uuid_send(gen_random_uuid())
            PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
            6, (get_byte(uuid_send(gen_random_uuid()), 6) & 15) | 112), 8, (get_byte(uuid_send(gen_random_uuid()), 8) & 63) | 128), 'hex');
        INSERT INTO event (id, at, kind, actor_id, owner_id, persona_id, detail) VALUES (id_of_event, clock_timestamp(), 'parent_deleted',
            NULL, child.owner_id, child.persona_id, jsonb_build_object('parent_id', OLD.id::text, 'parent', child.parent_name));
    END LOOP;
    RETURN NULL;
END $$
"""
FUNCTIONS = "line_of(uuid, uuid), refuse_circle(), end_ties()"
TRIGGERS = """
CREATE TRIGGER refuse_circle_of_new BEFORE INSERT ON persona FOR EACH ROW WHEN (NEW.parent_id = NEW.id) EXECUTE FUNCTION refuse_circle();
CREATE TRIGGER refuse_circle BEFORE UPDATE OF parent_id ON persona FOR EACH ROW
    WHEN (NEW.parent_id IS NOT NULL AND NEW.parent_id IS DISTINCT FROM OLD.parent_id) EXECUTE FUNCTION refuse_circle();
CREATE TRIGGER end_ties AFTER DELETE ON persona FOR EACH ROW EXECUTE FUNCTION end_ties();
"""
# Children made before this: their version 1 is what they took over, each claim citing the parent, its version and its claim. Of a remix's
# parent, which is somebody else's, no name is kept.
TAKEN_BEFORE = """
INSERT INTO parent_snapshot (persona_id, parent_id, parent_name, follows, version, profile, content, taken_at)
SELECT child.id, parent.id, CASE WHEN first.prompt_version = 'remix' THEN '' ELSE parent.name END,
    CASE WHEN first.prompt_version = 'remix' THEN 'public' ELSE 'version' END,
    coalesce((jsonb_path_query_first(first.profile, '$.**.citations[*] ? (@.kind == "inherited").version') #>> '{}')::integer, 1),
    first.profile, first.content, first.created_at
FROM persona AS child
JOIN persona AS parent ON parent.id = child.parent_id
JOIN persona_version AS first ON first.persona_id = child.id AND first.number = 1 AND first.origin = 'inherited';
UPDATE persona SET parent_version = parent_snapshot.version FROM parent_snapshot WHERE parent_snapshot.persona_id = persona.id;
"""


def upgrade() -> None:
    """Make the tables and their walls, keep lines of parents straight, and note what earlier children took over."""
    _make_templates()
    _make_ties()
    for function in (LINE_OF, REFUSE_CIRCLE, END_TIES, TRIGGERS):
        op.execute(function)
    op.execute(f"REVOKE EXECUTE ON FUNCTION {FUNCTIONS} FROM PUBLIC")
    op.execute(f"DO $$ BEGIN EXECUTE format('GRANT EXECUTE ON FUNCTION {FUNCTIONS} TO %I', application_role()); END $$")
    op.execute(TAKEN_BEFORE)


def downgrade() -> None:
    """Drop them; children keep their parents and their versions."""
    for trigger in ("refuse_circle_of_new", "refuse_circle", "end_ties"):
        op.execute(f"DROP TRIGGER {trigger} ON persona")
    op.execute(f"DROP FUNCTION {FUNCTIONS}")
    for table in ("inheritance", "parent_snapshot", "template", "template_use"):
        op.drop_table(table)
    op.drop_column("persona", "parent_version")


def _make_templates() -> None:
    op.create_table(
        "template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("placeholders", postgresql.JSONB(), nullable=False),
        sa.Column("use_count", sa.Integer(), nullable=False),
        sa.Column("lock_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("char_length(name) BETWEEN 1 AND 100", name="ck_template_name_length"),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="fk_template_owner_id_account", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_template"),
    )
    op.create_index("ix_template_owner", "template", ["owner_id", sa.text("updated_at DESC"), sa.text("id DESC")])
    op.execute(protect_by_owner("template"))
    op.create_table(
        "template_use",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_template_use"),
    )


def _make_ties() -> None:
    op.add_column("persona", sa.Column("parent_version", sa.Integer(), nullable=True))
    op.create_table(
        "parent_snapshot",
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=False),
        sa.Column("parent_name", sa.String(), nullable=False),
        sa.Column("follows", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("profile", postgresql.JSONB(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("declined", postgresql.JSONB(), nullable=False, server_default="{}"),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(), nullable=True),
        sa.CheckConstraint("follows IN ('version', 'public')", name="ck_parent_snapshot_follows"),
        sa.CheckConstraint("ended_why IN ('left', 'deleted')", name="ck_parent_snapshot_ended_why"),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_why IS NULL)", name="ck_parent_snapshot_ended"),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_parent_snapshot_persona_id_persona", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("persona_id", name="pk_parent_snapshot"),
    )
    following = sa.text("ended_at IS NULL")
    op.create_index("ix_parent_snapshot_parent", "parent_snapshot", ["parent_id"], postgresql_where=following)
    op.create_table(
        "inheritance",
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("own", postgresql.JSONB(), nullable=True),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("mode IN ('inherited', 'overridden', 'appended')", name="ck_inheritance_mode"),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_inheritance_persona_id_persona", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("persona_id", "field", name="pk_inheritance"),
    )
    for table in ("parent_snapshot", "inheritance"):
        op.execute(protect_by_persona(table))
