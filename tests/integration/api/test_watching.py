"""What whoever watches an installation is told, by the real database and a real worker."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import psycopg
import pytest
from loguru import logger
from prometheus_client.parser import text_string_to_metric_families

from persona_app.api.app import create_api
from persona_app.api.watching import with_watching
from persona_app.core import config
from persona_app.core.db import configure, libpq_url
from persona_app.core.request_id import current_request_id
from persona_app.jobs.schemas import Counted
from tests.integration.api.conftest import Program


@asynccontextmanager
async def watcher(client: str = "127.0.0.1", **headers: str) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who asks from this address."""
    transport = httpx.ASGITransport(app=with_watching(create_api()), client=(client, 4711), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://studio.test", headers=headers) as http:
        yield http


def sums(text: str) -> dict[str, float]:
    """Every metric's samples, added up."""
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found[sample.name] = found.get(sample.name, 0) + sample.value
    return found


async def until_ready(http: httpx.AsyncClient) -> httpx.Response:
    """The answer once a worker has given its first sign of life."""
    async with asyncio.timeout(30):
        while (answer := await http.get("/readyz")).json()["worker"] != "ok":  # noqa: ASYNC110 - the worker is what changes it
            await asyncio.sleep(0.05)
    return answer


async def test_it_is_ready_once_a_worker_is_there(program: Program) -> None:
    async with watcher() as http:
        before = await http.get("/readyz")
        async with program.working():
            during = await until_ready(http)
    assert (before.status_code, before.json()["status"], before.json()["worker"]) == (503, "unready", "missing")
    assert (during.status_code, during.json()) == (
        200,
        {"status": "ready", "database": "ok", "migrations": "ok", "worker": "ok", "model": "offline"},
    )


async def test_it_is_alive_but_not_ready_when_the_database_is_away(database: str) -> None:
    configure("postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=1")
    async with watcher() as http:
        alive, ready, told = await http.get("/livez"), await http.get("/readyz"), await http.get("/metrics")
    assert (alive.status_code, alive.text) == (200, "ok\n")
    assert (ready.status_code, ready.json()["database"]) == (503, "missing")
    assert sums(told.text)["persona_database_up"] == 0


async def test_it_is_ready_though_degraded_when_the_model_is_left_alone(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://model.test:8080/v1")
    config.get_settings.cache_clear()
    with psycopg.connect(libpq_url(program.studio.url)) as connection:
        connection.execute(
            "INSERT INTO endpoint_breaker (endpoint, host, failures, pause_seconds, since, changed_at, rests_until) "
            "VALUES ('e', 'model.test:8080', 5, 60, now(), now(), now() + interval '1 minute')"
        )
    async with watcher() as http, program.working():
        ready = await until_ready(http)
    config.get_settings.cache_clear()
    assert (ready.status_code, ready.json()["status"], ready.json()["model"]) == (200, "degraded", "away")


async def test_it_is_not_ready_when_the_schema_is_not_the_programs(database: str) -> None:
    with psycopg.connect(libpq_url(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    async with watcher() as http:
        ready = await http.get("/readyz")
    assert (ready.status_code, ready.json()["migrations"]) == (503, "missing")


async def test_every_counter_is_named_when_nothing_was_counted(database: str) -> None:
    async with watcher() as http:
        told = (await http.get("/metrics")).text
    missing = [kind for kind in Counted if f"# TYPE persona_{kind}_total counter\n" not in told]
    assert missing == []


async def test_metrics_tell_of_the_work_when_a_build_was_done(program: Program) -> None:
    async with watcher() as http:
        person = await program.post("/v1/person", json={"raw_text": "Name: Ada\nLike: music"})
        queued = sums((await http.get("/metrics")).text)
        async with program.working():
            waited = await program.post(f"/v1/person/{person.json()['id']}/regenerate", headers={"Prefer": "wait=30"})
            assert waited.status_code == 200, waited.text
        await http.get("/v1/health")
        done = sums((await http.get("/metrics")).text)
    assert queued["persona_runs"] == 1
    assert queued["persona_oldest_queued_seconds"] > 0
    assert done["persona_runs"] == 0
    assert done["persona_runs_ended_total"] == 1
    assert done["persona_engine_answers_total"] >= 4
    assert done["persona_request_seconds_count"] >= 2
    assert done["persona_database_up"] == 1


@pytest.mark.parametrize("kind", ["another machine", "through a proxy"])
async def test_metrics_are_refused_when_asked_for_from_elsewhere(database: str, kind: str) -> None:
    headers = {"X-Forwarded-For": "203.0.113.9"} if kind == "through a proxy" else {}
    async with watcher("203.0.113.9" if kind == "another machine" else "127.0.0.1", **headers) as http:
        assert (await http.get("/metrics")).status_code == 403


async def test_metrics_are_told_to_whoever_has_the_token(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERSONA_METRICS_TOKEN", "a token for the watcher")
    config.get_settings.cache_clear()
    async with watcher("203.0.113.9") as http:
        right = await http.get("/metrics", headers={"Authorization": "Bearer a token for the watcher"})
        wrong = await http.get("/metrics", headers={"Authorization": "Bearer another"})
    config.get_settings.cache_clear()
    assert (right.status_code, wrong.status_code) == (200, 403)


async def test_the_id_of_a_request_is_in_the_lines_of_the_job_it_led_to(program: Program) -> None:
    seen: list[tuple[str, str]] = []
    sink = logger.add(lambda message: seen.append((current_request_id(), message.record["message"])), level="INFO")
    async with watcher(Authorization=program.http.headers["Authorization"]) as http:
        answer = await http.post("/v1/person", json={"raw_text": "Name: Ada"}, headers={"X-Request-ID": "0af7651916cd-43dd"})
        assert answer.headers["X-Request-ID"] == "0af7651916cd-43dd"
        async with program.working():
            await program.post(f"/v1/person/{answer.json()['id']}/regenerate", headers={"Prefer": "wait=30"})
    logger.remove(sink)
    assert [words for request_id, words in seen if request_id == "0af7651916cd-43dd" and "is worked on" in words], seen
