"""The interface for programs: reading a persona beside a bare route, and submitting data beside plain inserts."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from uuid import UUID

import psycopg
from psycopg_pool import ConnectionPool

from bench.http_load import Load, request_bytes, send
from bench.results import Measure, Result, result
from bench.studio import BenchStudio, studio
from persona_app.accounts.services.tokens import create_token
from persona_app.core.db import libpq_url, unit_of_work
from persona_app.core.ids import new_id
from tests.serving import free_port

CONNECTIONS = 16
READS = 8_000
CLIENTS = 50
SUBMISSIONS = 5_000
TURNS = 4
"""Product and comparison take turns, so that whatever else the machine does meets both."""
STORY = "\n".join(
    f"Ada likes tune {n}. Ada fears storm {n}. Ada can sing song {n}. Ada is a friend of Grace {chr(65 + n % 26)}." for n in range(12)
)


def run(scale: float) -> Iterator[Result]:
    """Both benchmarks, at one server."""
    with studio(latency=0) as at:
        yield from _measure(at, scale)


def _measure(at: BenchStudio, scale: float) -> Iterator[Result]:
    built = at.create([STORY])
    _build(at, built.id)
    with unit_of_work(acting_for=at.actor.account_id) as session:
        token = create_token(session, actor=at.actor, name="bench", scopes=("read", "write")).token
    with _server(at.url) as port:
        yield _reading(port, built.persona_id, token=token, scale=scale)
        yield _submitting(at, port, token=token, scale=scale)


def _build(at: BenchStudio, run_id: UUID) -> None:
    environment = {**os.environ, "OPENAI_BASE_URL": at.model.base_url, "PERSONA_MODEL": "stub", "PERSONA_ENGINE": "openai"}
    subprocess.run([sys.executable, "-m", "bench.worker_process", at.url, str(run_id)], env=environment, capture_output=True, check=True)


@contextmanager
def _server(url: str) -> Iterator[int]:
    port = free_port()
    environment = {**os.environ, "PERSONA_API_REQUESTS_PER_MINUTE": "100000000"}
    server = subprocess.Popen([sys.executable, "-m", "bench.bare_server", url, str(port)], env=environment)
    try:
        _wait_for(port)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _wait_for(port: int) -> None:
    request = request_bytes("GET", "/livez", headers={})
    for _ in range(300):
        try:
            asyncio.run(send(port, [[request]]))
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def _reading(port: int, persona_id: UUID, *, token: str, scale: float) -> Result:
    each = max(2, round(READS * scale / CONNECTIONS / TURNS))
    ours = request_bytes("GET", f"/v1/person/{persona_id}/persona", headers={"Authorization": f"Bearer {token}"})
    bare = request_bytes("GET", f"/bare/{persona_id}", headers={})
    for request in (ours, bare):
        asyncio.run(send(port, [[request] * 20] * CONNECTIONS))
    turns = [
        (asyncio.run(send(port, [[bare] * each] * CONNECTIONS)), asyncio.run(send(port, [[ours] * each] * CONNECTIONS)))
        for _ in range(TURNS)
    ]
    beside, product = _joined([bare for bare, _ in turns]), _joined([ours for _, ours in turns])
    ratio, p99 = product.per_second / beside.per_second, product.percentile(99) * 1000
    return result(
        benchmark="programs-reading",
        title="Reading a persona through /v1 beside a bare route",
        size=f"{each * CONNECTIONS * TURNS:,} requests over {CONNECTIONS} connections; one server process, the same SELECT and answer.",
        scale=scale,
        measures=(
            Measure(name="requests a second", value=product.per_second, unit="/s"),
            Measure(name="requests a second of the bare route", value=beside.per_second, unit="/s"),
            Measure(name="ratio", value=ratio, unit="", aim="at least 0.7", is_met=ratio >= 0.7),
            Measure(name="p50", value=product.percentile(50) * 1000, unit="ms"),
            Measure(name="p99", value=p99, unit="ms", aim="under 100 ms", is_met=p99 < 100),
            Measure(name="p99 of the bare route", value=beside.percentile(99) * 1000, unit="ms"),
        ),
    )


def _joined(loads: Sequence[Load]) -> Load:
    return Load(seconds=tuple(sorted(each for load in loads for each in load.seconds)), wall=sum(load.wall for load in loads))


def _submitting(at: BenchStudio, port: int, *, token: str, scale: float) -> Result:
    each = max(1, round(SUBMISSIONS * scale / CLIENTS))
    personas = _personas(port, token=token, count=CLIENTS)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    shares = [
        [
            request_bytes(
                "POST", f"/v1/person/{persona}/data", headers={**headers, "Idempotency-Key": f"{persona}-{n}"}, body=_body(f"{persona} {n}")
            )
            for n in range(each)
        ]
        for persona in personas
    ]
    product = asyncio.run(send(port, shares))
    with psycopg.connect(libpq_url(at.url)) as connection:
        row = connection.execute("SELECT count(*) FROM persona_data WHERE title LIKE 'Letter%'").fetchone()
    assert row is not None
    assert row[0] == each * CLIENTS
    plain = _insert_plainly(at, personas, each=each)
    ratio = product.per_second / plain
    return result(
        benchmark="programs-submitting",
        title="Submitting data through /v1 beside plain inserts",
        size=f"{each * CLIENTS:,} texts of 2 kB by {CLIENTS} clients, each with an idempotency key; beside as many inserts of the same row "
        f"from a pool of {CLIENTS} connections, each in a transaction of its own. All are there afterwards. A submission takes two "
        "transactions: token and rate are judged before its body is read, and none stays open while a client sends; the other holds the "
        "token once more, the key, the row, its event and the answer, or nothing.",
        scale=scale,
        measures=(
            Measure(name="submissions a second", value=product.per_second, unit="/s"),
            Measure(name="plain inserts a second", value=plain, unit="/s"),
            Measure(name="ratio", value=ratio, unit=""),
            Measure(name="p50", value=product.percentile(50) * 1000, unit="ms"),
            Measure(name="p99", value=product.percentile(99) * 1000, unit="ms"),
        ),
    )


def _personas(port: int, *, token: str, count: int) -> list[str]:
    import httpx

    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"Authorization": f"Bearer {token}"}) as http:
        return [http.post("/v1/person", json={"name": f"Ada {n}"}).raise_for_status().json()["id"] for n in range(count)]


def _text(mark: str) -> str:
    return f"Letter {mark}. " + "The harvest was late and the roads were bad. " * 44


def _body(mark: str) -> bytes:
    return json.dumps({"raw_text": _text(mark)}).encode()


def _insert_plainly(at: BenchStudio, personas: Sequence[str], *, each: int) -> float:
    """Inserts a second of the same rows, by as many clients, each insert committed."""
    from concurrent.futures import ThreadPoolExecutor

    statement = (
        "INSERT INTO persona_data (id, persona_id, number, kind, title, origin, media_type, text, text_sha256, char_count, size_bytes, "
        "details, created_by, created_at) VALUES (%s, %s, %s, 'text', %s, '', 'text/plain', %s, %s, %s, %s, '{}', %s, now())"
    )

    def insert(persona: str) -> None:
        for n in range(each):
            text = _text(f"{persona} plain {n}")
            values = (
                new_id(),
                persona,
                100_000 + n,
                text[:40],
                text,
                sha256(text.encode()).hexdigest(),
                len(text),
                len(text),
                at.actor.account_id,
            )
            with pool.connection() as connection:
                connection.execute(statement, values)

    with ConnectionPool(libpq_url(at.url), min_size=CLIENTS, max_size=CLIENTS, timeout=120) as pool, ThreadPoolExecutor(CLIENTS) as threads:
        pool.wait()
        began = time.perf_counter()
        list(threads.map(insert, personas))
        return each * len(personas) / (time.perf_counter() - began)
