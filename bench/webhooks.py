"""Webhooks: from events to deliveries, beside what PostgreSQL takes for the same rows; and sending, beside bare posts by the same library.

The events are made up and written with COPY, as the program's own inserts would write them; the trigger that fills the outbox runs. The
receiver is a process of its own, on loopback.
"""

import asyncio
import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from uuid import uuid4

import httpx2
import psycopg

from bench.results import Measure, Result, result
from bench.studio import BenchStudio, studio
from persona_app.core.clock import now
from persona_app.core.config import Settings
from persona_app.core.db import libpq_url, unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.events.schemas import EventKind
from persona_app.webhooks.minding import minding
from persona_app.webhooks.services.delivering import AT_ONCE_PER_WEBHOOK
from persona_app.webhooks.services.handing_out import hand_out
from persona_app.webhooks.services.subscribing import create_webhook
from tests.receiver import receiving

EVENTS, WEBHOOKS = 10_000, 10
SENT = 200
"""Events whose deliveries are sent: one for each webhook."""
ROUNDS = 3
KINDS = tuple(EventKind)
_COLUMNS = "id, webhook_id, owner_id, event_id, kind, body, state, tries, attempts, due_at, created_at"
_PLAIN = f"""
INSERT INTO webhook_delivery ({_COLUMNS})
SELECT gen_random_uuid(), webhook.id, event.owner_id, event.id, event.kind,
    json_build_object('id', gen_random_uuid(), 'event_id', event.id, 'kind', event.kind, 'at', event.at, 'persona_id', event.persona_id,
        'numbers', json_build_object('number', event.detail->'number'))::text,
    'waiting', 0, 0, now(), now()
FROM webhook_outbox JOIN event ON event.id = webhook_outbox.event_id JOIN webhook ON webhook.owner_id = event.owner_id
"""  # noqa: S608 - our own names


def run(scale: float) -> Iterator[Result]:
    """Both, on one database, with one receiver."""
    events, sent = max(50, round(EVENTS * scale)), max(10, round(SENT * scale))
    with studio(latency=0) as at, _receiver() as host, psycopg.connect(libpq_url(at.url), autocommit=True) as owner:
        with unit_of_work(acting_for=at.actor.account_id) as session:
            for number in range(WEBHOOKS):
                create_webhook(session, actor=at.actor, url=f"http://{host}/{number}")
        yield _fanning_out(at, owner, events=events, scale=scale)
        yield _sending(at, owner, host=host, events=sent, scale=scale)


def _fanning_out(at: BenchStudio, owner: psycopg.Connection, *, events: int, scale: float) -> Result:
    rows = events * WEBHOOKS

    def plain() -> None:
        owner.execute(_PLAIN)

    def copied(kept: list[tuple[object, ...]]) -> None:
        with owner.cursor().copy(f"COPY webhook_delivery ({_COLUMNS}) FROM STDIN") as copy:
            for row in kept:
                copy.write_row(row)

    times: dict[str, list[float]] = {"ours": [], "select": [], "copy": []}
    for _ in range(ROUNDS):
        _happen(at, owner, events)
        times["select"].append(_timed(plain))
        kept = owner.execute(f"SELECT {_COLUMNS} FROM webhook_delivery").fetchall()  # noqa: S608 - our own names
        owner.execute("TRUNCATE webhook_delivery CASCADE")
        times["copy"].append(_timed(lambda: copied(kept)))  # noqa: B023 - called at once
        owner.execute("TRUNCATE webhook_delivery CASCADE")
        times["ours"].append(_timed(_hand_out))
        made = owner.execute("SELECT count(*) FROM webhook_delivery").fetchone()
        if made != (rows,):
            raise RuntimeError(f"{made} deliveries were made, and not {rows}")
    ours, select, copy = (statistics.median(times[name]) for name in ("ours", "select", "copy"))
    return result(
        benchmark="webhooks-handing-out",
        title="Webhooks: events handed out",
        size=f"{events:,} events for {WEBHOOKS} webhooks of one owner: {rows:,} deliveries, each with its body; medians of {ROUNDS}. "
        "Beside one INSERT … SELECT of the same rows, whose bodies PostgreSQL writes, and a COPY of finished rows.",
        scale=scale,
        measures=(
            Measure(name="events handed out", value=events / ours, unit="/s"),
            Measure(name="deliveries made", value=rows / ours, unit="/s"),
            Measure(name="ratio to INSERT … SELECT", value=ours / select, unit=""),
            Measure(name="ratio to COPY", value=ours / copy, unit=""),
        ),
    )


def _sending(at: BenchStudio, owner: psycopg.Connection, *, host: str, events: int, scale: float) -> Result:
    count, at_once = events * WEBHOOKS, WEBHOOKS * AT_ONCE_PER_WEBHOOK
    ours, bare = [], []
    for _ in range(ROUNDS):
        _happen(at, owner, events)
        _hand_out()
        parcels = owner.execute("SELECT url, body FROM webhook_delivery AS d JOIN webhook ON webhook.id = d.webhook_id").fetchall()
        bare.append(_timed(lambda: asyncio.run(_post(parcels, at_once=at_once))))  # noqa: B023 - called at once
        ours.append(_timed(lambda: asyncio.run(_carry(owner, host))))
        taken = owner.execute("SELECT count(*) FROM webhook_delivery WHERE state = 'delivered'").fetchone()
        if taken != (count,):
            raise RuntimeError(f"{taken} deliveries were taken, and not {count}")
    fast, slow = statistics.median(bare), statistics.median(ours)
    return result(
        benchmark="webhooks-sending",
        title="Webhooks: deliveries sent",
        size=f"{count:,} deliveries to {WEBHOOKS} webhooks of one receiver on this machine, by one worker, {AT_ONCE_PER_WEBHOOK} at once "
        f"for each: taken from the database, signed, sent over the guarded network on a connection of their own, and written down. Beside "
        f"httpx2 posts of the same bodies, {at_once} at once, likewise on connections of their own; medians of {ROUNDS}.",
        scale=scale,
        measures=(
            Measure(name="deliveries", value=count / slow, unit="/s"),
            Measure(name="bare posts", value=count / fast, unit="/s"),
            Measure(name="ratio to bare posts", value=slow / fast, unit=""),
        ),
    )


def _happen(at: BenchStudio, owner: psycopg.Connection, events: int) -> None:
    """So many events that nobody was told of yet, and no delivery from before."""
    owner.execute("TRUNCATE webhook_delivery CASCADE; TRUNCATE webhook_outbox")
    mine = at.actor.account_id
    with owner.cursor().copy("COPY event (id, at, kind, actor_id, owner_id, persona_id, detail) FROM STDIN") as copy:
        for number in range(events):
            copy.write_row((uuid4(), now(), KINDS[number % len(KINDS)].value, mine, mine, uuid4(), f'{{"number": {number}}}'))
    owner.execute("ANALYZE event, webhook_outbox")


def _hand_out() -> None:
    while True:
        with unit_of_work(for_system=SystemWork.DELIVER) as session:
            if not hand_out(session):
                return


async def _carry(owner: psycopg.Connection, host: str) -> None:
    """As a worker does, until nothing waits."""
    waiting = "SELECT EXISTS (SELECT FROM webhook_delivery WHERE state = 'waiting')"
    async with minding(Settings(_env_file=None, webhook_allow=(host,))):  # type: ignore[call-arg]
        while (await asyncio.to_thread(lambda: owner.execute(waiting).fetchone())) == (True,):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.02)


async def _post(parcels: list[tuple[str, str]], *, at_once: int) -> None:
    room = asyncio.Semaphore(at_once)
    limits = httpx2.Limits(max_connections=at_once, max_keepalive_connections=0)
    async with httpx2.AsyncClient(limits=limits, trust_env=False) as client:

        async def post(url: str, body: str) -> None:
            async with room:
                (await client.post(url, content=body.encode(), headers={"content-type": "application/json"})).raise_for_status()

        await asyncio.gather(*(post(url, body) for url, body in parcels))


@contextmanager
def _receiver() -> Iterator[str]:
    """Its host and port, as settings allow it."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_receive, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("enough")
        process.join()


def _receive(told: Connection) -> None:
    with receiving() as receiver:
        told.send(receiver.host)
        told.recv()


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
