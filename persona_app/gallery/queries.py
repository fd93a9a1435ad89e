"""What is asked of the search's tables. Each statement reads a bounded number of rows, and what was typed is only its parameter."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from persona_app.gallery.candidates import SHOWN, TIERS
from persona_app.gallery.schemas import PublicCard
from persona_app.gallery.wording import MOST_ENDINGS
from persona_app.publishing.schemas import Face

SHORTEST_BEGINNING = 2
"""Letters of the last word from which on it may go on."""
STEADY = "SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL plan_cache_mode = force_custom_plan"
"""For short statements whose best plan depends on what is asked for."""


def steady(session: Session) -> None:
    """Until the transaction ends, plan each statement for what it asks."""
    session.connection().exec_driver_sql(STEADY)


def read_words(session: Session, pieces: Sequence[str], *, is_open: bool = False) -> tuple[list[tuple[str, ...]], list[str]]:
    """Each piece as the words that the index would have of it; and if the last is open, the most frequent words that begin as it does.

    Of more than three thousand that begin so, of the first three thousand.
    """
    given = {"pieces": list(pieces), "is_open": is_open, "most": MOST_ENDINGS, "shortest": SHORTEST_BEGINNING}
    rows = session.connection().execute(_WORDS, given).all()
    return [tuple(row.words) for row in rows], [word for row in rows for word in row.endings]


_WORDS = text(
    """
    WITH read AS MATERIALIZED (
        SELECT gallery_words(piece) AS words, place FROM unnest(CAST(:pieces AS text[])) WITH ORDINALITY AS each(piece, place)
    )
    SELECT words, CASE WHEN :is_open AND place = (SELECT max(place) FROM read) AND length(words[array_upper(words, 1)]) >= :shortest
        THEN ARRAY(
            SELECT word FROM (
                SELECT word, documents FROM search_word
                WHERE word >= words[array_upper(words, 1)] AND word < words[array_upper(words, 1)] || chr(1114111) LIMIT 3000
            ) AS begins ORDER BY documents DESC, word LIMIT :most
        ) ELSE '{}' END AS endings
    FROM read ORDER BY place
    """
)


def find_endings(session: Session, *, beginning: str, most: int) -> list[str]:
    """The most frequent words that begin so."""
    return read_words(session, [beginning], is_open=True)[1][:most]


def count_everything(session: Session, *, adult: bool) -> list[tuple[int, str | None, int]]:
    """Number, tag's name and how many of all have it, for each facet: what is added up, and what waits to be."""
    return [(row.facet, row.name, row.amount) for row in session.connection().execute(_COUNTS, {"adult": adult})]


_COUNTS = text(
    """
    SELECT facet, tag.name, amount FROM (
        SELECT facet, sum(documents)::integer AS amount FROM (
            SELECT facet, documents FROM search_facet WHERE :adult OR NOT is_adult
            UNION ALL
            SELECT facet, step FROM search_change, unnest(facets) AS facet WHERE facet < 1000000000 AND (:adult OR NOT is_adult)
        ) AS every GROUP BY facet HAVING sum(documents) > 0
    ) AS counted LEFT JOIN tag ON tag.id = facet
    """
)


def find_tag_ids(session: Session, names: Sequence[str]) -> list[int]:
    """The ids of tags, by name; of a name that no tag has, one that nothing has."""
    rows = session.connection().execute(_TAG_IDS, {"names": list(names)})
    known = {row.name: row.id for row in rows}
    return [known.get(name, -1) for name in names]


_TAG_IDS = text("SELECT name, id FROM tag WHERE name = ANY(CAST(:names AS text[]))")


CARD = """
    p.persona_id, p.slug, p.public_name AS name, p.headline, p.creator, p.rating::text AS rating, p.picture_sha256,
    greatest(0, p.likes_count + coalesce((SELECT sum(step) FROM like_change AS l WHERE l.persona_id = p.persona_id), 0))::integer AS likes
"""
_BEST_TAGS = """
    ARRAY(
        SELECT tag.name FROM unnest(d.facets[1:2]) WITH ORDINALITY AS best(id, place) JOIN tag ON tag.id = best.id ORDER BY best.place
    ) AS tags
"""
"""The trigger puts the tags first, the surest before the others."""
_CARDS = text(
    f"""
    SELECT {CARD}, {_BEST_TAGS} FROM search_doc AS d JOIN publication AS p ON p.persona_id = d.persona_id
    WHERE d.persona_id = ANY(CAST(:ids AS uuid[])) AND {SHOWN}
    """  # noqa: S608 - made of constants
)


def card_of(row: Any) -> PublicCard:
    """A row with the columns of `CARD`."""
    return PublicCard.model_validate(dict(row._mapping))


def read_cards(session: Session, ids: Sequence[UUID]) -> tuple[PublicCard, ...]:
    """The cards of these, in this order; without those that are not public any more."""
    found = {row.persona_id: card_of(row) for row in session.connection().execute(_CARDS, {"ids": list(ids)})}
    return tuple(found[each] for each in ids if each in found)


def count_of_creator(session: Session, *, creator: str, adult: bool) -> int:
    """How many public personas somebody has."""
    return int(session.connection().execute(_OF_CREATOR, {"creator": creator, "adult": adult}).scalar_one())


_OF_CREATOR = text("SELECT count(*) FROM search_doc WHERE creator = :creator AND (:adult OR NOT is_adult)")


def find_known(session: Session, words: Sequence[str]) -> set[str]:
    """Those of the words that some public persona has."""
    return set(session.connection().execute(_KNOWN, {"words": list(words)}).scalars())


_KNOWN = text("SELECT word FROM search_word WHERE word = ANY(CAST(:words AS text[]))")


def find_alike(session: Session, *, word: str) -> str | None:
    """The likeliest word that is spelt nearly so: two letters swapped, one too many, or most trigrams the same."""
    slips = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    slips += [word[:at] + word[at + 1 :] for at in range(len(word))]
    found: str | None = session.connection().execute(_ALIKE, {"word": word, "slips": slips}).scalar_one_or_none()
    return found


_ALIKE = text(
    """
    SELECT word FROM (
        SELECT word, documents, 0.6::real AS alike FROM search_word WHERE word = ANY(CAST(:slips AS text[]))
        UNION ALL (
            SELECT word, documents, similarity(word, :word) FROM search_word
            WHERE word % :word AND length(word) BETWEEN length(:word) - 2 AND length(:word) + 2
            ORDER BY 3 DESC, documents DESC LIMIT 20
        )
    ) AS every ORDER BY alike + 0.02 * ln(1 + documents) DESC, word LIMIT 1
    """
)


def find_visible(session: Session, *, slug: str) -> UUID | None:
    """The public or unlisted persona at this address."""
    if "\x00" in slug or not slug.isascii():
        return None
    found: UUID | None = session.connection().execute(_VISIBLE, {"slug": slug}).scalar_one_or_none()
    return found


_VISIBLE = text("SELECT persona_id FROM publication WHERE slug = :slug AND visibility <> 'private' AND hidden_at IS NULL")


def count_likes(session: Session, *, persona_id: UUID, account_id: UUID | None) -> tuple[int, bool]:
    """How many like it, those included that wait to be added up; and whether this account does."""
    row = session.connection().execute(_LIKES, {"persona_id": persona_id, "account_id": account_id}).one()
    return row.likes, row.is_liked


_LIKES = text(
    """
    SELECT greatest(0, p.likes_count + coalesce((SELECT sum(step) FROM like_change AS l WHERE l.persona_id = p.persona_id), 0))::integer
        AS likes, EXISTS (SELECT 1 FROM persona_like AS l WHERE l.persona_id = p.persona_id AND l.account_id = :account_id) AS is_liked
    FROM publication AS p WHERE p.persona_id = :persona_id
    """
)
LIKED_PLACE = (datetime, UUID)
"""Of a row of `read_liked`: when it was liked, and what."""


def read_liked(session: Session, *, account_id: UUID, place: Sequence[object] | None, most: int) -> Sequence[Any]:
    """Cards of what an account likes, with `created_at`, the newest like first."""
    given: dict[str, object] = {"account_id": account_id, "most": most}
    if place is not None:
        given |= {"at": place[0], "id": place[1]}
    return session.connection().execute(_LIKED_AFTER if place is not None else _LIKED, given).all()


_LIKED_ROWS = f"""
    SELECT own.created_at, {CARD}, ARRAY(
        SELECT tag.name FROM persona_tag AS had JOIN tag ON tag.id = had.tag_id WHERE had.persona_id = p.persona_id
        ORDER BY had.confidence DESC, tag.position LIMIT 2
    ) AS tags FROM persona_like AS own JOIN publication AS p ON p.persona_id = own.persona_id
    WHERE own.account_id = :account_id AND p.visibility <> 'private' AND p.hidden_at IS NULL {{after}}
    ORDER BY own.created_at DESC, own.persona_id DESC LIMIT :most
"""  # noqa: S608 - made of constants
_LIKED = text(_LIKED_ROWS.format(after=""))
_LIKED_AFTER = text(_LIKED_ROWS.format(after="AND (own.created_at, own.persona_id) < (CAST(:at AS timestamptz), CAST(:id AS uuid))"))


def fold_likes(session: Session, *, most: int) -> int:
    """Add up to so many steps to their publications; how many there were. Nothing when somebody else folds."""
    return int(session.connection().execute(_FOLD_LIKES, {"most": most}).scalar_one())


_FOLD_LIKES = text("SELECT fold_likes(:most)")


def fold_words(session: Session, *, most: int) -> int:
    """Add the words and facets of up to so many changes to the vocabulary; how many there were. Nothing when somebody else folds."""
    if not session.connection().execute(_MAY_FOLD).scalar_one():
        return 0
    count = int(session.connection().execute(_FOLD_WORDS, {"most": most}).scalar_one())
    if count:
        session.connection().execute(_FORGET_WORDS)
    return count


_MAY_FOLD = text("SELECT pg_try_advisory_xact_lock(hashtextextended('gallery fold', 0))")
_FOLD_WORDS = text(
    """
    WITH gone AS (
        DELETE FROM search_change WHERE id IN (SELECT id FROM search_change ORDER BY id LIMIT :most) RETURNING step, is_adult, facets, words
    ), words AS (
        INSERT INTO search_word AS kept (word, documents)
            SELECT word, sum(step) FROM gone, unnest(words) AS word GROUP BY word HAVING sum(step) <> 0
            ON CONFLICT (word) DO UPDATE SET documents = kept.documents + EXCLUDED.documents
    ), facets AS (
        INSERT INTO search_facet AS kept (facet, is_adult, documents)
            SELECT facet, is_adult, sum(step) FROM gone, unnest(facets) AS facet WHERE facet < 1000000000
            GROUP BY facet, is_adult HAVING sum(step) <> 0
            ON CONFLICT (facet, is_adult) DO UPDATE SET documents = kept.documents + EXCLUDED.documents
    )
    SELECT count(*) FROM gone
    """
)
_FORGET_WORDS = text("DELETE FROM search_word WHERE documents <= 0")


def find_named(session: Session, words: Sequence[str], *, adult: bool, most: int) -> list[tuple[str, str]]:
    """Names and slugs of the most popular personas whose name has all the words, the last perhaps only begun."""
    beginning = words[-1]
    given = {"first": beginning, "beyond": beginning + chr(0x10FFFF), "others": list(words[:-1]), "adult": adult, "most": most}
    return [(name, slug) for name, slug in session.connection().execute(_NAMED, given)]


_NAMED_IN_TIER = """
    (SELECT persona_id, popularity FROM (
        SELECT n.persona_id, n.popularity FROM search_name AS n
        WHERE n.tier = {tier} AND n.token >= :first AND n.token < :beyond AND (:adult OR NOT n.is_adult) LIMIT 2000
    ) AS begins WHERE CAST(:others AS text[]) <@ ARRAY(SELECT o.token FROM search_name AS o WHERE o.persona_id = begins.persona_id)
    GROUP BY persona_id, popularity ORDER BY popularity DESC, persona_id DESC LIMIT :most)
"""
_NAMED_IN_TIERS = " UNION ALL ".join(_NAMED_IN_TIER.format(tier=tier) for tier in range(TIERS))
_NAMED = text(
    f"""
    SELECT p.public_name, p.slug FROM (SELECT * FROM ({_NAMED_IN_TIERS}) AS every LIMIT :most) AS named
    JOIN publication AS p ON p.persona_id = named.persona_id WHERE {SHOWN} ORDER BY named.popularity DESC, named.persona_id DESC
    """  # noqa: S608 - made of constants
)


def find_tags(session: Session, beginning: str, *, most: int) -> list[str]:
    """Tags with a word, or a synonym, that begins so."""
    return list(session.connection().execute(_TAGS, {"beginning": beginning, "most": most}).scalars())


_TAGS = text(
    """
    SELECT name FROM tag WHERE EXISTS (
        SELECT 1 FROM unnest(synonyms || name) AS called WHERE starts_with(called, :beginning) OR strpos(called, ' ' || :beginning) > 0
    ) ORDER BY starts_with(name, :beginning) DESC, position LIMIT :most
    """
)


def find_address(session: Session, *, slug: str) -> tuple[bool, str | None]:
    """Was this address ever given, and which one does its persona have now, if it can be seen?"""
    sha256 = hashlib.sha256(slug.encode("utf-8", "surrogatepass")).hexdigest()
    row = session.connection().execute(_ADDRESS, {"sha256": sha256}).one_or_none()
    return row is not None, row.slug if row is not None else None


_ADDRESS = text(
    """
    SELECT p.slug FROM public_address AS a
    LEFT JOIN publication AS p ON p.persona_id = a.persona_id AND p.visibility <> 'private' AND p.hidden_at IS NULL
    WHERE a.slug_sha256 = :sha256
    """
)


def find_face(session: Session, *, slug: str) -> tuple[UUID, Face] | None:
    """Whose face can be seen at this address, and the face."""
    persona_id = find_visible(session, slug=slug)
    row = session.connection().execute(_FACE, {"persona_id": persona_id}).one_or_none() if persona_id else None
    return (row.persona_id, Face.model_validate(row.face)) if row is not None else None


_FACE = text("SELECT persona_id, face FROM publication WHERE persona_id = :persona_id AND visibility <> 'private' AND hidden_at IS NULL")


def find_public_face(session: Session, *, persona_id: UUID) -> tuple[str, Face] | None:
    """The address and the face of a persona, while it can be seen."""
    row = session.connection().execute(_PUBLIC_FACE, {"persona_id": persona_id}).one_or_none()
    return (row.slug, Face.model_validate(row.face)) if row is not None else None


_PUBLIC_FACE = text("SELECT slug, face FROM publication WHERE persona_id = :persona_id AND visibility <> 'private' AND hidden_at IS NULL")


def count_remixes(session: Session, *, persona_id: UUID) -> int:
    """How many public personas were made from this one."""
    return int(session.connection().execute(_REMIXES, {"persona_id": persona_id}).scalar_one())


_REMIXES = text("SELECT count(*) FROM publication WHERE parent_persona_id = :persona_id AND visibility = 'public' AND hidden_at IS NULL")
