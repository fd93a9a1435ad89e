"""What a claim rests on: each quote in its surroundings."""

import re

from pydantic import BaseModel, ConfigDict

from persona_app.personas.profile import Contradiction
from persona_app.personas.schemas import Excerpt
from persona_app.web import routes
from persona_app.web.shown.personas import ShownDatum, shown_datum
from persona_app.web.shown.profiles import FIELD_TITLES, ShownClaim, shown_claim
from persona_app.web.shown.quantities import count

LONGEST_WORD = 30
_BREAK = re.compile(r"\s+")
OUTCOMES = {"left": "You kept “{left}”.", "right": "You kept “{right}”.", "both": "You kept both: “{left}” and “{right}”."}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownQuote(_Frozen):
    """One quote between the words around it; `href` opens the whole datum at this place."""

    key: str
    before: str
    quote: str
    after: str
    place: str
    href: str
    data: ShownDatum


def shown_quote(excerpt: Excerpt, *, persona_id: str, start: int, end: int) -> ShownQuote:
    """The quote; an ellipsis where the text goes on beyond what is shown, which begins and ends with a whole word."""
    before = "… " + from_a_word(excerpt.before) if excerpt.has_more_before else excerpt.before
    after = to_a_word(excerpt.after) + " …" if excerpt.has_more_after else excerpt.after
    return ShownQuote(
        key=f"{excerpt.data.id}-{start}",
        before=before,
        quote=excerpt.quote,
        after=after,
        place=f"characters {start + 1:,} to {end:,}",
        href=routes.persona_datum(persona_id, excerpt.data.id, at=(start, end)),
        data=shown_datum(excerpt.data, persona_id=persona_id),
    )


def from_a_word(text: str) -> str:
    """The text without the word it begins within; whole when its first word is longer than any word would be."""
    cut = _BREAK.search(text[:LONGEST_WORD])
    return text[cut.end() :] if cut else text


def to_a_word(text: str) -> str:
    """The text without the word it ends within; whole when its last word is longer than any word would be."""
    return from_a_word(text[::-1])[::-1]


class ShownSide(_Frozen):
    """One side of a contradiction, with up to three of its quotes."""

    claim: ShownClaim
    field: str
    quotes: tuple[ShownQuote, ...]
    more: str


class ShownContradiction(_Frozen):
    """Two claims that cannot both hold; `outcome` says how it was settled, empty while open."""

    id: str
    why: str
    left: ShownSide
    right: ShownSide
    outcome: str


def shown_contradiction(contradiction: Contradiction, *, left: tuple[ShownQuote, ...], right: tuple[ShownQuote, ...]) -> ShownContradiction:
    """Both sides side by side."""
    outcome = OUTCOMES[contradiction.settled] if contradiction.settled else ""
    return ShownContradiction(
        id=contradiction.id,
        why=contradiction.why,
        left=_side(shown_claim(contradiction.left), FIELD_TITLES[contradiction.left_field], left),
        right=_side(shown_claim(contradiction.right), FIELD_TITLES[contradiction.right_field], right),
        outcome=outcome.format(left=contradiction.left.value, right=contradiction.right.value),
    )


def _side(claim: ShownClaim, field: str, quotes: tuple[ShownQuote, ...]) -> ShownSide:
    hidden = claim.support - len(quotes)
    return ShownSide(claim=claim, field=field, quotes=quotes, more=f"and {count(hidden, 'more place')}" if hidden > 0 else "")
