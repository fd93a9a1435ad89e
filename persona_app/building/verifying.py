"""Finding a quote in the text it is said to come from: the program finds the place, never the model.

A quote counts when it stands in the text exactly, or with nothing but white space and typography differing: kinds of quotation
marks, dashes, ellipses, ligatures, non-breaking spaces, soft hyphens, composed and decomposed letters. Case and words never differ.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from persona_app.building.schemas import Chunk, Verified, VerifiedClaim
from persona_app.llm.injection import Passage, addresses_model
from persona_app.llm.questions import ClaimField, ExtractedClaim
from persona_app.personas.normalising import claim_key, value_key

OLDEST_AGE = 130
_LONGEST_LINE = 300
_TYPOGRAPHY = {
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_PLAIN_ALREADY = re.compile("[!-_a-~]+(?: [!-_a-~]+)+")
"""Words of ASCII with one blank between them, the grave accent aside: most of most texts stays as it is."""
_MARKS = "'\" .,;:"


@dataclass(frozen=True)
class Plain:
    """A text with plain typography, and where each of its characters stands in the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def is_border(self, at: int) -> bool:
        """Does something of the original begin or end there? Not within the three dots of an ellipsis, or the two letters of a ligature."""
        return at in (0, len(self.starts)) or self.starts[at - 1] != self.starts[at]


def plain(text: str) -> Plain:
    """White space runs become one space, typography its plain form, letters with their accents one character."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for run in _PLAIN_ALREADY.finditer(text):
        _add_plain(text, at, run.start(), letters, starts, ends)
        at = run.end() - 1  # what combines with the last letter may come behind it
        letters.append(text[run.start() : at])
        starts += range(run.start(), at)
        ends += range(run.start() + 1, at + 1)
    _add_plain(text, at, len(text), letters, starts, ends)
    return Plain("".join(letters), tuple(starts), tuple(ends))


def _add_plain(text: str, first: int, last: int, letters: list[str], starts: list[int], ends: list[int]) -> None:
    for start, end in _clusters(text, first, last):
        letter = _plain_cluster(text[start:end])
        if letter == " " and letters and letters[-1] == " ":
            ends[-1] = end
            continue
        letters += letter
        starts += [start] * len(letter)
        ends += [end] * len(letter)


class Place:
    """One chunk of a text in which quotes are looked for, outside of what is withheld; its plain form is made when first needed."""

    def __init__(self, text: str, chunk: Chunk, *, withheld: Sequence[Passage] = ()) -> None:
        self._text = text
        self._withheld = withheld
        self._chunk = chunk
        self._plain: Plain | None = None
        self._found: dict[str, tuple[tuple[int, int], ...]] = {}

    def occurrences(self, quote: str) -> tuple[tuple[int, int], ...]:
        """The places of the quote, as offsets of the whole text: exact ones first, each kind from the beginning on.

        A place that begins or ends within a word (of a script that separates words) is none. Each quote is looked for once: a text
        that repeats itself makes the same claim hundreds of times.
        """
        if quote not in self._found:
            self._found[quote] = tuple(self._occurrences(quote))
        return self._found[quote]

    def _occurrences(self, quote: str) -> Iterator[tuple[int, int]]:
        wanted = quote.strip()
        if not any(character.isalnum() for character in wanted):
            return
        seen: set[tuple[int, int]] = set()
        for place in (*self._exact(wanted), *self._plainly(wanted)):
            if place not in seen and self._is_whole(*place):
                seen.add(place)
                yield place

    def _exact(self, quote: str) -> Iterator[tuple[int, int]]:
        at = self._text.find(quote, self._chunk.start, self._chunk.end)
        while at >= 0:
            yield at, at + len(quote)
            at = self._text.find(quote, at + 1, self._chunk.end)

    def _plainly(self, quote: str) -> Iterator[tuple[int, int]]:
        if self._plain is None:
            self._plain = plain(self._text[self._chunk.start : self._chunk.end])
        here = self._plain
        whole = plain(quote).text.strip()
        for wanted in dict.fromkeys((whole, whole.strip(_MARKS))):
            at = here.text.find(wanted) if wanted else -1
            while at >= 0:
                if here.is_border(at) and here.is_border(at + len(wanted)):
                    yield self._chunk.start + here.starts[at], self._chunk.start + here.ends[at + len(wanted) - 1]
                at = here.text.find(wanted, at + 1)

    def _is_whole(self, start: int, end: int) -> bool:
        if any(each.start < end and start < each.end for each in self._withheld):
            return False
        return not (_cuts_word(self._text, start) or _cuts_word(self._text, end))


def verify(text: str, chunk: Chunk, claims: Sequence[ExtractedClaim], *, withheld: Sequence[Passage] = ()) -> Verified:
    """Keep the claims that are plausible and whose quote stands in the chunk, each at its first place not yet taken.

    No claim rests on a passage that is withheld since it addresses a model, or speaks like one itself.
    A claim repeated for a place that it has already is left out without counting as dropped.
    """
    place = Place(text, chunk, withheld=withheld)
    taken: set[tuple[str, str, int]] = set()
    untried: dict[tuple[str, str, str], Iterator[tuple[int, int]]] = {}
    kept: list[VerifiedClaim] = []
    dropped = 0
    for claim in claims:
        places = place.occurrences(claim.quote)
        value = plausible_value(claim, quote=text[slice(*places[0])]) if places else None
        if value is None:
            dropped += 1
            continue
        who = claim.who.strip() if claim.field is ClaimField.RELATIONSHIP else ""
        key = claim_key(value, who)
        left = untried.setdefault((claim.field.value, key, claim.quote), iter(places))
        free = next((found for found in left if (claim.field.value, key, found[0]) not in taken), None)
        if free is not None:
            taken.add((claim.field.value, key, free[0]))
            quote = text[free[0] : free[1]]
            kept.append(VerifiedClaim(field=claim.field, value=value, who=who, key=key, start=free[0], end=free[1], quote=quote))
    return Verified(claims=tuple(kept), dropped=dropped)


def plausible_value(claim: ExtractedClaim, *, quote: str) -> str | None:
    """The claim's value as it is kept, or None when it cannot be true as it stands.

    An age is a whole number of years from 0 to 130; a name shares a word with its quote; a favourite word stands in its quote;
    a sample line is its quote (nobody puts words into somebody's mouth).
    """
    value = " ".join(claim.value.split())
    if not any(character.isalnum() for character in value) or addresses_model(value) or addresses_model(claim.who):
        return None
    match claim.field:
        case ClaimField.AGE:
            return _age(value)
        case ClaimField.NAME | ClaimField.ALIAS:
            return value if set(value_key(value).split()) & set(value_key(quote).split()) else None
        case ClaimField.FAVOURITE_WORD:
            return value if value_key(value) in value_key(quote) else None
        case ClaimField.SAMPLE_LINE:
            return value if plain(value).text in plain(quote).text else " ".join(quote.split())[:_LONGEST_LINE]
        case _:
            return value


def _age(value: str) -> str | None:
    if not re.fullmatch(r"[0-9]{1,3}", value) or int(value) > OLDEST_AGE:
        return None
    return str(int(value))


def _clusters(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Each character of `text[first:last]` with the combining marks behind it."""
    start = first
    for at in range(first + 1, last + 1):
        if at == last or not unicodedata.combining(text[at]):
            yield start, at
            start = at


def _plain_cluster(cluster: str) -> str:
    if cluster.isspace():
        return " "
    composed = unicodedata.normalize("NFC", cluster)
    return "".join(_TYPOGRAPHY.get(character, character) for character in composed)


def _cuts_word(text: str, at: int) -> bool:
    """Does a cut there divide a word, or a letter from its accents?"""
    if not 0 < at < len(text):
        return False
    return bool(unicodedata.combining(text[at])) or (_is_spaced(text[at - 1]) and _is_spaced(text[at]))


def _is_spaced(character: str) -> bool:
    """Is it a digit, or a letter of a script that has case (and so separates words)?"""
    return character.isdigit() or character.lower() != character.upper()
