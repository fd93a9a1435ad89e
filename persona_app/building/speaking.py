"""What thoughts say for the profile: claims that rest on lines of film dialogue.

The lines that the thoughts rest on are asked about like any text, and each claim's quote is found in its line by the program. A thought
that no such claim covers is a belief in its own words. Lines tell what somebody thinks, never who they are: a persona may be made of
several characters, and none of them gives it a name, an age or a mother.
"""

import asyncio
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from persona_app.building import chunking, prompts
from persona_app.building.asking import Asker, all_of
from persona_app.building.merging import MOST_CITATIONS, joined_value
from persona_app.building.schemas import Chunk, FoundPlace, FoundValue, SpokenThought, SpokenWords, VerifiedClaim
from persona_app.building.verifying import verify
from persona_app.enrichment.schemas import DraftLine, ThoughtDraft, ThoughtView
from persona_app.llm.errors import EngineContextTooLong
from persona_app.llm.injection import find_passages
from persona_app.llm.questions import ClaimField
from persona_app.personas.normalising import value_key
from persona_app.personas.profile import LineCitation

SPOKEN_FIELDS = frozenset(
    {
        ClaimField.TRAIT,
        ClaimField.VALUE,
        ClaimField.BELIEF,
        ClaimField.GOAL,
        ClaimField.FEAR,
        ClaimField.LIKE,
        ClaimField.DISLIKE,
        ClaimField.SKILL,
        ClaimField.KNOWLEDGE,
        ClaimField.HABIT,
        ClaimField.FAVOURITE_WORD,
        ClaimField.SAMPLE_LINE,
    }
)
"""What dialogue may fill."""
SAMPLES = 6
"""Sample lines of one enrichment, from its whole course."""
LONGEST_SAMPLE = 160
MOST_SPLITS = 4
_AFTER_ALL_DATA = 1_000_000_000
_PER_ENRICHMENT = 100_000


def spoken(views: Iterable[ThoughtView]) -> tuple[SpokenThought, ...]:
    """Saved thoughts as they are read here."""
    return tuple(
        SpokenThought(
            id=each.id,
            text=each.text,
            enrichment=each.enrichment,
            position=each.position,
            lines=tuple(SpokenWords(line_id=line.line_id, text=line.text, start=line.start, end=line.end) for line in each.lines),
        )
        for each in views
    )


def spoken_in(draft: ThoughtDraft) -> tuple[SpokenThought, ...]:
    """The same for thoughts that are not saved yet."""
    return tuple(
        SpokenThought(id=None, text=each.text, enrichment=draft.brief.number, position=at, lines=tuple(map(_words, each.lines)))
        for at, each in enumerate(draft.thoughts, start=1)
    )


def _words(line: DraftLine) -> SpokenWords:
    return SpokenWords(line_id=line.dialogue.line_id, text=line.dialogue.text, start=line.start, end=line.end)


@dataclass(frozen=True)
class _Script:
    """The lines of one enrichment's thoughts, one below the other, and where each begins."""

    enrichment: int
    lines: tuple[SpokenWords, ...]
    text: str
    starts: tuple[int, ...]

    def place(self, start: int, end: int) -> FoundPlace | None:
        """These code points as a place in their line; None when they reach over its end."""
        at = bisect_right(self.starts, start) - 1
        return self.place_in(at, start - self.starts[at], end - self.starts[at])

    def place_in(self, at: int, start: int, end: int) -> FoundPlace | None:
        """A place in the line of this position."""
        line = self.lines[at]
        if not 0 <= start < end <= len(line.text):
            return None
        number = _AFTER_ALL_DATA + self.enrichment * _PER_ENRICHMENT + at
        return FoundPlace(number=number, citation=LineCitation(line_id=line.line_id, start=start, end=end, quote=line.text[start:end]))


async def find_values(thoughts: Sequence[SpokenThought], *, asker: Asker) -> tuple[FoundValue, ...]:
    """The values that the thoughts bear; each enrichment's lines are asked about apart, so that another one repeats no question.

    Raises:
        EngineError, OutOfPatience: the engine failed; what it answered is kept.
    """
    numbers = sorted({each.enrichment for each in thoughts})
    found = await all_of(_of_enrichment([each for each in thoughts if each.enrichment == number], asker=asker) for number in numbers)
    return together(value for values in found for value in values)


def together(values: Iterable[FoundValue]) -> tuple[FoundValue, ...]:
    """Values of the same field and key as one, with all their places."""
    found: dict[tuple[ClaimField, str], FoundValue] = {}
    for value in values:
        there = found.get((value.field, value.key))
        found[value.field, value.key] = joined_value(there, value) if there else value
    return tuple(found.values())


async def _of_enrichment(thoughts: Sequence[SpokenThought], *, asker: Asker) -> tuple[FoundValue, ...]:
    script = _script(thoughts)
    chunks = await asyncio.to_thread(chunking.cut, script.text, limit=asker.engine.chunk_chars)
    claims = [claim for found in await all_of(_claims(script, chunk, asker=asker) for chunk in chunks) for claim in found]
    said = [value for claim in claims if (value := _value(claim, script)) is not None]
    return together([*said, *_beliefs(thoughts, script, said), *_samples(thoughts, script)])


async def _claims(script: _Script, chunk: Chunk, *, asker: Asker, splits_left: int = MOST_SPLITS) -> tuple[VerifiedClaim, ...]:
    try:
        answer = await asker.ask(prompts.extract(script.text[chunk.start : chunk.end], subject=""))
    except EngineContextTooLong:
        halves = chunking.halve(script.text, chunk)
        if not splits_left or len(halves) < 2:
            raise
        found = await all_of(_claims(script, half, asker=asker, splits_left=splits_left - 1) for half in halves)
        return tuple(claim for each in found for claim in each)
    withheld = await asyncio.to_thread(find_passages, script.text)
    return (await asyncio.to_thread(verify, script.text, chunk, answer.claims, withheld=withheld)).claims


def _script(thoughts: Sequence[SpokenThought]) -> _Script:
    """Each line once, in the order of the thoughts."""
    lines = {line.line_id: line for thought in thoughts for line in thought.lines}
    starts, at = [], 0
    for line in lines.values():
        starts.append(at)
        at += len(line.text) + 1
    return _Script(thoughts[0].enrichment, tuple(lines.values()), "\n".join(line.text for line in lines.values()), tuple(starts))


def _value(claim: VerifiedClaim, script: _Script) -> FoundValue | None:
    place = script.place(claim.start, claim.end) if claim.field in SPOKEN_FIELDS else None
    if place is None:
        return None
    return FoundValue(field=claim.field, key=claim.key, value=claim.value, who=claim.who, support=1, places=(place,))


def _beliefs(thoughts: Sequence[SpokenThought], script: _Script, said: Sequence[FoundValue]) -> Iterator[FoundValue]:
    """Thoughts that no claim covers: none rests on words that the thought rests on."""
    covered: dict[object, list[tuple[int, int]]] = {}
    for value in said:
        for place in value.places:
            citation = place.citation
            if isinstance(citation, LineCitation):
                covered.setdefault(citation.line_id, []).append((citation.start, citation.end))
    for thought in thoughts:
        if not any(start < line.end and line.start < end for line in thought.lines for start, end in covered.get(line.line_id, ())):
            places = tuple(_places(thought, script))
            if places:
                yield FoundValue(
                    field=ClaimField.BELIEF, key=value_key(thought.text), value=thought.text, support=len(places), places=places
                )


def _samples(thoughts: Sequence[SpokenThought], script: _Script) -> Iterator[FoundValue]:
    """A few of the lines as they were said, from the whole course of the enrichment."""
    short = [each for each in thoughts if each.lines and len(each.lines[0].text) <= LONGEST_SAMPLE]
    count = min(SAMPLES, len(short))
    for thought in (short[at * len(short) // count] for at in range(count)):
        line = thought.lines[0]
        place = script.place_in(_position(script, line), 0, len(line.text))
        if place is not None:
            yield FoundValue(field=ClaimField.SAMPLE_LINE, key=value_key(line.text), value=line.text, support=1, places=(place,))


def _places(thought: SpokenThought, script: _Script) -> Iterator[FoundPlace]:
    for line in thought.lines[:MOST_CITATIONS]:
        place = script.place_in(_position(script, line), line.start, line.end)
        if place is not None:
            yield place


def _position(script: _Script, line: SpokenWords) -> int:
    return next(at for at, each in enumerate(script.lines) if each.line_id == line.line_id)
