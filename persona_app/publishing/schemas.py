"""What a publication is to others: what visitors see of a persona, and what its owner sees of publishing it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from persona_app.publishing.tagging import Category

LONGEST_HEADLINE = 120
OLDEST = 150
UNKNOWN_AGE = -1


class Visibility(StrEnum):
    """Who may see a persona: its owner; whoever has the address; everybody."""

    PRIVATE = "private"
    UNLISTED = "unlisted"
    PUBLIC = "public"


class Rating(StrEnum):
    """For whom a public persona is. What nothing could judge is `unrated`, and counts as adult."""

    UNRATED = "unrated"
    SAFE = "safe"
    SUGGESTIVE = "suggestive"
    EXPLICIT = "explicit"


class Gender(StrEnum):
    """As the sources say, else unknown."""

    UNKNOWN = "unknown"
    FEMALE = "female"
    MALE = "male"
    NONBINARY = "nonbinary"
    OTHER = "other"


class AgeBucket(StrEnum):
    """Spans of age, see `bucket_of`."""

    UNKNOWN = "unknown"
    CHILD = "child"
    TEEN = "teen"
    YOUNG_ADULT = "young_adult"
    ADULT = "adult"
    SENIOR = "senior"


class AttemptState(StrEnum):
    """Where an attempt to publish stands; `review` waits for the owner."""

    PENDING = "pending"
    REVIEW = "review"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN_ATTEMPT = (AttemptState.PENDING.value, AttemptState.REVIEW.value)
"""A persona has at most one attempt in these states."""


class TagSource(StrEnum):
    """Who gave a persona its tag."""

    ENGINE = "engine"
    OWNER = "owner"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


Headline = Annotated[str, Field(max_length=LONGEST_HEADLINE)]
Age = Annotated[int, Field(ge=UNKNOWN_AGE, le=OLDEST)]
Confidence = Annotated[int, Field(ge=0, le=100)]


class PublicQuote(_Frozen):
    """The words behind a claim or a thought, without what stood around them.

    Attributes:
        source: the kind of source: `text`, `url`, `file`, `card`, or `film`.
        host: of a page's address, never the whole of it; empty for other sources.
        movie: the film's title; empty for other sources.
        character: who says so in the film.
    """

    words: str
    source: Literal["text", "url", "file", "card", "film"]
    host: str = ""
    movie: str = ""
    character: str = ""


class PublicClaim(_Frozen):
    """One thing that is said about the person; `quotes` is empty unless the owner agreed to show them.

    `id` is the claim's in the version, by which a remix cites it; `who` the other person of a relationship.
    """

    text: str
    quotes: tuple[PublicQuote, ...] = ()
    id: str = ""
    who: str = ""


class PublicField(_Frozen):
    """The claims of one field: `name` as in the profile's schema (`occupation`), `title` as a heading ("Work")."""

    name: str
    title: str
    claims: tuple[PublicClaim, ...]


class PublicFactor(_Frozen):
    """One of the Big Five: score and confidence from 0 to 100, and the ids of the claims that it rests on."""

    name: str
    score: int
    confidence: int
    claim_ids: tuple[str, ...] = ()


class PublicProfile(_Frozen):
    """What is known about the person, in the order in which one gets to know somebody; only fields with claims."""

    fields: tuple[PublicField, ...] = ()
    factors: tuple[PublicFactor, ...] = ()


class PublicThought(_Frozen):
    """A thought in the first person, and whose of which film it was; `quote` only if the owner agreed."""

    text: str
    character: str
    movie: str
    quote: str | None = None


class PublicCharacter(_Frozen):
    """A film character that the persona took thoughts from."""

    name: str
    movie: str


class Provenance(_Frozen):
    """From what and by what the version was computed; `is_extractive`: no model wrote it, its words are those of the sources."""

    version: int
    engine: str
    model: str
    is_extractive: bool
    data_count: int
    thought_count: int
    characters: tuple[PublicCharacter, ...] = ()
    built_at: datetime


class Face(_Frozen):
    """Everything that visitors see of a persona's text; written once, when it is published.

    `content` is Markdown; `content_html` is the same, sanitised, its headings from the second level on.
    """

    name: str
    headline: Headline = ""
    profile: PublicProfile = PublicProfile()
    content: str = ""
    content_html: str = ""
    thoughts: tuple[PublicThought, ...] = ()
    provenance: Provenance


class PublicTag(_Frozen):
    """A tag of a persona."""

    name: str
    category: Category
    confidence: Confidence
    source: TagSource = TagSource.ENGINE


class Credit(_Frozen):
    """The public persona that this one was made from."""

    slug: str
    name: str
    creator: str


class PublicPersona(_Frozen):
    """A public or unlisted persona, as its page shows it; `creator` is a handle. `credit` is None when its parent is not public."""

    slug: str
    persona_id: UUID
    creator: str
    face: Face
    tags: tuple[PublicTag, ...]
    rating: Rating
    gender: Gender
    age: Age
    age_bucket: AgeBucket
    source: str
    likes: int
    picture_sha256: str | None
    visibility: Visibility
    published_at: datetime
    changed_at: datetime
    credit: Credit | None = None
    remix_count: int = 0

    @property
    def is_adult(self) -> bool:
        """Is it kept from those who did not ask for adult content? What nobody could judge is."""
        return self.rating in ADULT


class Moved(_Frozen):
    """An address that the persona had before; `slug` is the present one."""

    slug: str


class Gone(_Frozen):
    """There was a public persona at this address: it was withdrawn, archived, hidden or deleted."""


Lookup = PublicPersona | Moved | Gone | None
"""What is at an address; None: nothing ever was."""


class DescribedTag(_Frozen):
    """A tag of the list, and how sure the engine is."""

    name: str
    confidence: Confidence


class Description(_Frozen):
    """What an engine derives from a version, to publish it.

    Attributes:
        tags: of the curated list, the surest first.
        dropped_tags: how many words of the engine were no tags.
        rating: of the text.
        rating_passage: the words that decided; empty when nothing did.
        age: in years, -1 when unknown.
    """

    tags: tuple[DescribedTag, ...] = ()
    dropped_tags: int = 0
    rating: Rating = Rating.UNRATED
    rating_passage: str = ""
    gender: Gender = Gender.UNKNOWN
    age: Age = UNKNOWN_AGE
    age_bucket: AgeBucket = AgeBucket.UNKNOWN
    headline: Headline = ""


class Corrections(_Frozen):
    """What the owner says otherwise in a review; what is None stays as derived. `tags` is the whole list of names."""

    tags: tuple[str, ...] | None = None
    rating: Rating | None = None
    gender: Gender | None = None
    age: Age | None = None
    headline: Headline | None = None


class Asked(_Frozen):
    """What was asked for; `version` is the number of the version that the attempt locked."""

    visibility: Visibility = Visibility.PUBLIC
    version: int
    replace: bool = False
    review: bool = False
    shows_quotes: bool = False
    new_slug: bool = False


class AttemptView(_Frozen):
    """One attempt to publish. `draft` is what an engine derived, from `review` on; `why` a sentence, when it failed."""

    id: UUID
    persona_id: UUID
    run_id: UUID | None
    version_number: int
    state: AttemptState
    why: str
    asked: Asked
    draft: Description | None
    created_at: datetime
    ended_at: datetime | None


class PublicationView(_Frozen):
    """A publication, as its owner sees it; `visibility` is `private` once it was withdrawn."""

    persona_id: UUID
    slug: str
    visibility: Visibility
    version_number: int
    public_name: str
    headline: str
    age: Age
    age_bucket: AgeBucket
    gender: Gender
    rating: Rating
    text_rating: Rating
    rating_passage: str
    shows_quotes: bool
    tags: tuple[PublicTag, ...]
    picture_sha256: str | None
    likes: int
    published_at: datetime
    changed_at: datetime
    withdrawn_at: datetime | None
    hidden_at: datetime | None
    hidden_reason: str
    consented_at: datetime

    @property
    def is_visible(self) -> bool:
        """Can others see it now?"""
        return self.visibility is not Visibility.PRIVATE and self.hidden_at is None


class PublicationState(_Frozen):
    """What is public of a persona, the last attempts (newest first) with the newest one's `state`, and the one that is not over."""

    persona_id: UUID
    state: AttemptState | None = None
    publication: PublicationView | None
    slug: str
    attempts: tuple[AttemptView, ...]
    open_attempt: AttemptView | None

    @property
    def is_public(self) -> bool:
        """Is a version public or unlisted now?"""
        return self.publication is not None and self.publication.visibility is not Visibility.PRIVATE


class Preflight(_Frozen):
    """What publishing a version would mean, told before.

    Attributes:
        face: what visitors would see, with the quotes, which they see only if the owner agrees.
        quote_count: how many quotes that would be.
        missing: what is not there and would make the page poorer, a sentence each.
        unchangeable: what cannot be changed while it is public, a sentence each.
        versions: the numbers that can be published, newest first.
    """

    persona_id: UUID
    version: int
    versions: tuple[int, ...]
    face: Face
    quote_count: int
    missing: tuple[str, ...]
    unchangeable: tuple[str, ...]
    is_archived: bool
    is_public: bool


_BUCKETS = ((12, AgeBucket.CHILD), (17, AgeBucket.TEEN), (29, AgeBucket.YOUNG_ADULT), (59, AgeBucket.ADULT), (OLDEST, AgeBucket.SENIOR))


def bucket_of(age: int) -> AgeBucket:
    """Child 0-12, teen 13-17, young adult 18-29, adult 30-59, senior from 60 on; below 0 unknown."""
    if age < 0:
        return AgeBucket.UNKNOWN
    return next((bucket for last, bucket in _BUCKETS if age <= last), AgeBucket.SENIOR)


_RANKS: Mapping[Rating, int] = {Rating.SAFE: 0, Rating.SUGGESTIVE: 1, Rating.UNRATED: 2, Rating.EXPLICIT: 3}
ADULT = frozenset({Rating.UNRATED, Rating.EXPLICIT})
"""The ratings that are kept from those who did not ask for adult content."""


def rank_of(rating: Rating) -> int:
    """How far a rating keeps a persona from others: safe, suggestive, unrated (counts as adult), explicit."""
    return _RANKS[rating]


def strictest(*ratings: Rating) -> Rating:
    """The rating of what has parts: an explicit part makes all of it explicit, a part that nobody could judge makes it at least unrated."""
    return max(ratings, key=rank_of)
