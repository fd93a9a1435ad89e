"""Tags, publications and their addresses, attempts to publish, reports; and the triggers that keep what is public as it is.

Revision: 0011, after 0010
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op
from persona_app.core.row_security import SystemWork, open_to, protect_by_owner, protect_by_persona

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ENUMS = {
    "persona_visibility": ("private", "unlisted", "public"),
    "persona_rating": ("unrated", "safe", "suggestive", "explicit"),
    "persona_gender": ("unknown", "female", "male", "nonbinary", "other"),
    "persona_age_bucket": ("unknown", "child", "teen", "young_adult", "adult", "senior"),
}
TABLES = ("tag", "publication", "persona_tag", "public_address", "publication_attempt", "report")
MODERATING = {"publication": "ALL", "persona_tag": "SELECT", "report": "ALL", "event": "INSERT", "persona": "SELECT"}
VISIBLE = "visibility <> 'private' AND hidden_at IS NULL"
"""What everybody may see of publications; for others' eyes the same stands in `publishing.queries`."""

RATING_RANK = """
CREATE FUNCTION rating_rank(rating persona_rating) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE rating WHEN 'safe' THEN 0 WHEN 'suggestive' THEN 1 WHEN 'unrated' THEN 2 ELSE 3 END;
"""
FROZEN = (
    "creator, version_id, version_number, slug, public_name, headline, age, age_bucket, gender, rating_passage, shows_quotes, source, face,"
    " parent_persona_id, published_at, withdrawn_at, consented_at, consented_by"
)
KEEP_PUBLIC = f"""
CREATE FUNCTION keep_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.persona_id <> NEW.persona_id OR OLD.owner_id <> NEW.owner_id THEN
        RAISE EXCEPTION 'a publication stays with its persona' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.visibility = 'private' OR NEW.visibility = 'private' THEN
        RETURN NEW;
    END IF;
    IF ({", ".join(f"OLD.{each.strip()}" for each in FROZEN.split(","))})
        IS DISTINCT FROM ({", ".join(f"NEW.{each.strip()}" for each in FROZEN.split(","))}) THEN
        RAISE EXCEPTION 'what is published does not change while it is public' USING ERRCODE = 'restrict_violation';
    END IF;
    IF rating_rank(NEW.text_rating) < rating_rank(OLD.text_rating)
        OR rating_rank(NEW.rating) < rating_rank(OLD.rating)
            AND OLD.rating <> 'unrated' AND NEW.picture_sha256 IS NOT DISTINCT FROM OLD.picture_sha256 THEN
        RAISE EXCEPTION 'a rating does not fall while it is public' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""
KEEP_HIDDEN = """
CREATE FUNCTION keep_hidden() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.hidden_at, OLD.hidden_reason) IS DISTINCT FROM (NEW.hidden_at, NEW.hidden_reason)
        AND coalesce(system_work(), 'maintain') NOT IN ('moderate', 'maintain') THEN
        RAISE EXCEPTION 'only an operator hides and shows again' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""
KEEP_TAGS = """
CREATE FUNCTION keep_public_tags() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tagged uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.persona_id ELSE NEW.persona_id END;
BEGIN
    IF EXISTS (SELECT 1 FROM publication WHERE persona_id = tagged AND visibility <> 'private')
        AND EXISTS (SELECT 1 FROM persona WHERE id = tagged) THEN
        RAISE EXCEPTION 'tags do not change while their persona is public' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$
"""
TELL = """
CREATE FUNCTION tell_publication() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this publication;
BEGIN
    IF TG_OP = 'DELETE' THEN this := OLD; ELSE this := NEW; END IF;
    PERFORM pg_notify('publication', this.persona_id::text);
    IF TG_OP <> 'UPDATE' OR (OLD.visibility, OLD.hidden_at, OLD.slug) IS DISTINCT FROM (NEW.visibility, NEW.hidden_at, NEW.slug) THEN
        PERFORM pg_notify('publication', near.persona_id::text) FROM publication AS near
            WHERE near.parent_persona_id = this.persona_id OR near.persona_id = this.parent_persona_id;
    END IF;
    RETURN NULL;
END $$
"""
WITHDRAW_ARCHIVED = """
CREATE FUNCTION withdraw_archived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE publication SET visibility = 'private', withdrawn_at = NEW.archived_at, changed_at = NEW.archived_at
        WHERE persona_id = NEW.id AND visibility <> 'private';
    UPDATE publication_attempt SET state = 'cancelled', why = 'The persona was archived.', ended_at = NEW.archived_at
        WHERE persona_id = NEW.id AND state IN ('pending', 'review');
    PERFORM pg_notify('run_progress', id::text) FROM run WHERE persona_id = NEW.id AND kind = 'publish' AND finished_at IS NULL;
    UPDATE run SET state = 'cancelled', sentence = 'The persona was archived.', waits_until = NULL, finished_at = NEW.archived_at
        WHERE persona_id = NEW.id AND kind = 'publish' AND finished_at IS NULL;
    RETURN NULL;
END $$
"""
REFUSE_ARCHIVED = """
CREATE FUNCTION refuse_archived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM persona WHERE id = NEW.persona_id AND archived_at IS NOT NULL) THEN
        RAISE EXCEPTION 'an archived persona is not public' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""
END_ATTEMPT = """
CREATE FUNCTION end_publication_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE publication_attempt SET state = NEW.state, why = NEW.sentence, ended_at = coalesce(NEW.finished_at, now())
        WHERE run_id = NEW.id AND state = 'pending';
    RETURN NULL;
END $$
"""
COUNT_ATTEMPT = """
CREATE FUNCTION count_publication_attempt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO counter AS counted (name, labels, value) VALUES ('publish_attempts', jsonb_build_object('status', NEW.state), 1)
        ON CONFLICT (name, labels) DO UPDATE SET value = counted.value + 1;
    RETURN NULL;
END $$
"""
FUNCTIONS = {
    "keep_publication": KEEP_PUBLIC,
    "keep_hidden": KEEP_HIDDEN,
    "keep_public_tags": KEEP_TAGS,
    "tell_publication": TELL,
    "withdraw_archived": WITHDRAW_ARCHIVED,
    "refuse_archived": REFUSE_ARCHIVED,
    "end_publication_attempt": END_ATTEMPT,
    "count_publication_attempt": COUNT_ATTEMPT,
}
TRIGGERS = (
    f"keep_public BEFORE UPDATE OF persona_id, owner_id, text_rating, rating, {FROZEN} ON publication"
    " FOR EACH ROW EXECUTE FUNCTION keep_publication()",
    "keep_hidden BEFORE UPDATE OF hidden_at, hidden_reason ON publication FOR EACH ROW EXECUTE FUNCTION keep_hidden()",
    "keep_with_persona BEFORE DELETE ON publication FOR EACH ROW EXECUTE FUNCTION refuse_delete_alone()",
    "keep_archived BEFORE INSERT OR UPDATE OF visibility ON publication FOR EACH ROW WHEN (NEW.visibility <> 'private')"
    " EXECUTE FUNCTION refuse_archived()",
    "tell AFTER INSERT OR UPDATE OR DELETE ON publication FOR EACH ROW EXECUTE FUNCTION tell_publication()",
    "keep_public BEFORE INSERT OR UPDATE OR DELETE ON persona_tag FOR EACH ROW EXECUTE FUNCTION keep_public_tags()",
    "withdraw_archived AFTER UPDATE OF archived_at ON persona FOR EACH ROW"
    " WHEN (OLD.archived_at IS NULL AND NEW.archived_at IS NOT NULL) EXECUTE FUNCTION withdraw_archived()",
    "end_publication_attempt AFTER UPDATE OF state ON run FOR EACH ROW"
    " WHEN (NEW.kind = 'publish' AND NEW.state IN ('failed', 'cancelled')) EXECUTE FUNCTION end_publication_attempt()",
    "count_begun AFTER INSERT ON publication_attempt FOR EACH ROW EXECUTE FUNCTION count_publication_attempt()",
    "count_state AFTER UPDATE OF state ON publication_attempt FOR EACH ROW WHEN (OLD.state <> NEW.state)"
    " EXECUTE FUNCTION count_publication_attempt()",
)


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _enum(name: str) -> postgresql.ENUM:
    return postgresql.ENUM(*ENUMS[name], name=name, create_type=False)


def _of_persona(table: str, *, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name=f"fk_{table}_persona_id_persona", ondelete=ondelete)


def _tag() -> None:
    op.create_table(
        "tag",
        sa.Column("synonyms", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
        sa.UniqueConstraint("name", name="uq_tag_name"),
    )


def _publication() -> None:
    op.create_table(
        "publication",
        sa.Column("visibility", _enum("persona_visibility"), nullable=False),
        sa.Column("age_bucket", _enum("persona_age_bucket"), server_default="unknown", nullable=False),
        sa.Column("gender", _enum("persona_gender"), server_default="unknown", nullable=False),
        sa.Column("rating", _enum("persona_rating"), server_default="unrated", nullable=False),
        sa.Column("text_rating", _enum("persona_rating"), server_default="unrated", nullable=False),
        sa.Column("face", postgresql.JSONB(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("creator", sa.String(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("public_name", sa.String(), nullable=False),
        sa.Column("headline", sa.String(), nullable=False),
        sa.Column("age", sa.Integer(), server_default="-1", nullable=False),
        sa.Column("rating_passage", sa.String(), nullable=False),
        sa.Column("shows_quotes", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("picture_sha256", sa.String(), nullable=True),
        sa.Column("likes_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("parent_persona_id", sa.Uuid(), nullable=True),
        _time("published_at"),
        _time("changed_at"),
        _time("hidden_at", nullable=True),
        sa.Column("hidden_reason", sa.String(), nullable=True),
        _time("withdrawn_at", nullable=True),
        _time("consented_at"),
        sa.Column("consented_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("age BETWEEN -1 AND 150", name="ck_publication_age"),
        sa.CheckConstraint("char_length(headline) <= 120", name="ck_publication_headline"),
        sa.CheckConstraint("likes_count >= 0", name="ck_publication_likes"),
        sa.CheckConstraint("rating_rank(rating) >= rating_rank(text_rating)", name="ck_publication_rating"),
        sa.CheckConstraint("visibility = 'private' OR withdrawn_at IS NULL", name="ck_publication_withdrawn"),
        _of_persona("publication"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["persona_version.id"], name="fk_publication_version_id_persona_version", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("persona_id", name="pk_publication"),
        sa.UniqueConstraint("slug", name="uq_publication_slug"),
    )
    newest = sa.text("published_at DESC")
    op.create_index("ix_publication_owner", "publication", ["owner_id", newest])
    op.create_index("ix_publication_creator", "publication", ["creator", newest])
    op.create_index("ix_publication_visibility", "publication", ["visibility", newest])
    op.create_index("ix_publication_rating", "publication", ["rating"])
    op.create_index("ix_publication_gender", "publication", ["gender"])
    is_remix = sa.text("parent_persona_id IS NOT NULL")
    op.create_index("ix_publication_parent", "publication", ["parent_persona_id"], postgresql_where=is_remix)


def _persona_tag() -> None:
    op.create_table(
        "persona_tag",
        sa.Column("confidence", sa.SmallInteger(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("confidence BETWEEN 0 AND 100", name="ck_persona_tag_confidence"),
        sa.CheckConstraint("source IN ('engine', 'owner')", name="ck_persona_tag_source"),
        _of_persona("persona_tag"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_persona_tag_tag_id_tag"),
        sa.PrimaryKeyConstraint("persona_id", "tag_id", name="pk_persona_tag"),
    )
    op.create_index("ix_persona_tag_tag", "persona_tag", ["tag_id"])


def _public_address() -> None:
    op.create_table(
        "public_address",
        sa.Column("slug_sha256", sa.String(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=True),
        _time("created_at"),
        _of_persona("public_address", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("slug_sha256", name="pk_public_address"),
    )
    op.create_index("ix_public_address_persona_id", "public_address", ["persona_id"])


def _publication_attempt() -> None:
    op.create_table(
        "publication_attempt",
        sa.Column("asked", postgresql.JSONB(), nullable=False),
        sa.Column("draft", postgresql.JSONB(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=True),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        _time("created_at"),
        _time("ended_at", nullable=True),
        sa.CheckConstraint("state IN ('pending', 'review', 'done', 'failed', 'cancelled')", name="ck_publication_attempt_state"),
        _of_persona("publication_attempt"),
        sa.PrimaryKeyConstraint("id", name="pk_publication_attempt"),
        sa.UniqueConstraint("run_id", name="uq_publication_attempt_run_id"),
    )
    is_open = sa.text("state IN ('pending', 'review')")
    op.create_index("uq_publication_attempt_open", "publication_attempt", ["persona_id"], unique=True, postgresql_where=is_open)
    op.create_index("ix_publication_attempt_persona", "publication_attempt", ["persona_id", sa.text("id DESC")])


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=True),
        sa.Column("address_hash", sa.String(), nullable=False),
        _time("created_at"),
        _time("settled_at", nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.CheckConstraint("char_length(words) <= 1000", name="ck_report_words"),
        _of_persona("report"),
        sa.ForeignKeyConstraint(["reporter_id"], ["account.id"], name="fk_report_reporter_id_account", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
    )
    is_open = sa.text("settled_at IS NULL")
    op.create_index("uq_report_open", "report", ["persona_id", "address_hash"], unique=True, postgresql_where=is_open)
    op.create_index("ix_report_open", "report", [sa.text("id DESC")], postgresql_where=is_open)


def _walls() -> None:
    """Owners see theirs; everybody what is visible; whoever moderates sees all; a visitor adds a report and reads none."""
    op.execute(protect_by_owner("publication"))
    op.execute(protect_by_persona("persona_tag"))
    op.execute(protect_by_persona("publication_attempt"))
    op.execute(protect_by_owner("report", column="reporter_id"))
    op.execute(f"CREATE POLICY visible ON publication FOR SELECT USING ({VISIBLE})")
    seen = f"EXISTS (SELECT 1 FROM publication WHERE publication.persona_id = {{table}}.persona_id AND {VISIBLE})"  # noqa: S608 - constants
    op.execute(f"CREATE POLICY visible ON persona_tag FOR SELECT USING ({seen.format(table='persona_tag')})")
    own = "reporter_id IS NULL OR reporter_id = acting_account()"
    op.execute(f"CREATE POLICY told ON report FOR INSERT WITH CHECK ({seen.format(table='report')} AND ({own}))")
    op.execute(open_to(SystemWork.MODERATE, tables=MODERATING))
    op.execute(open_to(SystemWork.RUN_JOBS, tables={"publication_attempt": "ALL"}))


def _rights() -> None:
    """The list of tags is the program's; an address that was given stays given; a publication goes with its persona alone."""
    revoked = {"tag": "INSERT, UPDATE, DELETE", "public_address": "UPDATE, DELETE", "publication": "DELETE"}
    for table, rights in revoked.items():
        op.execute(f"DO $$ BEGIN EXECUTE format('REVOKE {rights} ON {table} FROM %I', application_role()); END $$")


def upgrade() -> None:
    """Make types, tables, walls, then the triggers."""
    for name in ENUMS:
        _enum(name).create(op.get_bind())
    op.execute(RATING_RANK)
    for make in (_tag, _publication, _persona_tag, _public_address, _publication_attempt, _report, _walls, _rights):
        make()
    for function in FUNCTIONS.values():
        op.execute(function)
    for trigger in TRIGGERS:
        op.execute(f"CREATE TRIGGER {trigger}")


def downgrade() -> None:
    """Drop them all; nothing is public any more."""
    op.execute("DROP TRIGGER withdraw_archived ON persona")
    op.execute("DROP TRIGGER end_publication_attempt ON run")
    op.execute("DROP POLICY moderate ON event")
    op.execute("DROP POLICY moderate ON persona")
    for table in reversed(TABLES):
        op.drop_table(table)
    for function in FUNCTIONS:
        op.execute(f"DROP FUNCTION {function}()")
    op.execute("DROP FUNCTION rating_rank(persona_rating)")
    for name in ENUMS:
        op.execute(f"DROP TYPE {name}")
