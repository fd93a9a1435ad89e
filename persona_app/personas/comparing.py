"""What differs between two states of a persona: words of the content, fields and claims of the profile.

Words are compared in two passes, lines first, then the words of lines that changed, each by a shortest edit script (Indel distance:
Myers 1986, bit-parallel as in Hyyrö 2004; from rapidfuzz). So a moved comma marks a comma, and 50 kB take milliseconds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict
from rapidfuzz.distance import Indel

from persona_app.personas.profile import Claim, Profile

_LINES = re.compile(r"[^\n]*\n|[^\n]+$")
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Change(StrEnum):
    """What became of a piece."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Piece(_Frozen):
    """Text of which the same became. `same` and `gone` pieces make the earlier text, `same` and `new` ones the later."""

    change: Change
    text: str


class ClaimChange(_Frozen):
    """A claim that came, went, or is said otherwise; `field` is its place in the profile, as `identity.age`."""

    field: str
    before: Claim | None
    after: Claim | None


class ProfileChanges(_Frozen):
    """What differs between two profiles.

    Attributes:
        claims: claims gone, new and reworded, in the profile's order.
        scores: factors of the Big Five as (factor, score before, score after), None where there was none.
        contradictions_opened: ids of contradictions that are new.
        contradictions_closed: ids of those that are gone or settled.
    """

    claims: tuple[ClaimChange, ...] = ()
    scores: tuple[tuple[str, int | None, int | None], ...] = ()
    contradictions_opened: tuple[str, ...] = ()
    contradictions_closed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Is there no difference?"""
        return not (self.claims or self.scores or self.contradictions_opened or self.contradictions_closed)


def compare_texts(before: str, after: str) -> tuple[Piece, ...]:
    """The later text as pieces kept, taken away and added; neighbours of one kind are one piece."""
    return tuple(_joined(_by_lines(_LINES.findall(before), _LINES.findall(after))))


def compare_profiles(before: Profile, after: Profile) -> ProfileChanges:
    """What came, went and changed; citations alone are no change."""
    return ProfileChanges(
        claims=tuple(_claim_changes(_by_place(before), _by_place(after))),
        scores=tuple(_score_changes(before, after)),
        contradictions_opened=tuple(sorted(_open(after) - _open(before))),
        contradictions_closed=tuple(sorted(_open(before) - _open(after))),
    )


def _by_lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for left, right in _blocks(before, after):
        gone, new = "".join(left), "".join(right)
        if gone == new:
            yield Piece(change=Change.SAME, text=gone)
        else:
            yield from _by_words(gone, new)


def _by_words(gone: str, new: str) -> Iterator[Piece]:
    for left, right in _blocks(_WORDS.findall(gone), _WORDS.findall(new)):
        if left == right:
            yield Piece(change=Change.SAME, text="".join(left))
            continue
        yield Piece(change=Change.GONE, text="".join(left))
        yield Piece(change=Change.NEW, text="".join(right))


def _blocks(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Both sequences in step: blocks that are the same on both sides, and between them what differs."""
    left = right = 0
    for block in (each for each in Indel.opcodes(before, after).as_matching_blocks() if each.size):
        if (left, right) != (block.a, block.b):
            yield before[left : block.a], after[right : block.b]
        yield before[block.a : block.a + block.size], after[block.b : block.b + block.size]
        left, right = block.a + block.size, block.b + block.size
    if (left, right) != (len(before), len(after)):
        yield before[left:], after[right:]


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Runs of one kind as one piece, empty ones left out; of what changed, what went comes first."""
    same, gone, new = "", "", ""
    for piece in pieces:
        if piece.change is Change.SAME and piece.text:
            yield from _changed(gone, new)
            same, gone, new = same + piece.text if not (gone or new) else piece.text, "", ""
            continue
        if piece.text and same:
            yield Piece(change=Change.SAME, text=same)
            same = ""
        gone += piece.text if piece.change is Change.GONE else ""
        new += piece.text if piece.change is Change.NEW else ""
    yield from _changed(gone, new)
    if same:
        yield Piece(change=Change.SAME, text=same)


def _changed(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece(change=Change.GONE, text=gone)
    if new:
        yield Piece(change=Change.NEW, text=new)


def _by_place(profile: Profile) -> dict[tuple[str, str], Claim]:
    return {(path, claim.id): claim for path, claim in claims_in(profile)}


def claims_in(node: Any, path: str = "") -> Iterator[tuple[str, Claim]]:
    """Claims wherever they stand, contradictions aside, each with its place as `identity.age`."""
    if isinstance(node, Claim):
        yield path, node
    elif isinstance(node, tuple):
        for each in node:
            yield from claims_in(each, path)
    elif isinstance(node, BaseModel):
        for name, field in type(node).model_fields.items():
            if name != "contradictions":
                yield from claims_in(getattr(node, name), f"{path}.{field.alias or name}".lstrip("."))


def _claim_changes(before: dict[tuple[str, str], Claim], after: dict[tuple[str, str], Claim]) -> Iterator[ClaimChange]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old is None or new is None or (old.value, old.who) != (new.value, new.who):
            yield ClaimChange(field=key[0], before=old, after=new)


def _score_changes(before: Profile, after: Profile) -> Iterator[tuple[str, int | None, int | None]]:
    for factor in type(before.personality.big_five).model_fields:
        old, new = getattr(before.personality.big_five, factor), getattr(after.personality.big_five, factor)
        scores = (old.score if old else None, new.score if new else None)
        if scores[0] != scores[1]:
            yield factor, *scores


def _open(profile: Profile) -> set[str]:
    return {each.id for each in profile.contradictions if each.settled is None}
