"""Which version brought what: for each passage of a content, and each claim of a profile.

A passage is a sentence or a line (`reconciling.sentences`), known by its words without the blanks around them. What a version has, it
has from the latest version that has it while its predecessor does not: as if one turned the pages back until it is missing. So a
passage that moved within the text keeps its version, and one that was taken out and written again has it from the second time.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from persona_app.personas.reconciling import sentences

Thing = TypeVar("Thing")


class State(NamedTuple, Generic[Thing]):
    """A version, and all that it has."""

    number: int
    has: Collection[Thing]


class ClaimKey(NamedTuple):
    """What makes two claims of different versions the same: they say the same in the same place."""

    field: str
    id: str
    value: str
    who: str


def brought_by(newest_first: Iterable[State[Thing]]) -> dict[Thing, int]:
    """By everything that the first state has the number of the version that brought it.

    For each thing, with states s1, s2, … as given: its number is that of the last state before the first one without it. No more states
    are taken than it needs.
    """
    states = iter(newest_first)
    later = next(states, None)
    if later is None:
        return {}
    found: dict[Thing, int] = {}
    searched = set(later.has)
    for earlier in states:
        gone = searched.difference(earlier.has)
        found.update(dict.fromkeys(gone, later.number))
        searched -= gone
        later = earlier
        if not searched:
            break
    return {**found, **dict.fromkeys(searched, later.number)}


def passages(content: str) -> tuple[str, ...]:
    """The content in passages; joined, they are the content. Blank ones belong to the one before."""
    found: list[str] = []
    for piece in sentences(content):
        if found and (not piece.strip() or not found[-1].strip()):
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)


def key_of(passage: str) -> str:
    """The words of a passage, without the blanks around them."""
    return passage.strip()


class Reader:
    """Reads contents that are mostly the same, one after another: lines that the last one had too are not parted again."""

    def __init__(self) -> None:
        self._lines: dict[str, tuple[str, ...]] = {}

    def keys(self, content: str) -> set[str]:
        """The passages of a content, as they are known."""
        known = self._lines
        self._lines = {line: known.get(line) or tuple(map(key_of, sentences(line))) for line in set(content.split("\n"))}
        return {key for keys in self._lines.values() for key in keys if key}


def claims_of(profile: Mapping[str, Any]) -> dict[ClaimKey, Mapping[str, Any]]:
    """The claims of a profile as it is stored, contradictions aside."""
    return {ClaimKey(path, claim["id"], claim["value"], claim.get("who", "")): claim for path, claim in _claims(profile)}


def _claims(node: Any, path: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(node, list):
        for each in node:
            yield from _claims(each, path)
    elif isinstance(node, Mapping):
        if "citations" in node and "value" in node:
            yield path, node
            return
        for name, inner in node.items():
            if name != "contradictions" or path:
                yield from _claims(inner, f"{path}.{name}".lstrip("."))
