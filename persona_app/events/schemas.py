"""What the trail says to others."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class EventKind(StrEnum):
    """Everything that is recorded."""

    ACCOUNT_REGISTERED = "account_registered"
    LOGGED_IN = "logged_in"
    LOGGED_OUT = "logged_out"
    TOKEN_CREATED = "token_created"  # noqa: S105 - a name
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 - a name
    PERSONA_CREATED = "persona_created"
    PERSONA_RENAMED = "persona_renamed"
    PERSONA_ARCHIVED = "persona_archived"
    PERSONA_RESTORED = "persona_restored"
    PERSONA_DELETED = "persona_deleted"
    DATA_ADDED = "data_added"
    CHARACTERS_ADDED = "characters_added"
    BUILD_REQUESTED = "build_requested"
    BUILD_RETRIED = "build_retried"
    BUILD_CANCELLED = "build_cancelled"
    BUILD_FAILED = "build_failed"
    VERSION_BUILT = "version_built"
    VERSION_EDITED = "version_edited"
    VERSION_RESTORED = "version_restored"
    LABEL_MOVED = "label_moved"
    LABEL_REMOVED = "label_removed"
    CONTRADICTION_SETTLED = "contradiction_settled"
    PARENT_CHOSEN = "parent_chosen"
    PARENT_FOLLOWED = "parent_followed"
    PARENT_LEFT = "parent_left"
    PARENT_DELETED = "parent_deleted"
    INHERITANCE_CHANGED = "inheritance_changed"
    TEMPLATE_CREATED = "template_created"
    TEMPLATE_CHANGED = "template_changed"
    TEMPLATE_DELETED = "template_deleted"
    PUBLICATION_REQUESTED = "publication_requested"
    PUBLISHED = "published"
    PUBLICATION_FAILED = "publication_failed"
    PUBLICATION_DECLINED = "publication_declined"
    VISIBILITY_CHANGED = "visibility_changed"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"
    UNHIDDEN = "unhidden"
    REPORT_DISMISSED = "report_dismissed"
    RATING_RAISED = "rating_raised"
    PICTURE_CHANGED = "picture_changed"
    PICTURE_REMOVED = "picture_removed"
    WEBHOOK_ADDED = "webhook_added"
    WEBHOOK_CHANGED = "webhook_changed"
    WEBHOOK_SECRET_CHANGED = "webhook_secret_changed"  # noqa: S105 - a name
    WEBHOOK_DISABLED = "webhook_disabled"
    WEBHOOK_REMOVED = "webhook_removed"


class Somebody(Protocol):
    """An actor, as far as the trail needs to know one."""

    @property
    def account_id(self) -> UUID:
        """Whose events may be read."""


class EventView(BaseModel):
    """One thing that happened; `detail` holds what its kind is recorded with (`events/sentences.py` reads it)."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    at: datetime
    kind: EventKind
    actor_id: UUID | None
    owner_id: UUID | None
    persona_id: UUID | None
    detail: dict[str, Any] = Field(default_factory=dict)
    sentence: str
