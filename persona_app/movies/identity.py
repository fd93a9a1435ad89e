"""The ids of what a corpus holds, computed from the corpus' name and the ids given there.

A UUID of version 8 (RFC 9562, 5.8: the rest is the maker's): 40 bits of the corpus, 20 of the film, 2 of the kind, 60 of the thing itself.
The same corpus imported twice has the same ids, and what one film holds lies together in every index.
"""

from hashlib import blake2b, sha256
from uuid import UUID

_MOVIE, _CHARACTER, _EXCHANGE, _LINE = "89ab"
"""The kind, in the four values that the variant's digit may have."""


class FilmIds:
    """The ids in one film, as 32 hexadecimal digits; what they are made from is unique within film and kind."""

    def __init__(self, corpus: str, film: str) -> None:
        corpus_digits, film_digits = sha256(corpus.encode()).hexdigest()[:10], sha256(film.encode()).hexdigest()
        prefix = f"{corpus_digits}{film_digits[:2]}8{film_digits[2:5]}"
        self._seed = blake2b(film.encode() + b"\0", digest_size=8)
        self._character, self._exchange, self._line = prefix + _CHARACTER, prefix + _EXCHANGE, prefix + _LINE
        self.movie = prefix + _MOVIE + film_digits[5:20]

    def _digits(self, given: str) -> str:
        whole = self._seed.copy()
        whole.update(given.encode())
        return whole.hexdigest()[:15]

    def character(self, given: str) -> str:
        """The id of the character who has this one there."""
        return self._character + self._digits(given)

    def exchange(self, given: str) -> str:
        """The same of an exchange."""
        return self._exchange + self._digits(given)

    def line(self, given: str) -> str:
        """The same of a line."""
        return self._line + self._digits(given)


def corpus_id(corpus: str) -> UUID:
    """The id of a corpus, from its name."""
    written = sha256(corpus.encode()).hexdigest()
    return UUID(f"{written[:10]}008000{_MOVIE}{written[10:25]}")
