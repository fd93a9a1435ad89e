"""The search built anew from the publications, while everybody searches on: beside the present tables, then swapped in a moment.

What is published, withdrawn or liked meanwhile is noted as ever; sums wait until the end (counts of likes stay exact, new words are not
suggested yet), and what changed is taken over in the moment of the swap. It works as the tables' owner, as a migration does.
"""

import time
from collections.abc import Callable, Sequence
from typing import LiteralString, cast
from uuid import UUID

import psycopg
from psycopg import sql
from pydantic import BaseModel, ConfigDict

from persona_app.core.db import libpq_url
from persona_app.core.errors import Unavailable
from persona_app.gallery.balancing import SIZES

TABLES = ("search_doc", "search_name", "search_word", "search_facet")
TAKEN = {
    "search_doc": ("persona_id", "tier", "popularity", "is_adult", "creator", "facets", "head", "doc"),
    "search_name": ("persona_id", "token", "tier", "popularity", "is_adult"),
}
"""What is written of a persona, without what the database computes from it."""
BATCH = 1_000
SWAPS = 10
"""Times that the swap is tried: it gives way to whoever holds a table for longer than a second."""
Told = Callable[[int, int], None]


class Rebuilt(BaseModel):
    """What was built."""

    model_config = ConfigDict(frozen=True)

    personas: int
    words: int
    seconds: float


class SearchBusy(Unavailable):
    """The present tables were held all the time."""

    code = "search_busy"

    def __init__(self) -> None:
        super().__init__("The new index was built, but somebody held the present one all the time, so it stays. Run the command again.")


def _nothing(_done: int, _of: int) -> None:
    """Nobody wants to know."""


def rebuild_search(url: str, *, told: Told = _nothing) -> Rebuilt:
    """Build index, names, vocabulary, counts and tiers anew, and put them in the place of the present ones. One at a time.

    `told` hears how many personas are done, of how many. Whatever breaks it leaves the present ones as they are.

    Raises:
        SearchBusy: they could not be swapped.
    """
    began = time.monotonic()
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        connection.execute("SET client_min_messages = warning")
        connection.execute("SELECT pg_advisory_lock(hashtextextended('gallery fold', 0))")  # until the connection ends
        for table in TABLES:
            _run(connection, "DROP TABLE IF EXISTS {next}", next=f"{table}_next")
        seen, bounds = _build(connection, told)
        for table in TABLES:
            _index(connection, table)
        _swap_patiently(connection, seen, bounds)
        counted = connection.execute("SELECT (SELECT count(*) FROM search_doc), (SELECT count(*) FROM search_word)").fetchone()
    personas, words = counted or (0, 0)
    return Rebuilt(personas=personas, words=words, seconds=time.monotonic() - began)


def _run(connection: psycopg.Connection, statement: LiteralString, values: Sequence[object] = (), **names: str) -> psycopg.Cursor:
    return connection.execute(sql.SQL(statement).format(**{key: sql.Identifier(name) for key, name in names.items()}), values)


def _build(connection: psycopg.Connection, told: Told) -> tuple[list[int], list[float]]:
    """Fill the next tables from one snapshot: the changes that it holds already, and the least popularity of each tier."""
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        seen = [row[0] for row in connection.execute("SELECT id FROM search_change").fetchall()]
        for table in TABLES:
            _run(connection, "CREATE TABLE {next} (LIKE {table} INCLUDING DEFAULTS INCLUDING GENERATED)", next=f"{table}_next", table=table)
        connection.execute(_ORDER)
        total = cast(tuple[int], connection.execute("SELECT count(*) FROM turn").fetchone())[0]
        bounds = _bounds(connection)
        for start in range(0, total, BATCH):
            told(start, total)
            connection.execute(_FILL, {"first": start, "beyond": start + BATCH, "bounds": bounds})
        connection.execute("DROP TABLE turn")
        for statement in (_NAMES, _WORDS, _FACETS):
            connection.execute(statement)
        told(total, total)
    return seen, bounds


_ORDER = """
CREATE TEMP TABLE turn AS SELECT persona_id, popularity_of(likes_count, published_at) AS popularity,
    row_number() OVER (ORDER BY popularity_of(likes_count, published_at) DESC, persona_id DESC) - 1 AS place
    FROM publication WHERE visibility = 'public' AND hidden_at IS NULL;
CREATE UNIQUE INDEX ON turn (place);
"""
_FILL = """
INSERT INTO search_doc_next (persona_id, tier, popularity, is_adult, creator, facets, head, doc)
SELECT d.persona_id,
    (SELECT min(tier) - 1 FROM unnest(%(bounds)s::real[]) WITH ORDINALITY AS bound(least, tier) WHERE least <= d.popularity),
    d.popularity, d.is_adult, d.creator, d.facets, d.head, d.doc
FROM turn JOIN publication AS p USING (persona_id), LATERAL search_doc_of(p) AS d
WHERE place >= %(first)s AND place < %(beyond)s ORDER BY place
"""
_NAMES = """
INSERT INTO search_name_next (persona_id, token, tier, popularity, is_adult)
SELECT persona_id, lexeme, tier, popularity, is_adult FROM search_doc_next, unnest(head) WHERE 'A' = ANY (weights)
"""
_WORDS = "INSERT INTO search_word_next (word, documents) SELECT word, ndoc FROM ts_stat('SELECT doc FROM search_doc_next')"
_FACETS = """
INSERT INTO search_facet_next (facet, is_adult, documents)
SELECT facet, is_adult, count(*) FROM search_doc_next, unnest(facets) AS facet WHERE facet < 1000000000 GROUP BY facet, is_adult
"""


def _bounds(connection: psycopg.Connection) -> list[float]:
    """The least popularity of each tier; the last has none."""
    bounds, beyond = [], 0
    for size in SIZES:
        beyond += size
        found = connection.execute("SELECT popularity FROM turn WHERE place = %s", [beyond - 1]).fetchone()
        if found is None:
            break
        bounds.append(float(found[0]))
    return [*bounds, float("-inf")]


def _index(connection: psycopg.Connection, table: str) -> None:
    """The same key and indexes as the present table has."""
    key = connection.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'p'", [table]
    ).fetchone()
    if key is not None:
        connection.execute(
            sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} ").format(sql.Identifier(f"{table}_next"), sql.Identifier(f"{key[0]}_next"))
            + sql.SQL(key[1])
        )
    for name, definition in _indexes(connection, table):
        made = definition.replace(f" {name} ON ", f" {name}_next ON ", 1).replace(f"public.{table} ", f"public.{table}_next ", 1)
        connection.execute(sql.SQL(made))
    _run(connection, "VACUUM ANALYZE {next}", next=f"{table}_next")


def _indexes(connection: psycopg.Connection, table: str) -> list[tuple[str, str]]:
    """Names and definitions of a table's indexes, that of its key aside."""
    return connection.execute(
        "SELECT i.indexname, i.indexdef FROM pg_indexes AS i WHERE i.schemaname = 'public' AND i.tablename = %s AND NOT EXISTS"
        " (SELECT 1 FROM pg_constraint AS c WHERE c.conname = i.indexname AND c.conrelid = %s::regclass) ORDER BY i.indexname",
        [table, table],
    ).fetchall()


def _swap_patiently(connection: psycopg.Connection, seen: list[int], bounds: list[float]) -> None:
    for _ in range(SWAPS):
        try:
            with connection.transaction():
                _swap(connection, seen, bounds)
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
            time.sleep(0.5)  # whoever waits behind goes first
        else:
            return
    raise SearchBusy


def _swap(connection: psycopg.Connection, seen: list[int], bounds: list[float]) -> None:
    """Nobody reads or writes for this moment: take over what changed since the snapshot, then exchange the tables."""
    connection.execute("SET LOCAL lock_timeout = '1s'")
    connection.execute("LOCK TABLE search_doc, search_name, search_word, search_facet, search_tier IN ACCESS EXCLUSIVE MODE")
    connection.execute("DELETE FROM search_tier")
    for tier, least in enumerate(bounds):
        connection.execute("INSERT INTO search_tier (tier, least, stale_least) VALUES (%s, %s, %s)", [tier, least, least])
    rows = connection.execute("SELECT DISTINCT persona_id FROM search_change WHERE id <> ALL (%s)", [seen]).fetchall()
    _take_over(connection, [row[0] for row in rows])
    connection.execute("DELETE FROM search_change WHERE id = ANY (%s)", [seen])
    for table in TABLES:
        _exchange(connection, table)
    connection.execute(
        "CREATE TRIGGER keep_words AFTER INSERT OR UPDATE OR DELETE ON search_doc FOR EACH ROW EXECUTE FUNCTION keep_search_words()"
    )


def _take_over(connection: psycopg.Connection, changed: list[UUID]) -> None:
    connection.execute("UPDATE search_doc SET tier = tier_of(popularity) WHERE persona_id = ANY (%s)", [changed])
    for table, columns in TAKEN.items():
        own = sql.SQL(", ").join(map(sql.Identifier, columns))
        names = {"next": sql.Identifier(f"{table}_next"), "table": sql.Identifier(table), "columns": own}
        connection.execute(sql.SQL("DELETE FROM {next} WHERE persona_id = ANY (%s)").format(**names), [changed])
        taken = "INSERT INTO {next} ({columns}) SELECT {columns} FROM {table} WHERE persona_id = ANY (%s)"
        connection.execute(sql.SQL(taken).format(**names), [changed])


def _exchange(connection: psycopg.Connection, table: str) -> None:
    """The next table takes name, key and indexes of the present one, which goes."""
    keys = connection.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'p'", [f"{table}_next"]
    ).fetchall()
    indexes = [name for name, _ in _indexes(connection, table)]
    _run(connection, "DROP TABLE {table}", table=table)
    _run(connection, "ALTER TABLE {next} RENAME TO {table}", next=f"{table}_next", table=table)
    for (key,) in keys:
        _run(connection, "ALTER TABLE {table} RENAME CONSTRAINT {next} TO {key}", table=table, next=key, key=key.removesuffix("_next"))
    for name in indexes:
        _run(connection, "ALTER INDEX {next} RENAME TO {name}", next=f"{name}_next", name=name)
