"""Builds in a real worker: one at a time for a persona, heard of as they go on, and never lost."""

import asyncio

from sqlalchemy import text

from persona_app.building.services.requesting import create_and_build, request_build
from persona_app.core.db import unit_of_work
from persona_app.jobs.progress import stop_listening, wait_for_progress
from tests.factories.engines import LineEngine
from tests.factories.personas import make_text
from tests.faults import fault

ADA = "Name: Ada Lovelace\nAge: 36\nLike: music"


def is_done(view):
    return view.state == "done"


async def test_build_is_done_soon_when_a_worker_runs(studio):
    async with studio.working():
        run = await studio.until(studio.create(ADA), is_done)

    assert studio.version(run).profile.identity.name.value == "Ada Lovelace"


async def test_next_build_includes_what_was_added_when_one_is_running(studio):
    writing, go_on = asyncio.Event(), asyncio.Event()

    async def hold(prompt):
        if prompt.name == "write" and not go_on.is_set():
            writing.set()
            await go_on.wait()

    studio.engine.before = hold
    async with studio.working():
        first = studio.create(ADA)
        await writing.wait()
        second = studio.add(first, "Like: chess")
        third = studio.add(first, "Like: rain")
        go_on.set()
        done = await studio.until(second, is_done)

    assert second.id != first.id
    assert third.id == second.id
    assert len(studio.version(first, 1).data_ids) == 1
    assert (done.version_number, len(studio.version(first, 2).data_ids)) == (2, 3)


async def test_two_builds_of_one_persona_never_run_at_once_and_those_of_others_do(studio):
    now, most = {}, {}

    class Watched(LineEngine):
        async def ask(self, prompt):
            with unit_of_work() as session:
                active = session.execute(text("SELECT persona_id, count(*) FROM run WHERE state = 'running' GROUP BY 1")).all()
            for persona_id, count in active:
                most[persona_id] = max(most.get(persona_id, 0), count)
            now[len(active)] = True
            return await super().ask(prompt)

    studio.engine = Watched(latency=0.05)
    async with studio.working(concurrency=4):
        runs = [studio.create(ADA), studio.create("Like: tea"), studio.create("Like: sea")]
        for run in runs:
            await studio.until(run, lambda view: view.state != "queued")
            with unit_of_work() as session:
                request_build(session, actor=studio.actor, persona_id=run.persona_id)
        for run in runs:
            await studio.until(run, lambda view: is_done(view) and studio.version(view).number == 2)

    assert set(most.values()) == {1}
    assert max(now) > 1


async def test_listener_hears_of_progress_when_a_run_goes_on(studio):
    studio.engine.latency = 0.1
    queued = studio.create("\n\n".join(f"Like: {number}" for number in range(3)))
    heard = 0
    async with studio.working(), asyncio.timeout(20):
        while not is_done(studio.look(queued)):
            heard += await wait_for_progress(queued.id, timeout=5)
    await stop_listening()

    assert heard >= 2


async def test_run_goes_on_where_it_was_when_the_worker_is_stopped_and_started(studio):
    writing = asyncio.Event()

    async def stall(prompt):
        if prompt.name == "write":
            writing.set()
            await asyncio.sleep(600)

    studio.engine.before = stall
    async with studio.working():
        queued = studio.create(ADA)
        await writing.wait()
    stopped = studio.look(queued)
    studio.engine.before = None
    async with studio.working():
        run = await studio.until(queued, is_done)

    assert (stopped.state, stopped.sentence) == ("waiting", "The worker was stopped; the run goes on where it was as soon as one is there.")
    assert sorted(studio.engine.names()) == ["assess", "clean", "extract", "write", "write"]
    with unit_of_work() as session:
        assert session.execute(text("SELECT crashes FROM run")).scalar_one() == 0
    assert run.attempts == 2


async def test_build_is_done_when_every_connection_to_the_database_is_cut_meanwhile(studio):
    writing, go_on = asyncio.Event(), asyncio.Event()

    async def hold(prompt):
        if prompt.name == "extract" and not go_on.is_set():
            writing.set()
            await go_on.wait()

    studio.engine.before = hold
    async with studio.working():
        queued = studio.create(ADA)
        await writing.wait()
        with unit_of_work() as session:
            session.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        go_on.set()
        run = await studio.until(queued, is_done)
        second = await studio.until(studio.add(run, "Like: chess"), is_done)

    assert (run.version_number, second.version_number) == (1, 2)


async def test_run_fails_with_an_explanation_when_its_job_dies_of_the_same_thing_again_and_again(studio):
    async def break_down(_prompt):
        raise ZeroDivisionError

    studio.engine.before = break_down
    async with studio.working():
        run = await studio.until(studio.create(ADA), lambda view: view.state == "failed")

    assert run.error_code == "run_crashed"
    assert "given up" in run.sentence
    assert len(studio.engine.asked) == 5


async def test_run_gets_a_new_job_when_its_own_is_gone(studio):
    queued = studio.create(ADA)
    with unit_of_work() as session:
        session.execute(text("DELETE FROM procrastinate.procrastinate_jobs"))

    async with studio.working():
        run = await studio.until(queued, is_done)

    assert run.version_number == 1


@fault(
    area="Processes",
    what="A run that kills its process shares it with other runs",
    result="From its third start on it works alone, so that the others end well",
)
async def test_run_works_alone_when_its_process_has_died_twice(studio):
    order, held = [], asyncio.Event()
    names = {}

    async def note(prompt):
        if prompt.name == "extract":
            name = next(word for word in names if word in prompt.question.model_dump_json())
            order.append(name)
            if name == "before":
                await held.wait()

    studio.engine.before = note
    for name in ("before", "suspect", "after"):
        names[name] = None
    async with studio.working():
        names["before"] = studio.create("Like: before")
        await studio.until(names["before"], lambda _: order == ["before"])
        with unit_of_work() as session:
            suspect = create_and_build(session, actor=studio.actor, name="", items=[make_text("Like: suspect")])[1]
            session.execute(text("UPDATE run SET crashes = 2 WHERE id = :id"), {"id": suspect.id})
        await asyncio.sleep(0.3)
        later = studio.create("Like: after")
        await asyncio.sleep(0.3)
        assert order == ["before"], "one waits to be alone, the other behind it"
        held.set()
        await studio.until(later, is_done)

    assert order == ["before", "suspect", "after"]
    assert is_done(studio.look(suspect))
