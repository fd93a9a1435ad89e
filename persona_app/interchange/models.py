"""Tables of what was imported: the original, what is kept aside of it, the files that came along; and imports of many files."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME
from persona_app.core.ids import new_id
from persona_app.interchange.bulk import BatchState


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


class ImportBatch(SQLModel, table=True):
    """Many files on their way to personas.

    `kind` tells where they are: `archive` (the parts are its bytes), `files` (each part is one), `folder` (on the machine of whoever
    ran the command; `place_sha256` knows the same one again). `attempts` counts starts, and tells a job that was thought dead from
    the one that took its place; `crashes` counts starts that ended without a word. `suspect` is the file that was being read when
    one file after the other is read because of that.
    """

    __tablename__ = "import_batch"
    __table_args__ = (
        CheckConstraint("state IN ('receiving', 'queued', 'running', 'done', 'failed', 'cancelled')", name="state"),
        Index("ix_import_batch_owner", "owner_id", text("id DESC")),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    owner_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    kind: str
    title: str
    place_sha256: str = ""
    on_same: str
    is_instructions_only: bool = False
    state: str = BatchState.RECEIVING.value
    sentence: str = ""
    total: int = 0
    imported: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0
    size_bytes: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    part_count: int = 0
    is_cancel_requested: bool = False
    job_id: int | None = None
    attempts: int = 0
    crashes: int = 0
    suspect: int | None = None
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    started_at: datetime | None = Field(default=None, sa_type=UTC_TIME)
    finished_at: datetime | None = Field(default=None, sa_type=UTC_TIME)


class ImportPart(SQLModel, table=True):
    """A piece of what was sent: of an archive, or a whole file. They go when the import has ended."""

    __tablename__ = "import_part"

    batch_id: UUID = Field(foreign_key="import_batch.id", ondelete="CASCADE", primary_key=True)
    number: int = Field(primary_key=True)
    file_name: str = ""
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ImportResult(SQLModel, table=True):
    """What became of a file; `row` counts from 1 within a table of prompts and is 0 for every other file.

    `import_file_id` leads to its report; it is no reference, since that goes with its persona.
    """

    __tablename__ = "import_result"
    __table_args__ = (
        CheckConstraint("outcome IN ('imported', 'updated', 'skipped', 'failed')", name="outcome"),
        Index("ix_import_result_outcome", "batch_id", "outcome", "number", "row"),
    )

    batch_id: UUID = Field(foreign_key="import_batch.id", ondelete="CASCADE", primary_key=True)
    number: int = Field(primary_key=True)
    row: int = Field(default=0, primary_key=True)
    file: str
    outcome: str
    persona_id: UUID | None = Field(default=None, foreign_key="persona.id", ondelete="SET NULL", index=True)
    import_file_id: UUID | None = None
    name: str = ""
    format: str = ""
    reason: str = ""
    mapped: int = 0
    kept: int = 0
    unusable: int = 0
