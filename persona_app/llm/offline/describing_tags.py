"""Which tags of the list the claims name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from persona_app.llm.offline.phrasing import head_of
from persona_app.llm.questions import ChosenTag, ClaimField, OfferedTag

F = ClaimField
Known = Mapping[ClaimField, Sequence[str]]
MOST_TAGS = 20
WHOLE, ABOUT, WITHIN = 90, 75, 55
"""How sure: the claim is the tag, its phrase is about the tag, the tag's words stand within it."""

FIELDS: Mapping[str, tuple[ClaimField, ...]] = {
    "profession": (F.OCCUPATION,),
    "role": (F.OCCUPATION,),
    "being": (F.OCCUPATION, F.FACT, F.APPEARANCE),
    "trait": (F.TRAIT,),
    "tone": (F.TRAIT, F.REGISTER),
    "speech": (F.REGISTER,),
    "domain": (F.KNOWLEDGE, F.SKILL, F.LIKE, F.EDUCATION),
    "language": (F.LANGUAGE,),
    "setting": (F.RESIDENCE,),
}
"""Which claims can name a tag of a category; genre, era and purpose are said by none, and ties have rules of their own."""

_NEGATED = re.compile(r"\b(?:not|never|no|n['’]t|without|hardly|formerly|former|ex|wants? to be|would-be|aspiring|hates?|failed)\b|\bex-")
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^(?:an?|the|very|quite|rather|really|extremely|deeply|often|always) +", re.IGNORECASE)
LEAST_LANGUAGES = 3
_PROFESSIONAL_NAMES = {"doctor": re.compile(r"doctor of (?!medicine)|\bwho\b")}


def tags_of(known: Known, *, offered: Iterable[OfferedTag]) -> list[ChosenTag]:
    """The tags, the surest first, at most 20; never one that is not offered."""
    tags = {tag.name: tag for tag in offered}
    found: dict[str, int] = {}
    for name, sure in [*_named(known, tags.values()), *_ties(known), *_languages(known)]:
        if name in tags:
            found[name] = min(99, sure + 3) if name in found and found[name] == sure else max(found.get(name, 0), sure)
    ranked = sorted(found.items(), key=lambda each: (-each[1], each[0]))
    return [ChosenTag(name=name, confidence=sure) for name, sure in ranked[:MOST_TAGS]]


class _Match(NamedTuple):
    """A claim names a tag by a word of its."""

    tag: str
    word: str
    sure: int


def _named(known: Known, tags: Iterable[OfferedTag]) -> Iterator[tuple[str, int]]:
    listed = tuple(tags)
    for field, values in known.items():
        about = [tag for tag in listed if field in FIELDS.get(tag.category, ())]
        for value in values:
            yield from _longest([match for tag in about if (match := _match(tag, value, field=field))])
    if any(value.lower().startswith("retired") for value in known.get(F.OCCUPATION, ())):
        yield "retired", WHOLE


def _match(tag: OfferedTag, value: str, *, field: ClaimField) -> _Match | None:
    """The surest of the tag's words that the claim names."""
    found = max(((_sureness(value, word, field=field), _folded(word)) for word in _words(tag)), default=(0, ""))
    return _Match(tag.name, found[1], found[0]) if found[0] and not _misleads(tag.name, value) else None


def _longest(matches: Sequence[_Match]) -> Iterator[tuple[str, int]]:
    """Without those whose word is a part of another's: a software engineer is no engineer besides."""
    for each in matches:
        if not any(each.word != other.word and _stands_in(each.word, other.word) for other in matches):
            yield each.tag, each.sure


def _words(tag: OfferedTag) -> tuple[str, ...]:
    return (tag.name, *tag.synonyms)


def _misleads(name: str, value: str) -> bool:
    pattern = _PROFESSIONAL_NAMES.get(name)
    return pattern is not None and bool(pattern.search(value.lower()))


def _sureness(value: str, word: str, *, field: ClaimField) -> int:
    """How surely the claim names the word; 0 when it does not, or denies it."""
    folded = _folded(_ARTICLE.sub("", value))
    wanted = _folded(word)
    if not _stands_in(wanted, folded) or _NEGATED.search(value.lower()):
        return 0
    if folded in {wanted, f"{wanted}s"}:
        return WHOLE if field is not F.LIKE else ABOUT
    if field in {F.OCCUPATION, F.FACT, F.APPEARANCE}:
        return (
            ABOUT if _folded(head_of(_ARTICLE.sub("", value))) in {wanted, _folded(wanted.split(" ")[-1])} and _ends(wanted, value) else 0
        )
    if field in {F.TRAIT, F.REGISTER, F.RESIDENCE, F.LANGUAGE, F.KNOWLEDGE, F.SKILL, F.EDUCATION}:
        return ABOUT if field in {F.TRAIT, F.LANGUAGE} and len(folded.split()) <= 3 else WITHIN
    return 0


def _ends(wanted: str, value: str) -> bool:
    """Do the words end the noun phrase, whatever prepositions follow: `retired lighthouse keeper in Bath`?"""
    phrase = re.split(r",|\s(?:at|in|on|for|with|from|of|to|who|that|and)\s", _ARTICLE.sub("", value), maxsplit=1)[0]
    return re.search(rf"(?:^| ){re.escape(wanted)}s?$", _folded(phrase)) is not None


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _stands_in(wanted: str, folded: str) -> bool:
    return bool(wanted) and re.search(rf"(?:^| ){re.escape(wanted)}s?(?: |$)", folded) is not None


def _languages(known: Known) -> Iterator[tuple[str, int]]:
    if len({value.lower() for value in known.get(F.LANGUAGE, ())}) >= LEAST_LANGUAGES:
        yield "multilingual", WHOLE


def _ties(known: Known) -> Iterator[tuple[str, int]]:
    """`Peter: son`, or `son (Peter)`, makes a parent."""
    for value in known.get(F.RELATIONSHIP, ()):
        tie = _folded(_ARTICLE.sub("", re.sub(r"\(.*?\)|^[^:]{1,60}: ", "", value)))
        for tag, words in _tie_words().items():
            if tie in words:
                yield tag, ABOUT


@cache
def _tie_words() -> Mapping[str, frozenset[str]]:
    text = (files(__package__) / "data" / "ties.txt").read_text("utf-8")
    lines = (line.split(": ", 1) for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {tag.replace("_", " "): frozenset(_folded(word.replace("_", " ")) for word in found.split()) for tag, found in lines}
