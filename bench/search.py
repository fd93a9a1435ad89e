"""Searching among public personas: nine kinds of query, with and without filters, through the service that pages and programs use.

The personas are made up: words, tags, names and likes as unevenly spread as real ones (Zipf's law), of about 120 words each. They are
written straight into the tables with COPY, as their triggers would have written them.
"""

import os
import random
import re
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
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
from persona_app.publishing.schemas import Gender

PERSONAS = (200_000, 1_000_000)
QUERIES = 40
"""Of each kind, once without filters and once with."""
WORDS_EACH = 120
BATCH = 5_000
ROUND_TRIPS = 4
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
    indexes: list[str] = field(default_factory=list)


def run(scale: float) -> Iterator[Result]:
    """One benchmark of two sizes."""
    for size in PERSONAS:
        with studio(latency=0) as at:
            yield _measured(at.url, max(2_000, round(size * scale)), of=size, scale=scale)


def _measured(url: str, personas: int, *, of: int, scale: float) -> Result:
    began = time.perf_counter()
    world = _fill(url, personas)
    filled = time.perf_counter() - began
    indexed, sizes = _index(url, world.indexes), _sizes(url)
    measures = [
        Measure(name="writing them with COPY", value=filled, unit="s"),
        Measure(name="building indexes and vocabulary", value=indexed, unit="s"),
        *(Measure(name=f"{name} on disk", value=megabytes, unit="MB") for name, megabytes in sizes.items()),
        *_latencies(world),
    ]
    return result(
        benchmark=f"search-{of // 1000}k",
        title=f"Searching {of:,} public personas",
        size=f"{personas:,} made-up personas; {QUERIES} queries of each of nine kinds, with and without filters (a frequent tag, a gender);"
        " each answers one page of 24 with facets.",
        scale=scale,
        measures=tuple(measures),
    )


def _latencies(world: World) -> Iterator[Measure]:
    kinds = {kind: _queries(world, kind) for kind in KINDS}
    for queries in kinds.values():
        _timed(queries[:5], Filters())
    server, every, chosen = _server(), list[float](), Filters(tags=(_frequent_tag(world),), gender=(Gender.FEMALE,))
    computed, own = server.processor_ms(), time.process_time()
    for kind, queries in kinds.items():
        plain, filtered = _timed(queries, Filters()), _timed(queries, chosen)
        every += [*plain, *filtered]
        yield Measure(name=f"{kind}: p50", value=statistics.median(plain), unit="ms")
        yield Measure(name=f"{kind}: p95", value=_percentile(plain, 95), unit="ms")
        yield Measure(name=f"{kind}, filtered: p50", value=statistics.median(filtered), unit="ms")
        yield Measure(name=f"{kind}, filtered: p95", value=_percentile(filtered, 95), unit="ms")
    for name, aim in AIMS.items():
        value = _percentile(every, int(name[1:]))
        yield Measure(name=f"all kinds: {name}", value=value, unit="ms", aim=f"under {aim:g} ms", is_met=value < aim)
    yield Measure(name="of which PostgreSQL computes, on average", value=(server.processor_ms() - computed) / len(every), unit="ms")
    yield Measure(name="of which Python computes, on average", value=(time.process_time() - own) * 1000 / len(every), unit="ms")
    yield Measure(name="as many bare round trips, for comparison: p50", value=statistics.median(_round_trips() for _ in every), unit="ms")
    typed = [_time_of_suggestion(name[:length]) for name in world.called[:QUERIES] for length in (1, 2, 3, 5)]
    yield Measure(name="suggestions while typing: p50", value=statistics.median(typed), unit="ms")
    yield Measure(name="suggestions while typing: p95", value=_percentile(typed, 95), unit="ms")
    yield Measure(name="memory of the server's processes (PSS)", value=server.memory(), unit="MB")


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


@dataclass
class Crowd:
    """All personas in the order of their popularity."""

    likes: numpy.ndarray
    age_days: numpy.ndarray
    popularity: numpy.ndarray

    def tier(self, place: int) -> int:
        """In which tier the one at this place is."""
        return next((tier for tier in range(len(SIZES)) if place < sum(SIZES[: tier + 1])), len(SIZES))


def _crowd(personas: int, numbers: numpy.random.Generator) -> Crowd:
    likes, age = (numbers.pareto(0.8, personas) * 2).clip(0, 200_000).astype(int), numbers.integers(0, 700, personas)
    newness = ((NEW.timestamp() - age * 86_400.0) - 1_735_689_600) / 15_552_000
    popularity = (numpy.log1p(likes) + newness.clip(0)).astype(numpy.float32)
    order = numpy.argsort(-popularity, kind="stable")
    return Crowd(likes[order], age[order], popularity[order])


def _fill(url: str, personas: int) -> World:
    dice, numbers = random.Random(7), numpy.random.default_rng(7)
    words = _words(min(60_000, 5_000 + personas // 10), dice)
    names = [each.capitalize() for each in _words(8_000, dice) if len(each) > 3]
    crowd = _crowd(personas, numbers)
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        rows = connection.execute("SELECT id, name, category FROM tag ORDER BY id").fetchall()
        world = World(words=words, names=names, tags={number: (name, category) for number, name, category in rows})
        connection.execute("SET session_replication_role = replica")  # no triggers: what they would write is written here
        world.indexes = _drop_indexes(connection)
        for start in range(0, personas, BATCH):
            _fill_batch(connection, world, crowd, range(start, min(personas, start + BATCH)), dice, numbers)
        _set_bounds(connection, crowd)
    return world


def _drop_indexes(connection: psycopg.Connection) -> list[str]:
    """Their definitions: they are built when everything is there."""
    rows = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('search_doc', 'search_name', 'publication')"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    ).fetchall()
    for name, _ in rows:
        connection.execute(f"DROP INDEX {name}")  # type: ignore[call-overload]
    return [definition for _, definition in rows]


def _set_bounds(connection: psycopg.Connection, crowd: Crowd) -> None:
    """As a rebuild would."""
    connection.execute("DELETE FROM search_tier")
    bounds = [
        float(crowd.popularity[sum(SIZES[: tier + 1]) - 1]) for tier in range(len(SIZES)) if sum(SIZES[: tier + 1]) <= len(crowd.likes)
    ]
    for tier, least in enumerate([*bounds, float("-inf")]):
        connection.execute("INSERT INTO search_tier VALUES (%s, %s, %s)", [tier, least, least])


def _fill_batch(
    connection: psycopg.Connection, world: World, crowd: Crowd, batch: range, dice: random.Random, numbers: numpy.random.Generator
) -> None:
    count = len(batch)
    texts = numpy.searchsorted(_spread(len(world.words), 1.05), numbers.random((count, WORDS_EACH + 8)))
    tags = numpy.searchsorted(_spread(len(world.tags), 0.9), numbers.random((count, 7)))
    called = numpy.searchsorted(_spread(len(world.names), 0.7), numbers.random((count, 2)))
    tag_ids = list(world.tags)
    public, docs, tokens = [], [], []
    for row, place in enumerate(batch):
        own, name = [world.words[each] for each in texts[row]], [world.names[each] for each in called[row]]
        ids = list(dict.fromkeys(tag_ids[each] for each in tags[row]))
        gender, bucket, rating = dice.choices(_GENDERS, (3, 4, 3))[0], dice.choice(_AGES), "safe" if place % 12 else "explicit"
        persona_id, creator, is_adult = UUID(int=dice.getrandbits(128)), f"maker{dice.randrange(5000)}", rating == "explicit"
        popularity, tier, headline = float(crowd.popularity[place]), crowd.tier(place), " ".join(own[:8])
        at = NEW - timedelta(days=int(crowd.age_days[place]))
        said = {
            "gender": gender,
            "age_bucket": bucket,
            "rating": rating,
            "source": "manual",
            "adult": str(is_adult).lower(),
            "creator": creator,
        }
        categories = dict.fromkeys(facet_code("category", world.tags[each][1]) for each in ids)
        facets = [*ids, *categories, *(facet_code(kind, value) for kind, value in said.items())]
        tagged = " ".join(world.tags[each][0] for each in ids).replace("-", " ").split()
        titles = [(name, "A"), (own[:8], "B"), (tagged, "C")]
        slug, face = f"{name[0].lower()}-{place}", "{}"
        public.append(
            (persona_id, persona_id, creator, persona_id, 1, "public", slug, " ".join(name), headline, bucket, gender, rating, rating, "",
             False, "manual", face, int(crowd.likes[place]), at, at, at, persona_id)
        )  # fmt: skip
        docs.append((persona_id, tier, popularity, is_adult, creator, facets, _vector(titles), _vector([*titles, (own[8:], "")])))
        tokens += [(persona_id, each.lower(), tier, popularity, is_adult) for each in dict.fromkeys(name)]
        if place % 997 == 3:
            world.phrases.append(" ".join(own[20 : 20 + dice.choice((2, 3))]))
            world.called.append(" ".join(name))
    _copy(connection, f"publication ({_PUBLICATION})", public)
    _copy(connection, "search_doc (persona_id, tier, popularity, is_adult, creator, facets, head, doc)", docs)
    _copy(connection, "search_name (persona_id, token, tier, popularity, is_adult)", tokens)


def _vector(parts: Sequence[tuple[Sequence[str], str]]) -> str:
    """Words with places and weights, as PostgreSQL reads a tsvector."""
    spoken = ((word.lower(), weight) for words, weight in parts for word in words)
    return " ".join(f"{word}:{place}{weight}" for place, (word, weight) in enumerate(spoken, start=1))


def _copy(connection: psycopg.Connection, into: str, rows: Sequence[Sequence[object]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:  # type: ignore[call-overload]
        for row in rows:
            copy.write_row(row)


def _index(url: str, definitions: Sequence[str]) -> float:
    began = time.perf_counter()
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '512MB'")
        for definition in definitions:
            connection.execute(definition)  # type: ignore[call-overload]
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


@dataclass
class Server:
    """The processes of the PostgreSQL that is measured."""

    postmaster: int
    backend: int

    def memory(self) -> float:
        """Megabytes of all its processes, each shared page counted once."""
        own = [process for process in Path("/proc").glob("[0-9]*") if self._is_own(process)]
        return sum(int(re.findall(r"^Pss:\s+(\d+)", (each / "smaps_rollup").read_text(), re.M)[0]) for each in own) / 1000

    def processor_ms(self) -> float:
        """What the one that answers has computed so far."""
        spent = Path(f"/proc/{self.backend}/stat").read_text().rpartition(")")[2].split()
        return (int(spent[11]) + int(spent[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    def _is_own(self, process: Path) -> bool:
        try:
            parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            return False
        return parent == self.postmaster or process.name == str(self.postmaster)


def _server() -> Server:
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        backend = int(session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
    parent = int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])
    return Server(postmaster=parent, backend=backend)


def _round_trips() -> float:
    """Milliseconds for as many bare questions as a search asks: what this machine takes at this hour for nothing."""
    began = time.perf_counter()
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        for _ in range(ROUND_TRIPS):
            session.connection().exec_driver_sql("SELECT 1")
    return (time.perf_counter() - began) * 1000
