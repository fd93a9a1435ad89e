"""Waiting for an engine."""

import asyncio

import pytest

from persona_app.building.patience import OutOfPatience, Patience, said_seconds
from persona_app.llm.errors import EngineRateLimited, EngineUnavailable

DOWN = EngineUnavailable("Down.", retry_after=0.01)


class Shown:
    """What the run showed."""

    def __init__(self):
        self.said = []

    async def on_wait(self, sentence, until):
        self.said.append((sentence, until.tzinfo is not None))

    async def on_resume(self):
        self.said.append("goes on")


@pytest.fixture
def shown():
    return Shown()


def patient(shown, *, seconds=10.0):
    return Patience(seconds=seconds, on_wait=shown.on_wait, on_resume=shown.on_resume, first_pause=0.01)


async def test_calls_that_fail_together_share_one_pause(shown):
    patience = patient(shown)

    await asyncio.gather(*(patience.wait(DOWN) for _ in range(5)))
    await patience.succeeded()
    await patience.succeeded()

    assert shown.said == [("Down.", True), "goes on"]


async def test_new_calls_are_held_back_during_a_pause(shown):
    patience = patient(shown)
    waiting = asyncio.create_task(patience.wait(EngineUnavailable("Down.", retry_after=0.05)))
    await asyncio.sleep(0)
    began = asyncio.get_running_loop().time()

    await patience.ready()

    assert asyncio.get_running_loop().time() - began > 0.03
    await waiting


async def test_patience_ends_when_all_of_it_is_used(shown):
    patience = patient(shown, seconds=0.05)

    with pytest.raises(OutOfPatience) as ended:
        for _ in range(100):
            await patience.wait(EngineUnavailable("Down."))

    assert ended.value.sentence.startswith("Down. The run waited 1 seconds for it. What was read so far is kept")
    assert 1 <= len(shown.said) < 10


async def test_patience_ends_at_once_when_more_is_asked_for_than_there_is(shown):
    with pytest.raises(OutOfPatience):
        await patient(shown, seconds=60).wait(EngineRateLimited("Too many.", retry_after=61))

    assert shown.said == []


def test_spans_are_said_in_words():
    assert [said_seconds(each) for each in (0.2, 45, 90, 900)] == ["1 seconds", "45 seconds", "2 minutes", "15 minutes"]
