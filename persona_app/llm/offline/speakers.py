"""Who is talking where: turns of a dialogue, and labelled lines of a sheet.

Turns come as `Name: words`, `[10:32] Name: words`, `**Name:** words`, `### Name:` with the words below, or `Q:`/`A:`.
"""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections import Counter
from dataclasses import dataclass

_LABEL = re.compile(
    r"^[ >*#_-]{0,6}(?:\[?\(?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[apAP]\.?[mM]\.?)?\]?\)?[ -]{0,3})?[*_<]{0,2}"
    r"(?P<who>[A-Za-z][\w.'-]{0,24}(?: (?!(?:wrote|writes|said|posted|replied):)[A-Za-z][\w.'-]{0,24}){0,4})[*_>]{0,2}(?: ?[(\[][^)\]\n]{1,30}[)\]])?(?: (?:wrote|writes|said|posted|replied))?[*_]{0,2}: ?[*_]{0,2}(?P<say>.*)$"
)
_SEPARATOR = re.compile(r"^[ \t]*(?:[#*=_~-]{3,}[A-Z ]*[#*=_~-]*|#+ .*)[ \t]*$")
_POSTED = re.compile(r" (?:wrote|writes|posted|replied)[*_]{0,2}:")
KEYS: dict[str, str] = {
    "name": "name",
    "full name": "name",
    "character name": "name",
    "character": "name",
    "first name": "name",
    "alias": "alias",
    "aliases": "alias",
    "nickname": "alias",
    "nicknames": "alias",
    "also known as": "alias",
    "aka": "alias",
    "age": "age",
    "gender": "gender",
    "sex": "gender",
    "pronouns": "pronouns",
    "nationality": "nationality",
    "citizenship": "nationality",
    "residence": "residence",
    "lives in": "residence",
    "location": "residence",
    "home": "residence",
    "city": "residence",
    "based in": "residence",
    "address": "residence",
    "hometown": "background",
    "place of birth": "background",
    "birthplace": "background",
    "background": "background",
    "language": "language",
    "languages": "language",
    "occupation": "occupation",
    "job": "occupation",
    "profession": "occupation",
    "job title": "occupation",
    "role": "occupation",
    "current position": "occupation",
    "current role": "occupation",
    "position": "occupation",
    "title": "occupation",
    "work": "occupation",
    "education": "education",
    "qualifications": "education",
    "degree": "education",
    "studies": "education",
    "skills": "skill",
    "key skills": "skill",
    "technical skills": "skill",
    "core skills": "skill",
    "software": "skill",
    "strengths": "skill",
    "tools": "skill",
    "talents": "skill",
    "knowledge": "knowledge",
    "expertise": "knowledge",
    "knows about": "knowledge",
    "areas of expertise": "knowledge",
    "personality": "trait",
    "traits": "trait",
    "character traits": "trait",
    "personality traits": "trait",
    "temperament": "trait",
    "values": "value",
    "beliefs": "belief",
    "goals": "goal",
    "goal": "goal",
    "ambition": "goal",
    "ambitions": "goal",
    "dreams": "goal",
    "objective": "",
    "aims": "goal",
    "my simple pleasures": "like",
    "simple pleasures": "like",
    "i'm happiest when": "like",
    "things i love": "like",
    "my favourite things": "like",
    "things i like": "like",
    "my interests": "like",
    "my most irrational fear": "fear",
    "my biggest fear": "fear",
    "i'm afraid of": "fear",
    "i won't shut up about": "like",
    "i can't stand": "dislike",
    "things i hate": "dislike",
    "my goals": "goal",
    "bucket list": "goal",
    "statement of": "name",
    "pupil": "name",
    "student": "name",
    "patient": "name",
    "candidate": "name",
    "species": "fact",
    "origin": "background",
    "fears": "fear",
    "fear": "fear",
    "afraid of": "fear",
    "likes": "like",
    "loves": "like",
    "interests": "like",
    "hobbies": "like",
    "hobbies and interests": "like",
    "interests and hobbies": "like",
    "hobby": "like",
    "enjoys": "like",
    "favourite things": "like",
    "favorite things": "like",
    "favourite food": "like",
    "favorite food": "like",
    "dislikes": "dislike",
    "hates": "dislike",
    "pet peeves": "dislike",
    "habits": "habit",
    "habit": "habit",
    "quirks": "habit",
    "routine": "habit",
    "routines": "habit",
    "appearance": "appearance",
    "looks": "appearance",
    "hair": "",
    "eyes": "",
    "speech": "register",
    "speaking style": "register",
    "tone": "register",
    "voice": "register",
    "style": "register",
    "speech style": "register",
    "catchphrase": "sample_line",
    "catchphrases": "sample_line",
    "favourite words": "favourite_word",
    "favorite words": "favourite_word",
    "facts": "fact",
    "fun fact": "fact",
    "family": "relationship",
    "relationships": "relationship",
    "bonds": "relationship",
    "connections": "relationship",
    "allies": "relationship",
    "friends": "relationship",
    "people": "relationship",
    "marital status": "fact",
    "pets": "relationship",
}
"""Labels of character sheets and CVs, with the field they announce (empty: known, but says nothing for the profile)."""
_NO_SPEAKERS = frozenset(
    "from to cc bcc subject thread topic forum board section joined posts posted user-id username member title likes reputation date re sent http https note ps p.s tel telephone phone mobile email e-mail website fax warning tip source tags category published updated references summary profile experience employment".split()
)
_ASKING = frozenset("q interviewer question host reporter journalist moderator presenter human user".split())


@dataclass(frozen=True)
class Turn:
    """`flat[start:end]` is said by `who` (label as written)."""

    who: str
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """A line of the text with its offsets, line break excluded."""

    text: str
    start: int
    end: int


def lines_of(flat: str) -> list[Line]:
    """The lines, split at `\\n` only, so that numbers are those of an editor."""
    found, at = [], 0
    for piece in flat.split("\n"):
        found.append(Line(piece, at, at + len(piece)))
        at += len(piece) + 1
    return found


def label(line: str) -> re.Match[str] | None:
    """The match of a speaker's label at the beginning of a line, with groups `who` and `say`."""
    match = _LABEL.match(line[:400]) if ":" in line[:80] else None
    if match is None:
        return None
    who = match["who"].lower()
    return None if who in KEYS or who in _NO_SPEAKERS or who.split()[0] in ("http", "https") else match


def is_asking(who: str) -> bool:
    """True for labels of the one who puts the questions."""
    return who.strip("*_ ").lower() in _ASKING


def turns(flat: str) -> list[Turn]:
    """The turns of a dialogue; empty when the text is none (fewer than two labels that come back, or two speakers)."""
    lines = lines_of(flat)
    labels = {i: match for i, line in enumerate(lines) if (match := label(line.text))}
    counts = Counter(match["who"].lower() for match in labels.values())
    speaking = {who for who, n in counts.items() if n > 1 or is_asking(who)}
    posted = any(_POSTED.search(match.group()[:80]) for match in labels.values())
    if not speaking or len(counts) < 2 and not posted:
        return []
    if max(counts.values()) < 2 and not any(is_asking(who) for who in counts):
        return []
    kept = {
        i: match
        for i, match in labels.items()
        if match["who"].lower() in speaking or (len(speaking) >= 1 and match["who"][:1].isupper() and len(match["who"].split()) <= 2)
    }
    is_spaced = _is_spaced(lines, kept)
    return [_turn(lines, i, match, is_spaced=is_spaced) for i, match in kept.items()]


def _is_spaced(lines: list[Line], labels: dict[int, re.Match[str]]) -> bool:
    spaced = sum(1 for i in labels if i and not lines[i - 1].text.strip())
    return spaced * 10 >= len(labels) * 6


def _turn(lines: list[Line], first: int, match: re.Match[str], *, is_spaced: bool) -> Turn:
    last, begin = first, lines[first].start + match.start("say")
    has_words = bool(match["say"].strip())
    for i in range(first + 1, len(lines)):
        line = lines[i].text
        if label(line) or _SEPARATOR.match(line) or (has_words and not line.strip() and not is_spaced):
            break
        has_words = has_words or bool(line.strip())
        last = i
    return Turn(match["who"].strip("*_ "), min(begin, lines[last].end), lines[last].end)
