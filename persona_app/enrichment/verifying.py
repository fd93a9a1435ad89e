"""What an engine answered, held against the lines that were read: only thoughts whose lines exist and hold the quoted words pass. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from persona_app.enrichment.likeness import words_of
from persona_app.enrichment.schemas import Dialogue, DraftLine, DraftThought, Origin
from persona_app.llm.questions import FoundThought, Thinking, Transformation

MOST_CHARS = 300
_FIRST_PERSON = frozenset("i i'm i'd i'll i've my me mine myself we we're we've we'd we'll us our ours ourselves".split())
_FRAMED_WORDS = 6
_PLAIN = str.maketrans("’‘ʼ“”„—–\u00a0", "'''\"\"\"-- ")


class VerifiedThoughts(NamedTuple):
    """What is left of an answer, and how many of its thoughts were not."""

    thoughts: tuple[DraftThought, ...]
    dropped: int


def verify(answer: Thinking, *, asked: Mapping[int, Dialogue], origin: Origin) -> VerifiedThoughts:
    """The thoughts that rest on lines that were asked about, all of one character, and speak in the first person.

    The first ones of an answer are its most telling: relevance falls from 1 to 0 over it.
    """
    size = max(1, len(answer.thoughts))
    found = [_verified(each, asked=asked, origin=origin, relevance=1 - at / size) for at, each in enumerate(answer.thoughts)]
    kept = tuple(each for each in found if each is not None)
    return VerifiedThoughts(kept, len(found) - len(kept))


def _verified(found: FoundThought, *, asked: Mapping[int, Dialogue], origin: Origin, relevance: float) -> DraftThought | None:
    text = " ".join(found.text.split())
    lines = _lines(found, asked=asked)
    if not lines or not text or len(text) > MOST_CHARS or text.endswith("?") or not _FIRST_PERSON & set(words_of(text)):
        return None
    return DraftThought(text=text, lines=lines, transformation=transformation_of(text, lines), origin=origin, relevance=relevance)


def _lines(found: FoundThought, *, asked: Mapping[int, Dialogue]) -> tuple[DraftLine, ...]:
    """The lines with their quotes, in order, those of the first one's character only; none when the first has no such quote."""
    lines: dict[int, DraftLine] = {}
    for each in found.lines:
        dialogue = asked.get(each.id)
        place = find_quote(dialogue.text, each.quote) if dialogue is not None else None
        if dialogue is not None and place is not None and each.id not in lines:
            lines[each.id] = DraftLine(dialogue=dialogue, start=place[0], end=place[1])
    of_one = [each for each in lines.values() if each.dialogue.character_id == next(iter(lines.values())).dialogue.character_id]
    return tuple(of_one)


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Where the words stand, blanks, letter case and the kind of quotation marks and dashes aside; None when they do not."""
    words = quote.translate(_PLAIN).split()
    if not any(letter.isalnum() for letter in quote):
        return None
    found = re.search(r"\s+".join(re.escape(word) for word in words), text.translate(_PLAIN), re.IGNORECASE)
    return (found.start(), found.end()) if found else None


def transformation_of(text: str, lines: Sequence[DraftLine]) -> Transformation:
    """How the thought's words differ from those that it rests on."""
    said, quoted = words_of(text), words_of(lines[0].quote)
    if said == quoted:
        return Transformation.VERBATIM
    if _stands_in(said, quoted):
        return Transformation.SHORTENED
    if any(_stands_in(said[cut:], quoted) for cut in range(1, min(_FRAMED_WORDS, len(said) - 2))):
        return Transformation.FRAMED
    return Transformation.REWORDED


def _stands_in(some: Sequence[str], words: Sequence[str]) -> bool:
    """Are these words all there, in this order, others between them?"""
    remaining = iter(words)
    return all(word in remaining for word in some)
