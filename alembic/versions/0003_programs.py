"""What the interface for programs keeps: answers under idempotency keys, how many requests an account sent, and older ids.

Revision: 0003, after 0002
"""

import sqlalchemy as sa

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables, and room for the ids of an older system."""
    op.add_column("persona", sa.Column("legacy_id", sa.String(), nullable=True))
    op.create_index(
        "uq_persona_legacy", "persona", ["owner_id", "legacy_id"], unique=True, postgresql_where=sa.text("legacy_id IS NOT NULL")
    )
    op.create_table(
        "kept_answer",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_kept_answer_account_id_account", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "route", "key", name="pk_kept_answer"),
    )
    op.create_index("ix_kept_answer_created", "kept_answer", ["created_at"])
    op.create_table(
        "request_window",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("window_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_request_window_account_id_account", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", name="pk_request_window"),
    )


def downgrade() -> None:
    """Drop all of it."""
    op.drop_index("uq_persona_legacy", "persona")
    op.drop_column("persona", "legacy_id")
    op.drop_table("request_window")
    op.drop_table("kept_answer")
