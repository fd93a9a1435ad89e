"""What stands before a publication, as its page shows it."""

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from persona_app.publishing.schemas import Face, Preflight, PublicQuote
from persona_app.web.shown.quantities import count

QUOTES_SHOWN = 8
SOURCES = {"text": "a text", "url": "a web page", "file": "a file", "card": "an imported card", "film": "a film"}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownVersionChoice(_Frozen):
    """A version that could be published; `number` as a form's value."""

    number: str
    label: str


class ShownQuoted(_Frozen):
    """A quote that visitors would read, the claim that it stands behind, and where from they would be told it is."""

    key: str
    claim: str
    words: str
    source: str


class ShownChange(_Frozen):
    """One field of the face: what visitors would not read any more, and what they would read instead."""

    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


class ShownPreflight(_Frozen):
    """Everything that is told before."""

    versions: tuple[ShownVersionChoice, ...] = ()
    missing: tuple[str, ...] = ()
    unchangeable: tuple[str, ...] = ()
    quote_count: int = 0
    quote_words: str = ""
    quotes: tuple[ShownQuoted, ...] = ()


def shown_preflight(before: Preflight) -> ShownPreflight:
    """What is told before publishing this version."""
    newest = max(before.versions, default=before.version)
    return ShownPreflight(
        versions=tuple(
            ShownVersionChoice(number=str(number), label=f"Version {number}" + (", the newest" if number == newest else ""))
            for number in before.versions
        ),
        missing=before.missing,
        unchangeable=before.unchangeable,
        quote_count=before.quote_count,
        quote_words=f"{count(before.quote_count, 'quote')} from your texts and films. The texts around them are never shown.",
        quotes=tuple(_quoted(before.face)),
    )


def _quoted(face: Face) -> Iterator[ShownQuoted]:
    """Some of the quotes, of as many claims as there is room for."""
    claims = [claim for field in face.profile.fields for claim in field.claims if claim.quotes]
    for at, claim in enumerate(claims[:QUOTES_SHOWN]):
        yield ShownQuoted(key=str(at), claim=claim.text, words=claim.quotes[0].words, source=_source(claim.quotes[0]))


def _source(quote: PublicQuote) -> str:
    return quote.host or quote.movie or SOURCES.get(quote.source, "a text")


def without_quotes(face: Face) -> Face:
    """What visitors see when the owner does not agree to show the words behind the claims."""
    fields = tuple(
        field.model_copy(update={"claims": tuple(claim.model_copy(update={"quotes": ()}) for claim in field.claims)})
        for field in face.profile.fields
    )
    thoughts = tuple(thought.model_copy(update={"quote": None}) for thought in face.thoughts)
    return face.model_copy(update={"profile": face.profile.model_copy(update={"fields": fields}), "thoughts": thoughts})


def shown_changes(now: Face, then: Face) -> tuple[ShownChange, ...]:
    """What visitors would read otherwise: field by field, line by line; order alone is no change."""
    before, after = _lines_of(now), _lines_of(then)
    changes = (_change(field, before.get(field, ()), after.get(field, ())) for field in dict.fromkeys([*before, *after]))
    return tuple(change for change in changes if change.removed or change.added)


def _lines_of(face: Face) -> dict[str, tuple[str, ...]]:
    fields = {field.title: tuple(claim.text for claim in field.claims) for field in face.profile.fields}
    thoughts = tuple(thought.text for thought in face.thoughts)
    content = tuple(line for line in face.content.splitlines() if line.strip())
    return {"Its name": (face.name,), **fields, "Thoughts": thoughts, "Content": content}


def _change(field: str, before: Sequence[str], after: Sequence[str]) -> ShownChange:
    kept = set(before) & set(after)
    return ShownChange(
        field=field,
        removed=tuple(dict.fromkeys(line for line in before if line not in kept)),
        added=tuple(dict.fromkeys(line for line in after if line not in kept)),
    )
