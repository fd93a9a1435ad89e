"""What visitors report of public personas, and how an operator settles it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict

MOST_REPORT_CHARACTERS = 1000


class ReportKind(StrEnum):
    """What a visitor says is wrong with a public persona."""

    PERSONAL = "personal"
    SEXUAL = "sexual"
    HATEFUL = "hateful"
    VIOLENT = "violent"
    COPYRIGHT = "copyright"
    MISLEADING = "misleading"
    OTHER = "other"


class Outcome(StrEnum):
    """How an operator settled a report."""

    HIDDEN = "hidden"
    DISMISSED = "dismissed"


class ReportView(BaseModel):
    """What visitors told about a public persona. `is_hidden`: an operator has hidden it."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    persona_id: UUID
    slug: str
    public_name: str
    creator: str
    kind: ReportKind
    words: str
    reporter_id: UUID | None
    created_at: datetime
    settled_at: datetime | None
    settled_by: UUID | None
    outcome: Outcome | None
    is_hidden: bool
    hidden_reason: str
