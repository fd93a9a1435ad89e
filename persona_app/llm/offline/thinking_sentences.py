"""Sentences of a film line, freed of what is only addressed to somebody: openers, names, tags, directions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from persona_app.llm.offline.sentences import plain, sentences
from persona_app.llm.offline.thinking_words import (
    DIRECTION,
    JOINING_OPENER,
    STRONG_OPENER,
    TAG,
    TITLED_NAME,
    VOCATIVES,
    WEAK_OPENER,
)

_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "\u00a0": " "})
_FIRST_PART = re.compile(r"^([^,!?;:]{1,40})[,!]\s+(?=\S)")
_LAST_PART = re.compile(r",\s*([^,]{1,40}?)\s*([.!?…]*)$")
_MIDDLE_PART = re.compile(r",\s*([^,]{1,40}?)\s*,")
_SMALL_NAME_WORDS = frozenset(("and", "the", "little", "old", "dear", "my", "you", "poor", "young", "de", "van", "von", "la", "mr", "mrs"))
_END = ".!?…"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is left of `line[start:end]` when it stands first (`text`), and within a passage, where its opening words stay (`within`)."""

    start: int
    end: int
    text: str
    within: str


def sentences_of(line: str, *, names: frozenset[str]) -> Iterator[Sentence]:
    """The sentences of a line, cleaned; `names` are those of the speakers, in lower case."""
    flat = plain(line)
    for span in sentences(flat):
        said = line[span.start : span.end]
        text, within = clean(said, names=names), clean(said, names=names, is_first=False)
        if text or within:
            yield Sentence(span.start, span.end, text, within)


def clean(said: str, *, names: frozenset[str], is_first: bool = True) -> str:
    """The sentence as one would write it down: begun with a capital, ended with a mark; empty when nothing is left.

    Opening words go only when it stands first.
    """
    text = " ".join(DIRECTION.sub(" ", said.translate(_QUOTES)).split()).lstrip("-–—.…* ").strip()
    before = None
    while before != text:
        before = text
        text = _without_opener(text, names=names) if is_first else _without_first_name(text, names=names)
        text = _without_end(text, names=names)
    text = _without_middle(text, names=names).strip(" ,;:-–—")
    if not text.strip(_END + " '\""):
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in _END or text.endswith(('."', '!"', '?"')) else f"{text}."


def _without_opener(text: str, *, names: frozenset[str]) -> str:
    for pattern in (STRONG_OPENER, WEAK_OPENER, JOINING_OPENER):
        if (found := pattern.match(text)) and found.end() < len(text):
            return text[found.end() :].lstrip(" ,")
    return _without_first_name(text, names=names)


def _without_first_name(text: str, *, names: frozenset[str]) -> str:
    found = _FIRST_PART.match(text)
    if found and _is_called(found.group(1), names=names):
        return text[found.end() :]
    return text


def _without_end(text: str, *, names: frozenset[str]) -> str:
    if (found := TAG.search(text)) and found.start() > 0:
        return text[: found.start()].rstrip(" ,") + "."
    found = _LAST_PART.search(text)
    if found and found.start() > 0 and _is_called(found.group(1), names=names) and not _is_place(text[: found.start()]):
        return text[: found.start()].rstrip() + (found.group(2) or ".")
    return text


def _without_middle(text: str, *, names: frozenset[str]) -> str:
    text = TITLED_NAME.sub("", text)
    for found in list(_MIDDLE_PART.finditer(text)):
        if _is_called(found.group(1), names=names) and not _is_place(text[: found.start()]):
            return text[: found.start()] + "," + text[found.end() :]
    return text


def _is_called(part: str, *, names: frozenset[str]) -> bool:
    """Is this how somebody is called, and nothing else?"""
    plain_part = part.strip(" .'").lower()
    if plain_part in VOCATIVES:
        return True
    words = re.findall(r"[\w'-]+", part)
    if not words or len(words) > 4:
        return False
    if all(word.lower() in names or word.lower() in VOCATIVES or word.lower() in _SMALL_NAME_WORDS for word in words):
        return any(word.lower() in names or word.lower() in VOCATIVES for word in words)
    return len(words) <= 2 and all(word[0].isupper() and word.lower() not in _NO_NAMES for word in words)


_NO_NAMES = frozenset(
    "i i'm i'll i've i'd my me we you he she it they this that if when then there here what why how who which not no yes never always"
    " nothing everything one two three once every each some any all english french german american god christmas sunday monday tuesday"
    " wednesday thursday friday saturday".split()
)


def _is_place(before: str) -> bool:
    """Does a name follow another one, as in "Reno, Nevada"?"""
    last = before.rsplit(None, 1)[-1:] or [""]
    return len(before.split()) > 1 and last[0][:1].isupper() and last[0] not in {"I"}
