"""What all processes know together about an endpoint that is down; how many passages of a datum no model gets to see.

Revision: 0008, after 0007
"""

import sqlalchemy as sa

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and the column."""
    op.add_column("reading", sa.Column("withheld", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "endpoint_breaker",
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("pause_seconds", sa.Float(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rests_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("probed_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("endpoint", name="pk_endpoint_breaker"),
    )


def downgrade() -> None:
    """Drop both."""
    op.drop_column("reading", "withheld")
    op.drop_table("endpoint_breaker")
