"""Passages of a text that address a model instead of telling of a person: found before the text is shown to one.

Found by rules (`injection_rules`), sentence by sentence, after disguises are taken off: invisible and look-alike characters, letters
spaced out, base64. What is found is withheld (`docs/decisions/0013-…`): no model reads it, and no claim may rest on it. A sentence that
tells of orders (“she told me to ignore the old rules”) or mentions a few words of one in quotation marks is not found.
"""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from persona_app.llm.injection_rules import BEGINNING, FOLLOWING_ORDER, RULES, TOLD, Kind

MOST_MENTIONED_CHARS = 60
"""Longer words in quotation marks are an order, not the mention of one."""

_SENTENCE = re.compile(r"[^.!?。！？]+(?:[.!?。！？]+(?=[^\s.!?。！？]*[a-z0-9]\b)[^.!?。！？]*)*[.!?。！？]*[\"'”’)\]]*\s*")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|^\[//\]: # [^\n]*", re.DOTALL | re.MULTILINE)
_ANSWER = re.compile(
    r"\{\s*[\"“](?:(?:claims|drop|same|contradictions|sections|passages|thoughts)[\"”]\s*:\s*\[|field[\"”]\s*:\s*[\"“]\w+[\"”],\s*[\"“](?:value|quote))",
    re.IGNORECASE,
)
_BLOB = re.compile(r"[A-Za-z0-9+/_-]{20,}={0,2}")
_SPACED = re.compile(r"(?<!\w)(?:\w[ ._·-]){4,}\w(?!\w)")
_SINGLE_LETTERS = re.compile(r"(?<!\w)\w(?:[ ._·-]\w)+(?!\w)")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|‘[^‘’]*’|`[^`]*`")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]")
_ODD = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f\uff01-\uff5e\U0001d400-\U0001d7ff]"
    "|[\t\u00a0\u2000-\u200a\u3000]| {2}"
    "|[A-Za-z][\u0370-\u03ff\u0400-\u04ff0134578@$]|[\u0370-\u03ff\u0400-\u04ff0134578@$][A-Za-z]"
)
_LOOK_ALIKE = str.maketrans(
    "аеорсухіјѕԁһοαερνκτАВЕКМНОРСТХІЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhoaepvktABEKMHOPCTXISABEZHIKMNOPTYX",
)
_LEET = str.maketrans("013457@$8", "oieastasb")
_WORD = re.compile(r"[^\W_](?:[\w@$]*[\w$])?|[@$]\w+")


def _any_of(pieces: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(piece) for piece in sorted(set(pieces))))


_PIECE = _any_of(piece for rule in RULES for piece in rule.needs)
_RULES = tuple((_any_of(rule.needs), rule) for rule in RULES)


@dataclass(frozen=True, order=True)
class Passage:
    """`text[start:end]` addresses a model."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class _Undisguised:
    """A text without disguises, and where each of its characters stands in the original."""

    text: str
    places: tuple[int, ...] | None

    def at(self, index: int, *, length: int) -> int:
        if self.places is None:
            return index
        return self.places[index] if index < len(self.places) else length


def find_passages(text: str) -> tuple[Passage, ...]:
    """The passages that address a model, in order; they neither touch nor overlap."""
    found = [*_frames(text)]
    start, goes_on = 0, False
    for line in text.split("\n"):
        in_line = list(_in_line(line, goes_on=goes_on)) if line else []
        found += [Passage(start + each.start, start + each.end, each.kind) for each in in_line]
        goes_on = (bool(in_line) and in_line[-1].end >= len(line.rstrip())) or (goes_on and not line.strip())
        start += len(line) + 1
    return _joined(text, sorted(found))


def addresses_model(text: str) -> bool:
    """Does any of it?"""
    return bool(find_passages(text))


def undisguised(text: str) -> str:
    """The text as it is meant to be read by a machine: plain letters for invisible, look-alike and spaced-out ones."""
    return _undisguise(text).text


def _joined(text: str, found: list[Passage]) -> tuple[Passage, ...]:
    joined: list[Passage] = []
    for each in found:
        if joined and (each.start <= joined[-1].end or not text[joined[-1].end : each.start].strip()):
            last = joined.pop()
            joined.append(Passage(last.start, max(last.end, each.end), last.kind))
        elif each.end > each.start:
            joined.append(each)
    return tuple(joined)


def _frames(text: str) -> Iterator[Passage]:
    """What no reader sees (comments), and JSON that looks like an answer."""
    if "<!--" in text or "[//]" in text:
        yield from (Passage(match.start(), match.end(), Kind.MARKUP) for match in _COMMENT.finditer(text))
    for match in _ANSWER.finditer(text) if "{" in text else ():
        yield Passage(match.start(), _closing(text, match.start()), Kind.STEER)


def _closing(text: str, start: int) -> int:
    """Behind the brace that closes the one at `start`; the end of the paragraph when none does."""
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, start, start + 20_000):
        depth += 1 if match.group() == "{" else -1
        if not depth:
            return match.end()
    end = text.find("\n\n", start)
    return end if end >= 0 else len(text)


def _in_line(line: str, *, goes_on: bool) -> Iterator[Passage]:
    """Sentences of one line; `goes_on`: the line before ended in such a passage, whose orders may go on here."""
    plain = _undisguise(line)
    if not goes_on and not _PIECE.search(plain.text.lower()) and not _BLOB.search(line):
        return
    for match in _SENTENCE.finditer(plain.text):
        start, end = plain.at(match.start(), length=len(line)), plain.at(match.end(), length=len(line))
        kind = _kind_of(match.group())
        if kind is None and (_holds_coded_order(line[start:end]) or (goes_on and FOLLOWING_ORDER.match(match.group()))):
            kind = Kind.STEER
        goes_on = kind is not None
        if kind is not None:
            yield Passage(start, end, kind)


def _kind_of(sentence: str) -> Kind | None:
    low = sentence.lower()
    if not _PIECE.search(low):
        return None
    for needs, rule in _RULES:
        if not needs.search(low):
            continue
        for match in rule.pattern.finditer(sentence):
            before = sentence[: match.start()]
            if rule.opens and not BEGINNING.match(before):
                continue
            if rule.kind is not Kind.MARKUP and (TOLD.search(before) or _is_mentioned(sentence, match)):
                continue
            return rule.kind
    return None


def _is_mentioned(sentence: str, match: re.Match[str]) -> bool:
    """Does it stand within short quotation marks, in a sentence that says more than that?"""
    for quoted in _QUOTED.finditer(sentence):
        inside = quoted.start() < match.start() and match.end() < quoted.end()
        if inside and len(quoted.group()) <= MOST_MENTIONED_CHARS:
            return len(re.findall(r"\w+", sentence[: quoted.start()] + sentence[quoted.end() :])) >= 3
    return False


def _holds_coded_order(sentence: str) -> bool:
    return any(addresses_model(words) for words in _decoded(sentence))


def _decoded(sentence: str) -> Iterator[str]:
    """Words that stand there in base64."""
    for match in _BLOB.finditer(sentence):
        blob = match.group().rstrip("=").replace("-", "+").replace("_", "/")
        try:
            words = base64.b64decode(blob + "=" * (-len(blob) % 4), validate=True).decode("utf-8")
        except (binascii.Error, ValueError):
            continue
        if words.isprintable() and " " in words:
            yield words


def _undisguise(text: str) -> _Undisguised:
    if not _ODD.search(text) and not _SPACED.search(text):
        return _Undisguised(text, None)
    letters, places = _visible(text)
    letters = _without_look_alikes("".join(letters))
    drop = _between_letters("".join(letters))
    kept = [at for at in range(len(letters)) if at not in drop]
    return _Undisguised("".join(letters[at] for at in kept), tuple(places[at] for at in kept))


def _between_letters(text: str) -> set[int]:
    """What stands between letters that are spaced out, and all but the first of several blanks."""
    drop = {at for match in re.finditer(" {2,}", text) for at in range(match.start() + 1, match.end())}
    if _SPACED.search(text):
        drop |= {at for match in _SINGLE_LETTERS.finditer(text) for at in range(match.start() + 1, match.end(), 2)}
    return drop


def _visible(text: str) -> tuple[list[str], list[int]]:
    """Characters that are seen, tags as the letters they stand for, full-width and mathematical letters as plain ones."""
    letters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        if "\U000e0020" <= character <= "\U000e007e":
            shown = chr(ord(character) - 0xE0000)
        elif character.isspace():
            shown = " "
        elif _INVISIBLE.match(character):
            shown = ""
        else:
            shown = unicodedata.normalize("NFKC", character) if _ODD.match(character) else character
        letters += shown
        places += [at] * len(shown)
    return letters, places


def _without_look_alikes(text: str) -> list[str]:
    """Words that mix scripts, or letters and digits, in Latin letters; the length stays the same."""
    letters = list(text)
    for match in _WORD.finditer(text):
        word = match.group()
        if (
            not re.search(r"[A-Za-z]", word)
            or word.isascii()
            and not re.search(r"[a-z][0134578@$][a-z]|^[0134578@$][a-z]{2}", word, re.IGNORECASE)
        ):
            continue
        letters[match.start() : match.end()] = word.translate(_LOOK_ALIKE).translate(_LEET)
    return letters
