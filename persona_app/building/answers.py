"""Answers that were got before: under which key they are kept, and how they go into the database and come out again."""

import json
import re
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from persona_app.llm import injection_rules
from persona_app.llm.errors import EngineAnswerUnusable
from persona_app.llm.protocol import A, Engine, Prompt

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def answer_key(engine: Engine, prompt: Prompt[A]) -> str:
    """SHA-256 (hex) of everything the answer depends on: engine, model, prompt, question, instructions."""
    parts: list[Any] = [
        engine.name,
        engine.model,
        prompt.name,
        prompt.version,
        type(prompt.question).__name__,
        prompt.question.model_dump(mode="json"),
    ]
    return sha256(json.dumps([*parts, prompt.instructions], sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def reader_of(engine: Engine, versions: dict[str, str]) -> str:
    """Who reads data: two readers with the same name find the same claims, so that data need not be read again (32 hex digits).

    What is withheld counts too. Data that are read again for other rules of that cost nothing: the answers are kept.
    """
    parts = [engine.name, engine.model, versions["clean"], versions["extract"], injection_rules.VERSION]
    return sha256(json.dumps(parts).encode()).hexdigest()[:32]


def storable(value: A) -> tuple[A, dict[str, Any]]:
    """The answer without what PostgreSQL keeps in no text (NUL, lone surrogates), and as JSON.

    Raises:
        EngineAnswerUnusable: without these characters it is none any more.
    """
    kept = _without_unstorable(value.model_dump())
    try:
        return type(value).model_validate(kept), kept
    except ValidationError:
        raise EngineAnswerUnusable(
            "The model's answer held nothing but characters that cannot be kept. "
            "What was read so far is kept; retry the run, or use another model."
        ) from None


def _without_unstorable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, dict):
        return {name: _without_unstorable(inner) for name, inner in value.items()}
    return [_without_unstorable(inner) for inner in value] if isinstance(value, list) else value
