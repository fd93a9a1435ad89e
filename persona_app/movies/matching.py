"""Finding by a few letters: what has words that begin as those typed, and only where nothing has, what is spelt like them."""

from collections.abc import Sequence

from sqlalchemy import Boolean, ColumnElement, Integer, and_, case, cast, func, literal, or_, true
from sqlalchemy.orm import Mapped

from persona_app.movies.cleaning import searchable

MOST_WORDS = 8
LONGEST_WORD = 40
ALIKE = 0.4
"""Least word similarity (pg_trgm: the share of the word's trigrams, from 0 to 1) of a word that may be misspelt."""
SWAPPED = 0.9
"""How alike a word counts that is right but for two neighbouring letters; few trigrams are left of a short one."""
SHORTEST_ALIKE = 3
"""Letters; shorter words have too few trigrams to be told from others."""


def words_of(query: str) -> list[str]:
    """What is looked for, as the searched columns are written: letters and digits only, so none means anything to LIKE."""
    return [word[:LONGEST_WORD] for word in searchable(query.replace("\x00", " ")).split()[:MOST_WORDS]]


def has_all(column: Mapped[str], words: Sequence[str]) -> ColumnElement[bool]:
    """Each begins a word of it."""
    return and_(true(), *(or_(column.like(f"{word}%"), column.like(f"% {word}%")) for word in words))


def place_rank(column: Mapped[str], words: Sequence[str]) -> ColumnElement[int]:
    """For each word 2 when it begins the column (the name, where a film's title follows it), 1 when it begins a later word."""
    ranks = (case((column.like(f"{word}%"), 2), else_=1) for word in words)
    return sum(ranks, start=cast(literal(0), Integer))


def is_alike(column: Mapped[str], words: Sequence[str]) -> ColumnElement[bool]:
    """Every word is spelt nearly like one in it; `ALIKE` must be set as pg_trgm's threshold."""
    spelt = (_is_alike(column, word) for word in words)
    return and_(true(), *spelt)


def _is_alike(column: Mapped[str], word: str) -> ColumnElement[bool]:
    if len(word) < SHORTEST_ALIKE:
        return column.like(f"%{word}%")
    return or_(column.op("%>", return_type=Boolean())(word), _is_swapped(column, word))


def _is_swapped(column: Mapped[str], word: str) -> ColumnElement[bool]:
    """Does the word begin one of it when two neighbouring letters change places?"""
    swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    return column.regexp_match(rf"\m({'|'.join(swapped)})")


def alike_rank(column: Mapped[str], words: Sequence[str]) -> ColumnElement[int]:
    """How alike all words are together, in thousandths."""
    return cast(sum((_alikeness(column, word) for word in words), start=literal(0.0)) * 1000, Integer)


def _alikeness(column: Mapped[str], word: str) -> ColumnElement[float]:
    found = func.word_similarity(word, column)
    return found if len(word) < SHORTEST_ALIKE else case((_is_swapped(column, word), func.greatest(found, SWAPPED)), else_=found)
