"""Each fault of a model server as a whole run meets it: how it ends, what it says, what is kept, and what a retry asks.

The fault strikes where the texts are searched; they were cleaned before, and that is never asked again.
"""

import asyncio
from typing import Any

import pytest
from sqlalchemy import text as sql

from persona_app.building.execution import run_build
from persona_app.building.services.requesting import retry_run
from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.jobs.schemas import RunView
from persona_app.llm.breaker import DatabaseBreaker, breaker_states
from persona_app.llm.openai_engine import OpenAIEngine
from tests.faults import fault, fault_table
from tests.integration.building.conftest import Studio
from tests.integration.llm.asking import settings_for
from tests.integration.llm.test_openai_faults import BROKEN, HARMLESS, SECONDS, Row
from tests.model_server.faults import WORDS
from tests.model_server.fixtures import model_server
from tests.model_server.stub import StubModelServer

__all__ = ["model_server"]
SLOW = {"stall", "drip"}
ADA = "Ada Marlow is a baker. Ada Marlow lives in Bath."
QUICK = DatabaseBreaker(probe_seconds=30, first_pause=0.2, longest_pause=0.4)


def settings(server: StubModelServer, **others: Any) -> Settings:
    return settings_for(server.base_url, **({"model_call_seconds": 30, "model_patience_seconds": 0.3} | others))


def data_kept() -> list[str]:
    with unit_of_work() as session:
        return list(session.execute(sql("SELECT text FROM persona_data ORDER BY number")).scalars())


def said_end(row: Row) -> str:
    """How a run ends that met this fault, in words."""
    waits = "The run waits and says until when; when its patience is over it fails" if row.error.is_passing else "The run fails at once"
    if row.retry_after and row.retry_after > 300:
        waits = "The run fails at once, since the server asks for more time than the run's patience has"
    return f"{waits} with `{row.error.code}` and a sentence; data and finished answers are kept, and a retry asks only what is missing"


@fault_table(area="Model", rows=[(row.fault, f"In the middle of a build: {WORDS[row.fault]}", said_end(row)) for row in BROKEN])
@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row.fault)
async def test_a_run_ends_with_a_sentence_and_goes_on_when_retried(row: Row, studio: Studio, model_server: StubModelServer) -> None:
    chosen = settings(model_server, model_call_seconds=SECONDS if row.fault in SLOW else 30)
    engine = OpenAIEngine(chosen)
    model_server.fail(row.fault, question="Extraction")

    failed = await studio.build(studio.create(ADA), engine=engine, settings=chosen)

    assert (failed.state, failed.error_code) == ("failed", row.error.code)
    assert row.says in failed.sentence
    assert failed.version_number is None
    assert data_kept() == [ADA]
    model_server.heal()
    with unit_of_work() as session:
        again = retry_run(session, actor=studio.actor, run_id=failed.id)
    done = await studio.build(again, engine=OpenAIEngine(settings(model_server)), settings=settings(model_server))
    assert (done.state, done.version_number) == ("done", 1)
    assert model_server.paid_twice() == []
    assert model_server.count("Cleaning") == 1


@pytest.mark.parametrize("name", HARMLESS)
async def test_a_run_is_done_when_the_server_is_merely_odd(name: str, studio: Studio, model_server: StubModelServer) -> None:
    model_server.fail(name, question="Extraction")

    run = await studio.build(studio.create(ADA), engine=OpenAIEngine(settings(model_server)), settings=settings(model_server))

    assert (run.state, run.version_number) == ("done", 1)
    assert '"value":"baker"' in studio.version(run).profile.model_dump_json()


def the_engine(server: StubModelServer, *, breaker: DatabaseBreaker = QUICK) -> OpenAIEngine:
    return OpenAIEngine(settings(server), breaker=breaker)


@fault(
    area="Model",
    what="The model server is down for a while and comes back, with many runs under way",
    result="All runs wait and say until when; nobody calls but one probe after each pause; then all are done, nothing is paid twice",
)
async def test_all_runs_wait_and_go_on_when_the_server_comes_back(studio: Studio, model_server: StubModelServer) -> None:
    chosen, engine = settings(model_server, model_patience_seconds=60), the_engine(model_server)
    model_server.fail("500")
    queued = [studio.create(f"Ada Marlow is a baker. Ada Marlow likes tea number {number}.") for number in range(6)]
    working = [asyncio.create_task(run_build(run.id, engine=engine, settings=chosen)) for run in queued]
    waiting = [await studio.until(run, _is_waiting) for run in queued]
    with unit_of_work() as session:
        (state,) = breaker_states(session)
    called = model_server.count()

    model_server.heal()
    await asyncio.gather(*working)

    assert all(view.waits_until is not None and view.sentence for view in waiting)
    assert state.failures >= 5
    assert called < 40, "six runs with sixteen questions at once would have asked far more often"
    assert [studio.look(run).state for run in queued] == ["done"] * 6
    assert model_server.paid_twice() == []


@fault(
    area="Model",
    what="The model server stays down for longer than the run's patience",
    result="`engine_unavailable`: the sentence says that the server is down and how long the run waited; what was read is kept",
)
async def test_a_run_fails_with_a_sentence_when_the_server_stays_down(studio: Studio, model_server: StubModelServer) -> None:
    model_server.fail("500")

    run = await studio.build(studio.create(ADA), engine=the_engine(model_server), settings=settings(model_server, model_patience_seconds=4))

    assert (run.state, run.error_code) == ("failed", "engine_unavailable")
    assert "The run waited" in run.sentence
    assert data_kept() == [ADA]


def _is_waiting(view: RunView) -> bool:
    return view.state == "waiting"
