"""The answers kept for requests that may be sent again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Index, Text
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME


class KeptAnswer(SQLModel, table=True):
    """What a request with an idempotency key did; written in the transaction that did it, so either both are there or neither.

    `fingerprint` is the SHA-256 (hex) of what was sent, `answer` JSON. A row counts for a day, then its key is free again.
    """

    __tablename__ = "kept_answer"
    __table_args__ = (Index("ix_kept_answer_created", "created_at"),)

    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE", primary_key=True)
    route: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    fingerprint: str
    answer: str = Field(sa_column=Column(Text, nullable=False))
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
