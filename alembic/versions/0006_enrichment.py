"""Enrichments, their characters and samples, and the thoughts they made with the lines these rest on.

Revision: 0006, after 0005
"""

import sqlalchemy as sa

from alembic import op
from persona_app.core.row_security import protect_by_persona

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("enrichment", "enrichment_character", "enrichment_line", "thought", "thought_line")


def _to(table: str, parent: str) -> sa.ForeignKeyConstraint:
    column = f"{parent}_id"
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=f"fk_{table}_{column}_{parent}", ondelete="CASCADE")


def _enrichment() -> None:
    op.create_table(
        "enrichment",
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("dialogue_count", sa.Integer(), nullable=False),
        sa.Column("thought_count", sa.Integer(), nullable=False),
        sa.Column("offline_count", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('asked', 'done', 'dropped')", name=op.f("ck_enrichment_state")),
        sa.CheckConstraint("thought_count BETWEEN 0 AND 50", name=op.f("ck_enrichment_thought_count")),
        sa.CheckConstraint("dialogue_count BETWEEN 0 AND 500", name=op.f("ck_enrichment_dialogue_count")),
        _to("enrichment", "persona"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrichment")),
        sa.UniqueConstraint("persona_id", "number", name=op.f("uq_enrichment_persona_id_number")),
        sa.UniqueConstraint("run_id", name=op.f("uq_enrichment_run_id")),
    )


def _enrichment_character() -> None:
    op.create_table(
        "enrichment_character",
        sa.Column("enrichment_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("character_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("movie", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("corpus", sa.String(), nullable=False),
        sa.Column("available", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("thought_count", sa.Integer(), nullable=False),
        sa.Column("is_taken", sa.Boolean(), nullable=False),
        sa.CheckConstraint("share BETWEEN 0 AND 500", name=op.f("ck_enrichment_character_share")),
        _to("enrichment_character", "enrichment"),
        _to("enrichment_character", "persona"),
        sa.PrimaryKeyConstraint("enrichment_id", "position", name=op.f("pk_enrichment_character")),
    )
    op.create_index(
        "uq_enrichment_character_taken",
        "enrichment_character",
        ["persona_id", "character_id"],
        unique=True,
        postgresql_where=sa.text("is_taken"),
    )


def _enrichment_line() -> None:
    op.create_table(
        "enrichment_line",
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("enrichment_id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("answers_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("position BETWEEN 1 AND 500", name=op.f("ck_enrichment_line_position")),
        _to("enrichment_line", "enrichment"),
        _to("enrichment_line", "persona"),
        sa.PrimaryKeyConstraint("enrichment_id", "position", name=op.f("pk_enrichment_line")),
    )
    op.create_index("ix_enrichment_line_persona", "enrichment_line", ["persona_id"])


def _thought() -> None:
    op.create_table(
        "thought",
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("enrichment_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("character_id", sa.Uuid(), nullable=False),
        sa.Column("character_name", sa.String(), nullable=False),
        sa.Column("movie", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("transformation", sa.String(), nullable=False),
        sa.Column("is_hidden", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("position BETWEEN 1 AND 50", name=op.f("ck_thought_position")),
        sa.CheckConstraint("origin IN ('engine', 'offline')", name=op.f("ck_thought_origin")),
        sa.CheckConstraint("char_length(text) BETWEEN 1 AND 600", name=op.f("ck_thought_text_length")),
        _to("thought", "enrichment"),
        _to("thought", "persona"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thought")),
        sa.UniqueConstraint("enrichment_id", "position", name=op.f("uq_thought_enrichment_id_position")),
    )
    op.create_index("ix_thought_persona", "thought", ["persona_id", sa.text("id DESC")])


def _thought_line() -> None:
    op.create_table(
        "thought_line",
        sa.Column("position", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_text", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("thought_id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("character", sa.String(), nullable=False),
        sa.Column("movie", sa.String(), nullable=False),
        sa.Column("start_at", sa.Integer(), nullable=False),
        sa.Column("end_at", sa.Integer(), nullable=False),
        sa.CheckConstraint("0 <= start_at AND start_at < end_at", name=op.f("ck_thought_line_offsets")),
        _to("thought_line", "thought"),
        _to("thought_line", "persona"),
        sa.PrimaryKeyConstraint("thought_id", "position", name=op.f("pk_thought_line")),
    )
    op.create_index("ix_thought_line_persona", "thought_line", ["persona_id"])


def upgrade() -> None:
    """Make all tables, each behind its wall."""
    for make in (_enrichment, _enrichment_character, _enrichment_line, _thought, _thought_line):
        make()
    for table in TABLES:
        op.execute(protect_by_persona(table))


def downgrade() -> None:
    """Drop them all."""
    for table in reversed(TABLES):
        op.drop_table(table)
