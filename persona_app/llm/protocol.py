"""The protocol that every engine keeps; `tests/integration/llm/test_engine_contract.py` holds each to it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from persona_app.llm.questions import Assessment, Cleaning, Describing, Extraction, Merging, Question, Thinking, Writing

A = TypeVar("A", Cleaning, Extraction, Merging, Assessment, Writing, Thinking, Describing)


@dataclass(frozen=True, kw_only=True)
class Prompt(Generic[A]):
    """One question with the words for a model.

    Attributes:
        name: the step's name, in metrics and logs.
        version: changes whenever the words or the shape of the answer do; part of every cache key.
        question: what is asked; all that the offline engine reads.
        instructions: the trusted part, ours.
        material: the untrusted part, somebody's text; goes to a model as data between random delimiters.
        returning: the type of the answer.
    """

    name: str
    version: str
    question: Question
    instructions: str
    material: str
    returning: type[A]


@dataclass(frozen=True, kw_only=True)
class Usage:
    """What one call took: tokens, US dollars (None when the model's price is unknown), milliseconds, HTTP calls made.

    `fallbacks` counts how often a simpler way was taken because the endpoint did not understand the better one, or its answer was unusable.
    """

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: Decimal | None = Decimal(0)
    duration_ms: int = 0
    calls: int = 0
    fallbacks: int = 0


@dataclass(frozen=True, kw_only=True)
class Answer(Generic[A]):
    """A validated answer and what it took."""

    value: A
    usage: Usage


class Engine(Protocol):
    """What writes.

    Attributes:
        name: `offline` or `openai`.
        model: the model's name; for the offline engine its version.
        is_extractive: True when it only copies what the text says.
        chunk_chars: how many characters of text one extract question may carry.
    """

    name: str
    model: str
    is_extractive: bool
    chunk_chars: int

    async def ask(self, prompt: Prompt[A]) -> Answer[A]:
        """Answer one question.

        Never called inside a unit of work (it refuses): no session stays open while a model thinks.

        Raises:
            EngineError: or one of its subclasses in `llm.errors`; its sentence says what a person can do.
        """
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...
