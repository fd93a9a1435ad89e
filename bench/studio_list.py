"""The studio's list with thousands of personas: its first page, its pages further down, and what is found as one types.

Personas are made up: contents of 60 to 400 words of a vocabulary in which few words are frequent and most are rare (Zipf), a fifth of
them described, labelled and used. What is timed is what the page's handler asks for, whole, in a unit of work of its own; beside it the
bare query that brings the same ids, as the tables' owner.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from bench.results import Measure, Result, result
from bench.studio import BenchStudio, studio
from persona_app.core.db import libpq_url, unit_of_work
from persona_app.core.ids import new_id
from persona_app.personas.studio_schemas import Search, StudioSort
from persona_app.web.pages.studio.state import list_with_runs

PERSONAS = 20_000
ROUNDS = 60
AIM = 50.0
_LETTERS = "bdfgklmnprstv"
_PAGE = (
    "SELECT p.id FROM persona p JOIN persona_usage u ON u.persona_id = p.id WHERE u.owner_id = %s AND p.archived_at IS NULL"
    " ORDER BY u.used_at DESC, u.persona_id DESC LIMIT 51"
)
_FOUND = (
    "SELECT p.id FROM persona_words w JOIN persona p ON p.id = w.persona_id JOIN persona_usage u ON u.persona_id = p.id"
    " WHERE w.words @@ to_tsquery('simple', %s) AND p.archived_at IS NULL ORDER BY u.used_at DESC, u.persona_id DESC LIMIT 51"
)


def run(scale: float) -> Iterator[Result]:
    """One benchmark."""
    count = max(200, round(PERSONAS * scale))
    with studio(latency=0) as at:
        words = vocabulary()
        _fill(at, count=count, words=words)
        measures = list(_measured(at, words, rounds=max(5, round(ROUNDS * min(1.0, scale * 10)))))
    yield result(
        benchmark="studio_list",
        title="The studio's list",
        size=f"{count:,} personas of one owner, and a tenth as many of another",
        scale=scale,
        measures=tuple(measures),
    )


def vocabulary(count: int = 20_000) -> list[str]:
    """Made-up words, the frequent ones first."""
    dice = random.Random(3)
    made = {"".join(dice.choice(_LETTERS) + dice.choice("aeiou") for _ in range(dice.randint(2, 5))) for _ in range(2 * count)}
    return dice.sample(sorted(made), min(count, len(made)))


def _fill(at: BenchStudio, *, count: int, words: Sequence[str]) -> None:
    dice = random.Random(5)
    weights = [1 / (place + 1) for place in range(len(words))]
    with psycopg.connect(libpq_url(at.url), autocommit=True) as connection:
        other = new_id()
        connection.execute(
            "INSERT INTO account SELECT (jsonb_populate_record(a, jsonb_build_object('id', %s::text, 'email', 'o@example.org',"
            " 'handle', 'other'))).* FROM account a LIMIT 1",
            [str(other)],
        )
        for owner, many in ((at.actor.account_id, count), (other, count // 10)):
            for begin in range(0, many, 500):
                rows = [_row(dice, words, weights, place=begin + place) for place in range(min(500, many - begin))]
                _insert(connection, owner=owner, rows=rows)
        connection.execute("UPDATE persona_usage SET use_count = 3, used_at = now() - random() * interval '90 days' WHERE random() < 0.2")
        for table in ("persona", "persona_version", "persona_usage", "persona_words"):
            connection.execute(f"VACUUM ANALYZE {table}")


def made_up(count: int) -> Iterator[tuple[str, str, str]]:
    """Names, descriptions and contents of the owner's personas."""
    words, dice = vocabulary(), random.Random(5)
    weights = [1 / (place + 1) for place in range(len(words))]
    for place in range(count):
        yield _row(dice, words, weights, place=place)


def _row(dice: random.Random, words: Sequence[str], weights: Sequence[float], *, place: int) -> tuple[str, str, str]:
    name = f"{dice.choice(words).capitalize()} {dice.choice(words).capitalize()} {place}"
    description = " ".join(dice.choices(words, weights=weights, k=12)) if dice.random() < 0.2 else ""
    return name, description, " ".join(dice.choices(words, weights=weights, k=dice.randint(60, 400)))


def _insert(connection: psycopg.Connection, *, owner: UUID, rows: Sequence[tuple[str, str, str]]) -> None:
    at, ids = datetime.now(UTC) - timedelta(days=100), [new_id() for _ in rows]
    with connection.transaction(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO persona (id, owner_id, name, description, is_name_provisional, subject, source, data_count, version_count,"
            " lock_version, created_at, updated_at) VALUES (%s, %s, %s, %s, false, '', 'manual', 0, 1, 1, %s, %s)",
            [(one, owner, name, description, at, at) for one, (name, description, _) in zip(ids, rows, strict=True)],
        )
        cursor.executemany(
            "INSERT INTO persona_version (id, persona_id, number, profile, content, content_sha256, summary, origin, author_id, data_ids,"
            " engine, model, is_extractive, prompt_version, prompt_tokens, completion_tokens, duration_ms, dropped_quotes, created_at)"
            " VALUES (%s, %s, 1, %s, %s, '', '', 'built', %s, '{}', '', '', true, '', 0, 0, 0, 0, %s)",
            [(new_id(), one, Jsonb({}), content, owner, at) for one, (_, _, content) in zip(ids, rows, strict=True)],
        )


def _measured(at: BenchStudio, words: Sequence[str], *, rounds: int) -> Iterator[Measure]:
    dice = random.Random(11)
    yield from _compared(at, "First page", [Search()] * rounds, bare=(_PAGE, [[at.actor.account_id]] * rounds))
    for sort in (StudioSort.NAME, StudioSort.NEWEST, StudioSort.MOST_USED):
        yield from _compared(at, f"First page, by {sort.value}", [Search(sort=sort)] * rounds)
    yield from _compared(at, "Page 20", [Search()] * max(3, rounds // 5), skip=19)
    kinds = {
        "A word of every second persona": words[:5],
        "A rare word": words[2_000:],
        "The beginning of a word, as one types": [word[:4] for word in words[20:2_000]],
        "One letter": list(_LETTERS),
    }
    for title, pool in kinds.items():
        asked = [dice.choice(pool) for _ in range(rounds)]
        mark = _mark(at)
        yield from _compared(
            at,
            title,
            [Search(query=word, sort=StudioSort.BEST) for word in asked],
            bare=None if title == "One letter" else (_FOUND, [[f"'{mark}{word}':*"] for word in asked]),
        )


def _mark(at: BenchStudio) -> str:
    with psycopg.connect(libpq_url(at.url)) as connection:
        row = connection.execute("SELECT owner_mark(%s)", [at.actor.account_id]).fetchone()
    assert row is not None
    return str(row[0])


def _compared(
    at: BenchStudio, title: str, searches: Sequence[Search], *, bare: tuple[str, Sequence[Sequence[object]]] | None = None, skip: int = 0
) -> Iterator[Measure]:
    places = [_go_to(at, search, skip) for search in searches]
    took = [_milliseconds(lambda one=one: _look(at, *one)) for one in zip(searches, places, strict=True)]
    p95 = sorted(took)[max(0, round(0.95 * len(took)) - 1)]
    yield Measure(name=f"{title}, p95", value=p95, unit="ms", aim=f"under {AIM:g} ms", is_met=p95 < AIM)
    yield Measure(name=f"{title}, median", value=statistics.median(took), unit="ms")
    if bare is not None:
        query, parameters = bare
        with psycopg.connect(libpq_url(at.url)) as connection:
            plain = [_milliseconds(lambda given=given: connection.execute(query, given).fetchall()) for given in parameters]
        yield Measure(name=f"{title}, against the bare query", value=statistics.median(took) / statistics.median(plain), unit="times")


def _go_to(at: BenchStudio, search: Search, skip: int) -> str | None:
    cursor = None
    for _ in range(skip):
        cursor = _look(at, search, cursor)
    return cursor


def _look(at: BenchStudio, search: Search, cursor: str | None = None) -> str | None:
    with unit_of_work(acting_for=at.actor.account_id) as session:
        return list_with_runs(session, actor=at.actor, search=search, cursor=cursor).page.next_cursor


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
