"""What the pipeline keeps between runs, so that nothing is asked or paid twice: answers, read data, verified claims.

All three belong to one persona and go with it.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, Numeric, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

import persona_app.accounts.models
import persona_app.personas.models  # noqa: F401 - the tables that ours, and those of jobs, refer to
from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME
from persona_app.core.ids import new_id


class EngineAnswer(SQLModel, table=True):
    """A finished call. `key` is the SHA-256 (hex) of engine, model, prompt version and everything that was asked."""

    __tablename__ = "engine_answer"

    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE", primary_key=True)
    key: str = Field(primary_key=True)
    step: str
    answer: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    prompt_tokens: int = 0
    completion_tokens: int = 0
    calls: int = 0
    cost_usd: Decimal | None = Field(default=None, sa_column=Column(Numeric(12, 6)))
    duration_ms: int = 0
    run_id: UUID | None = None
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class Reading(SQLModel, table=True):
    """A datum that was cleaned, extracted and verified whole by one reader (engine, model and prompt versions, hashed).

    `withheld` counts the passages that no engine got to see, since they address one.
    """

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("data_id", "reader"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE", index=True)
    data_id: UUID = Field(foreign_key="persona_data.id", ondelete="CASCADE")
    reader: str
    chunks: int
    claims: int
    dropped_quotes: int
    withheld: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class FoundClaim(SQLModel, table=True):
    """One claim whose quote stands in its datum: `text[start_at:end_at] == quote`, offsets in code points.

    `key` is the value normalised, the same for wordings that differ only in case, punctuation and articles.
    """

    __tablename__ = "found_claim"
    __table_args__ = (Index("ix_found_claim_merge", "persona_id", "reader", "field", "key"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    data_id: UUID = Field(foreign_key="persona_data.id", ondelete="CASCADE", index=True)
    data_number: int
    reader: str
    field: str
    value: str
    who: str = ""
    key: str
    start_at: int
    end_at: int
    quote: str = Field(sa_column=Column(Text, nullable=False))
