"""Pictures of personas: what lies in the store, and which persona shows what.

Revision: 0012, after 0011
"""

import sqlalchemy as sa

from alembic import op
from persona_app.core.row_security import protect_by_persona

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Whose pictures are in use is behind the wall, and what nobody uses belongs to nobody: so the database finds it.
DOOR = "doom_unused_pictures(timestamptz, integer)"
DOOM_UNUSED = """
CREATE FUNCTION doom_unused_pictures(before timestamptz, most integer) RETURNS SETOF text LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    UPDATE picture SET doomed_at = coalesce(doomed_at, now()) WHERE used_at < before AND sha256 IN (
        SELECT unused.sha256 FROM picture AS unused
        WHERE unused.used_at < before AND NOT EXISTS (SELECT 1 FROM persona_picture AS kept WHERE kept.sha256 = unused.sha256)
            AND NOT EXISTS (SELECT 1 FROM publication AS shown WHERE shown.picture_sha256 = unused.sha256 AND shown.visibility <> 'private')
        ORDER BY unused.used_at LIMIT most FOR UPDATE SKIP LOCKED
    ) RETURNING sha256
$$
"""
RATINGS = "('safe', 'suggestive', 'explicit')"


def upgrade() -> None:
    """Make the tables, the wall, and the door for what nobody uses."""
    op.create_table(
        "picture",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("doomed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name="pk_picture"),
    )
    op.create_table(
        "persona_picture",
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("judged", sa.String(), nullable=True),
        sa.Column("declared", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"judged IN {RATINGS}", name=op.f("ck_persona_picture_judged")),
        sa.CheckConstraint(f"declared IN {RATINGS}", name=op.f("ck_persona_picture_declared")),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_persona_picture_persona_id_persona", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["sha256"], ["picture.sha256"], name="fk_persona_picture_sha256_picture"),
        sa.PrimaryKeyConstraint("persona_id", name="pk_persona_picture"),
    )
    op.create_index("ix_persona_picture_sha256", "persona_picture", ["sha256"])
    op.create_index("ix_publication_picture", "publication", ["picture_sha256"], postgresql_where=sa.text("picture_sha256 IS NOT NULL"))
    op.execute(protect_by_persona("persona_picture"))
    op.execute(DOOM_UNUSED)
    op.execute(f"REVOKE EXECUTE ON FUNCTION {DOOR} FROM PUBLIC")
    op.execute(f"DO $$ BEGIN EXECUTE format('GRANT EXECUTE ON FUNCTION {DOOR} TO %I', application_role()); END $$")


def downgrade() -> None:
    """Drop them; the files stay in the store."""
    op.execute(f"DROP FUNCTION {DOOR}")
    op.drop_index("ix_publication_picture", table_name="publication")
    op.drop_table("persona_picture")
    op.drop_table("picture")
