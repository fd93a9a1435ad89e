"""Many callers, one piece of work at a time."""

import asyncio
from collections.abc import Sequence

import pytest

from persona_app.core.batching import Batched


class Work:
    """Doubles numbers, when it is let; remembers what came together."""

    def __init__(self) -> None:
        self.done: list[list[int]] = []
        self.may_go_on = asyncio.Event()

    async def __call__(self, items: Sequence[int]) -> Sequence[int]:
        self.done.append(list(items))
        await self.may_go_on.wait()
        if 13 in items:
            raise ValueError("13")
        return [2 * item for item in items]


def begun(batched: Batched[int, int], *items: int) -> list[asyncio.Task[int]]:
    return [asyncio.create_task(batched.do(item)) for item in items]


async def turns(count: int = 5) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_each_gets_its_own_result_when_many_come_at_once() -> None:
    work = Work()
    work.may_go_on.set()
    assert await asyncio.gather(*begun(Batched(work, most=10), 1, 2, 3)) == [2, 4, 6]
    assert work.done == [[1, 2, 3]]


async def test_who_comes_while_it_works_waits_for_the_next_piece_with_the_others() -> None:
    work = Work()
    batched = Batched(work, most=10)
    first = begun(batched, 1)
    await turns()
    others = begun(batched, 2, 3)
    await turns()
    assert work.done == [[1]]
    work.may_go_on.set()
    assert await asyncio.gather(*first, *others) == [2, 4, 6]
    assert work.done == [[1], [2, 3]]


async def test_no_piece_is_larger_than_it_may_be() -> None:
    work = Work()
    work.may_go_on.set()
    assert await asyncio.gather(*begun(Batched(work, most=2), 1, 2, 3, 4, 5)) == [2, 4, 6, 8, 10]
    assert work.done == [[1, 2], [3, 4], [5]]


async def test_who_was_in_a_piece_that_failed_is_told_and_others_go_on() -> None:
    work = Work()
    batched = Batched(work, most=2)
    tasks = begun(batched, 1, 13, 3)
    work.may_go_on.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [str(result) for result in results] == ["13", "13", "6"]
    assert await batched.do(4) == 8


@pytest.mark.parametrize(("may_skip", "done"), [(False, [[1], [2, 3]]), (True, [[1], [3]])])
async def test_what_was_given_is_worked_on_although_its_giver_was_cancelled_unless_it_may_be_skipped(
    may_skip: bool, done: list[list[int]]
) -> None:
    work = Work()
    batched = Batched(work, most=10, may_skip=may_skip)
    first, second, third = begun(batched, 1), None, None
    await turns()
    second, third = begun(batched, 2, 3)
    await turns()
    second.cancel()
    await turns()
    work.may_go_on.set()
    assert await asyncio.gather(*first, third) == [2, 6]
    assert second.cancelled()
    assert work.done == done


async def test_a_cancelled_caller_stops_nobody_elses_work() -> None:
    work = Work()
    batched = Batched(work, most=10)
    first, second = begun(batched, 1, 2)
    await turns()
    first.cancel()
    work.may_go_on.set()
    assert await second == 4
