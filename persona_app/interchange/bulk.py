"""Imports of many files as values: what goes in, how far it is, and what became of each file."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, computed_field


class BatchState(StrEnum):
    """Where an import stands."""

    RECEIVING = "receiving"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ACTIVE = frozenset({BatchState.RECEIVING, BatchState.QUEUED, BatchState.RUNNING})
BatchKind = Literal["archive", "files", "folder"]
Outcome = Literal["imported", "updated", "skipped", "failed"]
OUTCOMES: Sequence[Outcome] = ("imported", "updated", "skipped", "failed")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class BatchView(_Frozen):
    """An import of many files, as its owner sees it.

    Attributes:
        total: files, and rows of tables of prompts, as far as they are known; 0 until the first look.
        rows: so many of those of which it is known what became of them are rows; a table that has rows is counted by these alone.
        sentence: how it ended, for a person.
    """

    id: UUID
    kind: BatchKind
    title: str
    on_same: str
    state: BatchState
    sentence: str
    total: int
    rows: int = 0
    imported: int
    updated: int
    skipped: int
    failed: int
    size_bytes: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def done(self) -> int:
        """Files and rows of which it is known what became of them."""
        return self.imported + self.updated + self.skipped + self.failed

    @property
    def is_active(self) -> bool:
        """Is there something to wait for?"""
        return self.state in ACTIVE


class ResultView(_Frozen):
    """What became of one file; counts are of the report that the persona's import keeps."""

    number: int
    row: int
    file: str
    outcome: Outcome
    persona_id: UUID | None = None
    import_file_id: UUID | None = None
    name: str = ""
    format: str = ""
    reason: str = ""
    mapped: int = 0
    kept: int = 0
    unusable: int = 0


class StartedBatch(_Frozen):
    """An import that a job or a command works on."""

    id: UUID
    owner_id: UUID
    kind: BatchKind
    title: str
    on_same: Literal["keep_both", "update", "skip"]
    is_instructions_only: bool
    part_count: int
    attempt: int
    is_careful: bool
    suspect: int | None
