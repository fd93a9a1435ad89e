"""What visitors see of a persona, made up without a database; a test names only what matters to it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from persona_app.core.markdown import to_html
from persona_app.publishing.schemas import (
    AgeBucket,
    Credit,
    Face,
    Gender,
    Provenance,
    PublicCharacter,
    PublicClaim,
    PublicFactor,
    PublicField,
    PublicPersona,
    PublicProfile,
    PublicQuote,
    PublicTag,
    PublicThought,
    Rating,
    Visibility,
)
from persona_app.publishing.tagging import Category

SHOWN_ID = UUID("01930000-0000-7000-8000-000000000001")
A_DAY = datetime(2026, 5, 4, 12, tzinfo=UTC)


def make_face(
    *,
    name: str = "Mara Quell",
    headline: str = "A baker who keeps the harbour's ledgers",
    claims: Sequence[str] = ("winds every clock in the house on Sunday evenings, all eleven of them",),
    quote: str = "",
    content: str = "# Mara\n\nShe bakes.",
    thoughts: Sequence[str] = ("I trust the tide more than the calendar.",),
    character: str = "Ellen",
) -> Face:
    """A face; with a quote, each claim and thought shows it."""
    quotes = (PublicQuote(words=quote, source="url", host="letters.example"),) if quote else ()
    habit = PublicField(name="habit", title="Habits", claims=tuple(PublicClaim(text=text, quotes=quotes) for text in claims))
    factors = (PublicFactor(name="Openness", score=71, confidence=60),)
    return Face(
        name=name,
        headline=headline[:120],
        profile=PublicProfile(fields=(habit,), factors=factors),
        content=content,
        content_html=to_html(content, top_heading=2),
        thoughts=tuple(PublicThought(text=text, character=character, movie="Harbour Lights", quote=quote or None) for text in thoughts),
        provenance=Provenance(
            version=4,
            engine="offline",
            model="",
            is_extractive=True,
            data_count=7,
            thought_count=len(thoughts),
            characters=(PublicCharacter(name=character, movie="Harbour Lights"),),
            built_at=A_DAY,
        ),
    )


def make_shown(
    *,
    face: Face | None = None,
    slug: str = "mara-quell-abc123",
    creator: str = "ada",
    tags: Sequence[tuple[str, int]] = (("baker", 90), ("patient", 40)),
    rating: Rating = Rating.SAFE,
    visibility: Visibility = Visibility.PUBLIC,
    credit: Credit | None = None,
    picture_sha256: str | None = None,
    likes: int = 12,
) -> PublicPersona:
    """A public persona."""
    return PublicPersona(
        slug=slug,
        persona_id=SHOWN_ID,
        creator=creator,
        face=face or make_face(),
        tags=tuple(PublicTag(name=name, category=Category.TRAIT, confidence=confidence) for name, confidence in tags),
        rating=rating,
        gender=Gender.FEMALE,
        age=34,
        age_bucket=AgeBucket.ADULT,
        source="manual",
        likes=likes,
        picture_sha256=picture_sha256,
        visibility=visibility,
        published_at=A_DAY,
        changed_at=A_DAY,
        credit=credit,
    )
