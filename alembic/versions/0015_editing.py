"""What an engine wrote, beside what the owner made of it.

Revision: 0015, after 0014
"""

import sqlalchemy as sa

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the column."""
    op.add_column("persona_version", sa.Column("engine_content", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("persona_version", "engine_content")
