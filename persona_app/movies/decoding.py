"""Which encoding a corpus' file is in: by its mark, by being UTF-8, else by a guess."""

import codecs
from typing import IO

import charset_normalizer

from persona_app.movies.errors import SourceUnreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "iso8859_2"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "mac_roman"),
]
_SAMPLE = 200_000
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_FEW = 30
"""In Western text fewer than one byte in so many is beyond ASCII: then it is Windows-1252, which statistics can't tell from so little."""


def _guessed(high: bytes, *, share: float) -> str:
    if _is_damaged_utf8(high):
        return "utf-8"
    if share * _FEW < 1:
        return "cp1252"
    best = charset_normalizer.from_bytes(high, threshold=0.4, cp_isolation=_GUESSES).best()
    return best.encoding if best else "cp1252"


def _is_damaged_utf8(sample: bytes) -> bool:
    """Nine of ten rows that are not ASCII are UTF-8: then the others are damage."""
    rows = [row for row in sample.split(b"\n")[1:-1] if not row.isascii()]
    return sum(_is_utf8(row) for row in rows) * 10 > len(rows) * 9


def _is_utf8(row: bytes) -> bool:
    try:
        row.decode()
    except UnicodeDecodeError:
        return False
    return True


def detect_encoding(stream: IO[bytes], *, name: str) -> str:
    """The name of the encoding that the whole stream is in; it is read to its end.

    Raises:
        SourceUnreadable: it is empty or no text.
    """
    first = stream.read(1 << 16)
    if not first.strip(b"\x00 \t\r\n"):
        raise SourceUnreadable(name, what="it is empty. Check that it was downloaded or unpacked whole.")
    for mark, encoding in _MARKS:
        if first.startswith(mark):
            return encoding
    _refuse_binary(first, name=name)
    decoder, piece, high, size, is_utf8 = codecs.getincrementaldecoder("utf-8")(), first, bytearray(), 0, True
    while piece:
        size += len(piece)
        if is_utf8:
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                is_utf8 = False
        if not is_utf8 and len(high) < _SAMPLE:
            high += piece[: _SAMPLE - len(high)]
        piece = stream.read(1 << 20)
    if is_utf8:
        return "utf-8"
    beyond = sum(byte > 127 for byte in high)
    return _guessed(bytes(high), share=beyond / len(high))


def _refuse_binary(first: bytes, *, name: str) -> None:
    stray = len(first) - len(first.translate(None, _CONTROL))
    if stray * 50 > len(first):
        raise SourceUnreadable(name, what="it is no text. Give the corpus' text files, or a ZIP or folder that holds them.")


def known_encoding(name: str) -> str:
    """An encoding that a person named, by Python's name for it.

    Raises:
        SourceUnreadable: there is none of this name.
    """
    try:
        "a".encode(name)
        return codecs.lookup(name).name
    except (LookupError, UnicodeError) as error:
        raise SourceUnreadable(name, what="there is no such encoding. Try utf-8, cp1252, utf-16.") from error
