"""What is ours stays ours: an answer that repeats our instructions or delimiters loses those entries before anybody sees it."""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

T = TypeVar("T", bound=BaseModel)
WORDS_IN_A_ROW = 10
"""So many words of ours in a row are no coincidence; fewer may be, such as the names in an example that a prompt gives."""

_WORD = re.compile(r"\w+")
_BLOB = re.compile(r"[A-Za-z0-9+/]{40,}={0,2}")
_LEAKED: Any = object()


class OwnWords:
    """What must not come back: the instructions of one question and the token of its delimiters, as far as the material holds neither."""

    def __init__(self, *, instructions: str, token: str, material: str) -> None:
        self._token = token.casefold()
        self._runs = frozenset(_runs(instructions)) - frozenset(_runs(material))

    def are_in(self, text: str) -> bool:
        """Does the text repeat some of them: as they are, backwards, or in base64?"""
        return any(self._in(each) for each in (text, text[::-1], *_decoded(text)))

    def _in(self, text: str) -> bool:
        return self._token in text.casefold() or not self._runs.isdisjoint(_runs(text))


def without_own_words(value: T, own: OwnWords) -> tuple[T, int]:
    """The answer without the entries that repeat them, and how many these were; elsewhere the text is emptied."""
    count = 0

    def kept(node: Any) -> Any:
        nonlocal count
        if isinstance(node, str):
            return _LEAKED if own.are_in(node) else node
        if isinstance(node, list):
            entries = [kept(each) for each in node]
            count += sum(each is _LEAKED for each in entries)
            return [each for each in entries if each is not _LEAKED]
        if isinstance(node, dict):
            fields = {name: kept(inner) for name, inner in node.items()}
            return _LEAKED if any(inner is _LEAKED for inner in fields.values()) else fields
        return node

    found = {name: kept(inner) for name, inner in value.model_dump().items()}
    emptied = [name for name, inner in found.items() if inner is _LEAKED]
    if not count and not emptied:
        return value, 0
    try:
        left = type(value).model_validate({**found, **{name: _blank(getattr(value, name)) for name in emptied}})
    except ValidationError:
        left = type(value).model_validate({name: [] for name, inner in found.items() if isinstance(inner, list)})
    return left, count + len(emptied)


def _blank(value: Any) -> str | None:
    return "" if isinstance(value, str) else None


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return (tuple(words[at : at + WORDS_IN_A_ROW]) for at in range(len(words) - WORDS_IN_A_ROW + 1))


def _decoded(text: str) -> Iterator[str]:
    for match in _BLOB.finditer(text):
        blob = match.group().rstrip("=")
        try:
            yield base64.b64decode(blob + "=" * (-len(blob) % 4)).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            continue
