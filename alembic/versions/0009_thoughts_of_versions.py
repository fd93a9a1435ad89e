"""Which thoughts a version was computed from.

Revision: 0009, after 0008
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """None, for versions that there are."""
    op.add_column("persona_version", sa.Column("thought_ids", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("persona_version", "thought_ids")
