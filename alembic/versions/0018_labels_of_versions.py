"""Labels that move between versions, with their history; the semantic version of each.

Revision: 0018, after 0017
"""

import sqlalchemy as sa

from alembic import op
from persona_app.core.row_security import protect_by_persona

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLES = ("version_label", "label_move")
CLAIMS = "'strict $.** ? (exists(@.citations) && exists(@.value))'"
SAID = "DISTINCT concat_ws(chr(31), claim ->> 'id', claim ->> 'value', claim ->> 'who')"
# The rule of personas/semantic.py as it was when the column came; version 1 is 1.0.0.
NUMBERED = f"""
WITH said AS (
    SELECT id, persona_id, number, data_ids, thought_ids,
        ARRAY(SELECT {SAID} FROM jsonb_path_query(profile -> 'identity', {CLAIMS}) AS claim) AS identity,
        ARRAY(SELECT {SAID} FROM jsonb_path_query(profile - 'contradictions', {CLAIMS}) AS claim) AS claims,
        ARRAY(
            SELECT profile #>> ARRAY['personality', 'big_five', factor, 'score']
            FROM unnest('{{openness,conscientiousness,extraversion,agreeableness,neuroticism}}'::text[]) AS factor
        ) AS scores
    FROM persona_version
),
step AS (
    SELECT id, persona_id, number,
        CASE
            WHEN lag(number) OVER earlier IS NULL THEN NULL
            WHEN NOT lag(identity) OVER earlier <@ identity THEN 2
            WHEN lag(claims) OVER earlier <@ claims AND claims <@ lag(claims) OVER earlier AND lag(scores) OVER earlier = scores
                AND lag(data_ids) OVER earlier <@ data_ids AND data_ids <@ lag(data_ids) OVER earlier
                AND lag(thought_ids) OVER earlier <@ thought_ids AND thought_ids <@ lag(thought_ids) OVER earlier THEN 0
            ELSE 1
        END AS size
    FROM said WINDOW earlier AS (PARTITION BY persona_id ORDER BY number)
),
major AS (
    SELECT *, 1 + count(*) FILTER (WHERE size = 2) OVER (PARTITION BY persona_id ORDER BY number) AS major FROM step
),
minor AS (
    SELECT *, count(*) FILTER (WHERE size = 1) OVER (PARTITION BY persona_id, major ORDER BY number) AS minor FROM major
),
patch AS (
    SELECT *, count(*) FILTER (WHERE size = 0) OVER (PARTITION BY persona_id, major, minor ORDER BY number) AS patch FROM minor
)
UPDATE persona_version AS version SET semantic = concat_ws('.', major, minor, patch) FROM patch WHERE patch.id = version.id
"""  # noqa: S608 - only what stands above
# One notice for each persona that goes: what a process keeps of its versions goes with it.
GONE = """
CREATE FUNCTION tell_persona_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('persona_gone', OLD.id::text);
    RETURN NULL;
END $$;
CREATE TRIGGER tell_persona_gone AFTER DELETE ON persona FOR EACH ROW EXECUTE FUNCTION tell_persona_gone();
"""


def upgrade() -> None:
    """Make the tables and their walls; number the versions that are there."""
    op.add_column("persona_version", sa.Column("semantic", sa.String(), nullable=False, server_default="1.0.0"))
    op.execute("ALTER TABLE persona_version DISABLE TRIGGER USER")
    op.execute(NUMBERED)
    op.execute("ALTER TABLE persona_version ENABLE TRIGGER USER")
    _make_version_label()
    _make_label_move()
    for table in TABLES:
        op.execute(protect_by_persona(table))
    op.execute("DO $$ BEGIN EXECUTE format('REVOKE UPDATE, DELETE ON label_move FROM %I', application_role()); END $$")
    op.execute("CREATE TRIGGER keep_row BEFORE UPDATE ON label_move FOR EACH ROW EXECUTE FUNCTION refuse_change()")
    op.execute("CREATE TRIGGER keep_with_persona BEFORE DELETE ON label_move FOR EACH ROW EXECUTE FUNCTION refuse_delete_alone()")
    op.execute(GONE)


def downgrade() -> None:
    """Drop them."""
    op.execute("DROP TRIGGER tell_persona_gone ON persona")
    op.execute("DROP FUNCTION tell_persona_gone()")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("persona_version", "semantic")


def _make_version_label() -> None:
    op.create_table(
        "version_label",
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("lock_version", sa.Integer(), nullable=False),
        sa.Column("moved_by", sa.Uuid(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("name ~ '^[a-z][a-z0-9._-]{0,39}$'", name="ck_version_label_name"),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_version_label_persona_id_persona", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["persona_id", "number"],
            ["persona_version.persona_id", "persona_version.number"],
            name="fk_version_label_persona_version",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("persona_id", "name", name="pk_version_label"),
    )


def _make_label_move() -> None:
    op.create_table(
        "label_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("from_number", sa.Integer(), nullable=True),
        sa.Column("to_number", sa.Integer(), nullable=True),
        sa.Column("moved_by", sa.Uuid(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_label_move_persona_id_persona", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_label_move"),
        sa.UniqueConstraint("persona_id", "name", "sequence", name="uq_label_move_persona_id_name_sequence"),
    )
