"""What others see of the gallery."""

from enum import StrEnum
from typing import Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from persona_app.publishing.schemas import AgeBucket, Gender, Rating
from persona_app.publishing.tagging import Category

LONGEST_QUERY = 200
"""Characters of a query that are read."""
MOST_CHOSEN = 20
"""Values of one facet that can be chosen at once."""
Value = TypeVar("Value")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Sort(StrEnum):
    """In which order; `popular` weighs likes and newness, `relevance` also where the words stand."""

    RELEVANCE = "relevance"
    POPULAR = "popular"
    NEW = "new"
    LIKED = "liked"


class Source(StrEnum):
    """How a persona came to be."""

    MANUAL = "manual"
    DERIVED = "derived"
    MOVIE = "movie"


class Filters(_Frozen):
    """What is wanted: every one of the tags, and in each other field any of the values; empty means all. `creator` is a handle."""

    tags: tuple[str, ...] = Field((), max_length=MOST_CHOSEN)
    category: tuple[Category, ...] = Field((), max_length=MOST_CHOSEN)
    gender: tuple[Gender, ...] = Field((), max_length=MOST_CHOSEN)
    age_bucket: tuple[AgeBucket, ...] = Field((), max_length=MOST_CHOSEN)
    rating: tuple[Rating, ...] = Field((), max_length=MOST_CHOSEN)
    source: tuple[Source, ...] = Field((), max_length=MOST_CHOSEN)
    creator: str = ""


NO_FILTERS = Filters()


class PublicCard(_Frozen):
    """A public persona in a list; `tags` are the two that fit best, `creator` is a handle."""

    persona_id: UUID
    slug: str
    name: str
    headline: str
    creator: str
    tags: tuple[str, ...]
    rating: Rating
    likes: int
    picture_sha256: str | None

    @property
    def is_adult(self) -> bool:
        """Is it shown only to those who asked for adult content?"""
        return self.rating in {Rating.EXPLICIT, Rating.UNRATED}


class FacetValue(_Frozen):
    """One value of a facet, and how many of what was found have it."""

    value: str
    count: int


class Facets(_Frozen):
    """Values that are among what was found, the most frequent first; what is chosen narrows its own field too."""

    tags: tuple[FacetValue, ...] = ()
    category: tuple[FacetValue, ...] = ()
    gender: tuple[FacetValue, ...] = ()
    age_bucket: tuple[FacetValue, ...] = ()
    rating: tuple[FacetValue, ...] = ()
    source: tuple[FacetValue, ...] = ()


class Found(_Frozen):
    """One page of a search.

    Attributes:
        facets: of all that was found; only the first page has them.
        total: how many were found.
        is_capped: there are more than `total`: only the most popular of them were looked at, and facets count only those.
        did_you_mean: the query that was searched instead, because nothing has the words as they were spelt.
    """

    items: tuple[PublicCard, ...] = ()
    facets: Facets = Facets()
    total: int = 0
    is_capped: bool = False
    next_cursor: str | None = None
    did_you_mean: str | None = None


class Suggestion(_Frozen):
    """What somebody who types may mean: a persona (with its slug), a tag, or a word."""

    kind: Literal["persona", "tag", "word"]
    text: str
    slug: str = ""


class LikeView(_Frozen):
    """How many like a persona, and whether the asker does."""

    count: int
    is_liked: bool
