"""Answers as typed data: the schema a model is given, and reading what comes back without trusting it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

import json_repair
from pydantic import BaseModel, ValidationError

T = TypeVar("T", bound=BaseModel)

UNSUPPORTED_KEYWORDS = frozenset(
    {"title", "default", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "pattern", "format"}
)
"""Keywords that strict structured output refuses at one endpoint or another; we check these bounds ourselves."""

MOST_REPAIRED_CHARS = 60_000
MOST_PROBLEMS_NAMED = 5
_THINKING = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```[a-zA-Z]*\s*\n(.*?)\n?\s*```", re.DOTALL)


class NotReadable(Exception):
    """An answer that does not fit; its text tells the model what to mend, without repeating anybody's words."""


@dataclass(frozen=True)
class Reading(Generic[T]):
    """A validated answer, and how many invalid entries were left out of it."""

    value: T
    dropped: int


@lru_cache(maxsize=32)
def strict_schema(returning: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema in the subset of OpenAI's structured outputs: every key required, no others, no bounds."""
    tightened: dict[str, Any] = _tighten(returning.model_json_schema())
    return tightened


@lru_cache(maxsize=32)
def schema_text(returning: type[BaseModel]) -> str:
    """The full schema, bounds included, in words for the prompt."""
    return json.dumps(returning.model_json_schema(), ensure_ascii=False, separators=(",", ":"))


def _tighten(node: Any) -> Any:
    if isinstance(node, list):
        return [_tighten(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return {"$ref": node["$ref"]}
    tight = {key: _tighten(value) for key, value in node.items() if key not in UNSUPPORTED_KEYWORDS and key not in {"properties", "$defs"}}
    if "$defs" in node:
        tight["$defs"] = {name: _tighten(value) for name, value in node["$defs"].items()}
    if "properties" in node:
        tight["properties"] = {name: _tighten(value) for name, value in node["properties"].items()}
        tight |= {"required": list(node["properties"]), "additionalProperties": False}
    return tight


def read_answer(text: str, *, returning: type[T]) -> Reading[T]:
    """Parse and validate an answer; single entries of lists that are invalid are left out and counted.

    Raises:
        NotReadable: it is empty, no JSON, or nothing in it fits.
    """
    data = _as_object(parse_json(text), returning=returning)
    if not data.keys() & returning.model_fields.keys():
        raise NotReadable(f"none of the keys {', '.join(returning.model_fields)} is there.")
    return _validate_leniently(data, returning=returning)


def parse_json(text: str) -> Any:
    """The JSON object or list in a model's text: bare, fenced, after its thoughts, between words, or slightly broken.

    Raises:
        NotReadable: there is none, or it breaks off.
    """
    bare = _THINKING.sub("", text).strip()
    if not bare:
        raise NotReadable("it is empty.")
    candidates = list(_candidates(bare))
    for candidate in candidates:
        if (found := _loads(candidate)) is not None:
            return found
    for candidate in candidates:
        if (found := _repair(candidate)) is not None:
            return found
    raise NotReadable("it is not valid JSON.")


def _candidates(text: str) -> Iterator[str]:
    """Where the answer may lie: all of it, in a fence, between the outer braces; a list only where no object is begun before."""
    yield text
    yield from (match.group(1).strip() for match in _FENCE.finditer(text))
    brace, bracket = text.find("{"), text.find("[")
    if 0 <= brace < text.rfind("}"):
        yield text[brace : text.rfind("}") + 1]
    if 0 <= bracket < text.rfind("]") and (brace < 0 or bracket < brace):
        yield text[bracket : text.rfind("]") + 1]


def _loads(text: str) -> dict[str, Any] | list[Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict | list) else None


def _repair(text: str) -> dict[str, Any] | list[Any] | None:
    """What json-repair makes of it; never of a text that breaks off, whose lost rest nobody would miss."""
    if len(text) > MOST_REPAIRED_CHARS or text[:1] not in {"{", "["} or text[-1] not in "}]" or text.count("{") != text.count("}"):
        return None
    try:
        found = json_repair.loads(text, skip_json_loads=True)
    except (ValueError, RecursionError, IndexError, TypeError):
        return None
    return found if isinstance(found, dict | list) and found else None


def _as_object(data: Any, *, returning: type[BaseModel]) -> dict[str, Any]:
    """A bare list stands for the only list of the answer; one object wrapped in a list stands for itself."""
    fields = list(returning.model_fields)
    if isinstance(data, list) and len(data) == 1 and isinstance(data[0], dict) and data[0].keys() & set(fields):
        data = data[0]
    if isinstance(data, list) and len(fields) == 1:
        return {fields[0]: data}
    if not isinstance(data, dict):
        raise NotReadable("it is not a JSON object.")
    return data


def _validate_leniently(data: dict[str, Any], *, returning: type[T]) -> Reading[T]:
    dropped = 0
    while True:
        try:
            return Reading(value=returning.model_validate(data), dropped=dropped)
        except ValidationError as problem:
            removable = {place for error in problem.errors() if (place := _entry_of(error["loc"], data)) is not None}
            if len(removable) == 0 or _empties(data, removable):
                raise NotReadable(_in_words(problem)) from None
            dropped += len(removable)
            for place in _innermost_last_first(removable):
                _remove(data, place)


def _entry_of(location: tuple[int | str, ...], data: Any) -> tuple[int | str, ...] | None:
    """The innermost list entry that an error lies in, as a path that exists in the data."""
    path: list[int | str] = []
    innermost: tuple[int | str, ...] | None = None
    node = data
    for part in location:
        if isinstance(node, list) and isinstance(part, int) and part < len(node):
            node = node[part]
            path.append(part)
            innermost = tuple(path)
        elif isinstance(node, dict) and isinstance(part, str) and part in node:
            node = node[part]
            path.append(part)
    return innermost


def _empties(data: dict[str, Any], places: set[tuple[int | str, ...]]) -> bool:
    """Would the answer lose everything it says? Then the model is asked again instead."""
    outer = {(place[0], place[1]) for place in places if len(place) == 2}
    entries = sum(len(value) for value in data.values() if isinstance(value, list))
    return len(outer) >= entries and len(outer) > 0


def _innermost_last_first(places: set[tuple[int | str, ...]]) -> list[tuple[int | str, ...]]:
    """An order of removal in which no removal moves an entry that is still to go; what lies inside a removed entry goes with it."""
    outer = [place for place in places if not any(place[:length] in places for length in range(1, len(place)))]
    return sorted(outer, reverse=True, key=lambda place: [(part, -1) if isinstance(part, str) else ("", part) for part in place])


def _remove(data: Any, place: tuple[int | str, ...]) -> None:
    node = data
    for part in place[:-1]:
        node = node[part]
    del node[place[-1]]


def _in_words(problem: ValidationError) -> str:
    found = problem.errors(include_input=False, include_url=False, include_context=False)
    named = "; ".join(f"{'.'.join(map(str, error['loc'])) or 'the answer'}: {error['msg']}" for error in found[:MOST_PROBLEMS_NAMED])
    return f"{named}."
