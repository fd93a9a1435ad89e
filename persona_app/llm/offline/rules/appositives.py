"""`Maria Lopez, a 34-year-old nurse from Leeds, …`, `Maria Lopez (34)`, `Dr Lopez`, `Scottish painter Ann Reid`: what stands beside a name."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator

from persona_app.llm.offline import values
from persona_app.llm.offline.lexicon import number_words, words
from persona_app.llm.offline.mentions import Mention
from persona_app.llm.offline.people import Subject
from persona_app.llm.offline.rules.character import traits_in
from persona_app.llm.offline.rules.reading import Hit
from persona_app.llm.offline.rules.work import occupations
from persona_app.llm.offline.sentences import Span
from persona_app.llm.questions import ClaimField

_AGE = re.compile(
    r"\s*(?:,\s*(?:aged? )?(?P<a>\d{1,3})(?=\s*(?:,|\.|;|\)|-|$|[\n\u2029]))|\(\s*(?:aged? )?(?P<b>\d{1,3})\s*\)|,\s*(?P<c>[a-z]+(?:-[a-z]+)?)(?=,))"
)
_BESIDE = re.compile(
    r"\s*(?:\([^)]{1,20}\))?,\s*(?:(?:aged? )?\d{1,3},\s*)?(?P<x>(?:an?|the|our|my)\s[^,;.()]{3,120}?|[a-z][\w ]{3,50}?|(?:[A-Z][a-z]+-born |\d{1,3}[- ]years?[- ]old |former |retired )[^,;.]{3,80}?)(?=[,.;]|\s-|$)",
    re.S,
)
_YEARS_OLD = re.compile(r"(?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ]years?[- ]old\b", re.I)
_FROM = re.compile(r"\b(?:from|born in|born and raised in) (?P<x>(?:the )?[A-Z][\w'-]+(?:,? (?:[A-Z][\w'-]+|of|in))*)")
_LIVING = re.compile(r"\b(?:living|based|residing) in (?P<x>(?:the )?[A-Z][\w'-]+(?:,? [A-Z][\w'-]+)*)")
_LOVING = re.compile(r"\bwith an? (?:[a-z]+ ){0,2}(?:love|passion|fondness|taste|weakness|enthusiasm) (?:for|of) (?P<x>.+)")
_BOTH = re.compile(r"\b(?:who|which|that|whose)\b")


def read(flat: str, span: Span, mentions: list[Mention], subject: Subject) -> Iterator[Hit]:
    """Claims from the words beside each mention of the person by name."""
    for mention in mentions:
        if not mention.is_name or mention.case != "nominative" or flat[span.start : span.end].endswith("?"):
            continue
        rest = flat[mention.end : span.end]
        yield from _age(span, mention, rest)
        if (match := _BESIDE.match(rest)) and not _is_in_list(flat, span, mention):
            yield from _beside(span, mention, match)


def _is_in_list(flat: str, span: Span, mention: Mention) -> bool:
    """After a preposition or a comma, what follows the name may belong to somebody else."""
    before = flat[span.start : mention.start].rstrip().lower()
    return before.endswith((" and", "dear", "hi", "hello", "thanks", "thank you", "hey"))


def _make(span: Span, mention: Mention, end: int, field: ClaimField, value: str) -> Hit:
    return Hit(field, value, mention.start, min(span.end, mention.end + end), "", span.start, span.end)


def _years(text: str) -> int:
    return int(text) if text.isdigit() else number_words().get(text.lower(), 0)


def _age(span: Span, mention: Mention, rest: str) -> Iterator[Hit]:
    match = _AGE.match(rest)
    if match and 1 <= _years(match["a"] or match["b"] or match["c"]) <= 120:
        yield _make(span, mention, match.end(), ClaimField.AGE, str(_years(match["a"] or match["b"] or match["c"])))


def _beside(span: Span, mention: Mention, match: re.Match[str]) -> Iterator[Hit]:
    phrase = _BOTH.split(" ".join(match["x"].split()))[0]
    if re.match(
        r"(?:and|or|but|who|when|while|as|if|you|I|we|please|at|in|on|after|before|with|for|the (?:first|last|other|same)|however|a (?:few|lot|little|year|month|week|day))\b",
        phrase,
    ):
        return
    jobs = occupations(phrase)
    former = bool(re.match(r"(?:an? |the )?(?:[\w-]+ )?(?:former|ex-|one-time)\b", phrase))
    for job in jobs:
        yield _make(span, mention, match.end(), ClaimField.BACKGROUND if former else ClaimField.OCCUPATION, job)
    if not re.match(r"(?:an?|the)\b", phrase) and not jobs:
        return
    if (old := _YEARS_OLD.search(phrase)) and 1 <= _years(old["n"]) <= 120:
        yield _make(span, mention, match.end(), ClaimField.AGE, str(_years(old["n"])))
    nationality = re.match(r"(?:an?|the) (?:[a-z0-9-]+ ){0,3}(?P<x>[A-Z][a-z]+)(?:-born)? [a-z]", phrase)
    if nationality and nationality["x"] in words("nationalities"):
        yield _make(span, mention, match.end(), ClaimField.NATIONALITY, nationality["x"])
    if place := _FROM.search(phrase):
        yield _make(span, mention, match.end(), ClaimField.BACKGROUND, f"from {values.strip(place['x'])}")
    if place := _LIVING.search(phrase):
        yield _make(span, mention, match.end(), ClaimField.RESIDENCE, values.strip(place["x"]))
    for trait in traits_in(re.sub(r"^(?:an?|the) (?:\S+-year-old )?", "", phrase)):
        yield _make(span, mention, match.end(), ClaimField.TRAIT, trait)
    if (love := _LOVING.search(phrase)) and not re.search(r"\bno\b", love.group()):
        for value in values.split_list(love["x"]):
            yield _make(span, mention, match.end(), ClaimField.LIKE, value)
    if gender := re.search(r"\b(woman|man|girl|boy|lady|gentleman)$", phrase):
        yield _make(span, mention, match.end(), ClaimField.GENDER, "female" if gender[1] in ("woman", "girl", "lady") else "male")
