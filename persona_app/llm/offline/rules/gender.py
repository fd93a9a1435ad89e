"""Gender and pronouns where no sentence states them in a word: pronouns given as `she/her`, and those that a text uses throughout."""

# ruff: noqa: E501 - patterns and word lists are read whole, not wrapped

import re
from collections.abc import Iterator

from persona_app.llm.offline.people import Subject
from persona_app.llm.offline.rules.reading import Hit
from persona_app.llm.offline.sentences import sentences
from persona_app.llm.offline.speakers import turns
from persona_app.llm.questions import ClaimField

_STATED = re.compile(r"\b(?P<x>she/her|he/him|they/them|she/they|he/they)(?:/\w+)?\b", re.I)
_OWN = re.compile(
    r"\b(?:(?:I was|[Aa]s|[Ww]hen I was|[Ss]ince I was|[Bb]itten as|I'm) an? (?:[a-z]+ )?(?P<child>boy|girl|lad|lass)|I(?:'m| am) (?:an? |the )?(?:[a-z]+ ){0,2}(?P<kin>widower|widow|father|mother|grandfather|grandmother|dad|mum|sister|brother|husband|wife|housewife|spinster|bachelor|man|woman)\b(?! (?:of the match|in)))"
)
_FEMALE = frozenset("girl lass widow mother grandmother mum sister wife housewife spinster woman".split())
_THEY = {
    "f": ("she/her", "female", r"\b(?:she|her|hers|herself)\b"),
    "m": ("he/him", "male", r"\b(?:he|him|his|himself)\b"),
    "n": ("they/them", "", r"\b(?:they|them|their|theirs)\b"),
}


def read(flat: str, subject: Subject) -> Iterator[Hit]:
    """At most one gender and one set of pronouns, each on the first words that show it."""
    if (match := _STATED.search(flat[:1500])) and not (turns(flat) and not subject.speaks_as):
        yield _hit(ClaimField.PRONOUNS, match["x"].lower(), match)
        if match["x"].lower() in ("she/her", "he/him"):
            yield _hit(ClaimField.GENDER, "female" if match["x"].lower() == "she/her" else "male", match)
    elif subject.is_narrator and not turns(flat):
        if match := _OWN.search(flat):
            yield _hit(ClaimField.GENDER, "female" if (match["child"] or match["kin"]) in _FEMALE else "male", match)
    elif subject.calls and not turns(flat):
        yield from _throughout(flat, subject)


def _throughout(flat: str, subject: Subject) -> Iterator[Hit]:
    """A text about one person that uses one kind of pronoun four times as often as the others."""
    if subject.gender not in _THEY:
        return
    counts = {gender: len(re.findall(pattern, flat[:50_000], re.I)) for gender, (_, _, pattern) in _THEY.items()}
    mine = counts.pop(subject.gender)
    if mine < 5 or subject.gender != "n" and counts["f" if subject.gender == "m" else "m"] * 4 > mine:
        return
    pronouns, gender, pattern = _THEY[subject.gender]
    for span in sentences(flat, 0, min(len(flat), 50_000)):
        if match := re.compile(pattern, re.I).search(flat, span.start, span.end):
            yield Hit(ClaimField.PRONOUNS, pronouns, match.start(), match.end(), "", span.start, span.end)
            if gender:
                yield Hit(ClaimField.GENDER, gender, match.start(), match.end(), "", span.start, span.end)
            return


def _hit(field: ClaimField, value: str, match: re.Match[str]) -> Hit:
    return Hit(field, value, match.start(), match.end(), "", match.start(), match.end())
