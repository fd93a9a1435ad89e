"""An engine for tests of the pipeline: it reads lines like `Age: 36`, and can be told to be slow, to fail, or to lie.

Lines that begin with a field's name make a claim each, with the whole line as its quote; `Skip: …` lines are cleaned away; of films
it takes every line with "I" or "my" for a thought.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from persona_app.core.db import in_unit_of_work
from persona_app.llm.errors import EngineContextTooLong
from persona_app.llm.protocol import Answer, Prompt, Usage
from persona_app.llm.questions import (
    Assessment,
    AssessQuestion,
    ChosenTag,
    ClaimField,
    Cleaning,
    CleanQuestion,
    DescribeQuestion,
    Describing,
    ExtractedClaim,
    Extraction,
    ExtractQuestion,
    FoundThought,
    LineRange,
    MergeQuestion,
    Merging,
    NumberedClaim,
    Passage,
    Section,
    Thinking,
    ThinkQuestion,
    ThoughtQuote,
    TraitScore,
    WriteQuestion,
    Writing,
)

_LINE = re.compile(r"^([A-Z][a-z_]+): (.+)$", re.MULTILINE)
FIELDS = {each.value for each in ClaimField}


@dataclass
class LineEngine:
    """Answers from lines; `asked` holds every question in order, `before` runs before each answer and may raise."""

    name: str = "lines"
    model: str = "lines-1"
    is_extractive: bool = True
    chunk_chars: int = 12_000
    latency: float = 0.0
    context_chars: int = 1_000_000
    before: Callable[[Prompt[Any]], Awaitable[None]] | None = None
    lies: bool = False
    asked: list[Prompt[Any]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    async def ask(self, prompt: Prompt[Any]) -> Answer[Any]:
        assert not in_unit_of_work(), "no session stays open while a model thinks"
        self.asked.append(prompt)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if self.before is not None:
                await self.before(prompt)
            if self.latency:
                await asyncio.sleep(self.latency)
            if len(prompt.material) > self.context_chars:
                raise EngineContextTooLong("The question is too long.")
            usage = Usage(prompt_tokens=10, completion_tokens=5, cost_usd=Decimal("0.001"), duration_ms=1, calls=1)
            return Answer(value=self._answer(prompt.question), usage=usage)
        finally:
            self.at_once -= 1

    async def aclose(self) -> None:
        """Nothing to close."""

    def names(self) -> list[str]:
        """What was asked, by name."""
        return [prompt.name for prompt in self.asked]

    def _answer(self, question: object) -> Any:
        match question:
            case CleanQuestion():
                lines = question.text.split("\n")
                drop = [LineRange(first=at, last=at) for at, line in enumerate(lines, start=1) if line.startswith("Skip: ")]
                name = re.search(r"^Name: (.+)$", question.text, re.MULTILINE)
                return Cleaning(drop=drop, language="en", subject=name.group(1) if name else "")
            case ExtractQuestion():
                return Extraction(claims=[*self._claims(question.text), *self._lie()])
            case MergeQuestion():
                return Merging()
            case AssessQuestion():
                return Assessment(openness=TraitScore(score=70, confidence=40, claims=[question.claims[0].id, 9999]))
            case WriteQuestion():
                return Writing(sections=[Section(heading="Who you are", passages=[self._passage(claim) for claim in question.claims])])
            case ThinkQuestion():
                said = [line for line in question.lines if re.search(r"\b(I|my)\b", line.text)]
                return Thinking(
                    thoughts=[FoundThought(text=line.text[:300], lines=[ThoughtQuote(id=line.id, quote=line.text[:300])]) for line in said]
                )
            case DescribeQuestion():
                return Describing(tags=[ChosenTag(name="drama", confidence=70)], rating="safe", headline=f"Somebody like {question.name}")
        raise AssertionError(question)

    def _claims(self, text: str) -> list[ExtractedClaim]:
        found = ((match.group(1).lower(), match.group(2), match.group(0)) for match in _LINE.finditer(text))
        return [ExtractedClaim(field=name, value=value[:300], quote=quote[:600]) for name, value, quote in found if name in FIELDS]

    def _lie(self) -> list[ExtractedClaim]:
        return [ExtractedClaim(field="fact", value="was on the moon", quote="walked on the moon in 1969")] if self.lies else []

    def _passage(self, claim: NumberedClaim) -> Passage:
        return Passage(text=f"Your {claim.field.value} is {claim.text}.", claims=[claim.id])
