"""Slots: never more holders than allowed, and none lost, within a process and over all of them."""

import asyncio
import contextlib
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import psycopg
import pytest

from persona_app.llm.errors import EngineUnavailable
from persona_app.llm.slots import DatabaseSlots, LocalSlots, Slots

URL = "http://model.example/v1"
HOLDER = """
import asyncio, sys
from persona_app.llm.slots import DatabaseSlots
async def hold():
    async with DatabaseSlots(sys.argv[1], limit=2).hold(sys.argv[2]):
        print("held", flush=True)
        await asyncio.Event().wait()
asyncio.run(hold())
"""
MakeSlots = Callable[[int], Slots]


@pytest.fixture(params=["local", "database"])
async def make_slots(request: pytest.FixtureRequest) -> AsyncIterator[MakeSlots]:
    made: list[Slots] = []

    def make(limit: int) -> Slots:
        if request.param == "local":
            made.append(LocalSlots(limit))
        else:
            made.append(DatabaseSlots(request.getfixturevalue("empty_database_url"), limit=limit))
        return made[-1]

    yield make
    for slots in made:
        await slots.aclose()


@pytest.mark.parametrize("limit", [1, 3])
async def test_never_more_hold_than_allowed_when_many_want(make_slots: MakeSlots, limit: int) -> None:
    slots, holding, most = make_slots(limit), 0, 0

    async def work() -> None:
        nonlocal holding, most
        async with slots.hold(URL):
            holding += 1
            most = max(most, holding)
            await asyncio.sleep(0.005)
            holding -= 1

    await asyncio.wait_for(asyncio.gather(*(work() for _ in range(20))), 60)

    assert (holding, most) == (0, limit)


async def test_endpoints_do_not_wait_for_each_other(make_slots: MakeSlots) -> None:
    slots = make_slots(1)

    async with asyncio.timeout(5), slots.hold(URL), slots.hold("http://other.example/v1"):
        pass


async def test_a_slot_is_given_back_when_its_holder_fails(make_slots: MakeSlots) -> None:
    slots = make_slots(1)
    with pytest.raises(ValueError, match="broken"):
        async with slots.hold(URL):
            raise ValueError("broken")

    async with asyncio.timeout(5), slots.hold(URL):
        pass


async def test_no_slot_is_lost_when_those_who_wait_or_hold_are_cancelled(make_slots: MakeSlots) -> None:
    slots = make_slots(2)

    async def hold() -> None:
        async with slots.hold(URL):
            await asyncio.Event().wait()

    for moments in range(12):
        tasks = [asyncio.create_task(hold()) for _ in range(4)]
        await asyncio.sleep(moments * 0.0007)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async with asyncio.timeout(5), slots.hold(URL), slots.hold(URL):
        pass


async def test_a_free_slot_costs_under_five_milliseconds(make_slots: MakeSlots) -> None:
    slots = make_slots(4)
    spans = []
    for _ in range(50):
        started = time.perf_counter()
        async with slots.hold(URL):
            pass
        spans.append(time.perf_counter() - started)

    assert sorted(spans)[len(spans) // 2] < 0.005


async def test_slots_are_counted_over_processes_and_come_back_when_one_is_killed(empty_database_url: str) -> None:
    command = [sys.executable, "-c", HOLDER, empty_database_url, URL]
    holders = [await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE) for _ in range(2)]
    slots = DatabaseSlots(empty_database_url, limit=2)
    try:
        assert [await holder.stdout.readline() for holder in holders if holder.stdout] == [b"held\n", b"held\n"]
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5), slots.hold(URL):
                pass
        holders[0].kill()
        async with asyncio.timeout(10), slots.hold(URL):
            assert holders[1].returncode is None
    finally:
        for holder in (holder for holder in holders if holder.returncode is None):
            with contextlib.suppress(ProcessLookupError):
                holder.kill()
            await holder.wait()
        await slots.aclose()


async def test_a_slot_is_had_again_when_the_database_cut_the_connection(empty_database_url: str) -> None:
    slots = DatabaseSlots(empty_database_url, limit=1)
    with psycopg.connect(empty_database_url, autocommit=True) as other:
        async with slots.hold(URL):
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'persona slots'")

    async with asyncio.timeout(5), slots.hold(URL):
        pass
    await slots.aclose()


async def test_a_sentence_is_raised_when_the_database_does_not_answer() -> None:
    slots = DatabaseSlots("postgresql://nobody@127.0.0.1:9/none?connect_timeout=2", limit=1)

    with pytest.raises(EngineUnavailable, match="database that counts"):
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(slots.hold(URL))
