"""The first tables: accounts, events, personas, runs, and what builds keep; with the triggers that keep history as it was.

Revision: 0001, after nothing
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEPT_WITH_THEIR_PERSONA = ("persona_data", "persona_version")
TABLES = (
    "account",
    "login_session",
    "api_token",
    "login_failure",
    "event",
    "persona",
    "persona_data",
    "persona_version",
    "decision",
    "run",
    "run_step",
    "engine_answer",
    "reading",
    "found_claim",
)

# In plpgsql, which is never inlined, so that the cost counts; no statistics on it, or ANALYZE would read every text.
SEARCHED = """
CREATE FUNCTION data_search_text(title text, origin text, body text) RETURNS text
IMMUTABLE PARALLEL SAFE STRICT COST 10000 LANGUAGE plpgsql AS $$
BEGIN
    RETURN title || E'\\n' || origin || E'\\n' || body;
END $$
"""
REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""
REFUSE_UNLESS_PERSONA_GOES = """
CREATE FUNCTION refuse_delete_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM persona WHERE id = OLD.persona_id) THEN
        RAISE EXCEPTION 'rows of % go only with their persona', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$
"""


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", postgresql.CITEXT(), nullable=False),
        sa.Column("handle", postgresql.CITEXT(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("is_operator", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        sa.UniqueConstraint("handle", name=op.f("uq_account_handle")),
    )


def _login_session() -> None:
    op.create_table(
        "login_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_login_session_account_id_account"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_session_token_hash")),
    )
    op.create_index(op.f("ix_login_session_account_id"), "login_session", ["account_id"])


def _api_token() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_api_token_account_id_account"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    op.create_index(op.f("ix_api_token_account_id"), "api_token", ["account_id"])


def _login_failure() -> None:
    op.create_table(
        "login_failure",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("window_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_login_failure")),
    )
    op.create_index("ix_login_failure_window", "login_failure", ["window_ends_at"])


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("persona_id", sa.Uuid(), nullable=True),
        sa.Column("detail", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_owner", "event", ["owner_id", sa.literal_column("id DESC")])
    op.create_index("ix_event_persona", "event", ["persona_id", sa.literal_column("id DESC")])


def _persona() -> None:
    op.create_table(
        "persona",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_name_provisional", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("data_count", sa.Integer(), nullable=False),
        sa.Column("version_count", sa.Integer(), nullable=False),
        sa.Column("lock_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("source IN ('manual', 'derived', 'movie')", name=op.f("ck_persona_source")),
        sa.CheckConstraint("char_length(name) BETWEEN 1 AND 100", name=op.f("ck_persona_name_length")),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_persona_owner_id_account"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["parent_id"], ["persona.id"], name=op.f("fk_persona_parent_id_persona"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona")),
    )
    op.create_index(
        "ix_persona_owner",
        "persona",
        ["owner_id", sa.literal_column("updated_at DESC"), sa.literal_column("id DESC")],
    )
    op.create_index(op.f("ix_persona_parent_id"), "persona", ["parent_id"])


def _persona_data() -> None:
    op.create_table(
        "persona_data",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("char_count", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("details", postgresql.JSONB(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('text', 'url', 'file')", name=op.f("ck_persona_data_kind")),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_persona_data_persona_id_persona"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona_data")),
        sa.UniqueConstraint("persona_id", "number", name=op.f("uq_persona_data_persona_id_number")),
    )
    op.create_index("ix_persona_data_hash", "persona_data", ["persona_id", "text_sha256"])
    op.execute(SEARCHED)
    op.create_index(
        "ix_persona_data_search",
        "persona_data",
        [sa.literal_column("data_search_text(title, origin, text) gin_trgm_ops")],
        postgresql_using="gin",
    )
    op.execute("ALTER INDEX ix_persona_data_search ALTER COLUMN 1 SET STATISTICS 0")


def _persona_version() -> None:
    op.create_table(
        "persona_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("profile", postgresql.JSONB(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=True),
        sa.Column("data_ids", postgresql.ARRAY(sa.UUID()), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("is_extractive", sa.Boolean(), nullable=False),
        sa.Column("prompt_version", sa.String(), nullable=False),
        sa.Column("prompt_tokens", sa.Integer(), nullable=False),
        sa.Column("completion_tokens", sa.Integer(), nullable=False),
        sa.Column("cost_usd", sa.Numeric(precision=12, scale=6), nullable=True),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("dropped_quotes", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_persona_version_persona_id_persona"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona_version")),
        sa.UniqueConstraint("persona_id", "number", name=op.f("uq_persona_version_persona_id_number")),
        sa.UniqueConstraint("run_id", name=op.f("uq_persona_version_run_id")),
    )


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("detail", postgresql.JSONB(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_decision_persona_id_persona"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("persona_id", "kind", "subject", name=op.f("uq_decision_persona_id_kind_subject")),
    )


def _run() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("crashes", sa.Integer(), nullable=False),
        sa.Column("is_cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("error_code", sa.String(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=True),
        sa.Column("prompt_tokens", sa.Integer(), nullable=False),
        sa.Column("completion_tokens", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("cost_usd", sa.Numeric(precision=12, scale=6), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('queued', 'running', 'waiting', 'done', 'failed', 'cancelled')", name=op.f("ck_run_state")),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_run_owner_id_account"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_run_persona_id_persona"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index("ix_run_persona", "run", ["persona_id", sa.literal_column("id DESC")])
    op.create_index("uq_run_queued", "run", ["persona_id"], unique=True, postgresql_where=sa.text("state = 'queued'"))
    op.create_index("uq_run_running", "run", ["persona_id"], unique=True, postgresql_where=sa.text("state IN ('running', 'waiting')"))


def _run_step() -> None:
    op.create_table(
        "run_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("prompt_tokens", sa.Integer(), nullable=False),
        sa.Column("completion_tokens", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("cost_usd", sa.Numeric(precision=12, scale=6), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_run_step_run_id_run"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_step")),
        sa.UniqueConstraint("run_id", "name", name=op.f("uq_run_step_run_id_name")),
    )


def _engine_answer() -> None:
    op.create_table(
        "engine_answer",
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("answer", postgresql.JSONB(), nullable=False),
        sa.Column("prompt_tokens", sa.Integer(), nullable=False),
        sa.Column("completion_tokens", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("cost_usd", sa.Numeric(precision=12, scale=6), nullable=True),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_engine_answer_persona_id_persona"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("persona_id", "key", name=op.f("pk_engine_answer")),
    )


def _reading() -> None:
    op.create_table(
        "reading",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("data_id", sa.Uuid(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("chunks", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("dropped_quotes", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["data_id"], ["persona_data.id"], name=op.f("fk_reading_data_id_persona_data"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_reading_persona_id_persona"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("data_id", "reader", name=op.f("uq_reading_data_id_reader")),
    )
    op.create_index(op.f("ix_reading_persona_id"), "reading", ["persona_id"])


def _found_claim() -> None:
    op.create_table(
        "found_claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("data_id", sa.Uuid(), nullable=False),
        sa.Column("data_number", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("start_at", sa.Integer(), nullable=False),
        sa.Column("end_at", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["data_id"], ["persona_data.id"], name=op.f("fk_found_claim_data_id_persona_data"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=op.f("fk_found_claim_persona_id_persona"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_found_claim")),
    )
    op.create_index(op.f("ix_found_claim_data_id"), "found_claim", ["data_id"])
    op.create_index("ix_found_claim_merge", "found_claim", ["persona_id", "reader", "field", "key"])


def _guards() -> None:
    op.execute(REFUSE)
    op.execute(REFUSE_UNLESS_PERSONA_GOES)
    for table in KEPT_WITH_THEIR_PERSONA:
        op.execute(f"CREATE TRIGGER keep_row BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()")
        op.execute(f"CREATE TRIGGER keep_with_persona BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_delete_alone()")
    op.execute("CREATE TRIGGER keep_row BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change()")
    for table in (*KEPT_WITH_THEIR_PERSONA, "event"):
        op.execute(f"CREATE TRIGGER keep_table BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()")


def upgrade() -> None:
    """Make the extensions, the tables in the order of their references, then the triggers."""
    for extension in ("citext", "pg_trgm"):
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    _account()
    _login_session()
    _api_token()
    _login_failure()
    _event()
    _persona()
    _persona_data()
    _persona_version()
    _decision()
    _run()
    _run_step()
    _engine_answer()
    _reading()
    _found_claim()
    _guards()


def downgrade() -> None:
    """Drop everything but the extensions, which others may use."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("DROP FUNCTION data_search_text(text, text, text)")
    op.execute("DROP FUNCTION refuse_change()")
    op.execute("DROP FUNCTION refuse_delete_alone()")
