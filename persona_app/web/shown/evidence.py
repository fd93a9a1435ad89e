"""What a claim rests on: each quote in its surroundings."""

import re

from pydantic import BaseModel, ConfigDict

from persona_app.personas.claims import FIELD_TITLES
from persona_app.personas.profile import Claim, Contradiction, InheritedCitation
from persona_app.personas.schemas import ClaimWordView, Excerpt, PersonaView, VersionView
from persona_app.web import routes
from persona_app.web.shown.personas import NO_DATUM, ShownDatum, shown_datum
from persona_app.web.shown.profiles import ShownClaim, shown_claim
from persona_app.web.shown.quantities import count
from persona_app.web.shown.scenes import ShownScene

LONGEST_WORD = 30
_BREAK = re.compile(r"\s+")
OUTCOMES = {"left": "You kept “{left}”.", "right": "You kept “{right}”.", "both": "You kept both: “{left}” and “{right}”."}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownQuote(_Frozen):
    """One quote between the words around it; `href` opens the whole datum at this place (empty: it is of a film)."""

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


def line_quote(scene: ShownScene) -> ShownQuote:
    """The marked line of a scene as a quote."""
    line = next(line for line in scene.lines if line.is_marked)
    datum = NO_DATUM.model_copy(update={"title": scene.title, "kind": "Film dialogue"})
    return ShownQuote(key=scene.key, before=line.before, quote=line.quote, after=line.after, place="", href="", data=datum)


class ShownInherited(_Frozen):
    """A claim that the parent has; `href` leads to the parent's version, and is empty when it is gone or another's."""

    key: str
    parent: str
    version: str
    href: str


def shown_inherited(citation: InheritedCitation, *, parent: PersonaView | None) -> ShownInherited:
    """Where a claim was inherited from."""
    return ShownInherited(
        key=f"{citation.persona_id}-{citation.version}-{citation.claim_id}",
        parent=parent.name if parent else "a persona that is not there any more",
        version=f", version {citation.version}",
        href=routes.persona_version(parent.id, citation.version) if parent else "",
    )


class ShownWord(_Frozen):
    """That the owner said so: when (`at`, empty for words that were said otherwise since), and what stood there before."""

    key: str
    at: str
    before: str


def shown_word(word: ClaimWordView, *, version: VersionView) -> ShownWord:
    """The owner's word behind a claim of this version."""
    is_since = word.created_at > version.created_at
    return ShownWord(key=str(word.id), at="" if is_since else word.created_at.isoformat(), before="" if is_since else word.before)


def summary_of(claim: Claim, *, quotes: int, scenes: int) -> str:
    """How many places say so, and where they are; empty where the owner alone does."""
    mine = sum(citation.kind == "author" for citation in claim.citations)
    if mine:
        others = claim.support - mine
        return f"{count(others, 'other place')} {'say' if others > 1 else 'says'} so too" if others > 0 else ""
    kinds = {citation.kind for citation in claim.citations}
    if kinds == {"inherited"}:
        return "Its parent says so."
    shown = quotes + scenes
    words = count(claim.support, "line") + " of film dialogue" if not quotes else count(claim.support, "place") + " in your texts"
    if quotes and scenes:
        words = count(claim.support, "place") + " in your texts and in films"
    return words + (f", {shown} shown" if shown < claim.support else "")


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
