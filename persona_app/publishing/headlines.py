"""A headline that somebody else wrote, made one plain line of at most 120 characters; or one made out of claims instead. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from persona_app.llm.injection import addresses_model
from persona_app.llm.offline.headlines import headline_of
from persona_app.llm.offline.rating import rate_words
from persona_app.llm.questions import ClaimField
from persona_app.publishing.schemas import LONGEST_HEADLINE

LEAST_LETTERS = 3
_ADDRESS = re.compile(r"\w+://|\bwww\.|\S+@\S+\.\w|\+?\d[\d ()/-]{7,}\d|\b[\w-]+\.(?:com|net|org|io|de|ru|xyz|info|biz)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]*>|[*_`#~|<>\\]+|\]\([^)]*\)|[\[\]{}]")
_QUOTES = "\"'“”„‘’«»"


def headline_from(said: str, *, name: str, known: Mapping[ClaimField, Sequence[str]]) -> str:
    """The headline, or one out of the claims when what was said is empty, holds an address, gives orders, or is explicit."""
    line = plain_line(said)
    if sum(map(str.isalpha, line)) < LEAST_LETTERS or not _is_fit(said, line):
        line = plain_line(headline_of(name, known))
    return line if _is_fit(line, line) else ""


def plain_line(said: str) -> str:
    """One line without markup, control characters and quotation marks around it, cut at a word."""
    letters = "".join(each if unicodedata.category(each)[0] != "C" else " " if each.isspace() else "" for each in said)
    line = " ".join(_MARKUP.sub(" ", unicodedata.normalize("NFC", letters)).split()).strip(_QUOTES).strip()
    line = line[:-1] if line.endswith(".") and not line.endswith("..") else line
    if len(line) <= LONGEST_HEADLINE:
        return line
    cut = line[: LONGEST_HEADLINE - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + "…"


def _is_fit(said: str, line: str) -> bool:
    return not (_ADDRESS.search(said) or addresses_model(said) or rate_words(line).rating == "explicit")
