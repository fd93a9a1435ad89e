"""Runs and their steps: what the page shows of durable work, and what a restarted job goes on from."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME
from persona_app.core.ids import new_id
from persona_app.jobs.schemas import Lane, RunState


class Run(SQLModel, table=True):
    """One piece of durable work for one persona.

    At most one run of a persona is queued in a lane (adding data while one runs queues the next, which includes it), and at most one runs.
    `attempts` counts starts, and tells a job that was thought dead from the one that took its place; `crashes` counts starts that
    ended without a word (kill -9), after five the run fails. `waits_until` is when a waiting run tries again.
    """

    __tablename__ = "run"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'running', 'waiting', 'done', 'failed', 'cancelled')", name="state"),
        Index("uq_run_queued", "persona_id", "lane", unique=True, postgresql_where=text("state = 'queued'")),
        Index("uq_run_running", "persona_id", "lane", unique=True, postgresql_where=text("state IN ('running', 'waiting')")),
        Index("ix_run_persona", "persona_id", text("id DESC")),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    owner_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    kind: str = "build"
    lane: str = Field(default=Lane.VERSIONS.value, sa_column_kwargs={"server_default": Lane.VERSIONS.value})
    state: str = RunState.QUEUED.value
    requested_by: UUID
    job_id: int | None = None
    attempts: int = 0
    crashes: int = 0
    is_cancel_requested: bool = False
    sentence: str = ""
    error_code: str = ""
    version_number: int | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    calls: int = 0
    cost_usd: Decimal | None = Field(default=Decimal(0), sa_column=Column(Numeric(12, 6)))
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    started_at: datetime | None = Field(default=None, sa_type=UTC_TIME)
    finished_at: datetime | None = Field(default=None, sa_type=UTC_TIME)
    waits_until: datetime | None = Field(default=None, sa_type=UTC_TIME)


class RunStep(SQLModel, table=True):
    """One step of a run, in order: `done` of `total` units, and what it took."""

    __tablename__ = "run_step"
    __table_args__ = (UniqueConstraint("run_id", "name"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    run_id: UUID = Field(foreign_key="run.id", ondelete="CASCADE")
    position: int
    name: str
    title: str = Field(default="", sa_column_kwargs={"server_default": ""})
    state: str = "pending"
    done: int = 0
    total: int = 0
    note: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    calls: int = 0
    cost_usd: Decimal | None = Field(default=Decimal(0), sa_column=Column(Numeric(12, 6)))
    started_at: datetime | None = Field(default=None, sa_type=UTC_TIME)
    finished_at: datetime | None = Field(default=None, sa_type=UTC_TIME)


class Counter(SQLModel, table=True):
    """A number that only grows, whatever process counts and however often it is started: `jobs.schemas.Counted` names them."""

    __tablename__ = "counter"

    name: str = Field(primary_key=True)
    labels: dict[str, str] = Field(sa_column=Column(JSONB, primary_key=True))
    value: Decimal = Field(sa_column=Column(Numeric(24, 6), nullable=False))
