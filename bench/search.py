"""Searching among public personas: nine kinds of query, with and without filters, through the service that pages and programs use.

The personas are made up: words, tags, names and likes as unevenly spread as real ones (Zipf's law), of about 120 words each. They are
written straight into the tables with COPY, as their triggers would have written them.
"""

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy
import psycopg

from bench.results import Measure, Result, result
from bench.studio import studio
from persona_app.core.db import libpq_url, unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.gallery.balancing import SIZES
from persona_app.gallery.facets import facet_code
from persona_app.gallery.schemas import Filters
from persona_app.gallery.services.searching import search_public
from persona_app.gallery.services.suggesting import suggest

PERSONAS = (200_000, 1_000_000)
QUERIES = 40
"""Of each kind, once without filters and once with."""
WORDS_EACH = 120
BATCH = 5_000
AIMS = {"p50": 10.0, "p95": 30.0, "p99": 100.0}
NEW = datetime(2026, 1, 1, tzinfo=UTC)
_STARTS, _ENDS = "b c d f g h k l m n p r s t v w z br st tr kl".split(), "a e i o u an el in or um et is ar on".split()
_GENDERS, _AGES = ("unknown", "female", "male"), ("unknown", "teen", "young_adult", "adult", "senior")
_PUBLICATION = (
    "persona_id, owner_id, creator, version_id, version_number, visibility, slug, public_name, headline, age_bucket, gender, rating,"
    " text_rating, rating_passage, shows_quotes, source, face, likes_count, published_at, changed_at, consented_at, consented_by"
)


@dataclass
class World:
    """What is searched for: the words by how frequent they are, names, tags, and phrases that stand somewhere."""

    words: list[str]
    names: list[str]
    tags: dict[int, tuple[str, str]]
    phrases: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)


def run(scale: float) -> Iterator[Result]:
    """One benchmark of two sizes."""
    for size in PERSONAS:
        with studio(latency=0) as at:
            yield _measured(at.url, max(2_000, round(size * scale)), of=size, scale=scale)


def _measured(url: str, personas: int, *, of: int, scale: float) -> Result:
    began = time.perf_counter()
    world = _fill(url, personas)
    filled = time.perf_counter() - began
    indexed, sizes = _index(url), _sizes(url)
    measures = [
        Measure(name="writing them with COPY", value=filled, unit="s"),
        Measure(name="building indexes and vocabulary", value=indexed, unit="s"),
        *(Measure(name=f"{name} on disk", value=megabytes, unit="MB") for name, megabytes in sizes.items()),
        *_latencies(world),
        Measure(name="memory of the server's processes (PSS)", value=_memory(), unit="MB"),
    ]
    return result(
        benchmark=f"search-{of // 1000}k",
        title=f"Searching {of:,} public personas",
        size=f"{personas:,} made-up personas; {QUERIES} queries of each of nine kinds, with and without filters; one page of 24, with facets",
        scale=scale,
        measures=tuple(measures),
    )


def _latencies(world: World) -> Iterator[Measure]:
    kinds = {kind: _queries(world, kind) for kind in KINDS}
    for queries in kinds.values():
        _timed(queries[:5], Filters())
    every: list[float] = []
    for kind, queries in kinds.items():
        plain, filtered = _timed(queries, Filters()), _timed(queries, Filters(tags=(_frequent_tag(world),), gender=("female",)))
        every += [*plain, *filtered]
        yield Measure(name=f"{kind}: p50", value=statistics.median(plain), unit="ms")
        yield Measure(name=f"{kind}: p95", value=_percentile(plain, 95), unit="ms")
        yield Measure(name=f"{kind}, filtered: p50", value=statistics.median(filtered), unit="ms")
        yield Measure(name=f"{kind}, filtered: p95", value=_percentile(filtered, 95), unit="ms")
    for name, aim in AIMS.items():
        value = _percentile(every, int(name[1:]))
        yield Measure(name=f"all kinds: {name}", value=value, unit="ms", aim=f"under {aim:g} ms", is_met=value < aim)
    typed = [_time_of_suggestion(name[:length]) for name in world.called[:QUERIES] for length in (1, 2, 3, 5)]
    yield Measure(name="suggestions while typing: p50", value=statistics.median(typed), unit="ms")
    yield Measure(name="suggestions while typing: p95", value=_percentile(typed, 95), unit="ms")


def _timed(queries: Sequence[str], filters: Filters) -> list[float]:
    return [_time_of_search(each, filters) for each in queries]


def _time_of_search(query: str, filters: Filters) -> float:
    began = time.perf_counter()
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        search_public(session, query=query, filters=filters)
    return (time.perf_counter() - began) * 1000


def _time_of_suggestion(prefix: str) -> float:
    began = time.perf_counter()
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        suggest(session, prefix=prefix)
    return (time.perf_counter() - began) * 1000


def _percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


KINDS = (
    "nothing",
    "rare word",
    "common word",
    "three common words",
    "common and rare word",
    "phrase",
    "name",
    "misspelt word",
    "beginning of a word",
)


def _queries(world: World, kind: str) -> list[str]:
    dice = random.Random(kind)
    common, rare = world.words[:60], world.words[len(world.words) // 3 :]

    def one() -> str:
        match kind:
            case "rare word":
                return f"{dice.choice(rare)} "
            case "common word":
                return f"{dice.choice(common)} "
            case "three common words":
                return " ".join(dice.sample(common, 3)) + " "
            case "common and rare word":
                return f"{dice.choice(common)} {dice.choice(rare)} "
            case "phrase":
                return f'"{dice.choice(world.phrases)}"'
            case "name":
                return f"{dice.choice(world.called)} "
            case "misspelt word":
                word = dice.choice([each for each in world.words[:3000] if len(each) > 5])
                at = dice.randrange(1, len(word) - 1)
                return f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}x "
            case "beginning of a word":
                return dice.choice(world.words[:5000])[: dice.choice((2, 3, 4))]
        return ""

    return [one() for _ in range(QUERIES)]


def _frequent_tag(world: World) -> str:
    return world.tags[min(world.tags)][0]


def _words(count: int, dice: random.Random) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        made["".join(dice.choice(_STARTS) + dice.choice(_ENDS) for _ in range(dice.choice((1, 2, 2, 3, 3, 4))))] = None
    return list(made)


def _spread(count: int, exponent: float) -> numpy.ndarray:
    """Zipf's law: how often the first, second, … come, as sums for a search."""
    weights = 1 / numpy.arange(2, count + 2) ** exponent
    return numpy.cumsum(weights / weights.sum())


def _fill(url: str, personas: int) -> World:
    dice, numbers = random.Random(7), numpy.random.default_rng(7)
    words = _words(min(60_000, 5_000 + personas // 10), dice)
    names = [each.capitalize() for each in _words(8_000, dice) if len(each) > 3]
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        rows = connection.execute("SELECT id, name, category FROM tag ORDER BY id").fetchall()
        world = World(words=words, names=names, tags={number: (name, category) for number, name, category in rows})
        connection.execute("SET session_replication_role = replica")  # no triggers: what they would write is written here
        for name in _search_indexes(connection):
            connection.execute(f"DROP INDEX {name}")  # type: ignore[call-overload]
        for start in range(0, personas, BATCH):
            _fill_batch(connection, world, range(start, min(personas, start + BATCH)), dice, numbers)
        _set_tiers(connection)
    return world


def _search_indexes(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'search_doc' AND indexname <> 'pk_search_doc'").fetchall()
    return [name for (name,) in rows]


def _fill_batch(connection: psycopg.Connection, world: World, batch: range, dice: random.Random, numbers: numpy.random.Generator) -> None:
    count, word_spread = len(batch), _spread(len(world.words), 1.05)
    texts = numpy.searchsorted(word_spread, numbers.random((count, WORDS_EACH + 8)))
    tags = numpy.searchsorted(_spread(len(world.tags), 0.9), numbers.random((count, 7)))
    called = numpy.searchsorted(_spread(len(world.names), 0.7), numbers.random((count, 2)))
    likes, age = (numbers.pareto(0.8, count) * 2).clip(0, 200_000).astype(int), numbers.integers(0, 700, count)
    tag_ids = list(world.tags)
    public, docs, tokens = [], [], []
    for place, number in enumerate(batch):
        own = [world.words[each] for each in texts[place]]
        name = [world.names[each] for each in called[place]]
        published = NEW - timedelta(days=int(age[place]))
        gender, bucket = dice.choices(_GENDERS, (3, 4, 3))[0], dice.choice(_AGES)
        rating = "explicit" if number % 12 == 0 else "safe"
        ids = list(dict.fromkeys(tag_ids[each] for each in tags[place]))
        popularity = float(numpy.float32(numpy.log1p(likes[place]) + (published.timestamp() - 1735689600) / 15552000))
        popularity, creator, persona_id = max(0.0, popularity), f"maker{number % 5000}", UUID(int=number + 1)
        adult = "true" if rating == "explicit" else "false"
        facets = [
            *ids,
            *dict.fromkeys(facet_code("category", world.tags[each][1]) for each in ids),
            *(
                facet_code(kind, value)
                for kind, value in (
                    ("gender", gender),
                    ("age_bucket", bucket),
                    ("rating", rating),
                    ("source", "manual"),
                    ("adult", adult),
                    ("creator", creator),
                )  # fmt: skip
            ),
        ]
        tagged = " ".join(world.tags[each][0] for each in ids).replace("-", " ").split()
        head = _vector([(name, "A"), (own[:8], "B"), (tagged, "C")])
        doc = _vector([(name, "A"), (own[:8], "B"), (tagged, "C"), (own[8:], "")])
        public.append(
            (persona_id, persona_id, creator, persona_id, 1, "public", f"{name[0].lower()}-{number}", " ".join(name), " ".join(own[:8]), bucket,
             gender, rating, rating, "", False, "manual", "{}", int(likes[place]), published, published, published, persona_id)
        )  # fmt: skip
        docs.append((persona_id, 5, popularity, adult == "true", creator, facets, head, doc))
        tokens += [(persona_id, each.lower(), 5, popularity, adult == "true") for each in name]
        if number % 997 == 3:
            world.phrases.append(" ".join(own[20 : 20 + dice.choice((2, 3))]))
            world.called.append(" ".join(name))
    _copy(connection, f"publication ({_PUBLICATION})", public)
    _copy(connection, "search_doc (persona_id, tier, popularity, is_adult, creator, facets, head, doc)", docs)
    _copy(connection, "search_name (persona_id, token, tier, popularity, is_adult)", tokens)


def _vector(parts: Sequence[tuple[Sequence[str], str]]) -> str:
    place, written = 0, []
    for words, weight in parts:
        for word in words:
            place += 1
            written.append(f"{word.lower()}:{place}{weight}")
    return " ".join(written)


def _copy(connection: psycopg.Connection, into: str, rows: Sequence[Sequence[object]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:  # type: ignore[call-overload]
        for row in rows:
            copy.write_row(row)


def _set_tiers(connection: psycopg.Connection) -> None:
    """As a rebuild would; the personas in the order of their popularity, as a rebuild leaves them."""
    bounds, at = [], 0
    for size in SIZES:
        at += size
        found = connection.execute("SELECT popularity FROM search_doc ORDER BY popularity DESC OFFSET %s LIMIT 1", [at]).fetchone()
        bounds.append(found[0] if found else float("-inf"))
    bounds.append(float("-inf"))
    connection.execute("DELETE FROM search_tier")
    for tier, least in enumerate(bounds):
        connection.execute("INSERT INTO search_tier VALUES (%s, %s, %s)", [tier, least, least])
    connection.execute("CREATE TEMP TABLE ordered AS SELECT * FROM search_doc ORDER BY popularity DESC")
    connection.execute("TRUNCATE search_doc")
    connection.execute(
        "INSERT INTO search_doc SELECT persona_id, tier_of(popularity), popularity, is_adult, creator, facets, head, doc FROM ordered"
    )
    connection.execute("UPDATE search_name SET tier = tier_of(popularity)")
    connection.execute("DROP TABLE ordered")


def _index(url: str) -> float:
    began = time.perf_counter()
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '512MB'")
        for tier in range(len(SIZES) + 1):
            connection.execute(f"CREATE INDEX search_doc_tier{tier} ON search_doc USING gin (doc, facets) WHERE tier = {tier}")  # type: ignore[call-overload]
        connection.execute("CREATE INDEX search_doc_popular ON search_doc (popularity DESC, persona_id DESC)")
        connection.execute("CREATE INDEX search_doc_creator ON search_doc (creator)")
        connection.execute("INSERT INTO search_word SELECT word, ndoc FROM ts_stat('SELECT doc FROM search_doc')")
        connection.execute(
            "INSERT INTO search_facet SELECT facet, is_adult, count(*) FROM search_doc, unnest(facets) AS facet WHERE facet < 1000000000"
            " GROUP BY facet, is_adult"
        )
        for table in ("search_doc", "search_name", "search_word", "search_facet", "publication"):
            connection.execute(f"VACUUM ANALYZE {table}")  # type: ignore[call-overload]
    return time.perf_counter() - began


def _sizes(url: str) -> dict[str, float]:
    with psycopg.connect(libpq_url(url)) as connection:
        rows = connection.execute(
            "SELECT relname, pg_total_relation_size(oid) / 1e6, pg_indexes_size(oid) / 1e6 FROM pg_class"
            " WHERE relname IN ('search_doc', 'search_word', 'search_name')"
        ).fetchall()
    return {each: float(size) for name, whole, indexes in rows for each, size in ((name, whole), (f"of {name} the indexes", indexes))}


def _memory() -> float:
    """Of all processes of the newest PostgreSQL, each shared page counted once."""
    from pathlib import Path

    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if "postgres" in (process / "comm").read_text():
                rollup = (process / "smaps_rollup").read_text()
                total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue
    return total / 1000
