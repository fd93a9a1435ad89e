"""Search among public personas, its vocabulary, likes, and how often an address asked.

Triggers keep what is searched with what is public, in the same transaction. What would be a row that everybody writes (how often a
word occurs, how many like a persona) is noted as a change in a row of its own, and added up in batches by whoever minds the queue.

Revision: 0013, after 0012
"""

import sqlalchemy as sa

from alembic import op
from persona_app.core.row_security import protect_by_owner

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TIERS = 6

# What a word is: lower case, without accents, whatever the script. Languages that are written without spaces are cut into characters,
# so that a word of theirs is a phrase. The parser of PostgreSQL is not asked: it cuts words at vowel signs of Indic scripts.
PUNCTUATION = (
    r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b9-\u02df\u0589\u05be\u05c0"
    r"\u05c3\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u206f\u20a0-\u20cf\u2100-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020"
    r"\u3030\u30a0\u30fb\ufe00-\ufe6f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff\ue000-\uf8ff\U0001f000-\U0001faff"
)
UNSPACED = (
    r"\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u103f\u1050-\u1055\u1780-\u17b3"
    r"\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)
FUNCTIONS = rf"""
CREATE FUNCTION gallery_words(said text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(left(word, 40) ORDER BY place), '{{}}') FROM string_to_table(
        regexp_replace(regexp_replace(regexp_replace(
            lower(public.unaccent('public.unaccent', normalize(said, NFKC))),
            '[''’ʼ`]', '', 'g'), '[{PUNCTUATION}]+', ' ', 'g'), '([{UNSPACED}])', ' \1', 'g'), ' '
    ) WITH ORDINALITY AS cut(word, place) WHERE word <> ''
$$;
CREATE FUNCTION gallery_vector(words text[], weight text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':' || place || weight, ' '), '')::tsvector
    FROM unnest(words) WITH ORDINALITY AS each(word, place)
$$;
CREATE FUNCTION facet_code(kind text, value text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE kind WHEN 'creator' THEN 1000000000 + ('x' || left(md5(value), 7))::bit(28)::integer
        ELSE 1000000 * array_position(ARRAY['category', 'gender', 'age_bucket', 'rating', 'source', 'adult'], kind)
            + ('x' || left(md5(value), 4))::bit(16)::integer END
$$;
CREATE FUNCTION is_adult(rating persona_rating) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN rating IN ('explicit', 'unrated');
CREATE FUNCTION popularity_of(likes integer, published_at timestamptz) RETURNS real LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (ln(1 + greatest(likes, 0)) + greatest(0, extract(epoch FROM published_at) - 1735689600) / 15552000)::real
$$;
CREATE FUNCTION tier_of(wanted real) RETURNS smallint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(min(tier), {TIERS - 1})::smallint FROM search_tier WHERE least <= wanted
$$;
"""  # noqa: S608 - made of constants

# `head` is short, stays in the row and is what ranking reads; `doc` is everything, used through the indexes alone.
TABLES = """
CREATE TABLE search_tier (tier smallint PRIMARY KEY, least real NOT NULL, stale_least real NOT NULL);
CREATE TABLE search_doc (
    persona_id uuid CONSTRAINT pk_search_doc PRIMARY KEY,
    tier smallint NOT NULL,
    popularity real NOT NULL,
    is_adult boolean NOT NULL,
    creator text NOT NULL,
    facets integer[] NOT NULL,
    head tsvector NOT NULL,
    doc tsvector NOT NULL
);
CREATE TABLE search_name (
    persona_id uuid NOT NULL,
    token text COLLATE "C" NOT NULL,
    tier smallint NOT NULL,
    popularity real NOT NULL,
    is_adult boolean NOT NULL
);
CREATE INDEX ix_search_name_persona ON search_name (persona_id);
CREATE INDEX ix_search_name_token ON search_name (tier, token, popularity DESC);
CREATE TABLE search_word (word text COLLATE "C" CONSTRAINT pk_search_word PRIMARY KEY, documents integer NOT NULL);
CREATE INDEX ix_search_word_alike ON search_word USING gin (word gin_trgm_ops);
CREATE TABLE search_facet (
    facet integer NOT NULL, is_adult boolean NOT NULL, documents integer NOT NULL,
    CONSTRAINT pk_search_facet PRIMARY KEY (facet, is_adult)
);
CREATE TABLE search_change (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_search_change PRIMARY KEY,
    persona_id uuid NOT NULL,
    step smallint NOT NULL,
    is_adult boolean NOT NULL,
    facets integer[] NOT NULL,
    words text[] NOT NULL
);
CREATE TABLE like_change (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_like_change PRIMARY KEY,
    persona_id uuid NOT NULL,
    step smallint NOT NULL
);
CREATE INDEX ix_like_change_persona ON like_change (persona_id);
"""
INDEXES = (
    *(f"search_doc_tier{tier} ON search_doc USING gin (doc, facets) WHERE tier = {tier}" for tier in range(TIERS)),
    "search_doc_popular ON search_doc (popularity DESC, persona_id DESC)",
    "search_doc_creator ON search_doc (creator)",
)

# A phrase is looked for in the words themselves; where PostgreSQL was built with lz4, they are unpacked in half the time.
FAST_TO_READ = """
DO $$ BEGIN
    ALTER TABLE search_doc ALTER COLUMN doc SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$
"""
KEEP_DOC = """
CREATE FUNCTION search_doc_of(p publication) RETURNS TABLE (
    persona_id uuid, tier smallint, popularity real, is_adult boolean, creator text, facets integer[], head tsvector, doc tsvector
) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    given record;
    title tsvector;
    rank real := popularity_of(p.likes_count, p.published_at);
BEGIN
    SELECT coalesce(array_agg(tag.id ORDER BY had.confidence DESC, tag.position), '{}') AS ids,
        coalesce(array_agg(DISTINCT facet_code('category', tag.category)), '{}') AS categories,
        coalesce(string_agg(tag.name, ' ' ORDER BY had.confidence DESC, tag.position), '') AS names,
        coalesce(string_agg(array_to_string(tag.synonyms, ' '), ' '), '') AS synonyms
        INTO given FROM persona_tag AS had JOIN tag ON tag.id = had.tag_id WHERE had.persona_id = p.persona_id;
    title := gallery_vector((gallery_words(p.public_name))[1:20], 'A') || gallery_vector((gallery_words(p.headline))[1:40], 'B')
        || gallery_vector((gallery_words(given.names))[1:60], 'C');
    RETURN QUERY SELECT p.persona_id, tier_of(rank), rank, is_adult(p.rating), lower(p.creator),
        given.ids || given.categories || ARRAY[
            facet_code('gender', p.gender::text), facet_code('age_bucket', p.age_bucket::text), facet_code('rating', p.rating::text),
            facet_code('source', p.source), facet_code('adult', is_adult(p.rating)::text), facet_code('creator', lower(p.creator))],
        title,
        title || gallery_vector((gallery_words(left(concat_ws(' ', given.synonyms, p.face->>'content',
            (SELECT string_agg(said #>> '{}', ' ') FROM jsonb_path_query(p.face, '$.thoughts[*].text') AS said),
            (SELECT string_agg(said #>> '{}', ' ') FROM jsonb_path_query(p.face, '$.profile.fields[*].claims[*].text') AS said)
        ), 60000)))[1:8000], '');
END $$;
CREATE FUNCTION write_search_doc(p publication) RETURNS void LANGUAGE sql AS $$
    INSERT INTO search_doc SELECT * FROM search_doc_of(p)
    ON CONFLICT (persona_id) DO UPDATE SET tier = EXCLUDED.tier, popularity = EXCLUDED.popularity, is_adult = EXCLUDED.is_adult,
        creator = EXCLUDED.creator, facets = EXCLUDED.facets, head = EXCLUDED.head, doc = EXCLUDED.doc
$$;
CREATE FUNCTION keep_search_doc() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_shown boolean := TG_OP <> 'DELETE' AND NEW.visibility = 'public' AND NEW.hidden_at IS NULL;
    was_shown boolean := TG_OP <> 'INSERT' AND OLD.visibility = 'public' AND OLD.hidden_at IS NULL;
    rank real;
BEGIN
    IF NOT is_shown THEN
        IF was_shown THEN DELETE FROM search_doc WHERE persona_id = OLD.persona_id; END IF;
    ELSIF NOT was_shown OR (OLD.rating, OLD.public_name, OLD.headline, OLD.face, OLD.creator, OLD.gender, OLD.age_bucket, OLD.source)
        IS DISTINCT FROM (NEW.rating, NEW.public_name, NEW.headline, NEW.face, NEW.creator, NEW.gender, NEW.age_bucket, NEW.source) THEN
        PERFORM write_search_doc(NEW);
    ELSIF NEW.likes_count <> OLD.likes_count THEN
        rank := popularity_of(NEW.likes_count, NEW.published_at);
        -- A hundredth more or less changes no order that anybody sees, and would write a row's words into their index anew.
        UPDATE search_doc SET popularity = rank, tier = tier_of(rank) WHERE persona_id = NEW.persona_id AND abs(popularity - rank) > 0.01;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION keep_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.doc, OLD.facets, OLD.is_adult) IS NOT DISTINCT FROM (NEW.doc, NEW.facets, NEW.is_adult) THEN
        UPDATE search_name SET tier = NEW.tier, popularity = NEW.popularity WHERE persona_id = NEW.persona_id;
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM search_name WHERE persona_id = OLD.persona_id;
        INSERT INTO search_change (persona_id, step, is_adult, facets, words)
            VALUES (OLD.persona_id, -1, OLD.is_adult, OLD.facets, tsvector_to_array(OLD.doc));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO search_name (persona_id, token, tier, popularity, is_adult)
            SELECT NEW.persona_id, lexeme, NEW.tier, NEW.popularity, NEW.is_adult FROM unnest(NEW.head) WHERE 'A' = ANY (weights);
        INSERT INTO search_change (persona_id, step, is_adult, facets, words)
            VALUES (NEW.persona_id, 1, NEW.is_adult, NEW.facets, tsvector_to_array(NEW.doc));
    END IF;
    RETURN NULL;
END $$;
"""
NOTE_LIKE = """
CREATE FUNCTION note_like() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO like_change (persona_id, step) VALUES (OLD.persona_id, -1);
    ELSE
        INSERT INTO like_change (persona_id, step) VALUES (NEW.persona_id, 1);
    END IF;
    RETURN NULL;
END $$
"""

# The door through the second wall: likes of others are added to publications of others. One folds at a time, so that a step back
# never comes before the step that it takes back.
FOLD_LIKES = """
CREATE FUNCTION fold_likes(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    taken integer;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('gallery fold', 0)) THEN
        RETURN 0;
    END IF;
    WITH gone AS (
        DELETE FROM like_change WHERE id IN (SELECT id FROM like_change ORDER BY id LIMIT least(most, 10000)) RETURNING persona_id, step
    ), summed AS (
        SELECT persona_id, sum(step) AS step FROM gone GROUP BY persona_id
    ), written AS (
        UPDATE publication SET likes_count = likes_count + summed.step FROM summed
            WHERE publication.persona_id = summed.persona_id AND summed.step <> 0
    )
    SELECT count(*) INTO taken FROM gone;
    RETURN taken;
END $$
"""
DOOR = "fold_likes(integer)"


def _likes() -> None:
    op.create_table(
        "persona_like",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("persona_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_persona_like_account_id_account", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["persona_id"], ["persona.id"], name="fk_persona_like_persona_id_persona", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "persona_id", name="pk_persona_like"),
    )
    newest = (sa.text("created_at DESC"), sa.text("persona_id DESC"))
    op.create_index("ix_persona_like_newest", "persona_like", ["account_id", *newest])
    op.create_index("ix_persona_like_persona", "persona_like", ["persona_id"])
    op.execute(protect_by_owner("persona_like", column="account_id"))
    op.execute(NOTE_LIKE)
    op.execute("CREATE TRIGGER note_like AFTER INSERT OR DELETE ON persona_like FOR EACH ROW EXECUTE FUNCTION note_like()")
    op.execute(FOLD_LIKES)
    op.execute(f"REVOKE EXECUTE ON FUNCTION {DOOR} FROM PUBLIC")
    op.execute(f"DO $$ BEGIN EXECUTE format('GRANT EXECUTE ON FUNCTION {DOOR} TO %I', application_role()); END $$")


def _addresses() -> None:
    op.create_table(
        "address_window",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("window_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_address_window"),
    )
    op.create_index("ix_address_window_window", "address_window", ["window_ends_at"])


def _search() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
    op.execute(TABLES)
    op.execute(FAST_TO_READ)
    op.execute(FUNCTIONS)
    for index in INDEXES:
        op.execute(f"CREATE INDEX {index}")
    op.execute("INSERT INTO search_tier VALUES (0, '-infinity', '-infinity')")
    op.execute(KEEP_DOC)
    changed = (
        "INSERT OR UPDATE OF visibility, hidden_at, rating, public_name, headline, face, likes_count, creator, gender, age_bucket, source"
    )
    op.execute(f"CREATE TRIGGER keep_search AFTER {changed} OR DELETE ON publication FOR EACH ROW EXECUTE FUNCTION keep_search_doc()")
    op.execute("CREATE TRIGGER keep_words AFTER INSERT OR UPDATE OR DELETE ON search_doc FOR EACH ROW EXECUTE FUNCTION keep_search_words()")
    shown = "WHERE visibility = 'public' AND hidden_at IS NULL"
    op.execute(f"CREATE INDEX ix_publication_new ON publication (published_at DESC, persona_id DESC) {shown}")
    op.execute(f"CREATE INDEX ix_publication_liked ON publication (likes_count DESC, persona_id DESC) {shown}")


def upgrade() -> None:
    """Make the tables and triggers; what is public already is written."""
    _search()
    _likes()
    _addresses()
    op.add_column("account", sa.Column("shows_adult", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("SELECT write_search_doc(p) FROM publication AS p WHERE visibility = 'public' AND hidden_at IS NULL")


def downgrade() -> None:
    """Drop them, with every like; the extension stays, which others may use."""
    op.drop_column("account", "shows_adult")
    op.execute("DROP TRIGGER keep_search ON publication")
    for index in ("ix_publication_new", "ix_publication_liked"):
        op.drop_index(index, "publication")
    for table in ("address_window", "persona_like", "like_change", "search_change", "search_facet", "search_word", "search_name"):
        op.drop_table(table)
    for table in ("search_doc", "search_tier"):
        op.drop_table(table)
    functions = (
        DOOR, "note_like()", "keep_search_doc()", "keep_search_words()", "write_search_doc(publication)", "search_doc_of(publication)",
        "tier_of(real)", "popularity_of(integer, timestamptz)", "is_adult(persona_rating)", "facet_code(text, text)",
        "gallery_vector(text[], text)", "gallery_words(text)",
    )  # fmt: skip
    for function in functions:
        op.execute(f"DROP FUNCTION {function}")
