"""The statements that find: the most popular personas that fit, ranked, a page of them.

Tiers of popularity are gone through from the top, each with an index of its own, until enough was found: what a word that a million
personas have costs is what four hundred of them cost. Of a phrase the index knows each two words that stand side by side.
"""

import hashlib
from functools import cache
from typing import NamedTuple

from sqlalchemy import TextClause, text

from persona_app.gallery.schemas import Sort

TIERS = 6
CAP = 400
"""The most popular of what fits are looked at, so many."""
MOST_OF_TIER = 5000
"""Rows of a tier that are sorted by popularity: a guard for words that only unpopular personas have."""
MOST_READ = 1200
"""Personas of a tier that may be read for whether words stand in a row: that costs ten times a look."""
SHOWN = "p.visibility = 'public' AND p.hidden_at IS NULL"
_NOT_ADULT = "p.rating NOT IN ('explicit', 'unrated')"
PLACES = {
    Sort.RELEVANCE: "(ts_rank('{0.1, 0.3, 0.6, 1.0}', c.head, CAST(:query AS tsquery)) * 4 + c.popularity * 0.1)::real",
    Sort.POPULAR: "c.popularity",
    Sort.NEW: "p.published_at",
    Sort.LIKED: "p.likes_count",
}
TYPES = {Sort.RELEVANCE: "real", Sort.POPULAR: "real", Sort.NEW: "timestamptz", Sort.LIKED: "integer"}


def pair_of(word: str, following: str) -> int:
    """Two words side by side, as the database's `gallery_pairs` writes them: the first twenty bits of their MD5."""
    digest = hashlib.md5(f"{word} {following}".encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest[:3], "big") >> 4


class Asked(NamedTuple):
    """What kind of words there are: any at all, and words that stand side by side."""

    has_query: bool = False
    has_phrase: bool = False


def candidates(asked: Asked, *, any_of: int, has_floor: bool) -> str:
    """The most popular personas that fit; parameters are `query`, `words`, `pairs`, `all_of`, `any_0` …, `floor`, `floor_id`, `cap`."""
    conditions = ["facets @> :all_of"]
    conditions += [f"doc @@ CAST({':words' if asked.has_phrase else ':query'} AS tsquery)"] if asked.has_query else []
    conditions += ["pairs @> CAST(:pairs AS integer[])"] if asked.has_phrase else []
    conditions += [f"facets && CAST(:any_{number} AS integer[])" for number in range(any_of)]
    conditions += ["(popularity, persona_id) >= (CAST(:floor AS real), CAST(:floor_id AS uuid))"] if has_floor else []
    fits = " AND ".join(conditions).replace(":all_of", "CAST(:all_of AS integer[])")
    tiers = " UNION ALL ".join(f"({(_READ if asked.has_phrase else _FOUND).format(tier=tier, fits=fits)})" for tier in range(TIERS))
    return f"candidates AS MATERIALIZED (SELECT * FROM ({tiers}) AS every LIMIT :cap)"  # noqa: S608 - made of constants


_ROW = "persona_id, popularity, facets, head"
_BEST = (
    f"SELECT {_ROW} FROM (SELECT {_ROW} FROM search_doc WHERE tier = {{{{tier}}}} AND {{{{fits}}}} LIMIT {MOST_OF_TIER}) AS fits"  # noqa: S608
    " ORDER BY popularity DESC, persona_id DESC LIMIT {most}"
)
_FOUND = _BEST.format(most=":cap")
_READ = (
    f"SELECT * FROM ({_BEST.format(most=MOST_READ)}) AS best WHERE"  # noqa: S608 - made of constants
    " (SELECT own.doc @@ CAST(:query AS tsquery) FROM search_doc AS own WHERE own.persona_id = best.persona_id) LIMIT :cap"
)


@cache
def page_of_candidates(asked: Asked, *, sort: Sort, any_of: int, has_cursor: bool, has_floor: bool, with_facets: bool) -> TextClause:
    """Rows `item` (id, place), `facet` (number, a tag's name, how many) and one `all` (id and popularity of the least, how many)."""
    place = PLACES[sort] if asked.has_query or sort is not Sort.RELEVANCE else PLACES[Sort.POPULAR]
    joined = " JOIN publication AS p ON p.persona_id = c.persona_id" if "p." in place else ""
    after = f"WHERE (place, persona_id) < (CAST(:place AS {TYPES[sort]}), CAST(:id AS uuid))" if has_cursor else ""
    facets = (
        "UNION ALL (SELECT 'facet', NULL, tag.name, facet, amount FROM ("
        "SELECT facet, count(*) AS amount FROM candidates, unnest(facets) AS facet WHERE facet < 1000000000 GROUP BY facet"
        ") AS counted LEFT JOIN tag ON tag.id = facet)"
        if with_facets
        else ""
    )
    return text(
        f"""
        WITH {candidates(asked, any_of=any_of, has_floor=has_floor)},
        ranked AS (SELECT c.persona_id, {place} AS place FROM candidates AS c{joined})
        (SELECT 'item' AS kind, persona_id, place::text, 0 AS number, 0 AS amount FROM ranked {after}
            ORDER BY ranked.place DESC, persona_id DESC LIMIT :most)
        {facets}
        UNION ALL (SELECT 'all', persona_id, popularity::text, 0, (SELECT count(*) FROM candidates) FROM candidates
            ORDER BY candidates.popularity, persona_id LIMIT 1)
        """  # noqa: S608 - made of constants
    )


@cache
def page_of_everything(*, sort: Sort, adult: bool, creator: bool, has_cursor: bool) -> TextClause:
    """All, or all of a creator, in the order of an index: rows of id and place."""
    place = {Sort.NEW: "p.published_at", Sort.LIKED: "p.likes_count"}.get(sort, "c.popularity")
    needs_doc = creator or place == "c.popularity"
    source = "search_doc AS c" if needs_doc else "publication AS p"
    if needs_doc and place != "c.popularity":
        source += " JOIN publication AS p ON p.persona_id = c.persona_id"
    conditions = [] if needs_doc else [SHOWN]
    conditions += ["c.creator = :creator"] if creator else []
    conditions += [] if adult else ["NOT c.is_adult" if needs_doc else _NOT_ADULT]
    row_id = "c.persona_id" if needs_doc else "p.persona_id"
    conditions += [f"({place}, {row_id}) < (CAST(:place AS {TYPES[sort]}), CAST(:id AS uuid))"] if has_cursor else []
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return text(f"SELECT {row_id}, {place}::text AS place FROM {source} {where} ORDER BY {place} DESC, {row_id} DESC LIMIT :most")  # noqa: S608
