"""The breaker: an endpoint that is down is called by nobody but one probe after each pause, over all processes.

Time passes by moving what the database holds, never by waiting.
"""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from persona_app.core.db import unit_of_work
from persona_app.llm.breaker import Breaker, BreakerState, DatabaseBreaker, NoBreaker, breaker_states
from persona_app.llm.errors import EngineError, EngineMisconfigured, EngineRateLimited, EngineUnavailable
from persona_app.llm.openai_engine import OpenAIEngine
from tests.faults import fault
from tests.integration.llm.asking import extract_prompt, settings_for
from tests.model_server.stub import StubModelServer

BREAKER = DatabaseBreaker(probe_seconds=130)


@pytest.fixture
async def engine(database: str, model_server: StubModelServer) -> AsyncIterator[OpenAIEngine]:
    made = OpenAIEngine(settings_for(model_server.base_url), breaker=BREAKER)
    yield made
    await made.aclose()


async def fails_with(engine: OpenAIEngine, error: type[EngineError] = EngineUnavailable) -> EngineError:
    with pytest.raises(error) as caught:
        await engine.ask(extract_prompt())
    return caught.value


def state() -> BreakerState | None:
    with unit_of_work() as session:
        return next(iter(breaker_states(session)), None)


def pass_time(seconds: float) -> None:
    """As if everything had been written down that much earlier."""
    with unit_of_work() as session:
        session.execute(
            text(
                "UPDATE endpoint_breaker SET rests_until = rests_until - make_interval(secs => :by), "
                "probed_until = probed_until - make_interval(secs => :by)"
            ),
            {"by": seconds},
        )


async def open_it(engine: OpenAIEngine, server: StubModelServer) -> None:
    server.fail("500")
    for _ in range(5):
        await fails_with(engine)
    server.forget()


@fault(
    area="Model",
    what="The model server is down and many runs want it",
    result="After five failures in a row nobody calls it during a pause of 5 s, doubled up to 60 s by each probe that fails; "
    "each run waits, says so and until when",
)
async def test_nobody_calls_when_five_calls_in_a_row_failed(engine: OpenAIEngine, model_server: StubModelServer) -> None:
    await open_it(engine, model_server)

    errors = await asyncio.gather(*(fails_with(engine) for _ in range(30)))

    assert model_server.count() == 0
    assert all("is down: the last 5 calls to it failed" in error.sentence for error in errors)
    assert all(0 < (error.retry_after or 0) <= 5 for error in errors)
    assert "Nothing you submitted is lost." in errors[0].sentence


async def test_one_of_many_probes_when_the_pause_is_over(engine: OpenAIEngine, model_server: StubModelServer) -> None:
    await open_it(engine, model_server)
    model_server.latency_seconds = 0.1
    pass_time(5)

    errors = await asyncio.gather(*(fails_with(engine) for _ in range(8)))

    assert model_server.count() == 1
    assert sorted(error.retry_after or 0 for error in errors) == [0] + [3] * 7


@pytest.mark.parametrize(("probes", "pause"), [(1, 10), (2, 20), (3, 40), (4, 60), (5, 60)])
async def test_the_pause_grows_when_probes_fail(probes: int, pause: float, engine: OpenAIEngine, model_server: StubModelServer) -> None:
    await open_it(engine, model_server)
    for _ in range(probes):
        pass_time(60)
        await fails_with(engine)

    error = await fails_with(engine)

    assert model_server.count() == probes
    assert error.retry_after == pytest.approx(pause, abs=2)


async def test_everybody_goes_on_when_the_probe_is_answered(engine: OpenAIEngine, model_server: StubModelServer) -> None:
    await open_it(engine, model_server)
    model_server.heal()
    pass_time(5)

    assert (await engine.ask(extract_prompt())).value.claims

    assert state() is None
    await asyncio.gather(*(engine.ask(extract_prompt()) for _ in range(8)))
    assert model_server.count(outcome="answered") == 9


async def test_a_pause_is_known_to_other_processes(engine: OpenAIEngine, model_server: StubModelServer) -> None:
    await open_it(engine, model_server)
    other = OpenAIEngine(settings_for(model_server.base_url), breaker=DatabaseBreaker(probe_seconds=130))

    error = await fails_with(other)

    assert error.retry_after is not None
    assert model_server.count() == 0


async def test_other_endpoints_are_called_during_a_pause(engine: OpenAIEngine, model_server: StubModelServer) -> None:
    await open_it(engine, model_server)

    with StubModelServer() as healthy:
        assert (await OpenAIEngine(settings_for(healthy.base_url), breaker=BREAKER).ask(extract_prompt())).value.claims


async def test_calls_go_on_when_failures_are_not_in_a_row(engine: OpenAIEngine, model_server: StubModelServer) -> None:
    for _ in range(4):
        model_server.fail("500", times=4)
        for _ in range(4):
            await fails_with(engine)
        await engine.ask(extract_prompt())
        model_server.heal()

    assert state() is None


@pytest.mark.parametrize(("name", "error"), [("429", EngineRateLimited), ("401", EngineMisconfigured)])
async def test_a_server_that_refuses_is_not_down(
    name: str, error: type[EngineError], engine: OpenAIEngine, model_server: StubModelServer
) -> None:
    model_server.fail(name)
    for _ in range(8):
        await fails_with(engine, error)

    assert state() is None
    assert model_server.count() == 8


async def test_a_success_that_holds_an_error_counts_as_down(engine: OpenAIEngine, model_server: StubModelServer) -> None:
    model_server.fail("200-error")
    for _ in range(7):
        await fails_with(engine)

    assert model_server.count() == 5


async def test_another_probes_when_the_first_was_cancelled(engine: OpenAIEngine, model_server: StubModelServer) -> None:
    await open_it(engine, model_server)
    model_server.heal()
    model_server.latency_seconds = 60
    pass_time(5)
    probe = asyncio.create_task(engine.ask(extract_prompt()))
    async with asyncio.timeout(10):
        while not model_server.count():  # noqa: ASYNC110 - another thread is what changes it
            await asyncio.sleep(0.01)
    probe.cancel()
    await asyncio.gather(probe, return_exceptions=True)
    model_server.latency_seconds = 0

    assert (await engine.ask(extract_prompt())).value.claims


async def test_another_probes_when_the_first_died_with_its_process(engine: OpenAIEngine, model_server: StubModelServer) -> None:
    await open_it(engine, model_server)
    model_server.heal()
    pass_time(5)
    with unit_of_work() as session:
        session.execute(text("UPDATE endpoint_breaker SET probed_until = now() + interval '130 seconds'"))
    assert (await fails_with(engine)).retry_after == 3

    pass_time(130)

    assert (await engine.ask(extract_prompt())).value.claims


@fault(
    area="Processes",
    what="The database's clock is put back an hour while a model server is left alone",
    result="A pause that lies further ahead than any could counts as over: the next call probes",
)
async def test_the_pause_is_over_when_the_clock_was_put_back(engine: OpenAIEngine, model_server: StubModelServer) -> None:
    await open_it(engine, model_server)
    model_server.heal()
    pass_time(-3600)

    assert (await engine.ask(extract_prompt())).value.claims


async def test_the_state_names_the_host_and_no_more_of_the_address(database: str) -> None:
    engine = OpenAIEngine(settings_for("http://user:secret@127.0.0.1:9/v1"), breaker=BREAKER)
    for _ in range(5):
        await fails_with(engine)

    found = state()

    assert found is not None
    assert (found.host, found.failures, found.rests_until is not None) == ("127.0.0.1:9", 5, True)
    with unit_of_work() as session:
        assert "secret" not in str(session.execute(text("SELECT * FROM endpoint_breaker")).all())


async def test_late_failures_do_not_lengthen_the_pause(engine: OpenAIEngine, model_server: StubModelServer) -> None:
    model_server.fail("500")
    model_server.latency_seconds = 0.1

    await asyncio.gather(*(fails_with(engine) for _ in range(4)))
    await asyncio.gather(*(fails_with(engine) for _ in range(4)))

    assert (await fails_with(engine)).retry_after == pytest.approx(5, abs=2)
    assert model_server.count() == 8


async def test_every_call_is_made_when_the_breakers_database_is_away(database: str, model_server: StubModelServer) -> None:
    engine = OpenAIEngine(settings_for(model_server.base_url), breaker=BREAKER)
    with unit_of_work() as session:
        session.execute(text("ALTER TABLE endpoint_breaker RENAME TO elsewhere"))

    assert (await engine.ask(extract_prompt())).value.claims


@pytest.mark.parametrize("breaker", [NoBreaker(), DatabaseBreaker(probe_seconds=10)], ids=["none", "database"])
async def test_a_watched_call_ends_as_it_would_unwatched(breaker: Breaker, database: str) -> None:
    with pytest.raises(ValueError, match="its own"):
        async with breaker.watch("http://model.example/v1", host="model.example", means_down=lambda _: True):
            raise ValueError("its own")
