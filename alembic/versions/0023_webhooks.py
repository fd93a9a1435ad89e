"""Addresses that are told of events, and what was delivered to them; what an attempt to publish has rated.

Revision: 0023, after 0022
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op
from persona_app.core.row_security import SystemWork, open_to, protect_by_owner

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLES = ("webhook", "webhook_outbox", "webhook_delivery", "webhook_attempt")
# As the tables' owner: whoever causes an event (an operator, somebody who logs in) need not see the webhooks of whose it is.
# It only notes that there is something to tell; what and to whom is worked out after the commit.
NOTE = """
CREATE FUNCTION note_for_webhooks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO webhook_outbox (event_id, owner_id) SELECT NEW.id, NEW.owner_id WHERE EXISTS (
        SELECT FROM webhook WHERE owner_id = NEW.owner_id AND state = 'on' AND (kinds = '{}' OR NEW.kind = ANY (kinds))
    );
    RETURN NULL;
END $$;
CREATE TRIGGER note_for_webhooks AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION note_for_webhooks();
REVOKE EXECUTE ON FUNCTION note_for_webhooks() FROM PUBLIC;
DO $$ BEGIN EXECUTE format('GRANT EXECUTE ON FUNCTION note_for_webhooks() TO %I', application_role()); END $$;
"""


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Make the tables, their walls, and the trigger that notes events."""
    _make_webhook()
    _make_deliveries()
    for table in TABLES:
        op.execute(protect_by_owner(table))
    op.execute(open_to(SystemWork.DELIVER, tables={**dict.fromkeys(TABLES, "ALL"), "event": "ALL"}))
    op.execute(NOTE)
    op.add_column("publication_attempt", sa.Column("rated_sha256", sa.String(), nullable=True))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("publication_attempt", "rated_sha256")
    op.execute("DROP TRIGGER note_for_webhooks ON event")
    op.execute("DROP FUNCTION note_for_webhooks()")
    op.execute("DROP POLICY deliver ON event")
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_webhook() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("kinds", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("previous_secret", sa.String(), nullable=True),
        _time("previous_until", nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        _time("last_success_at", nullable=True),
        _time("disabled_at", nullable=True),
        _time("created_at"),
        sa.CheckConstraint("state IN ('on', 'off', 'disabled')", name="ck_webhook_state"),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="fk_webhook_owner_id_account", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_webhook"),
    )
    op.create_index("ix_webhook_owner", "webhook", ["owner_id"])
    op.create_table(
        "webhook_outbox",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_webhook_outbox"),
    )


def _make_deliveries() -> None:
    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _time("due_at"),
        _time("created_at"),
        _time("ended_at", nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'held', 'delivered', 'failed')", name="ck_webhook_delivery_state"),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhook.id"], name="fk_webhook_delivery_webhook_id_webhook", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_delivery"),
    )
    op.create_index("ix_webhook_delivery_webhook", "webhook_delivery", ["webhook_id", sa.text("id DESC")])
    op.create_index("ix_webhook_delivery_due", "webhook_delivery", ["due_at"], postgresql_where=sa.text("state = 'waiting'"))
    op.create_index("uq_webhook_delivery_event", "webhook_delivery", ["webhook_id", "event_id"], unique=True)
    op.create_index("ix_webhook_delivery_created", "webhook_delivery", ["created_at"])
    op.create_table(
        "webhook_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        _time("at"),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("request_headers", postgresql.JSONB(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["webhook_delivery.id"], name="fk_webhook_attempt_delivery_id_webhook_delivery", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_attempt"),
    )
    op.create_index("ix_webhook_attempt_delivery", "webhook_attempt", ["delivery_id", sa.text("id DESC")])
