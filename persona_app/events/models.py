"""The table of events: audit trail now, webhooks later. Rows are only ever added; a trigger refuses changes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME
from persona_app.core.ids import new_id


class Event(SQLModel, table=True):
    """One thing that happened, with ids and numbers but no personal text beyond a persona's name.

    `persona_id` has no foreign key: the trail outlives the persona.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_persona", "persona_id", text("id DESC")),
        Index("ix_event_owner", "owner_id", text("id DESC")),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    kind: str
    actor_id: UUID | None = None
    owner_id: UUID | None = None
    persona_id: UUID | None = None
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
