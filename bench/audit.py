"""The trail of a million events: a page of it for its owner and for the operator, a filter, words, sealing, and the whole audit.

The events are made up and written with COPY, as the program's own inserts would write them; the triggers of the database run.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

import psycopg

from bench.results import Measure, Result, result
from bench.studio import studio
from persona_app.accounts.schemas import Actor
from persona_app.core.db import libpq_url, unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.events.schemas import EventKind, TrailQuery
from persona_app.events.services.auditing import audit
from persona_app.events.services.listing import list_events
from persona_app.events.services.looking import search_trail
from persona_app.events.services.sealing import seal

EVENTS = 1_000_000
OWNERS = 10
REPEATS = 40
KINDS = tuple(EventKind)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def run(scale: float) -> Iterator[Result]:
    """One result for the number of events, and a smaller one at a scale below 1."""
    count = max(2_000, int(EVENTS * scale))
    with studio(latency=0) as made:
        owners = [uuid4() for _ in range(OWNERS)]
        measures = tuple(_measures(made.url, owners, count))
        yield result(benchmark="audit", title="The trail", size=f"{count:,} events of {OWNERS} owners", scale=scale, measures=measures)


def _measures(url: str, owners: list[UUID], count: int) -> Iterator[Measure]:
    with psycopg.connect(libpq_url(url)) as connection:
        personas = _write(connection, owners, count)
    began = time.perf_counter()
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        while seal(session, most=10_000):
            pass
    yield Measure(name="sealed", value=count / (time.perf_counter() - began), unit="events/s")
    mine = Actor(account_id=owners[0], email="a@example.org", handle="a", is_operator=True)
    for name, asked in _questions(personas[0], count).items():
        yield from _timed(name, partial(_own, mine, asked))
    yield from _timed("operator, first page", lambda: _all(mine, TrailQuery()))
    yield from _timed("operator, a rare kind", lambda: _all(mine, TrailQuery(kind=EventKind.ACCOUNT_ERASED)))
    began = time.perf_counter()
    with unit_of_work(for_system=SystemWork.AUDIT) as session:
        found = audit(session)
    if not found.is_whole or found.sealed < count:
        raise RuntimeError("the trail is not whole")
    yield Measure(name="audited", value=count / (time.perf_counter() - began), unit="events/s")


def _questions(persona: UUID, count: int) -> dict[str, TrailQuery]:
    middle = BEGAN + timedelta(seconds=count // 2)
    return {
        "own, first page": TrailQuery(),
        "own, a kind": TrailQuery(kind=EventKind.PUBLISHED),
        "own, a persona": TrailQuery(persona_id=persona),
        "own, until the middle": TrailQuery(until=middle),
        "own, words": TrailQuery(text="Zerlina 77"),
        "own, words that nothing has": TrailQuery(text="Amadeus"),
    }


def _write(connection: psycopg.Connection, owners: list[UUID], count: int) -> list[UUID]:
    personas = [uuid4() for _ in range(200)]
    with connection.cursor().copy("COPY event (id, at, kind, actor_id, owner_id, persona_id, detail) FROM STDIN") as copy:
        for number in range(count):
            owner = owners[number % len(owners)]
            at = BEGAN + timedelta(seconds=number)
            words = f'{{"name": "Zerlina {number % 1000}", "number": {number % 50}}}'
            copy.write_row((uuid4(), at, KINDS[number % len(KINDS)].value, owner, owner, personas[number % len(personas)], words))
    connection.commit()
    connection.execute("ANALYZE event, event_seal")
    connection.commit()
    return personas


def _timed(name: str, ask: Callable[[], None]) -> Iterator[Measure]:
    took = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - began))
    yield Measure(name=f"{name}, p50", value=statistics.median(took), unit="ms")
    yield Measure(name=f"{name}, p95", value=statistics.quantiles(took, n=20)[18], unit="ms")


def _own(actor: Actor, wanted: TrailQuery) -> None:
    with unit_of_work(acting_for=actor.account_id) as session:
        list_events(session, actor=actor, wanted=wanted, limit=50)


def _all(actor: Actor, wanted: TrailQuery) -> None:
    with unit_of_work(acting_for=actor.account_id) as session:
        search_trail(session, actor=actor, wanted=wanted, limit=50)
