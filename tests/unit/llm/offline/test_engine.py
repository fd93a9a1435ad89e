"""The built-in engine keeps the protocol."""

import asyncio
import time
from decimal import Decimal

import pytest

from persona_app.core import db
from persona_app.llm.errors import EngineAnswerUnusable
from persona_app.llm.offline.engine import OfflineEngine
from persona_app.llm.protocol import Prompt
from persona_app.llm.questions import (
    Assessment,
    AssessQuestion,
    Cleaning,
    CleanQuestion,
    DescribeQuestion,
    Describing,
    Extraction,
    ExtractQuestion,
    MergeQuestion,
    Merging,
    Question,
    WriteQuestion,
    Writing,
)


def _prompt(question: Question, returning: type) -> Prompt:
    return Prompt(name="t", version="1", question=question, instructions="", material="", returning=returning)


@pytest.mark.parametrize(
    ("question", "returning"),
    [
        (CleanQuestion(text="x"), Cleaning),
        (ExtractQuestion(text="You are Ada."), Extraction),
        (MergeQuestion(fields=[]), Merging),
        (AssessQuestion(name="Ada", claims=[]), Assessment),
        (WriteQuestion(name="Ada", claims=[]), Writing),
        (DescribeQuestion(name="Ada", claims=[]), Describing),
    ],
)
async def test_every_question_is_answered_free_of_charge_when_asked(question: Question, returning: type) -> None:
    answer = await OfflineEngine().ask(_prompt(question, returning))
    assert isinstance(answer.value, returning)
    assert answer.usage.cost_usd == Decimal(0)
    assert answer.usage.prompt_tokens == 0


async def test_the_event_loop_stays_free_when_a_long_text_is_read() -> None:
    text = "Maria Lopez is a kind nurse from Leeds who loves tea, maps and rain. " * 3000
    asked = asyncio.create_task(OfflineEngine().ask(_prompt(ExtractQuestion(text=text), Extraction)))
    gaps, last = [], time.perf_counter()
    while not asked.done():
        await asyncio.sleep(0.01)
        gaps.append(time.perf_counter() - last)
        last = time.perf_counter()
    assert len(gaps) > 5
    assert (await asked).value.claims


async def test_the_engine_refuses_when_a_unit_of_work_is_open() -> None:
    token = db._open.set(db._For())
    try:
        with pytest.raises(RuntimeError, match="unit of work"):
            await OfflineEngine().ask(_prompt(CleanQuestion(text="x"), Cleaning))
    finally:
        db._open.reset(token)


async def test_a_wrong_type_is_refused_when_prompt_and_question_do_not_fit() -> None:
    with pytest.raises(EngineAnswerUnusable):
        await OfflineEngine().ask(_prompt(CleanQuestion(text="x"), Writing))
