"""The built-in engine."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from persona_app.core.db import in_unit_of_work
from persona_app.llm.errors import EngineAnswerUnusable
from persona_app.llm.offline.assessing import assess
from persona_app.llm.offline.cleaning import clean
from persona_app.llm.offline.describing import describe
from persona_app.llm.offline.extracting import extract
from persona_app.llm.offline.merging import merge
from persona_app.llm.offline.thinking import think
from persona_app.llm.offline.writing import write
from persona_app.llm.protocol import A, Answer, Prompt, Usage
from persona_app.llm.questions import (
    AssessQuestion,
    CleanQuestion,
    DescribeQuestion,
    ExtractQuestion,
    MergeQuestion,
    Question,
    ThinkQuestion,
    WriteQuestion,
)

RULES_VERSION = "extractive-4"
"""Changes whenever a rule or a word list does: answers are cached by it."""


class OfflineEngine:
    """Answers every question by rules, at no cost. Stateless: one instance serves any number of callers."""

    name = "offline"
    model = RULES_VERSION
    is_extractive = True
    chunk_chars = 20_000

    async def ask(self, prompt: Prompt[A]) -> Answer[A]:
        """See `Engine.ask`; the work is done in a thread.

        Raises:
            RuntimeError: inside a unit of work.
            EngineAnswerUnusable: the prompt wants another type of answer than its question has.
        """
        if in_unit_of_work():
            raise RuntimeError("An engine was asked inside a unit of work; no session may stay open meanwhile.")
        started = time.perf_counter()
        value = await asyncio.to_thread(_answer, prompt.question)
        if not isinstance(value, prompt.returning):
            raise EngineAnswerUnusable("The built-in engine gave no answer of the wanted kind. Nothing was changed; please report this.")
        return Answer(value=value, usage=Usage(duration_ms=round((time.perf_counter() - started) * 1000)))

    async def aclose(self) -> None:
        """Nothing to let go of."""


_ANSWERS: dict[type, Callable[[Any], object]] = {
    CleanQuestion: lambda question: clean(question.text),
    ExtractQuestion: lambda question: extract(question.text, question.subject),
    MergeQuestion: merge,
    AssessQuestion: assess,
    WriteQuestion: write,
    ThinkQuestion: think,
    DescribeQuestion: describe,
}


def _answer(question: Question) -> object:
    return _ANSWERS[type(question)](question)
