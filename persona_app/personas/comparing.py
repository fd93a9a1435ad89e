"""What differs between two states of a persona: words of the content, fields and claims of the profile.

Texts are compared in three passes, lines first, then sentences of lines that changed, then words of those, each by a shortest edit
script (Indel distance: Myers 1986, bit-parallel as in Hyyrö 2004; from rapidfuzz). So a moved comma marks a comma, and 50 kB take
milliseconds (`bench/versions.py`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict
from rapidfuzz.distance import Indel

from persona_app.personas.profile import Claim, Profile
from persona_app.personas.reconciling import sentences

_LINES = re.compile(r"[^\n]*\n|[^\n]+$")
_WORDS = re.compile(r"(\s*)(\w+|[^\w\s]|\Z)")
"""Each word or sign with the blanks before it; last an empty one, which has those at the end."""
MOST_PAIRS = 120_000_000
"""Words of one side times words of the other, up to which they are compared: 50 kB of English twice, some 20 ms."""
ISLAND = 2
"""How many times longer the changes on both sides of what stayed must be for it to count as changed."""
Step = tuple[str, str]
"""A part of the earlier text and the part of the later one in its place; the same twice where nothing changed."""


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
    return tuple(piece for run in _folded(_grouped(_by_lines(before, after))) for piece in _pieces(run))


def compare_profiles(before: Profile, after: Profile) -> ProfileChanges:
    """What came, went and changed; citations alone are no change."""
    return ProfileChanges(
        claims=tuple(_claim_changes(_by_place(before), _by_place(after))),
        scores=tuple(_score_changes(before, after)),
        contradictions_opened=tuple(sorted(_open(after) - _open(before))),
        contradictions_closed=tuple(sorted(_open(before) - _open(after))),
    )


def _by_lines(before: str, after: str) -> Iterator[Step]:
    for gone, new in _blocks(_LINES.findall(before), _LINES.findall(after)):
        yield from [(gone, new)] if gone == new else _by_sentences(gone, new)


def _by_sentences(before: str, after: str) -> Iterator[Step]:
    for gone, new in _blocks(sentences(before), sentences(after)):
        yield from [(gone, new)] if gone == new else _by_words(gone, new)


def _blocks(before: Sequence[str], after: Sequence[str]) -> Iterator[Step]:
    """Both sequences in step: runs that are the same on both sides, and between them what differs."""
    for at, to, left, right in _runs(before, after):
        yield "".join(before[at:to]), "".join(after[left:right])


def _by_words(before: str, after: str) -> Iterator[Step]:
    """Words are compared without the blanks before them, which differ where a line is broken otherwise."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    words, other_words = [word for _, word in old], [word for _, word in new]
    for at, to, left, right in _runs(words, other_words):
        if words[at:to] == other_words[left:right]:
            yield from _same_words(old[at:to], new[left:right])
        else:
            yield from _other_words(old[at:to], new[left:right])


def _same_words(old: Sequence[Step], new: Sequence[Step]) -> Iterator[Step]:
    """The same words, between which blanks may differ."""
    if old == new:
        text = "".join(map("".join, old))
        yield text, text
        return
    for (blank, word), (other, _) in zip(old, new, strict=True):
        yield blank, other
        yield word, word


def _other_words(old: Sequence[Step], new: Sequence[Step]) -> Iterator[Step]:
    gone, came = "".join(map("".join, old)), "".join(map("".join, new))
    if old and new and old[0][0] == new[0][0]:
        blank = old[0][0]
        yield blank, blank
        gone, came = gone[len(blank) :], came[len(blank) :]
    yield gone, came


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Places in both sequences, in step: where they are the same, and where they differ."""
    start = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), min(len(before), len(after)))
    if start:
        yield 0, start, 0, start
    if (len(before) - start) * (len(after) - start) > MOST_PAIRS:
        yield start, len(before), start, len(after)
        return
    left = right = start
    for block in (each for each in Indel.opcodes(before[start:], after[start:]).as_matching_blocks() if each.size):
        at, to = block.a + start, block.b + start
        if (left, right) != (at, to):
            yield left, at, right, to
        left, right = at + block.size, to + block.size
        yield at, left, to, right
    if (left, right) != (len(before), len(after)):
        yield left, len(before), right, len(after)


class _Run:
    """Neighbouring steps of one kind, put together at the end."""

    def __init__(self, step: Step) -> None:
        self.is_same = step[0] == step[1]
        self.steps = [step]
        self.size = max(map(len, step))

    def take(self, other: "_Run") -> None:
        """Add what follows."""
        self.steps += other.steps
        self.size += other.size


def _grouped(steps: Iterable[Step]) -> list[_Run]:
    """Runs of one kind; a word or two that stay between changes much longer than they are part of the change, for a reader's sake."""
    runs: list[_Run] = []
    for step in steps:
        if not any(step):
            continue
        run = _Run(step)
        if runs and runs[-1].is_same == run.is_same:
            runs[-1].take(run)
        else:
            runs.append(run)
    return runs


def _folded(runs: Iterable[_Run]) -> list[_Run]:
    kept: list[_Run] = []
    for run in runs:
        if not run.is_same and len(kept) > 1 and ISLAND * _letters(kept[-1]) <= min(kept[-2].size, run.size):
            kept[-2].take(kept.pop())
            kept[-1].take(run)
        else:
            kept.append(run)
    return kept


def _letters(run: _Run) -> int:
    return len("".join(text for text, _ in run.steps).strip())


def _pieces(run: _Run) -> Iterator[Piece]:
    """Of what changed, what went comes first."""
    gone = "".join(old for old, _ in run.steps)
    if run.is_same:
        yield Piece(change=Change.SAME, text=gone)
        return
    new = "".join(new for _, new in run.steps)
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
