"""Answers without a verb: `Q: What are you afraid of? A: Going blind.`, `What am I good at? Spreadsheets.`, `My simple pleasures` above a list.

The question or heading tells the field; only the fragments right after it are taken, up to the first sentence with a subject of its own.
"""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from persona_app.llm.offline import values
from persona_app.llm.offline.lexicon import words
from persona_app.llm.offline.people import Subject
from persona_app.llm.offline.rules.character import traits_in
from persona_app.llm.offline.rules.reading import Hit
from persona_app.llm.offline.rules.work import occupations
from persona_app.llm.offline.sentences import Span, sentences
from persona_app.llm.offline.speakers import lines_of, turns
from persona_app.llm.questions import ClaimField

_ASKED: tuple[tuple[ClaimField, re.Pattern[str]], ...] = (
    (
        ClaimField.FEAR,
        re.compile(r"\b(?:afraid|scared?|frighten\w*|fears?|terrif\w+|phobias?|nightmares?|keeps? (?:you|me) (?:up|awake))\b", re.I),
    ),
    (ClaimField.TRAIT, re.compile(r"\b(?:weakness(?:es)?|bad at|worst at|hopeless at)\b", re.I)),
    (ClaimField.SKILL, re.compile(r"\b(?:good at|best at|skills?|talents?|strengths?|superpower)\b", re.I)),
    (
        ClaimField.DISLIKE,
        re.compile(
            r"\b(?:hates?|dislikes?|can't (?:stand|bear)|cannot (?:stand|bear)|loathe|detest|annoys?|irritates?|drives? (?:you|me) (?:mad|crazy|up the wall)|pet (?:peeves?|hates?)|(?:do without)|(?:don't|not) (?:you |I )?(?:like|love|enjoy)|turn-?offs?|red flags?|deal-?breakers?|won't (?:eat|touch))\b",
            re.I,
        ),
    ),
    (
        ClaimField.TRAIT,
        re.compile(
            r"\b(?:describe (?:you|me|yourself|myself|him|her)|three words|in a (?:few|couple of) words|(?:friends|crew|colleagues|family|people|mother) (?:say|call|describe|use)|what are you like|kind of person)\b",
            re.I,
        ),
    ),
    (ClaimField.LANGUAGE, re.compile(r"\b(?:languages?|what do you speak)\b", re.I)),
    (
        ClaimField.GOAL,
        re.compile(
            r"\b(?:what do you (?:want|hope|wish)|dreams? (?:for|of)|your dream|ambitions?|goals?|what's (?:next|left)|what next|plans?|would you like to|hoping for|bucket list|still want)\b",
            re.I,
        ),
    ),
    (
        ClaimField.RESIDENCE,
        re.compile(
            r"\b(?:where (?:do|are) (?:you|we) (?:live|living|based|find you|talking to you|now)|where do we find you|live now)\b", re.I
        ),
    ),
    (ClaimField.OCCUPATION, re.compile(r"\b(?:for a living|your (?:job|profession|work)\b|what do you do\s*\?)", re.I)),
    (
        ClaimField.HABIT,
        re.compile(
            r"\b(?:typical (?:sunday|saturday|day|week|morning|evening|weekend)|(?:when|while) (?:you|I) (?:aren't|are not|'re not|am not|'m not) working|spare time|free time|to relax|unwind|weekends?|days? off|guilty secret|morning routine|what works for me)\b",
            re.I,
        ),
    ),
    (
        ClaimField.LIKE,
        re.compile(
            r"\b(?:favou?rites?|(?:do|does) (?:you|he|she|I) (?:like|love|enjoy|read|listen)|pleasures?|happiest|happy|makes? (?:you|me) (?:smile|laugh|happy)|comfort food|treats?|won't shut up about|obsessed|weirdly attracted to|attracted to|can't live without|turn-?ons?|tools you|best .{2,20} style|love most|interests?|hobbies)\b",
            re.I,
        ),
    ),
    (ClaimField.DISLIKE, re.compile(r"\bleast favou?rite\b", re.I)),
)
_NO_ANSWER = re.compile(
    r"^(?:yes|no|yeah|nope|none|nothing|never|maybe|perhaps|sometimes|oh|well|ha|hm+|it is|it isn't|that's|everything|everyone|good question|obviously|not really|of course|sure|next|pass|a lot|i know|sideways|plenty|guilty)\b",
    re.I,
)
_CLAUSE = re.compile(
    r"\b(?:I|I'm|I've|I'd|I'll|you|you're|he|she|we|they|it|it's|that's|there's|is|are|was|were|has|have|had|do|don't|does|did|would|will|can|can't)\b",
    re.I,
)
_LEADING = re.compile(
    r"^(?:and|or|also|plus|mostly|mainly|probably|definitely|honestly|easy|simple|at (?:the )?moment|these days|by far|anything by|the smell of|but only|oh|well|ah),? ",
    re.I,
)
_PLACE = re.compile(
    r"(?:(?:[Ii]n|[Oo]n|[Nn]ear) (?:(?:my|a|the) [a-z]+ (?:in|on|near) )?)?(?P<x>(?:the )?[A-Z][\w'-]+(?:,? [A-Z][\w'-]+)*)"
)


@dataclass(frozen=True)
class _Asked:
    """A question and where the answer stands."""

    question: str
    start: int
    end: int


def read(flat: str, subject: Subject) -> Iterator[Hit]:
    """Claims from elliptic answers of the person, to others and to themselves, and from headed fragments in their own text."""
    for asked in (*_dialogue(flat, subject), *_monologue(flat, subject)):
        field = _field(asked.question)
        if field is not None:
            yield from _answered(flat, asked, field)


def _field(question: str) -> ClaimField | None:
    if re.search(r"\bif (?:I|you)\b", question):
        return None
    if re.search(r"\bleast\b", question, re.I):
        return ClaimField.DISLIKE
    return next((field for field, pattern in _ASKED if pattern.search(question)), None)


def _dialogue(flat: str, subject: Subject) -> Iterator[_Asked]:
    """The person's turn after a turn of somebody else that ends in a question."""
    said = turns(flat)
    for before, turn in pairwise(said):
        asked = flat[before.start : before.end].strip()
        if turn.who.lower() in subject.speaks_as and before.who.lower() not in subject.speaks_as and asked.endswith("?"):
            question = re.split(r"(?<=[.!?])\s+", asked)[-1]
            yield _Asked(question, turn.start, turn.end)
        elif turn.who.lower() in subject.speaks_as and (topic := _topic(flat, turn.start)):
            yield _Asked(topic, turn.start, turn.end)


def _topic(flat: str, start: int) -> str:
    """A forum thread's title above the person's post."""
    above = flat[max(0, start - 240) : start].split("\n")[:-1]
    named = next((line for line in reversed(above[-3:]) if re.match(r"\s*(?:Thread|Topic|Subject|Re)\b[^:]*:", line)), "")
    return named.partition(":")[2].strip()


def _monologue(flat: str, subject: Subject) -> Iterator[_Asked]:
    if not subject.is_narrator or turns(flat):
        return
    lines = lines_of(flat)
    for i, line in enumerate(lines[:-1]):
        text = line.text.strip(" *#")
        is_alone = 0 < len(text) <= 60 and text[-1] not in ".,;!" and (i == 0 or not lines[i - 1].text.strip())
        if (
            is_alone
            and re.search(r"\b(?:I|I'm|my|me|I'd|typical|best|favou?rite|fears?|likes|dislikes|pet)\b", text, re.I)
            and lines[i + 1].text.strip()
        ):
            yield _Asked(text, lines[i + 1].start, lines[i + 1].end)
    for match in re.finditer(r"(?:^|(?<=[.!?:] ))(?P<q>[A-Z][^.!?\n]{2,60}\?) ", flat, re.M):
        if re.search(r"\b(?:I|my|me)\b", match["q"]):
            stop = flat.find("\n", match.end())
            yield _Asked(match["q"], match.end(), len(flat) if stop < 0 else stop)


def _answered(flat: str, asked: _Asked, field: ClaimField) -> Iterator[Hit]:
    is_bad = bool(re.search(r"\bbad at|worst at|hopeless at", asked.question, re.I))
    has_turned = False
    for span in sentences(flat, asked.start, min(asked.end, asked.start + 600))[:4]:
        text = re.sub(r"\([^)]*\)", "", flat[span.start : span.end]).strip(" .!*\n")
        text = _LEADING.sub("", _LEADING.sub("", " ".join(text.split())))
        if not text or text.endswith("?") or _NO_ANSWER.match(text):
            return
        if _CLAUSE.search(re.split(r",? (?:who|that|which|but|because|if|when|then you) ", text)[0]):
            has_turned = True
            continue
        if has_turned and not re.match(r"(?:And|Also|Plus)\b", flat[span.start : span.end]):
            return
        for value in _values(text, field):
            yield _hit(f"bad at {value}" if is_bad else value, field, span)


def _hit(value: str, field: ClaimField, span: Span) -> Hit:
    return Hit(
        field,
        value[:1].lower() + value[1:]
        if value.split()[0].lower() in _SMALL
        or field in (ClaimField.SKILL, ClaimField.HABIT, ClaimField.FEAR)
        or value.split()[0].endswith("ing")
        else value,
        span.start,
        span.end,
        "",
        span.start,
        span.end,
    )


_SMALL = frozenset("the a an my anything people good old being".split())


def _values(text: str, field: ClaimField) -> list[str]:
    """The answer's parts, as the field wants them."""
    if field is ClaimField.LANGUAGE:
        return [word for word in re.findall(r"[A-Z][a-z]+", text) if word in words("languages")]
    if field is ClaimField.RESIDENCE:
        match = _PLACE.match(text)
        return [match["x"]] if match else []
    if field is ClaimField.OCCUPATION:
        return occupations(text[:1].lower() + text[1:])
    if field is ClaimField.GOAL:
        return values.one(re.sub(r"^to ", "", text, flags=re.I), longest=14)
    if field is ClaimField.TRAIT:
        lower = text[:1].lower() + text[1:]
        return traits_in(lower) or [value for value in values.split_list(lower) if len(value.split()) <= 5]
    if field is ClaimField.HABIT:
        return [part for part in re.split(r",\s*(?:then |and )?", text) if 1 < len(part.split()) <= 9]
    return [
        value
        for value in values.split_list(text)
        if len(value.split()) <= 9 and not re.match(r"no (?:contest|doubt|question)|hands down", value)
    ]
