"""Lines: how a text is shown to an engine for cleaning, and what is left when it named those to leave out."""

from collections.abc import Iterable, Iterator, Sequence

from persona_app.building.schemas import Chunk
from persona_app.llm.injection import Passage
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


def shown(text: str, chunk: Chunk, withheld: Sequence[Passage]) -> str:
    """The chunk as an engine may see it: of what is withheld nothing but the line feeds, so that every line keeps its number."""
    parts, at = [], chunk.start
    for each in _inside(withheld, chunk):
        parts += [text[at : each.start], "\n" * text.count("\n", each.start, each.end)]
        at = each.end
    return "".join([*parts, text[at : chunk.end]])


def without(text: str, stretches: Iterable[Chunk], withheld: Sequence[Passage]) -> tuple[Chunk, ...]:
    """The stretches but for what is withheld; none when nothing but blanks is left."""
    left: list[Chunk] = []
    for stretch in stretches:
        at = stretch.start
        for each in _inside(withheld, stretch):
            left.append(Chunk(start=at, end=each.start))
            at = each.end
        left.append(Chunk(start=at, end=stretch.end))
    left = [each for each in left if each.end > each.start]
    return tuple(left) if any(text[each.start : each.end].strip() for each in left) else ()


def _inside(withheld: Sequence[Passage], within: Chunk) -> Iterator[Chunk]:
    for each in withheld:
        if each.start < within.end and within.start < each.end:
            yield Chunk(start=max(each.start, within.start), end=min(each.end, within.end))


def _within(part: LineRange, *, most: int) -> range:
    return range(part.first, min(part.last, most) + 1)


def _lines(text: str, chunk: Chunk) -> Iterator[tuple[int, int]]:
    """Start and end of each line, its line feed included."""
    start = chunk.start
    while (at := text.find("\n", start, chunk.end)) >= 0:
        yield start, at + 1
        start = at + 1
    yield start, chunk.end
