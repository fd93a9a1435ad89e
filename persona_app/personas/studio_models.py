"""What an owner orders the studio by: folders, labels, saved searches, uses, and deletions that can still be undone.

The words that the list is searched by (`persona_words`) have no model: triggers write them, and `matching_personas` reads them.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Computed, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME
from persona_app.core.ids import new_id


def lower_name() -> Column[Any]:
    """The name as it is compared: one account has no two that differ only in their case."""
    return Column("name_key", Text(collation="C"), Computed("lower((name)::text)", persisted=True))


class PersonaFolder(SQLModel, table=True):
    """A place of the owner's own; a persona is in one or in none."""

    __tablename__ = "persona_folder"
    __table_args__ = (UniqueConstraint("owner_id", "name_key"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    owner_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    name: str
    name_key: str | None = Field(default=None, sa_column=lower_name())
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class StudioLabel(SQLModel, table=True):
    """A word of the owner's own for any number of personas."""

    __tablename__ = "studio_label"
    __table_args__ = (UniqueConstraint("owner_id", "name_key"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    owner_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    name: str
    name_key: str | None = Field(default=None, sa_column=lower_name())
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class PersonaLabel(SQLModel, table=True):
    """A persona has a label."""

    __tablename__ = "persona_label"
    __table_args__ = (Index("ix_persona_label_label", "label_id", "persona_id"),)

    persona_id: UUID = Field(primary_key=True, foreign_key="persona.id", ondelete="CASCADE")
    label_id: UUID = Field(primary_key=True, foreign_key="studio_label.id", ondelete="CASCADE")


class SavedSearch(SQLModel, table=True):
    """A search that the owner gave a name; `asked` is a `schemas.Search`."""

    __tablename__ = "saved_search"
    __table_args__ = (UniqueConstraint("owner_id", "name_key"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    owner_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    name: str
    name_key: str | None = Field(default=None, sa_column=lower_name())
    asked: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class PersonaUsage(SQLModel, table=True):
    """When a persona was last used, and how often; a trigger makes the row with the persona, as used when it was made.

    Apart from the persona's own row, so that being used neither waits for an edit nor counts as one.
    """

    __tablename__ = "persona_usage"
    __table_args__ = (
        Index("ix_persona_usage_last", "owner_id", text("used_at DESC"), text("persona_id DESC")),
        Index("ix_persona_usage_most", "owner_id", text("use_count DESC"), text("persona_id DESC")),
    )

    persona_id: UUID = Field(primary_key=True, foreign_key="persona.id", ondelete="CASCADE")
    owner_id: UUID
    used_at: datetime = Field(sa_type=UTC_TIME)
    use_count: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class PersonaUse(SQLModel, table=True):
    """How often a persona was exported, copied, or read as a prompt on one day (UTC), and when last."""

    __tablename__ = "persona_use"
    __table_args__ = (CheckConstraint("kind IN ('export', 'copy', 'prompt')", name="kind"),)

    persona_id: UUID = Field(primary_key=True, foreign_key="persona.id", ondelete="CASCADE")
    kind: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    count: int
    last_at: datetime = Field(sa_type=UTC_TIME)


class PendingDeletion(SQLModel, table=True):
    """A persona that is deleted at `due_at`, unless the owner takes it back; what was asked at once has one `batch_id`."""

    __tablename__ = "pending_deletion"
    __table_args__ = (Index("ix_pending_deletion_due", "due_at"), Index("ix_pending_deletion_batch", "owner_id", "batch_id"))

    persona_id: UUID = Field(primary_key=True, foreign_key="persona.id", ondelete="CASCADE")
    owner_id: UUID
    batch_id: UUID
    asked_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    due_at: datetime = Field(sa_type=UTC_TIME)
