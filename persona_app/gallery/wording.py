"""What somebody typed, as terms: never as the database's own query language."""

import re
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from persona_app.gallery.schemas import LONGEST_QUERY

MOST_TERMS = 8
"""Words and phrases of a query that count."""
MOST_PHRASE_WORDS = 12
MOST_ENDINGS = 20
"""Words that a begun word is looked for as; where fewer begin so, the index itself is asked for all."""
_TERM = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)')
_ENDS_WORD = re.compile(r'["“”„«»\s]$')


class Term(BaseModel):
    """One thing that must be there; its `words` are as the index has them, more than one in a row are a phrase."""

    model_config = ConfigDict(frozen=True)

    words: tuple[str, ...]
    is_quoted: bool = False


def plain(said: str) -> str:
    """At most as many characters as are read, without those that no text of the database can hold."""
    return said[:LONGEST_QUERY].replace("\x00", " ").encode("utf-8", "ignore").decode()


def cut(query: str) -> list[tuple[str, bool]]:
    """The pieces of a query, and whether each was quoted; at most eight. What no text can hold is dropped."""
    pieces = [(found[1] or "", True) if found[2] is None else (found[2], False) for found in _TERM.finditer(plain(query))]
    return [piece for piece in pieces if piece[0].strip()][:MOST_TERMS]


def is_still_typing(query: str) -> bool:
    """May the last word go on? Not after a space or a quotation mark."""
    return not _ENDS_WORD.search(query[:LONGEST_QUERY])


def tsquery(terms: list[Term], *, endings: list[str] | None = None) -> str:
    """The terms in PostgreSQL's notation for `tsquery`, every word quoted.

    `endings` are what the last word may become: of few, and of none that is known yet, whatever begins so; None: nothing but itself.

    https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY
    """
    written = [_written(term.words) for term in terms]
    if endings is not None and terms:
        written[-1] = _completed(terms[-1].words, endings)
    return " & ".join(written)


def has_phrase(terms: list[Term]) -> bool:
    """Must some words stand in a row?"""
    return any(len(term.words) > 1 for term in terms)


def pairs(terms: list[Term], *, endings: list[str] | None = None) -> list[tuple[str, str]]:
    """Each two words that must stand side by side; not with a last word that may go on."""
    rows = [term.words[:MOST_PHRASE_WORDS] for term in terms]
    if endings is not None and rows:
        rows[-1] = rows[-1][: min(len(terms[-1].words), MOST_PHRASE_WORDS) - 1]
    return [pair for row in rows for pair in pairwise(row)]


def words_query(terms: list[Term], *, endings: list[str] | None = None) -> str:
    """The same, but words of a phrase may stand anywhere: what the index tells without reading."""
    apart = [Term(words=(word,)) for term in terms for word in term.words[:MOST_PHRASE_WORDS]]
    return tsquery(apart, endings=endings)


def _written(words: tuple[str, ...]) -> str:
    return "(" + " <-> ".join(quoted(word) for word in words[:MOST_PHRASE_WORDS]) + ")"


def _completed(words: tuple[str, ...], endings: list[str]) -> str:
    """The last word, or one that it begins."""
    every = " | ".join(quoted(word) for word in dict.fromkeys([words[-1], *endings]))
    any_of = f"({every})" if len(endings) >= MOST_ENDINGS else f"{quoted(words[-1])}:*"
    before = words[: MOST_PHRASE_WORDS - 1] if len(words) > MOST_PHRASE_WORDS else words[:-1]
    return "(" + " <-> ".join([*(quoted(word) for word in before), any_of]) + ")"


def quoted(word: str) -> str:
    """One word, in which nothing means anything."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
