"""People's words where no markup can hold them: titles, previews, feeds, pictures."""

import unicodedata
from html import escape

LONGEST_NAME = 200
NAMELESS = "A persona"
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Controls, and format characters: those that turn the direction of all that follows are among them."""
_KEPT = frozenset("\u200c\u200d")
"""Joiners, which some scripts and emoji need."""


def one_line(text: str, *, most: int = 0) -> str:
    """The text in one line, without characters that are not seen; cut at a word, with an ellipsis, to `most` characters (0: not cut)."""
    spaced = (character if not character.isspace() else " " for character in text)
    seen = "".join(one for one in spaced if one in _KEPT or unicodedata.category(one) not in _DROPPED)
    joined = " ".join(seen.split())
    return joined if not most or len(joined) <= most else _cut(joined, most)


def _cut(text: str, most: int) -> str:
    head = text[: most - 1]
    words, space, _ = head.rpartition(" ")
    return (words if space and len(words) > most // 2 else head).rstrip(" ,.;:·-") + "…"


def name_of(text: str, *, most: int = LONGEST_NAME) -> str:
    """A name in one line; there always is one."""
    return one_line(text, most=most) or NAMELESS


def words(text: str) -> str:
    """The text for HTML, running in its own direction whatever it holds."""
    return f'<bdi dir="auto">{escape(one_line(text))}</bdi>'
