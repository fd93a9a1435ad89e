"""Pictures, and whose they are. Their bytes are in a store (`media.stores`)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME


class Picture(SQLModel, table=True):
    """A picture that is in the store or on its way there; it holds nothing of whoever uses it.

    `used_at`: when somebody last took it up. `doomed_at`: nobody uses it any more, and its files go; from then on nobody takes it up.
    """

    __tablename__ = "picture"

    sha256: str = Field(primary_key=True)
    width: int
    height: int
    used_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    doomed_at: datetime | None = Field(default=None, sa_type=UTC_TIME)


class PersonaPicture(SQLModel, table=True):
    """The picture that a persona shows, and how it is rated."""

    __tablename__ = "persona_picture"
    __table_args__ = (
        CheckConstraint("judged IN ('safe', 'suggestive', 'explicit')", name="judged"),
        CheckConstraint("declared IN ('safe', 'suggestive', 'explicit')", name="declared"),
    )

    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE", primary_key=True)
    sha256: str = Field(foreign_key="picture.sha256", index=True)
    judged: str | None = None
    declared: str | None = None
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
