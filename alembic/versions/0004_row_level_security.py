"""The second wall: the application in a role of its own, and rows that only their owner's work can see.

Revision: 0004, after 0003
"""

from alembic import op
from persona_app.core.row_security import FUNCTIONS

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make what the policies ask."""
    op.execute(FUNCTIONS)


def downgrade() -> None:
    """Drop it."""
    op.execute("DROP FUNCTION acting_account()")
    op.execute("DROP FUNCTION system_work()")
