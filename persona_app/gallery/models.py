"""Who likes what. The tables of the search are the database's own (migration 0013): its triggers write them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME


class PersonaLike(SQLModel, table=True):
    """That an account likes a persona. A trigger notes each step in `like_change`; `fold_likes` adds them to the publication."""

    __tablename__ = "persona_like"
    __table_args__ = (
        Index("ix_persona_like_newest", "account_id", text("created_at DESC"), text("persona_id DESC")),
        Index("ix_persona_like_persona", "persona_id"),
    )

    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE", primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE", primary_key=True)
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
