"""Imported files, what is kept aside of them, and data that came as a card.

Revision: 0014, after 0013
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op
from persona_app.core.row_security import protect_by_persona

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = ("import_file", "kept_aside", "kept_media")
KINDS, KINDS_BEFORE = "'text', 'url', 'file', 'card'", "'text', 'url', 'file'"
NEVER_CHANGED = """
CREATE FUNCTION keep_import_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an imported file stays as it was given' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER keep_import_file BEFORE UPDATE OF original, sha256, size_bytes ON import_file
    FOR EACH ROW EXECUTE FUNCTION keep_import_file();
"""


def upgrade() -> None:
    """Make the tables and their walls, and allow the fourth kind of data."""
    _make_import_file()
    _make_kept()
    for table in TABLES:
        op.execute(protect_by_persona(table))
    op.execute(NEVER_CHANGED)
    _allow(KINDS)


def downgrade() -> None:
    """Drop them; data that came as a card become files."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("DROP FUNCTION keep_import_file()")
    op.execute("ALTER TABLE persona_data DISABLE TRIGGER USER")
    op.execute("UPDATE persona_data SET kind = 'file' WHERE kind = 'card'")
    op.execute("ALTER TABLE persona_data ENABLE TRIGGER USER")
    _allow(KINDS_BEFORE)


def _make_import_file() -> None:
    op.create_table(
        "import_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("original", sa.LargeBinary(), nullable=False),
        sa.Column("losses", postgresql.JSONB(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_import_file_persona_id_persona", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_import_file"),
    )
    op.create_index("ix_import_file_persona", "import_file", ["persona_id"])
    op.create_index("ix_import_file_sha256", "import_file", ["sha256"])


def _make_kept() -> None:
    op.create_table(
        "kept_aside",
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_kept_aside_persona_id_persona", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("persona_id", name="pk_kept_aside"),
    )
    op.create_table(
        "kept_media",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_kept_media_persona_id_persona", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_kept_media"),
        sa.UniqueConstraint("persona_id", "place", name="uq_kept_media_persona_id_place"),
    )


def _allow(kinds: str) -> None:
    op.execute("ALTER TABLE persona_data DROP CONSTRAINT ck_persona_data_kind")
    op.execute(f"ALTER TABLE persona_data ADD CONSTRAINT ck_persona_data_kind CHECK (kind IN ({kinds}))")
