"""What is said, without the markup and the damage of the file it came in; nothing that was said is taken away."""

import html
import re
import unicodedata

# Only tags that format text, and only with attributes that are such: `<I'm>` and `<cardiac red alert>` are what somebody says.
_TAG = re.compile(
    r"</?(?:u|i|b|s|em|strong|pre|br|p|font|span|div|center|small|big|tt|sub|sup|code|blockquote|h[1-6])"
    r"(?:\s+[a-z-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>\"']+))*\s*/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_NOT_IN_HTML = {"&emdash;": "\u2014", "&endash;": "\u2013"}
_WORD = re.compile(r"[^\W_]+")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")


def _entity(found: re.Match[str]) -> str:
    written = found.group()
    return _NOT_IN_HTML.get(written.lower()) or html.unescape(written)


def clean(text: str) -> str:
    """One line of words with single spaces between them.

    Formatting tags go, entities that end in a semicolon become their characters (`&copy` without one may be part of a name), control
    characters and lone surrogates go.
    """
    if "<" in text:
        text = _TAG.sub(_space_for_break, text)
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    if not text.isprintable():
        text = _NO_TEXT.sub("", text)
    return " ".join(text.split())


def _space_for_break(found: re.Match[str]) -> str:
    """`one<br>two` are two words, `<b>T</b>im` is one."""
    return " " if found.group()[:4].lower() in {"<br>", "<br ", "<br/", "<p>", "</p>", "<div", "</di"} else ""


def searchable(text: str) -> str:
    """Small letters and digits without accents, words one space apart, for finding: the same is done to what is looked for."""
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(text.casefold()))
