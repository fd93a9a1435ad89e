"""The trail: events, and the chain of hashes over them. Rows are only ever added; triggers refuse changes (migration 0022)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, Identity, Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME
from persona_app.core.ids import new_id


def _hashes(*columns: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(f"{column} ~ '^[0-9a-f]{{64}}$'", name=f"{column}_hash") for column in columns)


class Event(SQLModel, table=True):
    """One thing that happened.

    `persona_id` has no foreign key: the trail outlives the persona. `detail` holds the words that a sentence needs (a persona's name)
    and numbers; it is all that ever goes: by erasure, or by age, and with it `salt`, without which `detail_digest` tells nothing.
    `before` and `after` are hashes of the states that it lies between. The database fills in `salt` and `detail_digest`, and hashes
    `before` and `after` once more with a key of the owner's (`event_key`).
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_owner", "owner_id", text("at DESC"), text("id DESC")),
        Index("ix_event_owner_kind", "owner_id", "kind", text("at DESC"), text("id DESC")),
        Index("ix_event_persona", "persona_id", text("at DESC"), text("id DESC")),
        Index("ix_event_actor", "actor_id", text("at DESC"), text("id DESC")),
        Index("ix_event_kind", "kind", text("at DESC"), text("id DESC")),
        Index("ix_event_time", text("at DESC"), text("id DESC")),
        Index("ix_event_words", "at", postgresql_where=text("salt IS NOT NULL")),
        *_hashes("before", "after", "detail_digest"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    kind: str
    actor_id: UUID | None = None
    owner_id: UUID | None = None
    persona_id: UUID | None = None
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    before: str | None = None
    after: str | None = None
    detail_digest: str | None = None
    salt: UUID | None = None


class EventSeal(SQLModel, table=True):
    """One link: the event at this place (from 1, without gaps), and the hash (hex) over it and the link before."""

    __tablename__ = "event_seal"

    place: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    event_id: UUID = Field(unique=True)
    hash: str


class EventUnsealed(SQLModel, table=True):
    """An event that waits for its place in the chain; a trigger writes it with the event."""

    __tablename__ = "event_unsealed"

    id: int = Field(sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    event_id: UUID


class EventKey(SQLModel, table=True):
    """With what an owner's states are hashed; erasure deletes it. The application may not read it."""

    __tablename__ = "event_key"

    account_id: UUID = Field(primary_key=True)
    key: UUID


class Erasure(SQLModel, table=True):
    """That an account was erased, and the first 16 bytes of the SHA-256 of each id that went with it, one after the other.

    Processes take these ids out of their log files; the row goes when log files of that time are gone.
    """

    __tablename__ = "erasure"
    __table_args__ = (Index("ix_erasure_at", "at"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    hashes: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
