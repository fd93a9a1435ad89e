"""What a persona has of its parent, and the starting points that owners make."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME
from persona_app.core.ids import new_id


class ParentSnapshot(SQLModel, table=True):
    """The parent as a child has it: what the child took over and when, so that it never has to read the parent to be whole.

    `follows` is `version` (a persona of the same owner, as it is) or `public` (its public version and nothing else); of a public one, which
    may be somebody else's, `parent_name` is empty. `declined` holds by
    field the digest of what the parent says there and the child's owner would not have. `parent_id` has no foreign key: once the parent is
    gone, `ended_at` and `ended_why` say so, and profile and content are emptied, since the child's versions hold what it had.
    """

    __tablename__ = "parent_snapshot"
    __table_args__ = (
        CheckConstraint("follows IN ('version', 'public')", name="follows"),
        CheckConstraint("ended_why IN ('left', 'deleted')", name="ended_why"),
        CheckConstraint("(ended_at IS NULL) = (ended_why IS NULL)", name="ended"),
        Index("ix_parent_snapshot_parent", "parent_id", postgresql_where=text("ended_at IS NULL")),
    )

    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE", primary_key=True)
    parent_id: UUID
    parent_name: str
    follows: str = "version"
    version: int
    profile: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    content: str = Field(sa_column=Column(Text, nullable=False))
    declined: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default="{}"))
    taken_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    ended_at: datetime | None = Field(default=None, sa_type=UTC_TIME)
    ended_why: str | None = None


class Inheritance(SQLModel, table=True):
    """What the owner chose for one field of a child; where there is no row, the field's default holds (`personas/inheriting.py`).

    `own` are the child's own claims of this field while the choice `inherited` hides them.
    """

    __tablename__ = "inheritance"
    __table_args__ = (CheckConstraint("mode IN ('inherited', 'overridden', 'appended')", name="mode"),)

    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE", primary_key=True)
    field: str = Field(primary_key=True)
    mode: str
    own: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True)))
    chosen_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class OwnTemplate(SQLModel, table=True):
    """A starting point that an owner made; `placeholders` are `templating.Placeholder`s, in the order in which they are asked for."""

    __tablename__ = "template"
    __table_args__ = (
        CheckConstraint("char_length(name) BETWEEN 1 AND 100", name="name_length"),
        Index("ix_template_owner", "owner_id", text("updated_at DESC"), text("id DESC")),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    owner_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    name: str
    description: str = ""
    category: str
    content: str = Field(sa_column=Column(Text, nullable=False))
    placeholders: list[dict[str, Any]] = Field(sa_column=Column(JSONB, nullable=False))
    use_count: int = 0
    lock_version: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    updated_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class TemplateUse(SQLModel, table=True):
    """How often a template that comes with the program was used, by everybody together."""

    __tablename__ = "template_use"

    slug: str = Field(primary_key=True)
    count: int = 0
