"""The corpora's tables. They belong to the installation, not to an account.

Ids of films, characters, exchanges and lines are computed from the corpus' name and the ids given there (`identity.py`), so that a corpus
removed and imported again has the same ones. What a corpus holds goes with it: corpus, film, character, line.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, Numeric, String, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME


class Corpus(SQLModel, table=True):
    """One import. `digest` is the SHA-256 of what was read and how; `report` counts what was left out, and names the rows."""

    __tablename__ = "corpus"

    id: UUID = Field(primary_key=True)
    name: str = Field(unique=True)
    title: str
    terms: str = ""
    layout: str
    origin: str = ""
    digest: str
    movie_count: int = 0
    character_count: int = 0
    line_count: int = 0
    exchange_count: int = 0
    report: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    imported_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    imported_by: UUID | None = None


class Movie(SQLModel, table=True):
    """A film. `searched` is the title as `cleaning.searchable` writes it."""

    __tablename__ = "movie"
    __table_args__ = (
        Index("ix_movie_corpus", "corpus_id"),
        Index("ix_movie_searched", "searched", postgresql_using="gin", postgresql_ops={"searched": "gin_trgm_ops"}),
    )

    id: UUID = Field(primary_key=True)
    corpus_id: UUID = Field(foreign_key="corpus.id", ondelete="CASCADE")
    external_id: str
    title: str
    searched: str
    year: int | None = None
    rating: Decimal | None = Field(default=None, sa_column=Column(Numeric(4, 2)))
    votes: int | None = None
    genres: list[str] = Field(default_factory=list, sa_column=Column(ARRAY(String), nullable=False))
    line_count: int = 0


class Character(SQLModel, table=True):
    """Somebody in one film, known by the id and not by the name, which others may have too.

    `searched` is the name and the film's title, as `cleaning.searchable` writes them.
    """

    __tablename__ = "character"
    __table_args__ = (
        Index("ix_character_movie", "movie_id"),
        Index("ix_character_searched", "searched", postgresql_using="gin", postgresql_ops={"searched": "gin_trgm_ops"}),
        Index("ix_character_lines", text("line_count DESC"), text("id DESC")),
        CheckConstraint("gender IN ('unknown', 'female', 'male')", name="gender"),
    )

    id: UUID = Field(primary_key=True)
    corpus_id: UUID
    movie_id: UUID = Field(foreign_key="movie.id", ondelete="CASCADE")
    external_id: str
    name: str
    searched: str
    gender: str = "unknown"
    credit_position: int | None = None
    line_count: int = 0


class Exchange(SQLModel, table=True):
    """Lines in which characters talk with each other. `position` counts from 0 within the film."""

    __tablename__ = "exchange"
    __table_args__ = (Index("ix_exchange_movie", "movie_id", "position"),)

    id: UUID = Field(primary_key=True)
    movie_id: UUID = Field(foreign_key="movie.id", ondelete="CASCADE")
    external_id: str
    position: int
    line_count: int


class Line(SQLModel, table=True):
    """One utterance. `position` counts from 0 within the film; `answers_id` is the line before it in the same exchange, by somebody else.

    `answers_id` and `exchange_id` have no foreign keys: they are written in one import with what they name, and go with it.
    """

    __tablename__ = "line"
    __table_args__ = (
        Index("ix_line_character", "character_id", "position"),
        Index("ix_line_movie", "movie_id", "position"),
    )

    id: UUID = Field(primary_key=True)
    movie_id: UUID
    character_id: UUID = Field(foreign_key="character.id", ondelete="CASCADE")
    external_id: str
    position: int
    text: str = Field(sa_column=Column(Text, nullable=False))
    answers_id: UUID | None = None
    exchange_id: UUID | None = None
