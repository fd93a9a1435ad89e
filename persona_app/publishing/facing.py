"""What visitors will see of a version: pure. Nothing of the data comes through but claims, and quotes where the owner agreed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from persona_app.core.markdown import to_html
from persona_app.enrichment.schemas import ThoughtView
from persona_app.personas.claims import FIELD_TITLES, claim_text, claims_at
from persona_app.personas.profile import Citation, Claim, DataCitation, LineCitation, Profile
from persona_app.personas.schemas import VersionView
from persona_app.publishing.schemas import (
    Face,
    Provenance,
    PublicCharacter,
    PublicClaim,
    PublicFactor,
    PublicField,
    PublicProfile,
    PublicQuote,
    PublicThought,
)

MOST_QUOTES = 3
"""Of one claim: more prove nothing more."""
TOP_HEADING = 2
"""The page's own heading is the first."""


class Origin(BaseModel):
    """As much of a datum as visitors may know: its kind, and its address if it is a page."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["text", "url", "file", "card"]
    address: str = ""


class Sources(BaseModel):
    """What a version rests on: its data by id; the thoughts it was computed from, hidden ones too."""

    model_config = ConfigDict(frozen=True)

    data: Mapping[UUID, Origin]
    thoughts: tuple[ThoughtView, ...] = ()

    @property
    def shown_thoughts(self) -> tuple[ThoughtView, ...]:
        """Those that the owner has not hidden."""
        return tuple(each for each in self.thoughts if not each.is_hidden)


def build_face(version: VersionView, *, name: str, headline: str, sources: Sources, shows_quotes: bool) -> Face:
    """Everything that visitors see of the version's text. Thoughts hidden by now, and claims that rest on such alone, are not."""
    thoughts = tuple(_thought(each, shows_quotes=shows_quotes) for each in sources.shown_thoughts)
    return Face(
        name=name,
        headline=headline,
        profile=_profile(version.profile, sources=sources, shows_quotes=shows_quotes),
        content=version.content,
        content_html=to_html(version.content, top_heading=TOP_HEADING),
        thoughts=thoughts,
        provenance=_provenance(version, sources=sources),
    )


def digest_of_face(face: Face) -> str:
    """The SHA-256 (hex) of all that visitors read, whatever the headline."""
    return sha256(face.model_copy(update={"headline": ""}).model_dump_json().encode()).hexdigest()


def count_quotes(face: Face) -> int:
    """How many quotes a face shows."""
    claims = sum(len(claim.quotes) for field in face.profile.fields for claim in field.claims)
    return claims + sum(each.quote is not None for each in face.thoughts)


def _provenance(version: VersionView, *, sources: Sources) -> Provenance:
    characters = dict.fromkeys(PublicCharacter(name=each.character, movie=each.movie) for each in sources.shown_thoughts)
    return Provenance(
        version=version.number,
        engine=version.engine,
        model=version.model,
        is_extractive=version.is_extractive,
        data_count=len(version.data_ids),
        thought_count=len(sources.shown_thoughts),
        characters=tuple(characters),
        built_at=version.created_at,
    )


def _thought(thought: ThoughtView, *, shows_quotes: bool) -> PublicThought:
    quote = thought.lines[0].quote if shows_quotes and thought.lines else None
    return PublicThought(text=thought.text, character=thought.character, movie=thought.movie, quote=quote)


def _profile(profile: Profile, *, sources: Sources, shows_quotes: bool) -> PublicProfile:
    lines = _Lines(sources.thoughts)
    fields = []
    for field, title in FIELD_TITLES.items():
        claims = [claim for claim in claims_at(profile, field) if not lines.is_hidden(claim)]
        shown = tuple(
            PublicClaim(text=claim_text(each), quotes=tuple(_quotes(each, sources, lines, shows_quotes)), id=each.id, who=each.who)
            for each in claims
        )
        if shown:
            fields.append(PublicField(name=field.value, title=title, claims=shown))
    factors = tuple(
        PublicFactor(name=name, score=factor.score, confidence=factor.confidence, claim_ids=factor.claim_ids)
        for name, factor in profile.personality.big_five
        if factor
    )
    return PublicProfile(fields=tuple(fields), factors=factors)


def _quotes(claim: Claim, sources: Sources, lines: "_Lines", shows_quotes: bool) -> Sequence[PublicQuote]:
    found = _told(claim.citations, sources, lines) if shows_quotes else ()
    return tuple(dict.fromkeys(found))[:MOST_QUOTES]


def _told(citations: Iterable[Citation], sources: Sources, lines: "_Lines") -> Iterator[PublicQuote]:
    for each in citations:
        if isinstance(each, DataCitation) and each.data_id in sources.data:
            origin = sources.data[each.data_id]
            yield PublicQuote(words=each.quote, source=origin.kind, host=_host(origin))
        elif isinstance(each, LineCitation) and each.line_id in lines.shown:
            character, movie = lines.shown[each.line_id]
            yield PublicQuote(words=each.quote, source="film", movie=movie, character=character)


def _host(origin: Origin) -> str:
    """Of a page's address, without what leads into it."""
    if origin.kind != "url":
        return ""
    try:
        return urlsplit(origin.address).hostname or ""
    except ValueError:
        return ""


class _Lines:
    """The film lines behind thoughts: whose of which film they are, and which of them only hidden thoughts rest on."""

    def __init__(self, thoughts: Iterable[ThoughtView]) -> None:
        self.shown: dict[UUID, tuple[str, str]] = {}
        hidden: set[UUID] = set()
        for thought in thoughts:
            for line in thought.lines:
                if thought.is_hidden:
                    hidden.add(line.line_id)
                else:
                    self.shown[line.line_id] = (line.character, line.movie)
        self._hidden = hidden - self.shown.keys()

    def is_hidden(self, claim: Claim) -> bool:
        """Does the claim rest on nothing but lines of hidden thoughts?"""
        return all(isinstance(each, LineCitation) and each.line_id in self._hidden for each in claim.citations)
