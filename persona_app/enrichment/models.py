"""Enrichments and the thoughts they made. What a thought rests on is copied, so that it stays when a corpus is removed.

Every table names the persona, which is what row level security looks at; ids of lines and characters have no foreign keys, since
corpora may go.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, SmallInteger, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from persona_app.core.clock import now
from persona_app.core.db import UTC_TIME
from persona_app.core.ids import new_id
from persona_app.enrichment.schemas import EnrichmentState, Origin


class Enrichment(SQLModel, table=True):
    """One run that adds characters. `number` counts from 1 within the persona, and `seed` makes its sample reproducible.

    It is `asked` until its thoughts are saved with a version (`done`), or its run is given up (`dropped`). `note` says why there are
    fewer than 500 dialogues or 50 thoughts.
    """

    __tablename__ = "enrichment"
    __table_args__ = (
        UniqueConstraint("persona_id", "number"),
        CheckConstraint("state IN ('asked', 'done', 'dropped')", name="state"),
        CheckConstraint("thought_count BETWEEN 0 AND 50", name="thought_count"),
        CheckConstraint("dialogue_count BETWEEN 0 AND 500", name="dialogue_count"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    run_id: UUID = Field(unique=True)
    number: int
    seed: int = Field(sa_column=Column(BigInteger, nullable=False))
    state: str = EnrichmentState.ASKED.value
    dialogue_count: int = 0
    thought_count: int = 0
    offline_count: int = 0
    note: str = ""
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)
    finished_at: datetime | None = Field(default=None, sa_type=UTC_TIME)


class EnrichmentCharacter(SQLModel, table=True):
    """One character of an enrichment: how many lines it had, how many of them were read, how many thoughts came of them.

    A persona takes a character once: `is_taken` is false for those of dropped enrichments.
    """

    __tablename__ = "enrichment_character"
    __table_args__ = (
        Index("uq_enrichment_character_taken", "persona_id", "character_id", unique=True, postgresql_where=text("is_taken")),
        CheckConstraint("share BETWEEN 0 AND 500", name="share"),
    )

    enrichment_id: UUID = Field(foreign_key="enrichment.id", ondelete="CASCADE", primary_key=True)
    position: int = Field(primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    character_id: UUID
    name: str
    movie: str
    year: int | None = None
    corpus: str
    available: int
    share: int
    thought_count: int = 0
    is_taken: bool = True


class EnrichmentLine(SQLModel, table=True):
    """One dialogue of the sample: a line, and the one it answers."""

    __tablename__ = "enrichment_line"
    __table_args__ = (Index("ix_enrichment_line_persona", "persona_id"), CheckConstraint("position BETWEEN 1 AND 500", name="position"))

    enrichment_id: UUID = Field(foreign_key="enrichment.id", ondelete="CASCADE", primary_key=True)
    position: int = Field(sa_column=Column(SmallInteger, primary_key=True, autoincrement=False))
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    line_id: UUID
    answers_id: UUID | None = None


class Thought(SQLModel, table=True):
    """One belief or attitude in the first person. `position` is 1 to 50: there is no room for a 51st.

    `origin` is `engine`, or `offline` for one that the built-in engine added to a model's; `transformation` says how its words differ
    from the line's.
    """

    __tablename__ = "thought"
    __table_args__ = (
        UniqueConstraint("enrichment_id", "position"),
        Index("ix_thought_persona", "persona_id", text("id DESC")),
        CheckConstraint("position BETWEEN 1 AND 50", name="position"),
        CheckConstraint("origin IN ('engine', 'offline')", name="origin"),
        CheckConstraint("char_length(text) BETWEEN 1 AND 600", name="text_length"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    enrichment_id: UUID = Field(foreign_key="enrichment.id", ondelete="CASCADE")
    run_id: UUID
    position: int = Field(sa_column=Column(SmallInteger, nullable=False))
    text: str = Field(sa_column=Column(Text, nullable=False))
    character_id: UUID
    character_name: str
    movie: str
    origin: str = Origin.ENGINE.value
    transformation: str
    is_hidden: bool = False
    created_at: datetime = Field(default_factory=now, sa_type=UTC_TIME)


class ThoughtLine(SQLModel, table=True):
    """A line that a thought rests on, copied whole: `text[start_at:end_at] == quote`, in code points."""

    __tablename__ = "thought_line"
    __table_args__ = (
        Index("ix_thought_line_persona", "persona_id"),
        CheckConstraint("0 <= start_at AND start_at < end_at", name="offsets"),
    )

    thought_id: UUID = Field(foreign_key="thought.id", ondelete="CASCADE", primary_key=True)
    position: int = Field(sa_column=Column(SmallInteger, primary_key=True, autoincrement=False))
    persona_id: UUID = Field(foreign_key="persona.id", ondelete="CASCADE")
    line_id: UUID
    character: str
    movie: str
    text: str = Field(sa_column=Column(Text, nullable=False))
    answered_text: str = Field(default="", sa_column=Column(Text, nullable=False))
    start_at: int
    end_at: int
    quote: str = Field(sa_column=Column(Text, nullable=False))
