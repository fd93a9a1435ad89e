"""A text's rating by words alone, with the sentence that decided.

Words are no meaning, so the rules lean to one side. A word without a harmless reading makes a text explicit, a coarse or erotic one
suggestive, and one that may be either leaves it unrated. `safe` is said only of what can be read: plain English without disguises that
holds no such word. Innuendo without such words gets by: `docs/QUALITY.md` has the figures.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import py3langid

from persona_app.llm.injection import find_passages, undisguised
from persona_app.llm.offline.lexicon import words
from persona_app.llm.questions import TextRating

Level = Literal["explicit", "suggestive", "doubtful"]
LEVELS: tuple[Level, ...] = ("explicit", "suggestive", "doubtful")
_SAYS: dict[Level, TextRating] = {"explicit": "explicit", "suggestive": "suggestive", "doubtful": "unrated"}
_RANK: dict[TextRating, int] = {"safe": 0, "suggestive": 1, "unrated": 2, "explicit": 3}
MOST_PASSAGE_CHARS = 300
LEAST_LETTERS = 3
BLOCK_LETTERS = 160
"""So many letters tell a language reliably."""

LEAST_LEAD = 0.3
"""By how much, in natural logarithms a letter, another language must be likelier than English before a block counts as foreign."""

MOST_FOREIGN_WORDS = 3
"""Words in another script in one sentence: a name is no reason to give up."""

_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HIDDEN = re.compile(
    r"[A-Za-z0-9+/]{40,}={0,2}|[a-z]+[*#$]+[a-z]+|(?<!\w)(?:[a-z][ ._*-]){3,}[a-z](?!\w)|[\U0001f346\U0001f351\U0001f4a6\U0001f51e]",
    re.IGNORECASE,
)
"""Code, words with letters masked or spaced out, and pictograms that stand for such words."""

_MINOR = re.compile(
    r"\b(?:child|children|kid|kids|little (?:girl|boy)s?|schoolgirls?|schoolboys?|underage|pre-?teens?|toddlers?|minors?|"
    r"(?:[1-9]|1[0-7])[- ]years?[- ]old)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class WordRating:
    """What the words of a text say; `passage` is the sentence that decided, empty for `safe`."""

    rating: TextRating
    passage: str = ""
    harms_minors: bool = False


def rate(text: str) -> WordRating:
    """The strictest of its sentences; unrated also where it is in no language that the lists know, disguised, or says nothing."""
    found = [*_by_words(text), *_unreadable(text)]
    worst = max(found, key=lambda each: _RANK[each.rating], default=None)
    if worst is not None:
        return WordRating(worst.rating, worst.passage, any(each.harms_minors for each in found))
    return WordRating("safe" if _letters(text) >= LEAST_LETTERS else "unrated")


def rate_words(text: str) -> WordRating:
    """The same by the lists alone: `safe` only means that no listed word stands there."""
    return max(_by_words(text), key=lambda each: _RANK[each.rating], default=WordRating("safe"))


def _by_words(text: str) -> Iterator[WordRating]:
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        plain = _plain(sentence)
        level = next((each for each in LEVELS if _pattern(each).search(plain)), None)
        if level is not None:
            harms = level == "explicit" and bool(_MINOR.search(plain))
            yield WordRating(_SAYS[level], sentence[:MOST_PASSAGE_CHARS], harms)


def _plain(sentence: str) -> str:
    return " ".join(undisguised(sentence).replace("’", "'").lower().split())


def _unreadable(text: str) -> Iterator[WordRating]:
    """Passages that the lists cannot judge: orders to a model, code, other scripts and languages."""
    passages: Iterable[str] = (text[each.start : each.end] for each in find_passages(text))
    sentences = [match.group().strip() for match in _SENTENCE.finditer(text)]
    odd = (each for each in sentences if _HIDDEN.search(each) or _foreign_words(each) > MOST_FOREIGN_WORDS)
    for passage in (*passages, *odd, *_foreign_blocks(sentences)):
        yield WordRating("unrated", passage.strip()[:MOST_PASSAGE_CHARS])


def _foreign_words(sentence: str) -> int:
    """Words in another script; where a script leaves no blanks between them, two characters count as one."""
    found = [word for word in _WORD.findall(sentence) if not re.match(r"[A-Za-zÀ-ɏ]", word)]
    return sum(len(word) // 2 if _UNPARTED.match(word) else 1 for word in found)


def _foreign_blocks(sentences: list[str]) -> Iterator[str]:
    """Sentences in a row that make up a block in another language than English; too few letters are taken for English by their words."""
    block: list[str] = []
    for number, sentence in enumerate(sentences, 1):
        block.append(sentence)
        joined = " ".join(block)
        if _letters(joined) < BLOCK_LETTERS and number < len(sentences):
            continue
        if not _is_english(joined):
            yield max(block, key=len)
        block = []


def _is_english(block: str) -> bool:
    found = [word.lower() for word in _WORD.findall(block)]
    if not found or sum(word in words("function_words") for word in found) * 4 >= len(found):
        return True
    if _letters(block) < BLOCK_LETTERS // 2:
        return not any(word in _FOREIGN for word in found)
    scores = dict(py3langid.rank(block))
    best = max(scores, key=lambda each: scores[each])
    return bool(scores[best] - scores["en"] < LEAST_LEAD * _letters(block))


_FOREIGN = frozenset(
    "der die das und ist nicht ich sie wir ein eine mit auf von zu le la les des est et dans pour pas je elle nous une el los las y es "
    "una con por para yo il lo gli e di che non sono os um uma não och är att jag inte det en van het een ik niet jest nie się na ve "
    "bir için".split()
)
"""Words that hold sentences of other languages together."""


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


@cache
def _pattern(level: Level) -> re.Pattern[str]:
    listed = [word for kind, found in _lists() if kind == level for word in found]
    return re.compile(r"(?<!\w)(?:" + "|".join(_as_pattern(word) for word in listed) + r")(?!\w)")


def _as_pattern(word: str) -> str:
    return re.escape(word.replace("_", " ")).replace(r"\*", r"\w*")


@cache
def _lists() -> tuple[tuple[str, tuple[str, ...]], ...]:
    text = (files(__package__) / "data" / "rating.txt").read_text("utf-8")
    lines = (line.split() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple((level, tuple(found)) for level, *found in lines)
