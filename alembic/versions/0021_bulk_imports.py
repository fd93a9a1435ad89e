"""Imports of many files, one result for each.

Revision: 0021, after 0020
"""

import sqlalchemy as sa

from alembic import op
from persona_app.core.row_security import protect_by_owner, protect_by_parent

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

STATES = "'receiving', 'queued', 'running', 'done', 'failed', 'cancelled'"
OUTCOMES = "'imported', 'updated', 'skipped', 'failed'"
PACKED = {"import_file": "original", "kept_media": "data", "import_part": "data"}
"""Columns of pictures and archives, which are packed already: PostgreSQL shall not try."""


def upgrade() -> None:
    """Make the tables and their walls, and keep packed bytes as they are."""
    _make_import_batch()
    _make_import_part()
    _make_import_result()
    op.execute(protect_by_owner("import_batch"))
    for table in ("import_part", "import_result"):
        op.execute(protect_by_parent(table, parent="import_batch", column="batch_id"))
    for table, column in PACKED.items():
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STORAGE EXTERNAL")


def downgrade() -> None:
    """Drop them; the results go, the personas stay."""
    for table in ("import_result", "import_part", "import_batch"):
        op.drop_table(table)
    for table in ("import_file", "kept_media"):
        op.execute(f"ALTER TABLE {table} ALTER COLUMN {PACKED[table]} SET STORAGE EXTENDED")


def _make_import_batch() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place_sha256", sa.String(), nullable=False),
        sa.Column("on_same", sa.String(), nullable=False),
        sa.Column("is_instructions_only", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("imported", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("part_count", sa.Integer(), nullable=False),
        sa.Column("is_cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("crashes", sa.Integer(), nullable=False),
        sa.Column("suspect", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"state IN ({STATES})", name="ck_import_batch_state"),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="fk_import_batch_owner_id_account", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
    )
    op.create_index("ix_import_batch_owner", "import_batch", ["owner_id", sa.text("id DESC")])


def _make_import_part() -> None:
    op.create_table(
        "import_part",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_import_part_batch_id_import_batch", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("batch_id", "number", name="pk_import_part"),
    )


def _make_import_result() -> None:
    op.create_table(
        "import_result",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=True),
        sa.Column("import_file_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("mapped", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("unusable", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"outcome IN ({OUTCOMES})", name="ck_import_result_outcome"),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_import_result_batch_id_import_batch", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_import_result_persona_id_persona", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("batch_id", "number", "row", name="pk_import_result"),
    )
    op.create_index("ix_import_result_outcome", "import_result", ["batch_id", "outcome", "number", "row"])
    op.create_index("ix_import_result_persona_id", "import_result", ["persona_id"])
