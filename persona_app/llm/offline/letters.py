"""Letters with marks as letters without, one for one: rules are written for `Lucja Orsted`, claims say `Łucja Ørsted`.

The base letter is that of Unicode's compatibility decomposition; letters that it leaves whole (`Ł`, `ø`, `ß`) are listed here.
"""

import re
import unicodedata

from persona_app.llm.offline.sentences import plain

_WHOLE = str.maketrans("ŁłØøĐđÐðÞþÆæŒœßıĦħŊŋŦŧ", "LlOoDdDdTtAaOosiHhNnTt")
_LATIN = range(0xC0, 0x250), range(0x1E00, 0x1F00)


def _base(letter: str) -> str:
    first = unicodedata.normalize("NFKD", letter.translate(_WHOLE))[0]
    return first if first.isascii() and first.isalpha() else letter


_BASES = str.maketrans({chr(code): _base(chr(code)) for block in _LATIN for code in block if chr(code).isalpha()})


def folded(text: str) -> str:
    """Plain text without marks on its Latin letters; every offset stays."""
    return plain(text).translate(_BASES)


class AsWritten:
    """Gives what was read in a folded text its own letters back."""

    def __init__(self, text: str, flat: str) -> None:
        self._written, self._flat = plain(text), flat
        self._is_same = self._written == flat

    def said(self, value: str, start: int = 0, end: int | None = None) -> str:
        """The value as the text has it, best within these offsets; words that stand nowhere in it, the rules' own, stay."""
        if self._is_same or not value:
            return value
        whole = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)")
        if found := whole.search(self._flat, start, len(self._flat) if end is None else end) or whole.search(self._flat):
            return self._written[found.start() : found.end()]
        return re.sub(r"[^\W\d_]+", lambda word: self._word(word[0], start, end), value)

    def _word(self, word: str, start: int, end: int | None) -> str:
        found = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE).search(self._flat, start, len(self._flat) if end is None else end)
        if found is None:
            return word
        written = self._written[found.start() : found.end()]
        return "".join(theirs.upper() if ours.isupper() else theirs.lower() for ours, theirs in zip(word, written, strict=True))
