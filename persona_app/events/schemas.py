"""What the trail says to others."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from persona_app.events.errors import HeadInvalid


class EventKind(StrEnum):
    """Everything that is recorded."""

    ACCOUNT_REGISTERED = "account_registered"
    ACCOUNT_EXPORTED = "account_exported"
    ACCOUNT_ERASED = "account_erased"
    OPERATOR_NAMED = "operator_named"
    WORDS_RETIRED = "words_retired"
    LOGGED_IN = "logged_in"
    LOGGED_OUT = "logged_out"
    TOKEN_CREATED = "token_created"  # noqa: S105 - a name
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 - a name
    PERSONA_CREATED = "persona_created"
    PERSONA_RENAMED = "persona_renamed"
    PERSONA_DESCRIBED = "persona_described"
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
    CLAIM_DECIDED = "claim_decided"
    PROPOSAL_SETTLED = "proposal_settled"
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
    FILES_IMPORTED = "files_imported"
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


class Auditor(Somebody, Protocol):
    """An actor, as far as the operator's look at the trail needs to know one."""

    @property
    def is_operator(self) -> bool:
        """May everybody's trail be read?"""


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
    before: str | None = None
    after: str | None = None


class TrailQuery(BaseModel):
    """Which events are looked for; `text` stands in their words or in what their kind is called."""

    model_config = ConfigDict(frozen=True)

    kind: EventKind | None = None
    persona_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = Field("", max_length=200)


class TrailRow(BaseModel):
    """One event as the operator sees it: who, what and when by ids, and no owner's word."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    at: datetime
    kind: str
    actor_id: UUID | None
    owner_id: UUID | None
    persona_id: UUID | None
    before: str | None
    after: str | None
    is_emptied: bool


class Head(BaseModel):
    """A link of the chain: its place, counted from 1, and its hash. Who keeps one knows later that nothing before it was changed."""

    model_config = ConfigDict(frozen=True)

    place: int = Field(ge=1)
    hash: str = Field(pattern="^[0-9a-f]{64}$")

    def __str__(self) -> str:
        return f"{self.place}:{self.hash}"

    @classmethod
    def parse(cls, written: str) -> "Head":
        """Of `place:hash`.

        Raises:
            HeadInvalid: it is not written so.
        """
        place, _, digest = written.strip().partition(":")
        try:
            return cls(place=int(place), hash=digest)
        except ValueError as error:
            raise HeadInvalid from error


class Finding(BaseModel):
    """What is wrong with the trail, and where; by ids, never by words."""

    model_config = ConfigDict(frozen=True)

    sentence: str
    place: int | None = None
    event_id: UUID | None = None
    at: datetime | None = None


class Audit(BaseModel):
    """The whole trail, looked at: how many events are in the chain and how many wait for their place, and what is wrong."""

    model_config = ConfigDict(frozen=True)

    sealed: int
    waiting: int
    head: Head | None
    findings: tuple[Finding, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Is the trail as it was written?"""
        return not self.findings
