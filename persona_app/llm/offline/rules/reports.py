"""What the text says of the person as an object or by a special construction: `pupils remember him as stern`, `what I want is …`."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator

from persona_app.llm.offline import values
from persona_app.llm.offline.lexicon import number_words
from persona_app.llm.offline.mentions import Mention
from persona_app.llm.offline.people import Subject
from persona_app.llm.offline.rules.character import traits_in
from persona_app.llm.offline.rules.reading import Hit
from persona_app.llm.offline.rules.relations import nouns
from persona_app.llm.offline.rules.work import occupations
from persona_app.llm.offline.sentences import Span
from persona_app.llm.questions import ClaimField

_AS = re.compile(
    r"\b(?:remember|remembers|remembered|describe|describes|described|recall|recalls|recalled|regard|regards|regarded|know|knew|found|find|consider|considers|considered)\s+(?P<o>him|her|me|them|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\s+(?:as|to be|consistently|always)\s+(?P<x>.+)",
    re.S,
)
_WHAT = re.compile(
    r"\b[Ww]hat (?P<s>I|he|she|[A-Z][a-z]+) (?:really |most )*(?P<v>want|love|hate|fear|enjoy|dislike|dread|value)(?:s|d|ed)? (?:most |above all |more than anything )?(?:is|are|was|were) (?P<x>.+)",
    re.S,
)
_AS_A = re.compile(r"As (?P<x>an? [a-z][\w ,'-]{2,70}?), (?=(?:my|your|his|her|their|[A-Z])\b)")
_IS_NOW = re.compile(r"[^.,;]{1,60}?\b(?:is|are|has|have|includes?|consists?|involves?|begins?|starts?)\b(?<!\bhad)")
_FIELDS = {
    "want": ClaimField.GOAL,
    "love": ClaimField.LIKE,
    "enjoy": ClaimField.LIKE,
    "hate": ClaimField.DISLIKE,
    "dislike": ClaimField.DISLIKE,
    "fear": ClaimField.FEAR,
    "dread": ClaimField.FEAR,
    "value": ClaimField.VALUE,
}
_MAKES = re.compile(
    r"^(?P<x>[A-Z][\w' -]{2,60}?) (?P<v>makes?|made|drives?|drove|terrif(?:y|ies|ied)|frighten(?:s|ed)?|fascinate[sd]?|delight(?:s|ed)?|annoy(?:s|ed)?|irritate[sd]?|bore[sd]?|scare[sd]?|interest(?:s|ed)?|excite[sd]?) (?P<o>me|him|her|[A-Z][a-z]+)(?: (?P<h>happy|mad|crazy|angry|nervous|anxious|up the wall))?\s*[.!,]",
    re.S,
)
_EFFECTS = {
    "terrif": ClaimField.FEAR,
    "fright": ClaimField.FEAR,
    "scare": ClaimField.FEAR,
    "fascin": ClaimField.LIKE,
    "deligh": ClaimField.LIKE,
    "intere": ClaimField.LIKE,
    "excite": ClaimField.LIKE,
    "annoy": ClaimField.DISLIKE,
    "irrita": ClaimField.DISLIKE,
    "bore": ClaimField.DISLIKE,
}


def read(flat: str, span: Span, mentions: list[Mention], subject: Subject) -> Iterator[Hit]:
    """Claims from constructions in which the person is no grammatical subject."""
    sentence = flat[span.start : span.end]
    if sentence.endswith("?") or re.search(r"\b(?:if|would|might)\b", sentence):
        return
    places = {mention.start for mention in mentions}
    if (match := _AS.search(sentence)) and (span.start + match.start("o") in places):
        for trait in traits_in(match["x"]):
            yield _make(span, match, ClaimField.TRAIT, trait)
    if (match := _AS_A.match(sentence)) and any(m.start == span.start + match.end() and m.case == "possessive" for m in mentions):
        for job in occupations(match["x"]) if _IS_NOW.match(sentence[match.end() :]) else []:
            yield _make(span, match, ClaimField.OCCUPATION, job)
    if (match := _WHAT.search(sentence)) and (span.start + match.start("s") in places):
        field = _FIELDS[match["v"]]
        for value in values.one(match["x"], longest=14) if field is ClaimField.GOAL else values.split_list(match["x"]):
            yield _make(span, match, field, re.sub(r"^to ", "", value))
    if (
        (match := _MAKES.match(sentence))
        and not re.search(r"(?:n't| not| never)$", match["x"])
        and (span.start + match.start("o") in places)
    ):
        yield from _effect(span, match)


_THE_OLD = re.compile(r"^The (?P<n>\d{1,3})-year-old(?P<x>(?: [a-z][\w-]*){0,4}?)(?=,| who| from| [a-z]+s\b| [a-z]+ed\b| is| was| has)")
_LEFT = re.compile(
    r"\b(?:survived by|leaves(?: behind)?)\b[^.]{0,160}?\b(?P<x>(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:great-)?(?:grandchildren|children|nieces|nephews|sons|daughters))\b"
)


def read_descriptions(flat: str, span: Span, subject: Subject) -> Iterator[Hit]:
    """`The 46-year-old violin maker works …` means the person a third-person text is about."""
    sentence = flat[span.start : span.end]
    if subject.calls and (match := _THE_OLD.match(sentence)):
        yield _make(span, match, ClaimField.AGE, match["n"])
        for job in occupations(match["x"]):
            yield _make(span, match, ClaimField.OCCUPATION, job)
    if (
        subject.calls
        and (
            match := re.search(
                r"\b(?:died|passed away)\b[^.]{0,60}?\b(?:aged|at the age of) (?P<n>\d{1,3}|[a-z]+ty(?:-[a-z]+)?)\b(?! (?:o'clock|past|minutes))|\bsa(?:id|ys)|laughs the (?P<m>\d{1,3})-year-old\b",
                sentence,
            )
        )
        and (match["n"] or match["m"])
    ):
        age = match["n"] or match["m"]
        is_anothers = re.search(rf"\b(?:{nouns()})\b", sentence[: match.start()])
        if not is_anothers and (years := int(age) if age.isdigit() else number_words().get(age, 0)):
            yield _make(span, match, ClaimField.AGE, str(years))
    if subject.calls and (match := _LEFT.search(sentence)):
        yield _make(span, match, ClaimField.RELATIONSHIP, match["x"])


def _effect(span: Span, match: re.Match[str]) -> Iterator[Hit]:
    verb, how = match["v"].lower(), match["h"] or ""
    field = next((field for stem, field in _EFFECTS.items() if verb.startswith(stem)), None)
    if verb.startswith(("ma", "dr")):
        field = {"happy": ClaimField.LIKE, "nervous": ClaimField.FEAR, "anxious": ClaimField.FEAR}.get(
            how, ClaimField.DISLIKE if how else None
        )
    if field is not None:
        for value in values.split_list(match["x"]):
            yield _make(span, match, field, value)


def _make(span: Span, match: re.Match[str], field: ClaimField, value: str) -> Hit:
    return Hit(field, value, span.start + match.start(), span.end, "", span.start, span.end)
