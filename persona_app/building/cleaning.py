"""Lines: how a text is shown to an engine for cleaning, and what is left when it named those to leave out."""

from collections.abc import Iterable, Iterator

from persona_app.building.schemas import Chunk
from persona_app.llm.questions import LineRange


def numbered(text: str) -> str:
    """The text with each line's number before it: `12| text`."""
    return "\n".join(f"{number}| {line}" for number, line in enumerate(text.split("\n"), start=1))


def kept(text: str, chunk: Chunk, drop: Iterable[LineRange]) -> tuple[Chunk, ...]:
    """The stretches of a chunk that stay when these of its lines go; numbers beyond its lines mean nothing."""
    dropped = {number for part in drop for number in _within(part, most=text.count("\n", chunk.start, chunk.end) + 1)}
    stretches: list[Chunk] = []
    for number, (start, end) in enumerate(_lines(text, chunk), start=1):
        if number in dropped or start == end:
            continue
        joins = bool(stretches) and stretches[-1].end == start
        stretches.append(Chunk(start=stretches.pop().start if joins else start, end=end))
    return tuple(stretches) if any(text[part.start : part.end].strip() for part in stretches) else ()


def _within(part: LineRange, *, most: int) -> range:
    return range(part.first, min(part.last, most) + 1)


def _lines(text: str, chunk: Chunk) -> Iterator[tuple[int, int]]:
    """Start and end of each line, its line feed included."""
    start = chunk.start
    while (at := text.find("\n", start, chunk.end)) >= 0:
        yield start, at + 1
        start = at + 1
    yield start, chunk.end
