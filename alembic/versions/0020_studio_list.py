"""What the studio's list finds and sorts by: names, descriptions, metadata, labels, folders, uses, saved searches.

Revision: 0020, after 0019
"""

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""
