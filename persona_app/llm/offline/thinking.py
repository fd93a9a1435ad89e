"""Thoughts out of film lines, by extraction: sentences in which somebody says what they believe, want, fear or are like.

Nothing is invented: a thought is a sentence of a line, without what is addressed to somebody; a general statement is put behind words such
as "I believe that". The most telling come first: by how much of a thought a sentence is (`thinking_judging`), and by how much its words are
the speaker's own, against the other speakers and `others`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle

from persona_app.llm.offline.thinking_judging import Kind, content_words, continues, judge, words_of
from persona_app.llm.offline.thinking_sentences import Sentence, sentences_of
from persona_app.llm.offline.thinking_words import STOP_WORDS
from persona_app.llm.questions import FoundThought, SpokenLine, Thinking, ThinkQuestion, ThoughtQuote

FRAMES = (
    "I believe that ",
    "To my mind, ",
    "I think ",
    "In my experience, ",
    "I am convinced that ",
    "As I see it, ",
    "I have found that ",
    "My view is that ",
    "I would say that ",
    "I am sure that ",
)
"""Put before a general statement, in turn, so that no opening repeats too often."""
RULES = ("My rule is: ", "I say: ")
LEAST_SCORE = -3.0
OWN_WORDS = 3.0
"""How much a speaker's own words count beside what a sentence is worth."""
LENGTH = 3.0
MOST_PASSAGE_WORDS = 40
LEAST_WORDS_BEFORE = 3
_LONGEST = 270
_LONGEST_QUOTE = 600
_CAPITAL_WITHIN = re.compile(r"(?<=[a-z,;] )[A-Z][\w'-]*")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A passage of a line around the sentence that makes it a thought."""

    line: SpokenLine
    start: int
    end: int
    text: str
    kind: Kind
    score: float


def think(question: ThinkQuestion) -> Thinking:
    """All that the lines bear, the most telling first; no sentence is in two thoughts."""
    names = frozenset(word for line in question.lines for word in words_of(line.speaker.split(" (")[0]))
    own = OwnWords(question)
    found: dict[str, _Candidate] = {}
    for line in question.lines:
        for candidate in _candidates(line, names=names, own=own):
            known = found.setdefault(candidate.text.lower(), candidate)
            if candidate.score > known.score:
                found[candidate.text.lower()] = candidate
    ranked = sorted(found.values(), key=lambda each: (-each.score, each.line.id, each.start))
    return Thinking(thoughts=_worded(ranked, names=names, proper=_proper_names(question)))


def _candidates(line: SpokenLine, *, names: frozenset[str], own: "OwnWords") -> Iterator[_Candidate]:
    """Passages of a line, each around one sentence that is a thought; the best sentence takes what belongs to it first."""
    parts = list(sentences_of(line.text, names=names))
    judged = [judge(each.text) if each.text else None for each in parts]
    is_free = [True] * len(parts)
    cores = [(each.score, at, each.kind) for at, each in enumerate(judged) if each is not None and each.score >= LEAST_SCORE]
    for score, at, kind in sorted(cores, key=lambda each: (-each[0], each[1])):
        if not is_free[at]:
            continue
        first, last = _around(parts, at, is_free=is_free, kind=kind)
        start, end = parts[first].start, parts[last].end
        if end - start > _LONGEST_QUOTE or len(parts[at].text) > _LONGEST:
            continue
        is_free[first : last + 1] = [False] * (last + 1 - first)
        text = _joined(parts[first : last + 1])
        yield _Candidate(line, start, end, text, kind, score + _worth(text, own=own, line=line))


def _worth(text: str, *, own: "OwnWords", line: SpokenLine) -> float:
    return OWN_WORDS * own.share(line.speaker, text) + LENGTH * min(1.0, len(words_of(text)) / MOST_PASSAGE_WORDS)


def _around(parts: list[Sentence], at: int, *, is_free: list[bool], kind: Kind) -> tuple[int, int]:
    """The first and last sentence of the passage: its neighbours in the line belong to it, as far as a passage may reach."""
    first = last = at
    while last + 1 < len(parts) and is_free[last + 1] and _fits(parts[first : last + 2]):
        last += 1
    while kind is Kind.OWN and first and is_free[first - 1] and _says_enough(parts[first - 1]) and _fits(parts[first - 1 : last + 1]):
        first -= 1
    return first, last


def _says_enough(part: Sentence) -> bool:
    return len(words_of(part.text)) >= LEAST_WORDS_BEFORE


def _fits(parts: list[Sentence]) -> bool:
    text = _joined(parts)
    is_short = len(text) <= _LONGEST and len(words_of(text)) <= MOST_PASSAGE_WORDS
    return is_short and bool(parts[0].text) and continues(parts[0].text) and continues(parts[-1].within)


def _joined(parts: list[Sentence]) -> str:
    return " ".join([parts[0].text, *(each.within for each in parts[1:] if each.within)])


def _worded(ranked: list[_Candidate], *, names: frozenset[str], proper: frozenset[str]) -> list[FoundThought]:
    frames, rules = cycle(FRAMES), cycle(RULES)
    thoughts = []
    for each in ranked:
        text = each.text
        if each.kind is not Kind.OWN:
            text = next(rules if each.kind is Kind.RULE else frames) + _continued(text, names=names, proper=proper)
        quote = each.line.text[each.start : each.end]
        thoughts.append(FoundThought(text=text, lines=[ThoughtQuote(id=each.line.id, quote=quote)]))
    return thoughts


def _continued(text: str, *, names: frozenset[str], proper: frozenset[str]) -> str:
    """The sentence without its capital, unless that belongs to a name."""
    first = text.split(None, 1)[0].strip(",;:'\"")
    base = first.lower().removesuffix("'s")
    if first in proper or (base in names and base not in STOP_WORDS) or first[1:] != first[1:].lower():
        return _ended(text)
    return _ended(text[0].lower() + text[1:])


def _ended(text: str) -> str:
    return text.rstrip("!") + "." if text.endswith("!") else text


def _proper_names(question: ThinkQuestion) -> frozenset[str]:
    """Words that are written with a capital within sentences, and never without."""
    texts = [text for line in question.lines for text in (line.text, line.answers)] + list(question.others)
    capital = {word for text in texts for word in _CAPITAL_WITHIN.findall(text)}
    small = {word for text in texts for word in re.findall(r"\b[a-z][\w'-]*", text)}
    return frozenset(word for word in capital if word.lower() not in small)


class OwnWords:
    """Which words are a speaker's own: how many of the lines of the speaker hold a word, against those of everybody else."""

    def __init__(self, question: ThinkQuestion) -> None:
        self._lines: dict[str, Counter[str]] = {}
        self._sizes: Counter[str] = Counter()
        for line in question.lines:
            self._lines.setdefault(line.speaker, Counter()).update(content_words(line.text))
            self._sizes[line.speaker] += 1
        others = [*question.others, *dict.fromkeys(line.answers for line in question.lines if line.answers)]
        self._others: Counter[str] = Counter(word for text in others for word in content_words(text))
        self._other_size = len(others)
        self._all = sum(self._lines.values(), Counter[str]())

    def share(self, speaker: str, text: str) -> float:
        """0 when all words are everybody's, towards 1 the more of them are the speaker's own and come back."""
        mine, size = self._lines[speaker], self._sizes[speaker]
        words = [word for word in content_words(text) if mine[word] > 1]
        elsewhere: Mapping[str, int] = self._all
        weights = [
            self._weight(mine[word] / size, (self._others[word] + elsewhere[word] - mine[word] + 0.5) / self._rest(size)) for word in words
        ]
        return sum(weights) / (len(content_words(text)) + 2)

    def _rest(self, size: int) -> float:
        return self._other_size + self._sizes.total() - size + 1

    @staticmethod
    def _weight(here: float, there: float) -> float:
        return max(0.0, min(1.0, (here / there - 1) / 4)) if there else 1.0
