"""A model that is down, refuses, stalls or comes back: nothing that was answered is asked again."""

import asyncio
from decimal import Decimal

import pytest
from sqlalchemy import text

from persona_app.building.execution import run_build
from persona_app.building.services.requesting import cancel_build, retry_run
from persona_app.core.db import unit_of_work
from persona_app.jobs.errors import RunFinished, RunNotFound, RunNotRetriable
from persona_app.llm.errors import EngineAnswerUnusable, EngineRateLimited, EngineRefused, EngineUnavailable
from tests.factories.accounts import make_actor
from tests.factories.engines import LineEngine
from tests.faults import fault

ADA = "Name: Ada Lovelace\nAge: 36\nLike: music"
TEXTS = tuple(f"Like: number {number}" for number in range(8))


def questions(engine):
    return [(prompt.name, prompt.material) for prompt in engine.asked]


def events(kind):
    with unit_of_work() as session:
        return session.execute(text("SELECT detail FROM event WHERE kind = :kind"), {"kind": kind}).scalars().all()


async def test_run_fails_with_the_sentence_when_the_model_refuses(studio):
    async def refuse(prompt):
        if prompt.name == "write":
            raise EngineRefused("The model refuses to write about this person.")

    studio.engine.before = refuse

    run = await studio.build(studio.create(ADA))

    assert (run.state, run.error_code) == ("failed", "engine_refused")
    assert run.sentence == "The model refuses to write about this person."
    assert run.version_number is None
    assert events("build_failed") == [{"run_id": str(run.id), "error_code": "engine_refused"}]


async def test_run_fails_with_a_sentence_when_the_engine_cannot_even_be_made(studio):
    settings = studio.settings.model_copy(update={"engine": "openai", "openai_base_url": "not an address", "model_patience_seconds": 0.1})
    queued = studio.create(ADA)

    await run_build(queued.id, settings=settings)

    run = studio.look(queued)
    assert run.state == "failed"
    assert run.sentence.endswith((".", "!"))


@fault(
    area="Model",
    what="A run that failed is retried",
    result="Only what was not answered is asked; nothing is paid twice",
)
async def test_nothing_is_asked_twice_when_a_failed_run_is_retried(studio):
    failures = 0

    async def fail_once(prompt):
        nonlocal failures
        if prompt.name == "extract" and "number 5" in prompt.material and not failures:
            failures += 1
            raise EngineAnswerUnusable("The answer was cut off.")

    studio.engine.before = fail_once
    failed = await studio.build(studio.create(*TEXTS))
    assert failed.state == "failed"
    with unit_of_work() as session:
        again = retry_run(session, actor=studio.actor, run_id=failed.id)

    run = await studio.build(again)

    assert run.state == "done"
    assert run.id != failed.id
    asked = questions(studio.engine)
    twice = {question for question in asked if asked.count(question) > 1}
    assert twice == {("extract", "Like: number 5")}
    assert failed.calls + run.calls == len(asked) - 1
    with unit_of_work() as session:
        paid = session.execute(text("SELECT sum(calls), sum(cost_usd) FROM engine_answer")).one()
    assert (paid[0], paid[1]) == (len(asked) - 1, Decimal("0.001") * (len(asked) - 1))


async def test_calls_under_way_are_finished_and_kept_when_another_fails(studio):
    others, release = asyncio.Event(), asyncio.Event()

    async def fail_one(prompt):
        if "number 0" in prompt.material:
            await others.wait()
            asyncio.get_running_loop().call_later(0.1, release.set)
            raise EngineRefused("No.")
        if studio.engine.at_once >= 4:
            others.set()
        await release.wait()

    studio.engine.before = fail_one

    run = await studio.build(studio.create(*TEXTS))

    assert run.state == "failed"
    assert run.calls == len(studio.engine.asked) - 1 >= 3


@fault(
    area="Model",
    what="The model is away for a moment",
    result="The run waits, says so and until when, and goes on by itself; what was answered is not asked again",
)
async def test_run_waits_and_goes_on_when_the_model_comes_back(studio):
    down = 2
    seen = []

    async def be_down(prompt):
        nonlocal down
        if down and prompt.name == "extract":
            down -= 1
            raise EngineUnavailable("The model does not answer.", retry_after=0.05)

    studio.engine.before = be_down
    queued = studio.create(ADA)
    working = asyncio.create_task(studio.build(queued))
    waiting = await studio.until(queued, lambda view: view.state == "waiting")
    seen.append(waiting)

    run = await working

    assert (waiting.sentence, waiting.waits_until is not None) == ("The model does not answer.", True)
    assert (run.state, run.waits_until) == ("done", None)
    assert [prompt.name for prompt in studio.engine.asked].count("extract") == 3


@fault(
    area="Model",
    what="The model stays away for longer than the run's patience",
    result="`engine_unavailable` with how long it was waited for; what was read is kept",
)
async def test_run_fails_and_keeps_what_was_read_when_the_model_stays_away(studio):
    settings = studio.settings.model_copy(update={"model_patience_seconds": 0.2})

    async def be_down(prompt):
        if prompt.name == "write":
            raise EngineUnavailable("The model does not answer.")

    studio.engine.before = be_down

    run = await studio.build(studio.create(ADA), settings=settings)

    assert (run.state, run.error_code) == ("failed", "engine_unavailable")
    assert run.sentence.startswith("The model does not answer. The run waited 1 seconds for it. What was read so far is kept")
    assert run.calls == 3


@fault(
    area="Model",
    what="A rate limit lasts longer than the run's patience",
    result="The run fails at once with `engine_rate_limited`; it does not wait in vain",
)
async def test_run_fails_at_once_when_the_model_asks_for_more_patience_than_there_is(studio):
    async def limit(_prompt):
        raise EngineRateLimited("The model limits the rate.", retry_after=3600)

    studio.engine.before = limit

    async with asyncio.timeout(5):
        run = await studio.build(studio.create(ADA))

    assert (run.state, run.error_code) == ("failed", "engine_rate_limited")


async def test_run_stops_within_a_second_or_so_when_it_is_cancelled_in_the_middle_of_a_call(studio):
    calling = asyncio.Event()
    was_cancelled = asyncio.Event()

    async def stall(prompt):
        if prompt.name == "extract":
            calling.set()
            try:
                await asyncio.sleep(600)
            except asyncio.CancelledError:
                was_cancelled.set()
                raise

    studio.engine.before = stall
    queued = studio.create(ADA)
    working = asyncio.create_task(studio.build(queued))
    await calling.wait()
    began = asyncio.get_running_loop().time()
    with unit_of_work() as session:
        cancel_build(session, actor=studio.actor, run_id=queued.id)

    run = await working

    assert asyncio.get_running_loop().time() - began < 2
    assert was_cancelled.is_set()
    assert (run.state, run.version_number, run.calls) == ("cancelled", None, 1)
    assert len(events("build_cancelled")) == 1
    with unit_of_work() as session:
        assert session.execute(text("SELECT count(*) FROM persona_version")).scalar_one() == 0


async def test_cancelled_run_goes_on_where_it_was_when_it_is_retried(studio):
    queued = studio.create(ADA)

    async def cancel(prompt):
        if prompt.name == "write":
            with unit_of_work() as session:
                cancel_build(session, actor=studio.actor, run_id=queued.id)
            await asyncio.sleep(600)

    studio.engine.before = cancel
    cancelled = await studio.build(queued)
    studio.engine.before = None
    studio.engine.asked.clear()
    with unit_of_work() as session:
        again = retry_run(session, actor=studio.actor, run_id=cancelled.id)

    run = await studio.build(again)

    assert (cancelled.state, run.state) == ("cancelled", "done")
    assert studio.engine.names() == ["write"]


async def test_queued_run_ends_at_once_when_it_is_cancelled(studio):
    queued = studio.create(ADA)
    with unit_of_work() as session:
        view = cancel_build(session, actor=studio.actor, run_id=queued.id)
    assert view.state == "cancelled"

    await run_build(queued.id, engine=studio.engine, settings=studio.settings)

    assert studio.engine.asked == []
    assert studio.look(queued).state == "cancelled"


async def test_finished_run_is_neither_cancelled_nor_retried(studio):
    run = await studio.build(studio.create(ADA))

    with pytest.raises(RunFinished), unit_of_work() as session:
        cancel_build(session, actor=studio.actor, run_id=run.id)
    with pytest.raises(RunNotRetriable), unit_of_work() as session:
        retry_run(session, actor=studio.actor, run_id=run.id)


async def test_run_is_not_found_when_it_is_anothers(studio):
    queued = studio.create(ADA)
    with unit_of_work() as session:
        stranger = make_actor(session)

    for act in (cancel_build, retry_run):
        with pytest.raises(RunNotFound), unit_of_work() as session:
            act(session, actor=stranger, run_id=queued.id)


async def test_cost_is_unknown_when_one_calls_cost_is(studio):
    class Unpriced(LineEngine):
        async def ask(self, prompt):
            answer = await super().ask(prompt)
            usage = answer.usage
            unknown = type(usage)(prompt_tokens=usage.prompt_tokens, cost_usd=None, calls=1)
            return type(answer)(value=answer.value, usage=unknown if prompt.name == "write" else usage)

    run = await studio.build(studio.create(ADA), engine=Unpriced())

    assert run.cost_usd is None
    assert {step.name: step.cost_usd for step in run.steps}["clean"] == Decimal("0.001")
    assert studio.version(run).cost_usd is None
