"""The trail of events as a chain of hashes, and what erasure and age may take from it.

An event's words (`detail`) stand beside the chain: it holds their salted digest, so that they can go and it stays valid. Whoever
writes an event waits for nobody: the trigger queues it, and `seal_events` puts what is committed into the chain, one at a time.

Revision: 0022, after 0021
"""

import sqlalchemy as sa

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

# What is hashed of an event and never goes: `persona_app/events/chaining.py` computes the same, apart from the database.
EVENT_HASH = r"""
CREATE FUNCTION event_hash(previous text, place bigint, e event) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT encode(sha256(convert_to(concat(
        previous, E'\n', place, E'\n', e.id, E'\n', (extract(epoch FROM e.at) * 1000000)::bigint, E'\n', e.kind, E'\n', e.actor_id, E'\n',
        e.owner_id, E'\n', e.persona_id, E'\n', e.before, E'\n', e.after, E'\n', e.detail_digest), 'UTF8')), 'hex')
$$
"""

# States are hashed with a key per owner that goes with the account: nobody finds a name out by trying names afterwards.
NOTE_EVENT = """
CREATE FUNCTION note_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    secret uuid;
BEGIN
    NEW.salt := gen_random_uuid();
    NEW.detail_digest := encode(sha256(convert_to(NEW.salt::text || NEW.detail::text, 'UTF8')), 'hex');
    IF NEW.owner_id IS NULL OR (NEW.before IS NULL AND NEW.after IS NULL) THEN
        RETURN NEW;
    END IF;
    SELECT key INTO secret FROM event_key WHERE account_id = NEW.owner_id;
    IF NOT FOUND THEN
        INSERT INTO event_key (account_id, key) VALUES (NEW.owner_id, gen_random_uuid()) ON CONFLICT DO NOTHING;
        SELECT key INTO secret FROM event_key WHERE account_id = NEW.owner_id;
    END IF;
    NEW.before := encode(sha256(convert_to(secret::text || NEW.before, 'UTF8')), 'hex');
    NEW.after := encode(sha256(convert_to(secret::text || NEW.after, 'UTF8')), 'hex');
    RETURN NEW;
END $$
"""
QUEUE_EVENT = """
CREATE FUNCTION queue_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO event_unsealed (event_id) VALUES (NEW.id);
    RETURN NULL;
END $$
"""
KEEP_EVENT = """
CREATE FUNCTION keep_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    emptied event := OLD;
BEGIN
    emptied.detail := '{}';
    emptied.salt := NULL;
    IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM emptied THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""
# One seals at a time. What is committed later comes later, so a sealed part of the chain is never touched again. Each statement goes by an
# index or once over the queue, whatever the statistics of tables that were small a moment ago make of it.
SEAL_EVENTS = """
CREATE FUNCTION seal_events(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    last record;
    next record;
    place bigint := 0;
    previous text := '';
    digest text;
    taken bigint[] := '{}';
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('event chain', 0)) THEN
        RETURN 0;
    END IF;
    SELECT s.place, s.hash INTO last FROM event_seal AS s ORDER BY s.place DESC LIMIT 1;
    IF FOUND THEN
        place := last.place;
        previous := last.hash;
    END IF;
    FOR next IN SELECT queued.id AS queued_id, e AS said FROM event_unsealed AS queued JOIN event AS e ON e.id = queued.event_id
        ORDER BY queued.id LIMIT least(most, 10000)
    LOOP
        taken := taken || next.queued_id;
        digest := event_hash(previous, place + 1, next.said);
        INSERT INTO event_seal (place, event_id, hash) VALUES (place + 1, (next.said).id, digest)
            ON CONFLICT ON CONSTRAINT uq_event_seal_event_id DO NOTHING;
        IF FOUND THEN
            place := place + 1;
            previous := digest;
        END IF;
    END LOOP;
    DELETE FROM event_unsealed WHERE id = ANY (taken);
    RETURN cardinality(taken);
END $$
"""
# What an account leaves behind in rows that are not its own. The words of its events go with their salts, so that nobody finds them again
# by trying; its reports go, and who settled one or imported films is not told any more.
ERASE_TRACES = """
CREATE FUNCTION erase_traces_of(account uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    emptied integer;
BEGIN
    IF account IS DISTINCT FROM acting_account() AND coalesce(system_work(), 'maintain') <> 'maintain' THEN
        RETURN 0;
    END IF;
    UPDATE event SET detail = '{}', salt = NULL WHERE (owner_id = account OR actor_id = account) AND salt IS NOT NULL;
    GET DIAGNOSTICS emptied = ROW_COUNT;
    DELETE FROM event_key WHERE account_id = account;
    DELETE FROM report WHERE reporter_id = account;
    UPDATE report SET settled_by = NULL WHERE settled_by = account;
    UPDATE corpus SET imported_by = NULL WHERE imported_by = account;
    RETURN emptied;
END $$
"""
COMPANY_OF = """
CREATE FUNCTION company_of(account uuid) RETURNS TABLE (accounts bigint, operators bigint) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT count(*), count(*) FILTER (WHERE is_operator) FROM account AS other WHERE other.id <> company_of.account
$$
"""
# Pictures of an account that goes are not left to the next sweep; one that others show as well stays.
DOOM_PICTURES = """
CREATE FUNCTION doom_pictures(wanted text[]) RETURNS SETOF text LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE picture SET doomed_at = coalesce(doomed_at, now()) WHERE sha256 = ANY (wanted)
        AND NOT EXISTS (SELECT 1 FROM persona_picture AS kept WHERE kept.sha256 = picture.sha256)
        AND NOT EXISTS (SELECT 1 FROM publication AS shown WHERE shown.picture_sha256 = picture.sha256 AND shown.visibility <> 'private')
    RETURNING sha256
$$
"""
# What nobody owns stays: the trail's own events say which words went by age.
RETIRE_EVENTS = """
CREATE FUNCTION retire_events(before timestamptz, note uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    retired integer;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('event words', 0)) THEN
        RETURN 0;
    END IF;
    UPDATE event SET detail = '{}', salt = NULL
        WHERE at < retire_events.before AND salt IS NOT NULL AND coalesce(owner_id, actor_id) IS NOT NULL;
    GET DIAGNOSTICS retired = ROW_COUNT;
    IF retired > 0 THEN
        INSERT INTO event (id, at, kind, detail) VALUES (note, clock_timestamp(), 'words_retired',
            jsonb_build_object('count', retired,
                'before', to_char(retire_events.before AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')));
    END IF;
    RETURN retired;
END $$
"""
FORGET_OLD = """
CREATE FUNCTION forget_old(named text, moment text, before timestamptz, most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    gone integer;
BEGIN
    IF named NOT IN ('persona_use', 'erasure') OR to_regclass('public.' || named) IS NULL THEN
        RETURN 0;
    END IF;
    EXECUTE format('DELETE FROM public.%1$I WHERE ctid = ANY (ARRAY(SELECT ctid FROM public.%1$I WHERE %2$I < $1 LIMIT $2))', named, moment)
        USING before, most;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$
"""
DOORS = {
    "note_event()": NOTE_EVENT,
    "seal_events(integer)": SEAL_EVENTS,
    "erase_traces_of(uuid)": ERASE_TRACES,
    "company_of(uuid)": COMPANY_OF,
    "doom_pictures(text[])": DOOM_PICTURES,
    "retire_events(timestamptz, uuid)": RETIRE_EVENTS,
    "forget_old(text, text, timestamptz, integer)": FORGET_OLD,
}
INDEXES = {
    "ix_event_owner": ("owner_id", "at DESC", "id DESC"),
    "ix_event_owner_kind": ("owner_id", "kind", "at DESC", "id DESC"),
    "ix_event_persona": ("persona_id", "at DESC", "id DESC"),
    "ix_event_actor": ("actor_id", "at DESC", "id DESC"),
    "ix_event_kind": ("kind", "at DESC", "id DESC"),
    "ix_event_time": ("at DESC", "id DESC"),
}


def _columns() -> None:
    for name in ("before", "after", "detail_digest"):
        op.add_column("event", sa.Column(name, sa.String(), nullable=True))
    op.add_column("event", sa.Column("salt", sa.Uuid(), nullable=True))
    for name in ("before", "after", "detail_digest"):
        op.create_check_constraint(op.f(f"ck_event_{name}_hash"), "event", f"{name} ~ '^[0-9a-f]{{64}}$'")
    for name in ("ix_event_owner", "ix_event_persona"):
        op.drop_index(name, "event")
    for name, columns in INDEXES.items():
        op.create_index(name, "event", [sa.text(column) if " " in column else column for column in columns])
    op.create_index("ix_event_words", "event", ["at"], postgresql_where=sa.text("salt IS NOT NULL"))


def _tables() -> None:
    op.create_table(
        "event_seal",
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_event_seal"),
        sa.UniqueConstraint("event_id", name="uq_event_seal_event_id"),
    )
    op.create_table(
        "event_unsealed",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event_unsealed"),
    )
    op.create_table(
        "event_key",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_event_key"),
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
    )
    op.create_index("ix_erasure_at", "erasure", ["at"])


def _rights() -> None:
    rights = (
        "UPDATE, DELETE ON event_unsealed, erasure",
        "INSERT, UPDATE, DELETE ON event_seal",
        "SELECT, UPDATE, DELETE ON event_key",
    )
    for each in rights:
        op.execute(f"DO $$ BEGIN EXECUTE format('REVOKE {each} FROM %I', application_role()); END $$")
    for door in DOORS:
        op.execute(f"REVOKE EXECUTE ON FUNCTION {door} FROM PUBLIC")
        op.execute(f"DO $$ BEGIN EXECUTE format('GRANT EXECUTE ON FUNCTION {door} TO %I', application_role()); END $$")
    op.execute("CREATE POLICY audit ON event FOR SELECT USING (system_work() = 'audit')")


def _what_is_there() -> None:
    """Events of before get their digests, and stand first in the chain, in the order of their times."""
    op.execute("ALTER TABLE event DISABLE TRIGGER keep_row")
    op.execute("UPDATE event SET salt = gen_random_uuid()")
    op.execute("UPDATE event SET detail_digest = encode(sha256(convert_to(salt::text || detail::text, 'UTF8')), 'hex')")
    op.execute("INSERT INTO event_unsealed (event_id) SELECT id FROM event ORDER BY at, id")


def upgrade() -> None:
    """Make the columns, the tables and the triggers; what is there is queued to be sealed."""
    _columns()
    _tables()
    op.execute(EVENT_HASH)
    for function in (*DOORS.values(), QUEUE_EVENT, KEEP_EVENT):
        op.execute(function)
    _what_is_there()
    op.execute("DROP TRIGGER keep_row ON event")
    op.execute("CREATE TRIGGER keep_row BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION keep_event()")
    op.execute("CREATE TRIGGER note_event BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION note_event()")
    op.execute("CREATE TRIGGER queue_event AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION queue_event()")
    op.execute("CREATE TRIGGER keep_row BEFORE UPDATE OR DELETE ON event_seal FOR EACH ROW EXECUTE FUNCTION refuse_change()")
    op.execute("CREATE TRIGGER keep_table BEFORE TRUNCATE ON event_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()")
    _rights()


def downgrade() -> None:
    """The chain goes; the events stay, without what it added. Words that went do not come back."""
    op.execute("DROP POLICY audit ON event")
    for trigger in ("note_event", "queue_event", "keep_row"):
        op.execute(f"DROP TRIGGER {trigger} ON event")
    op.execute("CREATE TRIGGER keep_row BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change()")
    for function in (*DOORS, "queue_event()", "keep_event()", "event_hash(text, bigint, event)"):
        op.execute(f"DROP FUNCTION {function}")
    for table in ("erasure", "event_key", "event_unsealed", "event_seal"):
        op.drop_table(table)
    for name in (*INDEXES, "ix_event_words"):
        op.drop_index(name, "event")
    for name in ("before", "after", "detail_digest", "salt"):
        op.drop_column("event", name)
    op.create_index("ix_event_persona", "event", ["persona_id", sa.literal_column("id DESC")])
    op.create_index("ix_event_owner", "event", ["owner_id", sa.literal_column("id DESC")])
