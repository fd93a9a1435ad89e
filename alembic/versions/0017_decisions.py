"""What a build or a parent proposes against an owner's word.

Revision: 0017, after 0016
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op
from persona_app.core.row_security import protect_by_persona

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and its wall."""
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("parent_version", sa.Integer(), nullable=True),
        sa.Column("mine", postgresql.JSONB(), nullable=True),
        sa.Column("theirs", postgresql.JSONB(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('build', 'parent')", name="ck_proposal_kind"),
        sa.CheckConstraint("state IN ('open', 'taken', 'declined')", name="ck_proposal_state"),
        sa.CheckConstraint("(state = 'open') = (settled_at IS NULL)", name="ck_proposal_settled"),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_proposal_persona_id_persona", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
    )
    columns = ["persona_id", "kind", "field", "claim_id"]
    op.create_index("uq_proposal_open", "proposal", columns, unique=True, postgresql_where=sa.text("state = 'open'"))
    op.create_index("ix_proposal_persona", "proposal", ["persona_id", "state"])
    op.execute(protect_by_persona("proposal"))


def downgrade() -> None:
    """Drop it; the owner's words on claims mean nothing to the schema before, and go."""
    op.drop_table("proposal")
    op.execute("DELETE FROM decision WHERE kind = 'claim'")
