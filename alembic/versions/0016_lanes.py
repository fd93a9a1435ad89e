"""Lanes: a persona's runs that make versions go one after the other, and its publications may run beside them.

Revision: 0016, after 0015
"""

import sqlalchemy as sa

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

INDEXES = {"uq_run_queued": "state = 'queued'", "uq_run_running": "state IN ('running', 'waiting')"}


def upgrade() -> None:
    """One queued and one running run in each lane of a persona."""
    op.add_column("run", sa.Column("lane", sa.String(), nullable=False, server_default="versions"))
    for name, condition in INDEXES.items():
        op.drop_index(name, "run")
        op.create_index(name, "run", ["persona_id", "lane"], unique=True, postgresql_where=sa.text(condition))


def downgrade() -> None:
    """One of any kind again; runs of publications go."""
    op.execute("DELETE FROM run WHERE lane <> 'versions'")
    for name, condition in INDEXES.items():
        op.drop_index(name, "run")
        op.create_index(name, "run", ["persona_id"], unique=True, postgresql_where=sa.text(condition))
    op.drop_column("run", "lane")
