"""Two edits of one text, made side by side: joined where they do not overlap, shown to a person where they do.

A three-way merge (diff3: Khanna, Kunal and Pierce 2007) over sentences: persona texts are long paragraphs, and two people who mend
different sentences of one paragraph do not disturb each other. The walk over the three texts is merge3's.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from merge3 import Merge3
from pydantic import BaseModel, ConfigDict
from rapidfuzz.distance import Indel

_SENTENCES = re.compile(r"[^\n.!?]*(?:[.!?]+(?!\s)[^\n.!?]*)*[.!?]*(?:[^\S\n]+|\n|$)|\n")


class Overlap(BaseModel):
    """A place where both changed the same: as it was, as one has it, as the other has it."""

    model_config = ConfigDict(frozen=True)

    ancestor: str
    mine: str
    theirs: str


class Part(BaseModel):
    """A stretch of the joined text; or, where `overlap` is set, a place for which somebody has to choose (`text` is then empty)."""

    model_config = ConfigDict(frozen=True)

    text: str = ""
    overlap: Overlap | None = None


class Reconciled(BaseModel):
    """The joined text, or None with the places where both changed the same. The parts in their order are the whole of it."""

    model_config = ConfigDict(frozen=True)

    text: str | None
    overlaps: tuple[Overlap, ...] = ()
    parts: tuple[Part, ...] = ()


class _Matcher:
    """What merge3 asks of a sequence matcher, by a shortest edit script: bounded where difflib takes minutes for many equal lines."""

    def __init__(
        self, _isjunk: Callable[[str], bool] | None = None, a: Sequence[str] = (), b: Sequence[str] = (), _autojunk: bool = True
    ) -> None:
        self._blocks: list[tuple[int, int, int]] = [(each.a, each.b, each.size) for each in Indel.opcodes(a, b).as_matching_blocks()]

    def get_matching_blocks(self) -> list[tuple[int, int, int]]:
        """Runs that are the same in both, ending with an empty one."""
        return self._blocks


def sentences(text: str) -> list[str]:
    """The text in pieces that end with a sentence or a line; joined, they are the text."""
    return [piece for piece in _SENTENCES.findall(text) if piece]


class Kept(BaseModel):
    """A joined text in which my words stand wherever both changed the same, and those places."""

    model_config = ConfigDict(frozen=True)

    text: str
    overlaps: tuple[Overlap, ...] = ()
    parts: tuple[Part, ...] = ()


def reconcile(ancestor: str, *, mine: str, theirs: str) -> Reconciled:
    """Both edits of the ancestor in one text, when they touch different sentences or say the same."""
    joined = keep_mine(ancestor, mine=mine, theirs=theirs)
    return Reconciled(text=None if joined.overlaps else joined.text, overlaps=joined.overlaps, parts=joined.parts)


def keep_mine(ancestor: str, *, mine: str, theirs: str) -> Kept:
    """Both edits in one text, mine where both touched the same."""
    merge = Merge3(sentences(ancestor), sentences(mine), sentences(theirs), sequence_matcher=_Matcher)
    joined: list[str] = []
    parts: list[Part] = []
    for kind, *groups in merge.merge_groups():
        for was, left, right in _side_by_side(*groups) if kind == "conflict" else _agreed(groups[0]):
            joined.append(left if right in (was, left) else right if left == was else left)
            is_open = left not in (was, right) and right != was
            parts.append(Part(overlap=Overlap(ancestor=was, mine=left, theirs=right)) if is_open else Part(text=joined[-1]))
    return Kept(text="".join(joined), overlaps=tuple(each.overlap for each in parts if each.overlap), parts=tuple(_run_together(parts)))


def _agreed(pieces: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    text = "".join(pieces)
    yield text, text, text


def _run_together(parts: Sequence[Part]) -> Iterator[Part]:
    """The same, stretches of text that follow each other as one."""
    for is_open, group in groupby(parts, key=lambda part: part.overlap is not None):
        if is_open:
            yield from group
        elif text := "".join(part.text for part in group):
            yield Part(text=text)


def _side_by_side(was: Sequence[str], left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Sentence by sentence where each stayed one: neighbours may be mended by different people. Else as a whole."""
    if len(was) == len(left) == len(right):
        yield from zip(was, left, right, strict=True)
    else:
        yield "".join(was), "".join(left), "".join(right)


def replace_passage(text: str, *, mine: str, theirs: str, other: str) -> str | None:
    """The text with `theirs` in the place of `mine`, where it differs so from the `other` text; None when there is no such one place.

    For a passage that was taken out whole (`mine` is empty) the other text tells where it stood.
    """
    left, right = sentences(text), sentences(other)
    joined: list[str] = []
    places = at = there = 0
    for block in Indel.opcodes(left, right).as_matching_blocks():
        is_place = ("".join(left[at : block.a]), "".join(right[there : block.b])) == (mine, theirs)
        places += is_place
        joined += [theirs] if is_place else left[at : block.a]
        joined += left[block.a : block.a + block.size]
        at, there = block.a + block.size, block.b + block.size
    if places == 1:
        return "".join(joined)
    return text.replace(mine, theirs) if mine.strip() and text.count(mine) == 1 else None
