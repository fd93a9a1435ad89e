"""Publications, their tags, addresses, attempts, and what visitors report. Triggers keep what is public as it is (migration 0011)."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, ENUM, JSONB
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME
from persona_app.core.ids import new_id
from persona_app.publishing.schemas import AgeBucket, AttemptState, Gender, Rating, TagSource, Visibility


def _enum(kind: type[StrEnum], name: str) -> ENUM:
    """The type of the database that the migration makes."""
    return ENUM(kind, name=name, create_type=False, values_callable=lambda members: [member.value for member in members])


VISIBILITY, RATING = _enum(Visibility, "persona_visibility"), _enum(Rating, "persona_rating")
GENDER, AGE_BUCKET = _enum(Gender, "persona_gender"), _enum(AgeBucket, "persona_age_bucket")


class TagRow(SQLModel, table=True):
    """One tag of the curated list, seeded from `tags.toml`; `position` orders them all."""

    __tablename__ = "tag"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    category: str
    position: int
    synonyms: list[str] = Field(sa_column=Column(ARRAY(Text), nullable=False, server_default="{}"))


_FOUND = text("visibility = 'public' AND hidden_at IS NULL")
"""What the gallery lists; its sorts have an index each (migration 0013)."""


class Publication(SQLModel, table=True):
    """What is public of a persona. There from the first publication on; withdrawn it is private, and keeps its address.

    `face` is everything that visitors see; `rating` is the strictest of text, picture and owner, `text_rating` that without the picture.
    `creator` is the owner's handle. While public, only the picture, a higher rating, an operator's hiding, likes, and unlisted or
    public may change.
    """

    __tablename__ = "publication"
    __table_args__ = (
        CheckConstraint("age BETWEEN -1 AND 150", name="age"),
        CheckConstraint("char_length(headline) <= 120", name="headline"),
        CheckConstraint("likes_count >= 0", name="likes"),
        CheckConstraint("rating_rank(rating) >= rating_rank(text_rating)", name="rating"),
        CheckConstraint("visibility = 'private' OR withdrawn_at IS NULL", name="withdrawn"),
        Index("ix_publication_owner", "owner_id", text("published_at DESC")),
        Index("ix_publication_creator", "creator", text("published_at DESC")),
        Index("ix_publication_visibility", "visibility", text("published_at DESC")),
        Index("ix_publication_rating", "rating"),
        Index("ix_publication_gender", "gender"),
        Index("ix_publication_parent", "parent_persona_id", postgresql_where=text("parent_persona_id IS NOT NULL")),
        Index("ix_publication_picture", "picture_sha256"),
        Index("ix_publication_new", text("published_at DESC"), text("persona_id DESC"), postgresql_where=_FOUND),
        Index("ix_publication_liked", text("likes_count DESC"), text("persona_id DESC"), postgresql_where=_FOUND),
    )

    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE", primary_key=True)
    owner_id: UUID
    creator: str
    version_id: UUID = Field(foreign_key="persona_version.id", ondelete="CASCADE")
    version_number: int
    visibility: Visibility = Field(sa_column=Column(VISIBILITY, nullable=False))
    slug: str = Field(unique=True)
    public_name: str
    headline: str = ""
    age: int = Field(default=-1, sa_column_kwargs={"server_default": "-1"})
    age_bucket: AgeBucket = Field(default=AgeBucket.UNKNOWN, sa_column=Column(AGE_BUCKET, nullable=False, server_default="unknown"))
    gender: Gender = Field(default=Gender.UNKNOWN, sa_column=Column(GENDER, nullable=False, server_default="unknown"))
    rating: Rating = Field(default=Rating.UNRATED, sa_column=Column(RATING, nullable=False, server_default="unrated"))
    text_rating: Rating = Field(default=Rating.UNRATED, sa_column=Column(RATING, nullable=False, server_default="unrated"))
    rating_passage: str = ""
    shows_quotes: bool = False
    source: str
    face: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    picture_sha256: str | None = None
    likes_count: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    parent_persona_id: UUID | None = None
    published_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    changed_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    hidden_at: datetime | None = Field(default=None, sa_type=UTC_TIME)
    hidden_reason: str | None = None
    withdrawn_at: datetime | None = Field(default=None, sa_type=UTC_TIME)
    consented_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    consented_by: UUID


class PersonaTag(SQLModel, table=True):
    """A tag that a persona was published with."""

    __tablename__ = "persona_tag"
    __table_args__ = (
        CheckConstraint("confidence BETWEEN 0 AND 100", name="confidence"),
        CheckConstraint("source IN ('engine', 'owner')", name="source"),
        Index("ix_persona_tag_tag", "tag_id"),
    )

    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE", primary_key=True)
    tag_id: int = Field(foreign_key="tag.id", primary_key=True)
    confidence: int = Field(sa_column=Column(SmallInteger, nullable=False))
    source: str = TagSource.ENGINE.value


class PublicAddress(SQLModel, table=True):
    """That a slug was given, and to whom: its SHA-256 (hex), so that an address of a deleted persona is known and tells nothing."""

    __tablename__ = "public_address"

    slug_sha256: str = Field(primary_key=True)
    persona_id: UUID | None = Field(default=None, foreign_key="persona.id", ondelete="SET NULL", index=True)
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class PublicationAttempt(SQLModel, table=True):
    """One attempt to publish: what was asked, what an engine derived, how it ended. A persona has one that is not over.

    `rated_sha256` is of all that visitors would have read when it was rated.
    """

    __tablename__ = "publication_attempt"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'review', 'done', 'failed', 'cancelled')", name="state"),
        Index("uq_publication_attempt_open", "persona_id", unique=True, postgresql_where=text("state IN ('pending', 'review')")),
        Index("ix_publication_attempt_persona", "persona_id", text("id DESC")),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    run_id: UUID | None = Field(default=None, unique=True)
    requested_by: UUID
    version_number: int
    state: str = AttemptState.PENDING.value
    why: str = ""
    asked: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    draft: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True))
    rated_sha256: str | None = None
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    ended_at: datetime | None = Field(default=None, sa_type=UTC_TIME)


class Report(SQLModel, table=True):
    """What a visitor told about a public persona; `address_hash` tells one visitor without an account from another."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("char_length(words) <= 1000", name="words"),
        Index("uq_report_open", "persona_id", "address_hash", unique=True, postgresql_where=text("settled_at IS NULL")),
        Index("ix_report_open", text("id DESC"), postgresql_where=text("settled_at IS NULL")),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    kind: str
    words: str = ""
    reporter_id: UUID | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    address_hash: str
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    settled_at: datetime | None = Field(default=None, sa_type=UTC_TIME)
    settled_by: UUID | None = None
    outcome: str | None = None
