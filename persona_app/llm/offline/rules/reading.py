"""What every rule gets to see, and what it gives back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from persona_app.llm.offline.clauses import Clause
from persona_app.llm.offline.people import Subject
from persona_app.llm.questions import ClaimField


@dataclass(frozen=True)
class Reading:
    """One clause about the person.

    Attributes:
        rest: plain text after the verb group up to the clause's end.
        tail: the same up to the sentence's end.
        is_remembered: the text tells of the person in the past throughout (an obituary, a biography).
    """

    flat: str
    subject: Subject
    clause: Clause
    rest: str
    tail: str
    is_remembered: bool = False
    is_speech: bool = False

    @property
    def lemma(self) -> str:
        """The main verb."""
        return self.clause.predicate.lemma

    @property
    def is_plain(self) -> bool:
        """Stated as the case: not negated, not would or might, not over."""
        p = self.clause.predicate
        return not (p.is_negated or p.is_unreal or p.is_former)

    def find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match at the beginning of `rest`."""
        return pattern.match(self.rest)


def find_part(reading: Reading, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Match at the beginning of `rest` or after one of its first commas and conjunctions (`shy, curious and good at chess`)."""
    if match := pattern.match(reading.rest):
        return match
    for i, joint in enumerate(re.finditer(r"(?:, (?:and |but )?| and | but )", reading.rest[:160])):
        if i < 6 and (match := pattern.match(reading.rest, joint.end())):
            return match
    return None


@dataclass(frozen=True)
class Hit:
    """A claim before its quote is cut: `start` and `end` enclose the words that carry it."""

    field: ClaimField
    value: str
    start: int
    end: int
    who: str = ""
    sentence_start: int = 0
    sentence_end: int = 0


def hit(reading: Reading, field: ClaimField, value: str, *, who: str = "", is_tail: bool = False) -> Hit:
    """A hit resting on the reading's clause (or, with `is_tail`, on all of its sentence from there)."""
    clause = reading.clause
    end = clause.sentence.end if is_tail else clause.end
    return Hit(field, value, clause.start, end, who, clause.sentence.start, clause.sentence.end)


def hits(reading: Reading, field: ClaimField, values: Iterable[str]) -> Iterator[Hit]:
    """One hit for each value."""
    for value in values:
        yield hit(reading, field, value)
