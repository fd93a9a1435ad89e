"""The job queue in a schema of its own, and what a run shows while it waits.

Revision: 0002, after 0001
"""

from pathlib import Path

import sqlalchemy as sa

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OWN_SEARCH_PATH = """
DO $$
DECLARE part regprocedure;
BEGIN
    FOR part IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'procrastinate'::regnamespace LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = procrastinate, public', part);
    END LOOP;
END $$
"""
"""The queue's functions and triggers name no schema; so they find their tables whoever calls them, a restore from a dump included."""
QUEUE_SQL = Path(__file__).parents[1] / "sql" / "procrastinate_3.10.sql"


def upgrade() -> None:
    """Make the queue; its script names no schema and holds several statements, so it goes through the driver."""
    op.execute("CREATE SCHEMA procrastinate")
    op.execute("SET LOCAL search_path = procrastinate, public")
    driver = op.get_bind().connection.driver_connection
    if driver is None:
        raise RuntimeError("the migration has no connection of the driver's")
    driver.execute(QUEUE_SQL.read_text("utf-8"))
    driver.execute(OWN_SEARCH_PATH)
    op.execute("SET LOCAL search_path = public")
    op.add_column("run", sa.Column("waits_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("run_step", sa.Column("title", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop the queue with the jobs in it."""
    op.drop_column("run_step", "title")
    op.drop_column("run", "waits_until")
    op.execute("DROP SCHEMA procrastinate CASCADE")
