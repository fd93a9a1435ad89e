"""Counters that outlive a process: what engines answered and cost, and how runs ended.

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "counter",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("labels", postgresql.JSONB(), nullable=False),
        sa.Column("value", sa.Numeric(24, 6), nullable=False),
        sa.PrimaryKeyConstraint("name", "labels", name="pk_counter"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("counter")
