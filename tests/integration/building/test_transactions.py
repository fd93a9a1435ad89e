"""How calls and progress go into the database: together where they come together, and wholly before the work goes on."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import event

from persona_app.building import prompts
from persona_app.building.asking import Asker
from persona_app.building.patience import Patience
from persona_app.core.db import get_engine, libpq_url, unit_of_work
from persona_app.jobs.phases import minding_all_runs, phase, working_for
from persona_app.jobs.progress import Steps
from persona_app.jobs.schemas import StartedRun
from persona_app.jobs.services import running
from persona_app.llm.breaker import DatabaseBreaker
from persona_app.llm.protocol import Prompt
from tests.factories.engines import LineEngine
from tests.serving import eventually

CALLS = 16
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


async def started(studio: Any) -> StartedRun:
    run = studio.create("Age: 36")
    with minding_all_runs():
        found = await phase(running.start_run, run_id=run.id)
    assert found is not None
    return found


@contextmanager
def commits() -> Iterator[list[None]]:
    """One entry for each transaction that ends well within the block."""
    seen: list[None] = []

    def count(_: object) -> None:
        seen.append(None)

    event.listen(get_engine(), "commit", count)
    yield seen
    event.remove(get_engine(), "commit", count)


async def nothing(*_: object) -> None:
    """Waiting and going on are of no interest here."""


async def test_calls_that_end_together_are_looked_up_and_kept_together(studio) -> None:
    run, all_there = await started(studio), asyncio.Barrier(CALLS)

    async def wait_for_the_others(_: Prompt[Any]) -> None:
        await all_there.wait()

    patience = Patience(seconds=5, on_wait=nothing, on_resume=nothing)
    asker = Asker(engine=LineEngine(before=wait_for_the_others), run=run, patience=patience, parallel=CALLS)
    asked = [prompts.clean(f"Like: tune {number}") for number in range(CALLS)]
    with working_for(run.owner_id), commits() as seen:
        answers = await asyncio.gather(*map(asker.ask, asked))
    assert len(answers) == CALLS
    assert len(seen) <= 6, "each in its own would be two for every call"
    with unit_of_work() as session:
        row = session.connection().exec_driver_sql("SELECT calls FROM run").scalar_one()
        kept = session.connection().exec_driver_sql("SELECT count(*) FROM engine_answer").scalar_one()
        counted = session.connection().exec_driver_sql("SELECT sum(value) FROM counter WHERE name = 'engine_calls'").scalar_one()
    assert (row, kept, counted) == (CALLS, CALLS, CALLS)


async def test_calls_that_begin_and_end_together_tell_the_breaker_together(database: str) -> None:
    breaker, all_there = DatabaseBreaker(probe_seconds=5), asyncio.Barrier(CALLS)

    async def call() -> None:
        async with breaker.watch("http://127.0.0.1:9", host="here", means_down=lambda _: True):
            await all_there.wait()

    with commits() as seen:
        await asyncio.gather(*(call() for _ in range(CALLS)))
    assert len(seen) <= 6, "each in its own would be two for every call"


async def test_what_was_shown_last_is_written_when_the_work_ends_although_a_write_was_under_way(studio) -> None:
    run = await started(studio)
    with psycopg.connect(libpq_url(studio.url)) as other, psycopg.connect(libpq_url(studio.url), autocommit=True) as watcher:
        other.execute("SELECT 1 FROM run FOR UPDATE")
        with working_for(run.owner_id):
            async with Steps(run=run).shown() as steps:
                steps.begin("merge", total=1)
                steps.end("merge", note="31 rare values left out")
                await asyncio.to_thread(eventually, lambda: watcher.execute(WAITING).fetchone() != (0,), what="a write that waits")
                asyncio.get_running_loop().call_later(0.1, other.rollback)
        assert watcher.execute("SELECT note FROM run_step WHERE name = 'merge'").fetchone() == ("31 rare values left out",)
