"""From bytes to characters: byte order mark, what the server or the page says, UTF-8, then a guess."""

import codecs
import re

import charset_normalizer

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Only character sets of the web (WHATWG Encoding): Python knows others, `punycode` among them, whose decoding takes quadratic time.
_WEB_CHARSETS = re.compile(
    r"utf-?8|utf-?16(le|be)?|us-?ascii|ascii|iso-?8859-?\d{1,2}|latin-?\d|(windows|cp)-?125\d|koi8-?[ru]|gbk|gb2312|gb18030|big5|"
    r"shift[_-]?jis|sjis|euc-?(jp|kr)|iso-2022-jp|macintosh|windows-874|tis-620|ibm866|cp866"
)
_META_CHARSET = re.compile(rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_LATIN = {"iso-8859-1", "latin-1", "latin1", "iso8859-1", "us-ascii", "ascii"}
_SAMPLE = 100_000
_TYPOGRAPHY = frozenset("\u2018\u2019\u201c\u201d\u201e\u201a\u2013\u2014\u2026\u2022\u20ac\xa3\xa7\xb0\xab\xbb\xa0\xbf\xa1\xb4")
_GUESSES = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "koi8_u", "iso8859_2"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "mac_roman", "cp866", "cp437"),
)
_CONTROL_BYTES = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"


def _has_text_share(content: bytes) -> bool:
    """False when more than 2 % of the bytes are control characters that no text uses."""
    stray = len(content) - len(content.translate(None, _CONTROL_BYTES))
    return stray * 50 <= len(content)


def _decoded(content: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return content.decode(encoding), encoding
    except (UnicodeError, LookupError):
        return None


def _declared(content: bytes, charset: str | None) -> tuple[str, str] | None:
    """By a stated character set, read as browsers do: Latin-1 means Windows-1252. None if it is unknown or wrong."""
    label = (charset or "").strip("\"' ").lower()
    if not _WEB_CHARSETS.fullmatch(label):
        return None
    return _decoded(content, "cp1252" if label in _LATIN else label)


def _sixteen_bit(content: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark, told by NULs that stand nearly all on one side of the pairs."""
    sample = content[: _SAMPLE & ~1]
    low, high = sample[1::2].count(0), sample[0::2].count(0)
    pairs = max(1, len(sample) // 2)
    if len(content) % 2 or max(low, high) * 2 < pairs or min(low, high) * 20 > pairs:
        return None
    return _decoded(content, "utf-16-le" if low > high else "utf-16-be")


def _western(content: bytes) -> tuple[str, str] | None:
    """Windows-1252, when its special characters are few and all letters or typography: too few for statistics, plain to a reader."""
    found = _decoded(content, "cp1252")
    special = [character for character in found[0] if character > "\x7f"] if found else []
    if len(special) * 5 > len(content) or not all(character.isalpha() or character in _TYPOGRAPHY for character in special):
        return None
    return found


def _guessed(content: bytes) -> tuple[str, str] | None:
    best = charset_normalizer.from_bytes(content[:_SAMPLE], threshold=0.2, cp_isolation=list(_GUESSES)).best()
    if best is None:
        return None
    return _decoded(content, best.encoding) or _decoded(content, "cp1252")


def meta_charset(content: bytes) -> str | None:
    """The character set that an HTML page states about itself in its first 2,048 bytes."""
    found = _META_CHARSET.search(content[:2048])
    return found.group(1).decode("ascii", "ignore") if found else None


def decode(content: bytes, *, charset: str | None = None) -> tuple[str, str] | None:
    """The text and the name of its encoding, or None when the bytes are no text in any encoding that fits.

    `charset` is what a server or a page states; a mark in the content is believed more, and a charset that does not fit is ignored.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark) and (marked := _decoded(content[len(mark) :], encoding)):
            return marked
    stated = (charset or "").lower().startswith(("utf-16", "utf16"))
    if not stated and not _has_text_share(content):
        return _sixteen_bit(content)
    return _declared(content, charset) or _decoded(content, "utf-8") or _western(content) or _guessed(content)
