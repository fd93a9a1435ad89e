"""Tags, gender, age, headline and rating of a persona by rules: only what a claim says in so many words.

A tag is given where a claim of the field that speaks of such things names it or a synonym of it, as a whole or as what its phrase is
about; a word somewhere inside a text makes no tag. What no claim says stays unknown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from persona_app.llm.offline.describing_tags import tags_of
from persona_app.llm.offline.headlines import headline_of
from persona_app.llm.offline.rating import rate
from persona_app.llm.questions import ClaimField, DescribeQuestion, Describing, NumberedClaim, SaidGender

F = ClaimField
Known = Mapping[ClaimField, Sequence[str]]
OLDEST = 150
_AGE = re.compile(r"\s*(?:aged? )?(\d{1,3})(?: years?(?: old)?)?\s*\.?\s*")
_GENDERS: tuple[tuple[SaidGender, re.Pattern[str]], ...] = (
    ("nonbinary", re.compile(r"(?:non-?binary|genderqueer|genderfluid|agender|enby)\b.*", re.IGNORECASE)),
    ("female", re.compile(r"(?:(?:cis|trans|transgender|cisgender)[ -])?(?:female|woman|girl|lady|f)\b.*", re.IGNORECASE)),
    ("male", re.compile(r"(?:(?:cis|trans|transgender|cisgender)[ -])?(?:male|man|boy|m)\b.*", re.IGNORECASE)),
    ("other", re.compile(r"(?:intersex|two-spirit|third gender|androgynous|genderless|no gender|other)\b.*", re.IGNORECASE)),
)
_PRONOUNS: Mapping[str, SaidGender] = {"she": "female", "he": "male"}


def describe(question: DescribeQuestion) -> Describing:
    """What the claims say, and how the whole text is rated."""
    known = _known(question.claims)
    rated = rate("\n".join(_texts(question)))
    age = age_of(known)
    return Describing(
        tags=tags_of(known, offered=question.tags),
        rating=rated.rating,
        passage=rated.passage,
        gender=gender_of(known),
        age=age,
        age_bucket="unknown",
        headline=headline_of(question.name, known),
    )


def age_of(known: Known) -> int:
    """The age that the claims give in figures; -1 when none does, or they give two."""
    matches = [_AGE.fullmatch(value) for value in known.get(F.AGE, ())]
    ages = {int(match.group(1)) for match in matches if match}
    return next(iter(ages)) if len(ages) == 1 and max(ages) <= OLDEST else -1


def gender_of(known: Known) -> SaidGender:
    """The gender that the claims state, or that `she` or `he` as the stated pronoun tells; unknown where they disagree."""
    stated = {each for value in known.get(F.GENDER, ()) if (each := _gender(value.strip()))}
    if stated:
        return next(iter(stated)) if len(stated) == 1 else "unknown"
    by_pronouns = {_PRONOUNS.get(re.split(r"\W", value.strip().lower())[0], "unknown") for value in known.get(F.PRONOUNS, ())}
    return next(iter(by_pronouns)) if len(by_pronouns) == 1 else "unknown"


def _gender(value: str) -> SaidGender | None:
    return next((gender for gender, pattern in _GENDERS if pattern.fullmatch(value)), None)


def _known(claims: Iterable[NumberedClaim]) -> dict[ClaimField, list[str]]:
    known: dict[ClaimField, list[str]] = {}
    for claim in claims:
        if text := " ".join(claim.text.split()):
            known.setdefault(claim.field, []).append(text)
    return known


def _texts(question: DescribeQuestion) -> Iterator[str]:
    yield question.name
    yield from (claim.text for claim in question.claims)
    yield question.content
    yield from question.thoughts
