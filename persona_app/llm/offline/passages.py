"""The text cut into stretches by who is speaking: narration, the subject's own words, other people's words."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from dataclasses import dataclass

from persona_app.llm.offline.people import Subject
from persona_app.llm.offline.speakers import lines_of, turns

_QUOTED = re.compile(r'"[^"]{2,900}"')
_SAYING = r"(?:said|says|say|replied|replies|asked|asks|answered|explained|explains|recalls|recalled|remembers|laughed|laughs|smiles|smiled|added|adds|admits|admitted|insisted|insists|told|tells|joked|jokes|wrote|writes|whispered|shouted|sighed|grins|grinned|murmured|muttered|continues|continued|declared|confesses|confessed|notes|noted|reflects)"
_FORWARDED = re.compile(r"^(?:>|On .{4,60} wrote:)")


@dataclass(frozen=True)
class Passage:
    """`[start, end)` with what its pronouns may mean: `I`, `you`, and the third person."""

    start: int
    end: int
    first: bool = False
    second: bool = False
    third: bool = False
    is_speech: bool = False


def passages(flat: str, subject: Subject) -> list[Passage]:
    """All stretches that may speak of the subject, in order; other people's dialogue is left out."""
    found: list[Passage] = []
    at = 0
    for turn in turns(flat):
        line_start = flat.rfind("\n", 0, turn.start) + 1
        found += _narration(flat, at, max(at, line_start), subject)
        if turn.who.lower() in subject.speaks_as:
            found.append(Passage(turn.start, turn.end, first=True, is_speech=True))
        at = max(at, turn.end)
    return found + _narration(flat, at, len(flat), subject)


def _narration(flat: str, start: int, end: int, subject: Subject) -> list[Passage]:
    if start >= end:
        return []
    kept, at = [], start
    for line in lines_of(flat[start:end]):
        if _FORWARDED.match(line.text):
            kept.append((at, start + line.start))
            at = start + line.end
    kept.append((at, end))
    return [
        Passage(a, b, first=subject.is_narrator, second=subject.is_addressed, third=not subject.is_narrator or bool(subject.calls))
        for a, b in kept
        if b > a and flat[a:b].strip()
    ]


def hide_quotes(flat: str, passage: Passage, subject: Subject) -> tuple[str, list[Passage]]:
    """The passage with quoted speech blanked out, offsets kept, and the quotations that are the subject's own words.

    Short quotations (nicknames, titles) stay.
    """
    if passage.is_speech:
        return flat, []
    hidden = list(flat)
    own: list[Passage] = []
    for match in _QUOTED.finditer(flat, passage.start, passage.end):
        words = match.group().strip('"').split()
        if len(words) <= 4 and match.group().rstrip('"')[-1:] not in ",.!?":
            continue
        hidden[match.start() + 1 : match.end() - 1] = "_" * (match.end() - match.start() - 2)
        if _is_own(flat, match, subject, passage):
            own.append(Passage(match.start() + 1, match.end() - 1, first=True, is_speech=True))
    return "".join(hidden), own


def _is_own(flat: str, match: re.Match[str], subject: Subject, passage: Passage) -> bool:
    """`"…," says Maria` or `Maria says: "…"`: attributed to the subject by name or fitting pronoun."""
    after = flat[match.end() : match.end() + 60].replace("\n", " ")
    before = flat[max(passage.start, match.start() - 60) : match.start()].replace("\n", " ")
    pronoun = {"f": "she", "m": "he", "n": "they"}.get(subject.gender, "")
    names = "|".join(map(re.escape, sorted((call for call in subject.calls if call), key=len, reverse=True)))
    if passage.first:
        who = "i"
    elif names:
        who = rf"(?:{names}{'|' + pronoun if pronoun else ''})"
    else:
        return False
    saying_after = re.match(rf"\s*,?\s*(?:(?:{who})\b(?: \w+)?,?\s+(?:\w+ )?{_SAYING}|{_SAYING}\s+(?:{who})\b)", after, re.I)
    saying_before = re.search(rf"\b(?:{who})\s+(?:\w+ )?{_SAYING}(?: \w+)?\s*[,:.]?\s*$", before, re.I)
    return bool(saying_after or saying_before)
