"""What reading a corpus needs, whatever its layout: how to decode it, which column is what, where to note what is wrong."""

import codecs
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

from persona_app.movies.decoding import detect_encoding, known_encoding
from persona_app.movies.errors import SourceUnreadable
from persona_app.movies.films import Troubles, Utterance
from persona_app.movies.schemas import Gender
from persona_app.movies.sources import Source

LONGEST_ROW = 1_000_000
"""Bytes of one row, far beyond any that was spoken."""
_YEAR = re.compile(r"\s*\(?(1[89]\d\d|20\d\d)(?!\d)")
_DIGITS = "0123456789"
_GENDERS: dict[str, Gender] = {
    **dict.fromkeys(("f", "female", "woman", "girl", "w"), "female"),
    **dict.fromkeys(("m", "male", "man", "boy"), "male"),
}


def _nothing(_share: float) -> None:
    """Nobody wants to know."""


@dataclass(slots=True)
class Reading:
    """One import, or one look at what could be imported.

    Attributes:
        encoding: what a person said; empty: found out, file by file.
        mapping: what a person said about columns, by role.
        encodings: what was found out.
        told: called now and then, from 0 to 1, while the source is read.
        kept: closed when the reading is over.
    """

    title: str = ""
    encoding: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    encodings: dict[str, str] = field(default_factory=dict)
    troubles: Troubles = field(default_factory=Troubles)
    told: Callable[[float], None] = _nothing
    kept: ExitStack = field(default_factory=ExitStack)

    def encoding_of(self, source: Source, name: str) -> str:
        """The encoding of one of the files.

        Raises:
            SourceUnreadable: it is empty or no text.
        """
        if name not in self.encodings:
            if self.encoding:
                self.encodings[name] = known_encoding(self.encoding)
            else:
                with source.open(name) as stream:
                    self.encodings[name] = detect_encoding(stream, name=source.members[name].name)
        return self.encodings[name]

    def open_text(self, source: Source, name: str) -> io.TextIOWrapper:
        """One of the files as text; what does not fit the encoding becomes U+FFFD."""
        encoding = self.encoding_of(source, name)
        return io.TextIOWrapper(source.open(name), encoding=encoding, errors="replace", newline="")

    def rows(self, source: Source, name: str) -> tuple[str, Iterator[bytes]]:
        """The rows of a file as bytes, and the encoding these are in."""
        encoding = self.encoding_of(source, name)
        shown = source.members[name].name
        if codecs.lookup(encoding).name.startswith(("utf-16", "utf-32")):
            return "utf-8", _rows(_encoded(self.open_text(source, name)), name=shown)
        stream = source.open(name)
        if encoding == "utf-8-sig":
            stream.read(len(codecs.BOM_UTF8))
            encoding = "utf-8"
        return encoding, _rows(_pieces(stream), name=shown)


def _pieces(stream: io.BufferedReader) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(1 << 18):
            yield piece


def _encoded(stream: io.TextIOWrapper) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(1 << 16):
            yield piece.encode("utf-8", "replace")


def _rows(pieces: Iterator[bytes], *, name: str) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        rows = (rest + piece).split(b"\n")
        rest = rows.pop()
        if len(rest) > LONGEST_ROW:
            raise row_too_long(name)
        yield from rows
    if rest:
        yield rest


def row_too_long(name: str) -> SourceUnreadable:
    """Said of files that are one row, or have millions of columns."""
    return SourceUnreadable(name, what=f"it has a row of more than {LONGEST_ROW:,} bytes; dialogue has a few words in each row.")


def year_in(text: str) -> int | None:
    """The year that a text begins with: `1989/I` and `(1974)` have one."""
    found = _YEAR.match(text)
    return int(found[1]) if found else None


def number_in(text: str, *, most: int = 2_000_000_000) -> int | None:
    """A whole number between 0 and `most`, or None."""
    stripped = text.strip().replace(",", "")
    return int(stripped) if stripped.isascii() and stripped.isdigit() and len(stripped) < 11 and int(stripped) <= most else None


def rating_in(text: str) -> str | None:
    """A mark between 0 and 99.99, as PostgreSQL reads it, or None."""
    return found[0] if (found := re.fullmatch(r"\d{1,2}(?:\.\d{1,6})?", text.strip())) else None


def gender_in(text: str) -> Gender:
    """Unknown, unless it is said."""
    return _GENDERS.get(text.strip().lower(), "unknown")


def list_in(text: str) -> tuple[str, ...]:
    """The words of `['comedy', 'sci-fi']`, `comedy, sci-fi` or `comedy|sci-fi`, each once, at most twenty."""
    words = (word.strip(" \t'\"") for word in re.split(r"[,;|/]", text.strip().strip("[]")))
    return tuple(dict.fromkeys(word.lower()[:60] for word in words if word))[:20]


def in_order(utterances: list[Utterance]) -> list[Utterance]:
    """By number where all ids are one word and a number (`L194`): files give lines in another order. Else as they came."""
    word = utterances[0].id.rstrip(_DIGITS) if utterances else ""
    length = len(word)
    if not all(one.id.startswith(word) and one.id[length:].isdecimal() and len(one.id) < length + 19 for one in utterances):
        return utterances
    return sorted(utterances, key=lambda one: int(one.id[length:]))
