"""The doors through the second wall open to the application's role alone.

PostgreSQL lets everybody call a new function. Another user of the same database, who may read no table of ours, could have asked whose
address is known, searched in texts, and deleted kept answers.

Revision: 0010, after 0009
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

DOORS = (
    "account_of_address(text), matching_data(uuid, integer, text[], integer), forget_kept_answers(timestamptz), persona_ids_in_use(uuid[])"
)


def upgrade() -> None:
    """Take the right from everybody, give it to the role; their owner keeps it."""
    op.execute(f"REVOKE EXECUTE ON FUNCTION {DOORS} FROM PUBLIC")
    op.execute(f"DO $$ BEGIN EXECUTE format('GRANT EXECUTE ON FUNCTION {DOORS} TO %I', application_role()); END $$")


def downgrade() -> None:
    """As PostgreSQL would have it."""
    op.execute(f"DO $$ BEGIN EXECUTE format('REVOKE EXECUTE ON FUNCTION {DOORS} FROM %I', application_role()); END $$")
    op.execute(f"GRANT EXECUTE ON FUNCTION {DOORS} TO PUBLIC")
