"""Tables of what was imported: the original, what is kept aside of it, and the files that came along."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME
from persona_app.core.ids import new_id


class ImportFile(SQLModel, table=True):
    """A file as it was given, never changed; `losses` is the report that was made of it. Exports never read it."""

    __tablename__ = "import_file"
    __table_args__ = (Index("ix_import_file_persona", "persona_id"), Index("ix_import_file_sha256", "sha256"))

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    format: str
    file_name: str
    sha256: str
    size_bytes: int
    original: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    losses: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    created_by: UUID
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class KeptAside(SQLModel, table=True):
    """What a persona carries for other programs: JSON as text, in the shape of the format that it came in. Part of its present state."""

    __tablename__ = "kept_aside"

    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE", primary_key=True)
    format: str
    value: str = Field(sa_column=Column(Text, nullable=False))
    changed_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class KeptMedia(SQLModel, table=True):
    """A picture or another file that came with a card; `place` names it there."""

    __tablename__ = "kept_media"
    __table_args__ = (UniqueConstraint("persona_id", "place"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    place: str
    media_type: str
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
