"""When two thoughts say the same. Pure."""

import re
from collections.abc import Collection

MOST_LIKE = 0.6
"""Two thoughts whose words have a higher Jaccard index (Jaccard 1912: shared words of all words) are near-duplicates."""
OPENING_WORDS = 3
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def words_of(text: str) -> tuple[str, ...]:
    """The words in lower case, with plain apostrophes."""
    return tuple(_WORD.findall(text.replace("’", "'").casefold()))


def opening_of(text: str) -> tuple[str, ...]:
    """The first three words."""
    return words_of(text)[:OPENING_WORDS]


def likeness(one: Collection[str], other: Collection[str]) -> float:
    """The Jaccard index of two sets of words; 1 for two empty ones."""
    together = len(set(one) | set(other))
    return len(set(one) & set(other)) / together if together else 1.0
