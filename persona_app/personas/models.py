"""The aggregate's tables. A trigger refuses changes to data and versions, the cascade of a deleted persona aside."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Numeric, Text, UniqueConstraint, literal_column, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.dialects.postgresql import UUID as UUID_TYPE
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.config import LONGEST_DESCRIPTION, LONGEST_DISPLAY_NAME, LONGEST_NAME
from persona_app.core.db import UTC_TIME
from persona_app.core.ids import new_id
from persona_app.personas import lineage_models  # noqa: F401 - whoever needs all tables imports this module
from persona_app.personas.studio_models import lower_name


class Source(StrEnum):
    """How a persona came to be; enriching never changes it."""

    MANUAL = "manual"
    DERIVED = "derived"
    MOVIE = "movie"


class DataKind(StrEnum):
    """Where a datum's text came from."""

    TEXT = "text"
    URL = "url"
    FILE = "file"
    CARD = "card"


class Persona(SQLModel, table=True):
    """The aggregate root.

    `subject` is the name that the owner gave at creation (empty: whoever the data is about); it is part of what an engine is
    asked and never changes. `name` is what is shown; while `is_name_provisional`, the first build that finds a name sets it.
    `lock_version` grows with what an owner's edit can collide with: a rename, the archive, a decision, a new version; not with added
    data. `parent_version` is the version of the parent that it follows. `legacy_id` is its id in an older system, when that was no UUID.
    An account has no two of one name (`services/naming.py`); `facts` is the metadata (the column `metadata`), by key a `schemas.Fact`.
    """

    __tablename__ = "persona"
    __table_args__ = (
        Index("ix_persona_owner", "owner_id", text("updated_at DESC"), text("id DESC")),
        Index("uq_persona_legacy", "owner_id", "legacy_id", unique=True, postgresql_where=text("legacy_id IS NOT NULL")),
        Index("uq_persona_name", "owner_id", "name_key", unique=True),
        Index("ix_persona_created", "owner_id", text("created_at DESC"), text("id DESC")),
        CheckConstraint("source IN ('manual', 'derived', 'movie')", name="source"),
        CheckConstraint(f"char_length(name) BETWEEN 1 AND {LONGEST_NAME}", name="name_length"),
        CheckConstraint(f"char_length(display_name) <= {LONGEST_DISPLAY_NAME}", name="display_name_length"),
        CheckConstraint(f"char_length(description) <= {LONGEST_DESCRIPTION}", name="description_length"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    owner_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    name: str
    name_key: str | None = Field(default=None, sa_column=lower_name())
    display_name: str = Field(default="", sa_column_kwargs={"server_default": ""})
    description: str = Field(default="", sa_column_kwargs={"server_default": ""})
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column("metadata", JSONB, nullable=False, server_default="{}"))
    folder_id: UUID | None = Field(default=None, foreign_key="persona_folder.id", ondelete="SET NULL", index=True)
    is_name_provisional: bool = False
    subject: str = ""
    source: str = Source.MANUAL.value
    parent_id: UUID | None = Field(default=None, foreign_key="persona.id", ondelete="SET NULL", index=True)
    parent_version: int | None = None
    legacy_id: str | None = None
    data_count: int = 0
    version_count: int = 0
    lock_version: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    updated_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    archived_at: datetime | None = Field(default=None, sa_type=UTC_TIME)


class PersonaData(SQLModel, table=True):
    """One submission, never changed.

    `number` counts from 1 within the persona; `text_sha256` (hex) finds the same content twice; `details` is what else ingestion knew
    (pages, encoding, final address). The trigram index serves the search of the Data page; its function is
    declared costly, so that PostgreSQL prefers the index to reading every text.
    """

    __tablename__ = "persona_data"
    __table_args__ = (
        UniqueConstraint("persona_id", "number"),
        Index("ix_persona_data_hash", "persona_id", "text_sha256"),
        Index(
            "ix_persona_data_search",
            literal_column("data_search_text(title, origin, text)").label("searched"),
            postgresql_using="gin",
            postgresql_ops={"searched": "gin_trgm_ops"},
        ),
        CheckConstraint("kind IN ('text', 'url', 'file', 'card')", name="kind"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    number: int
    kind: str
    title: str
    origin: str = ""
    media_type: str = "text/plain"
    text: str = Field(sa_column=Column(Text, nullable=False))
    text_sha256: str
    char_count: int
    size_bytes: int
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    created_by: UUID
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class PersonaVersion(SQLModel, table=True):
    """One computed state, never changed: profile, content, and from what and by what it was computed.

    `tokens` are what this version's run paid for; `cost_usd` is null when the model's price is unknown. `engine_content` is what an
    engine wrote where the owner's words changed it, null where they did not: the next build takes both, and keeps the owner's.
    `semantic` is `MAJOR.MINOR.PATCH` by the rule of `personas/semantic.py`.
    """

    __tablename__ = "persona_version"
    __table_args__ = (UniqueConstraint("persona_id", "number"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    number: int
    semantic: str = Field(default="1.0.0", sa_column_kwargs={"server_default": "1.0.0"})
    profile: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    content: str = Field(sa_column=Column(Text, nullable=False))
    engine_content: str | None = Field(default=None, sa_column=Column(Text))
    content_sha256: str
    summary: str = ""
    origin: str = "built"
    author_id: UUID
    run_id: UUID | None = Field(default=None, unique=True)
    data_ids: list[UUID] = Field(sa_column=Column(ARRAY(UUID_TYPE(as_uuid=True)), nullable=False))
    thought_ids: list[UUID] = Field(
        default_factory=list, sa_column=Column(ARRAY(UUID_TYPE(as_uuid=True)), nullable=False, server_default="{}")
    )
    engine: str
    model: str
    is_extractive: bool
    prompt_version: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: Decimal | None = Field(default=None, sa_column=Column(Numeric(12, 6)))
    duration_ms: int = 0
    dropped_quotes: int = 0
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class VersionLabel(SQLModel, table=True):
    """A name that the owner put on a version, and moves; `number` is null once it was taken off.

    `lock_version` is the `sequence` of its last move, and goes on when a label that was taken off comes back.
    """

    __tablename__ = "version_label"
    __table_args__ = (
        CheckConstraint("name ~ '^[a-z][a-z0-9._-]{0,39}$'", name="name"),
        ForeignKeyConstraint(
            ["persona_id", "number"],
            ["persona_version.persona_id", "persona_version.number"],
            name="fk_version_label_persona_version",
            ondelete="CASCADE",
        ),
    )

    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE", primary_key=True)
    name: str = Field(primary_key=True)
    number: int | None = None
    lock_version: int = 1
    moved_by: UUID
    moved_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class LabelMove(SQLModel, table=True):
    """One move of a label, never changed: from no version (null) or one, to no version or one."""

    __tablename__ = "label_move"
    __table_args__ = (UniqueConstraint("persona_id", "name", "sequence"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    name: str
    sequence: int
    from_number: int | None = None
    to_number: int | None = None
    moved_by: UUID
    moved_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class Decision(SQLModel, table=True):
    """An owner's word that every later build respects.

    Kind `contradiction`: `subject` is the contradiction's id, `choice` one of left, right, both, and `detail` holds both
    claims' ids. Kind `claim`: `subject` is a field, or a field and a claim's id (`personas/respecting.py`), `choice` one of set, removed,
    released. A later decision on the same subject takes the place of an earlier one, under the same id.
    """

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("persona_id", "kind", "subject"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    kind: str
    subject: str
    choice: str
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    created_by: UUID
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class Proposal(SQLModel, table=True):
    """What a build, or the parent, would have said in a place where the owner's word stands.

    `field` is a claim field, `big_five.<factor>` or `content`; `claim_id` the claim that the owner's word speaks of (empty where the field
    holds one). `version_number` is the version that came with it; of kind `parent`, `parent_version` the parent's. `mine` and `theirs` are
    both sides as they stood, null where one says nothing.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        Index("uq_proposal_open", "persona_id", "kind", "field", "claim_id", unique=True, postgresql_where=text("state = 'open'")),
        Index("ix_proposal_persona", "persona_id", "state"),
        CheckConstraint("kind IN ('build', 'parent')", name="kind"),
        CheckConstraint("state IN ('open', 'taken', 'declined')", name="state"),
        CheckConstraint("(state = 'open') = (settled_at IS NULL)", name="settled"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    kind: str
    field: str
    claim_id: str = ""
    version_number: int
    parent_version: int | None = None
    mine: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True)))
    theirs: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True)))
    state: str = "open"
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    settled_at: datetime | None = Field(default=None, sa_type=UTC_TIME)
