"""Whose lines are these? A scorer that tells how much of a character's voice a profile carries. Pure; fixed before any chooser was tuned.

**Names** are masked: every word of a name of any character of the film, and every word written with a capital within a sentence, but for
"I" and its short forms, go before anything is counted, in profiles and in lines alike.

**Likelihood.** For a profile P and the words (and, apart from them, the character 4-grams within and across words) of the lines:
the mean over all of log((count in P + mu * share in the background) / (size of P + mu)), Dirichlet smoothing (Zhai & Lafferty 2001), with
mu = 3,000 for words and 8,000 for 4-grams; both means are added. (These two gave all evidence the best score, of twelve pairs tried on the
tuning half.) The background is all evidence of all characters of the corpus, with one
unseen word or 4-gram added.

**A trial** is ten lines of one character, taken together, and up to ten profiles; it is told when the highest score is that of the
character who spoke them. A tie counts its share.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

WORD_MU = 3_000.0
GRAM_MU = 8_000.0
GRAM = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?")
_I = re.compile(r"I(?:['’](?:m|d|ll|ve|s))?$")
_ENDS = re.compile(r"[.!?…:\"“]\W*$")


def words_of(text: str, *, names: frozenset[str] = frozenset()) -> list[str]:
    """The words in lower case, without names."""
    found: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        word, between = match.group().strip("'’"), text[end : match.start()]
        is_first = end == 0 or _ENDS.search(between) is not None or text[max(0, end - 1) : end] in {".", "!", "?"}
        end = match.end()
        plain = word.replace("’", "'").lower()
        base = plain.removesuffix("'s")
        is_name = base in names or (word[:1].isupper() and not is_first and not _I.match(word))
        if plain and not is_name:
            found.append(plain)
    return found


def grams_of(words: Sequence[str]) -> list[str]:
    """The character 4-grams of the words, joined by blanks."""
    text = f" {' '.join(words)} "
    return [text[at : at + GRAM] for at in range(len(text) - GRAM + 1)]


@dataclass(frozen=True)
class Sayings:
    """Words with their 4-grams."""

    words: tuple[str, ...]

    @cached_property
    def word_counts(self) -> Counter[str]:
        return Counter(self.words)

    @cached_property
    def gram_counts(self) -> Counter[str]:
        return Counter(grams_of(self.words))


class Background:
    """How common each word and 4-gram is in a whole corpus."""

    def __init__(self, sayings: Iterable[Sayings]) -> None:
        self._words: Counter[str] = Counter()
        self._grams: Counter[str] = Counter()
        for each in sayings:
            self._words.update(each.word_counts)
            self._grams.update(each.gram_counts)
        self._word_total = sum(self._words.values()) + 1
        self._gram_total = sum(self._grams.values()) + 1

    def score(self, profile: Sayings, lines: Sayings) -> float:
        """How likely the profile's owner says the lines; higher is likelier."""
        words = _mean(profile.word_counts, lines.word_counts, common=self._words, total=self._word_total, mu=WORD_MU)
        grams = _mean(profile.gram_counts, lines.gram_counts, common=self._grams, total=self._gram_total, mu=GRAM_MU)
        return words + grams


def _mean(profile: Counter[str], lines: Counter[str], *, common: Counter[str], total: int, mu: float) -> float:
    size, said = profile.total() + mu, lines.total()
    if not said:
        return 0.0
    return sum(n * math.log((profile[item] + mu * max(common[item], 1) / total) / size) for item, n in lines.items()) / said


def told(scores: Sequence[float], *, right: int) -> float:
    """1 when the right profile scores highest, 0 when another does, its share in a tie."""
    best = max(scores)
    winners = [at for at, score in enumerate(scores) if score == best]
    return 1 / len(winners) if right in winners else 0.0
