"""Sentences with their offsets.

A scan of our own, linear in the text: it must keep every offset, know headings and list items as ends, and take chat written in lower case;
pysbd does none of the three.
"""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from dataclasses import dataclass

_TYPOGRAPHY = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": ";",
        "\u00a0": " ",
        "\u2011": "-",
        "\t": " ",
        "\r": " ",
    }
)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st sr jr rev hon gen col sgt capt lt vs etc e.g i.e eg ie no fig approx inc ltd co dept est jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k a.m p.m ph.d b.a m.a b.sc m.sc".split()
)
_END = re.compile(r"\u2029[\u2029\n ]*|[.!?…]+[\"')\]*_]*(?=\s|$)|\n[ \n]*\n")


@dataclass(frozen=True)
class Span:
    """Half-open offsets in the text as asked."""

    start: int
    end: int


def plain(text: str) -> str:
    """The text with plain quotation marks, dashes and blanks, character for character, so that every offset stays."""
    return text.translate(_TYPOGRAPHY)


_BULLET = re.compile(r"[ \t]*(?:[-*•·]|\d{1,2}[.)])[ \t]")


def mark_breaks(flat: str) -> str:
    """Plain text in which line breaks after headings and between list items are U+2029, one for one, so that no sentence runs over them."""
    lines = flat.split("\n")
    joints = ["\u2029" if _is_break(line, lines[i + 1]) else "\n" for i, line in enumerate(lines[:-1])]
    return "".join(part for pair in zip(lines, [*joints, ""], strict=True) for part in pair)


def _is_break(line: str, following: str) -> bool:
    if _BULLET.match(following):
        return True
    text = line.strip()
    after = following.strip()
    return (
        0 < len(text) < 50
        and text[-1] not in ",;-("
        and not text.endswith((" and", " of", " the", " a", " in", " to", " with"))
        and bool(after)
        and (after[0].isupper() or after[0].isdigit())
    )


def _is_end(flat: str, match: re.Match[str], start: int) -> bool:
    mark = match.group()
    if mark[0] in "\n\u2029":
        return True
    following = flat[match.end() : match.end() + 40].lstrip(" \n\"'(*_-")
    if following[:1].islower() and mark != ".":
        return False
    if mark[0] != "." or len(mark) > 1:
        return True
    word = flat[max(start, match.start() - 12) : match.start()].rsplit(None, 1)
    last = word[-1].lower().lstrip("(\"'") if word else ""
    return not (last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last != "i"))


def sentences(flat: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentences of `flat[start:end]` (plain text, see `plain`), without surrounding white space."""
    stop = len(flat) if end is None else end
    found, begin = [], start
    for match in _END.finditer(flat, start, stop):
        if match.end() > begin and _is_end(flat, match, begin):
            found.append(_trimmed(flat, begin, match.end()))
            begin = match.end()
    found.append(_trimmed(flat, begin, stop))
    return [span for span in found if span.end > span.start]


def _trimmed(flat: str, start: int, end: int) -> Span:
    piece = flat[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, max(start + left, start + len(piece.rstrip())))
