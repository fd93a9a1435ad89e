"""Ids do not travel: in an archive of our own a number stands for each, and where it arrives every number becomes a new id.

Both ways are functions of nothing but the number and of what the archive becomes, so that an archive of the same state has the same bytes,
and an import that goes on after a crash gives the ids that it gave before.
"""

from collections.abc import Callable, Mapping
from enum import IntEnum
from hashlib import sha256
from typing import Any
from uuid import UUID


class Kind(IntEnum):
    """What a number counts. `OTHER` is whatever the archive does not hold: a parent of another account, a text that is gone."""

    PERSONA = 1
    DATUM = 2
    DECISION = 3
    THOUGHT = 4
    OTHER = 5


_NAMING_KEYS = frozenset({"data_id", "decision_id", "persona_id"})
_SOURCES = "sources"
_NAMING_SOURCES = frozenset({"data", "parent"})
_LARGEST = 0xFFFFF
Change = Callable[[UUID], UUID]


def stand_in(kind: Kind, number: int) -> UUID:
    """The number in the shape of an id, which is what citations have room for."""
    return UUID(int=kind << 64 | number)


def derived(base: UUID, word: str, number: int) -> UUID:
    """The id of what is called so within `base`: a UUIDv7 of the same time, in the order of the numbers (up to a million)."""
    dice = int.from_bytes(sha256(base.bytes + f"{word} {number}".encode()).digest()[:8])
    place = min(number, _LARGEST)
    return UUID(int=(base.int >> 80) << 80 | 7 << 76 | (place >> 8) << 64 | 2 << 62 | (place & 0xFF) << 54 | dice & (1 << 54) - 1)


class Namer:
    """Which number stands for which id, while a persona is written; those that nobody told of are numbered as they come."""

    def __init__(self, places: Mapping[UUID, int]) -> None:
        self._known = {persona_id: stand_in(Kind.PERSONA, place) for persona_id, place in places.items()}
        self._others = 0

    def learn(self, kind: Kind, found: UUID, *, number: int) -> None:
        """This number is this id's."""
        self._known[found] = stand_in(kind, number)

    def knows(self, found: UUID) -> bool:
        """Is it of the archive?"""
        return found in self._known

    def name(self, found: UUID) -> UUID:
        """What stands for it."""
        if found not in self._known:
            self._others += 1
            self.learn(Kind.OTHER, found, number=self._others)
        return self._known[found]


def finder(*, archive: UUID, persona: UUID) -> Change:
    """What makes ids of numbers again; an id that is no number becomes another one, so that no archive names what is not its own."""

    def find(found: UUID) -> UUID:
        kind, number = found.int >> 64, found.int & (1 << 64) - 1
        if kind not in {each.value for each in Kind}:
            return derived(persona, f"stray {found}", 0)
        return persona_at(archive, number) if kind == Kind.PERSONA else derived(persona, Kind(kind).name, number)

    return find


def persona_at(archive: UUID, place: int) -> UUID:
    """The id of the persona at this place of an archive."""
    return derived(archive, Kind.PERSONA.name, place)


def renamed(node: Any, change: Change) -> Any:
    """The same JSON with other ids wherever data, decisions and personas are named.

    Raises:
        ValueError: something that should be an id is none.
    """
    if isinstance(node, list):
        return [renamed(each, change) for each in node]
    if not isinstance(node, dict):
        return node
    return {key: _changed(key, inner, change) for key, inner in node.items()}


def _changed(key: str, inner: Any, change: Change) -> Any:
    if key in _NAMING_KEYS and isinstance(inner, str):
        return str(change(UUID(inner)))
    if key == _SOURCES and isinstance(inner, list):
        return [_source(each, change) if isinstance(each, str) else each for each in inner]
    return renamed(inner, change)


def _source(written: str, change: Change) -> str:
    """As `respecting.source_of` writes it: `data:<id>`, `parent:<id>:<version>`."""
    kind, *rest = written.split(":")
    if kind not in _NAMING_SOURCES or not rest:
        return written
    return ":".join((kind, str(change(UUID(rest[0]))), *rest[1:]))
