"""Cutting a text into chunks that fit into one question: pure, deterministic, and without a word cut in two that would fit."""

import re
from collections.abc import Iterator
from itertools import pairwise

from persona_app.building.schemas import Chunk

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
_LINE_END = re.compile(r"\n\s*")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]]*\s+|[。！？]\s*")
_WORD_END = re.compile(r"\s+")
_BORDERS = (_PARAGRAPH_END, _LINE_END, _SENTENCE_END, _WORD_END)
_LEAST_FILLED = 0.5


def cut(text: str, *, limit: int) -> tuple[Chunk, ...]:
    """Chunks that follow each other without gap or overlap and together are the text; none for a blank text.

    Each is cut behind the last paragraph that ends in its second half, else behind a line, a sentence, a word. A word (or a gap)
    longer than `limit` is cut where the chunk is full: no text may be more than an engine can take.
    """
    if not text.strip():
        return ()
    borders = [0, *_borders(text, limit=limit), len(text)]
    return tuple(Chunk(start=start, end=end) for start, end in pairwise(borders) if end > start)


def halve(text: str, chunk: Chunk) -> tuple[Chunk, ...]:
    """The chunk in two or a few about equal parts; one part when it is a single character."""
    parts = cut(text[chunk.start : chunk.end], limit=max(1, (chunk.end - chunk.start + 1) // 2))
    return tuple(Chunk(start=chunk.start + part.start, end=chunk.start + part.end) for part in parts)


def _borders(text: str, *, limit: int) -> Iterator[int]:
    start = 0
    while len(text) - start > limit:
        start = _border(text, start=start, limit=limit)
        yield start


def _border(text: str, *, start: int, limit: int) -> int:
    """Where the chunk that begins at `start` ends."""
    least = start + int(limit * _LEAST_FILLED)
    for pattern in _BORDERS:
        for begin in (least, start):
            ends = [found.end() for found in pattern.finditer(text, begin, start + limit + 1) if start < found.end() <= start + limit]
            if ends:
                return ends[-1]
            if pattern is not _WORD_END:
                break
    return start + limit
