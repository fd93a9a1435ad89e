"""A public profile as prose and facts; a claim's amber mark opens the words behind it, where the owner agreed."""

from collections.abc import Iterator, Sequence
from html import escape

from persona_app.publishing.schemas import PublicClaim, PublicFactor, PublicField, PublicProfile, PublicQuote, PublicThought
from persona_app.web.public.plain import words
from persona_app.web.shown.profiles import FLOWING_MEAN, FLOWING_MOST, QUOTATION_MARKS, reading_of
from persona_app.web.shown.quantities import count

SPOKEN = frozenset({"sample_line"})
"""Fields whose claims are the person's own words."""
FACTOR_STEP = 5
SOURCES = {
    "text": "From a text that was given",
    "url": "From a page",
    "file": "From a file",
    "card": "From an imported card",
    "film": "From a film",
}


class Quotes:
    """The quotes of one page, numbered as they come; each opens as a popover, without a script and without moving anything."""

    def __init__(self, numbering: Iterator[int]) -> None:
        self._numbers = numbering
        self._found: list[str] = []

    def claim(self, claim: PublicClaim) -> str:
        """The mark of a claim; nothing where its quotes are not shown."""
        if not claim.quotes:
            return ""
        shown = "".join(_quote(one) for one in claim.quotes)
        return self._mark(claim.text, shown, sources=len(claim.quotes))

    def line(self, thought: PublicThought) -> str:
        """The mark of a thought."""
        if not thought.quote:
            return ""
        quote = PublicQuote(words=thought.quote, source="film", movie=thought.movie, character=thought.character)
        return self._mark(thought.text, _quote(quote), sources=1)

    def _mark(self, text: str, shown: str, *, sources: int) -> str:
        place = f"quote-{next(self._numbers)}"
        close = (
            f'<button type="button" class="icon-button" popovertarget="{place}" popovertargetaction="hide" aria-label="Close">×</button>'
        )
        head = f'<div class="public-quote-head"><p class="label">{count(sources, "source")}</p>{close}</div>'
        claim = f'<p class="evidence-claim" dir="auto">{escape(text)}</p>'
        self._found.append(
            f'<aside class="public-quote" id="{place}" popover role="dialog" aria-label="Evidence">{head}{claim}{shown}</aside>'
        )
        label = escape(f"{count(sources, 'source')} for “{text[:200]}”")
        button = f'<button type="button" class="evidence-mark" popovertarget="{place}" aria-label="{label}">{sources}</button>'
        return f'<span class="claim-end">\u2060{button}</span>'

    def popovers(self) -> str:
        """All of them, to stand at the end of the page."""
        return f'<div class="public-quotes">{"".join(self._found)}</div>' if self._found else ""


def _quote(quote: PublicQuote) -> str:
    where = [SOURCES[quote.source], words(quote.host) if quote.host else "", *_scene(quote)]
    named = " · ".join(part for part in where if part)
    return (
        f'<figure class="quote"><blockquote class="quote-words" dir="auto"><mark>{escape(quote.words)}</mark></blockquote>'
        f'<figcaption class="quote-where tiny muted"><span>{named}</span></figcaption></figure>'
    )


def _scene(quote: PublicQuote) -> Sequence[str]:
    return [words(part) for part in (quote.movie, quote.character) if part]


def profile(known: PublicProfile, quotes: Quotes) -> str:
    """The fields that have something, then the Big Five."""
    if not known.fields and not known.factors:
        return ""
    rows = "".join(_field(each, quotes) for each in known.fields) + _factors(known.factors)
    return f'<section class="public-part profile"><h2 class="visually-hidden">Profile</h2><div class="dossier">{rows}</div></section>'


def _field(field: PublicField, quotes: Quotes) -> str:
    title = f'<h3 class="fact-title">{escape(field.title)}</h3>'
    is_spoken = field.name in SPOKEN
    if _is_flowing(field) and not is_spoken:
        last = len(field.claims) - 1
        parts = [_claim(one, quotes, tail="," if place < last else "") for place, one in enumerate(field.claims)]
        return f'<section class="fact">{title}<p class="fact-flow">{" ".join(parts)}</p></section>'
    lines = "".join(f"<li>{_claim(one, quotes, is_spoken=is_spoken)}</li>" for one in field.claims)
    return f'<section class="fact">{title}<ul class="fact-lines">{lines}</ul></section>'


def _claim(claim: PublicClaim, quotes: Quotes, *, tail: str = "", is_spoken: bool = False) -> str:
    text = f"“{claim.text.strip(QUOTATION_MARKS)}”" if is_spoken else claim.text
    return f'<span class="public-claim"><bdi dir="auto">{escape(text)}</bdi>{tail}{quotes.claim(claim)}</span>'


def _is_flowing(field: PublicField) -> bool:
    lengths = [len(one.text) for one in field.claims]
    return bool(lengths) and max(lengths) <= FLOWING_MOST and sum(lengths) <= FLOWING_MEAN * len(lengths)


def _factors(factors: Sequence[PublicFactor]) -> str:
    if not factors:
        return ""
    rows = "".join(_factor(each) for each in factors)
    note = '<p class="tiny muted">50 is average. Fainter where less is known.</p>'
    return f'<section class="fact"><div><h3 class="fact-title">Big Five</h3>{note}</div><dl class="factors">{rows}</dl></section>'


def _factor(factor: PublicFactor) -> str:
    """The dot's place and strength are attributes of a drawing: the content policy lets no text carry a style."""
    strength = 0.35 + 0.65 * factor.confidence / 100
    dot = f'<circle class="public-dot" cx="{factor.score}%" cy="50%" r="6" opacity="{strength:.2f}"/>'
    middle = '<rect class="public-scale-middle" x="50%" y="2" width="1" height="8"/>'
    scale = f'<rect class="public-scale-line" y="5" width="100%" height="2" rx="1"/>{middle}'
    drawn = f'<svg class="public-scale" aria-hidden="true">{scale}{dot}</svg>'
    facts = f'<span class="tiny muted factor-facts">{factor.score} · {reading_of(factor.score)} · {factor.confidence} % sure</span>'
    return f'<div class="factor"><dt class="factor-name">{escape(factor.name.capitalize())}</dt><dd>{drawn}{facts}</dd></div>'
