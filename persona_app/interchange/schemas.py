"""What is read from an older system, and what is said about it."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class LegacyRow(_Frozen):
    """One row as it stands there.

    Attributes:
        place: where PostgreSQL keeps it (`ctid`), for a row whose id does not tell.
        text: None when it is null, or longer than the limit that reading was given; `text_bytes` tells which.
        persona: the JSON as it is written there; None as for the text.
        created_at: None when it is null, infinite or outside the years 1 to 9999.
        updated_at: the same.
    """

    place: str
    id: str | bytes | None
    text: str | bytes | None
    text_bytes: int | None
    persona: str | bytes | None
    persona_bytes: int | None
    created_at: datetime | None
    updated_at: datetime | None


class Reason(StrEnum):
    """Why a row was not taken."""

    NO_ID = "it has no id"
    ID_UNFIT = "its id is longer than 200 characters, or has characters that can't be shown"
    DUPLICATE_ID = "an older row has the same id"
    ID_TAKEN = "a persona here has its id, with another text, profile or time"
    NO_TEXT = "its raw_text is empty"
    TEXT_TOO_LARGE = "its raw_text is larger than PERSONA_UPLOAD_MAX_BYTES"
    PERSONA_TOO_LARGE = "its persona is larger than PERSONA_UPLOAD_MAX_BYTES"
    NOT_UTF8 = "its text is not UTF-8"
    BROKEN_JSON = "its persona is not valid JSON"
    NOT_AN_OBJECT = "its persona is JSON, but not an object"
    NESTED_TOO_DEEP = "its persona is nested deeper than 64 levels"
    NO_TIME = "created_at or updated_at is missing, or outside the years 1 to 9999"
    REFUSED = "the database refused it"


class Refusal(_Frozen):
    """A row that was not taken. `row` is its id, or where it stands; never its words."""

    row: str
    reason: Reason


class Report(_Frozen):
    """What became of the rows. `found` is always `taken + already + refused`.

    Attributes:
        found: rows in the older table.
        taken: those that became personas now (in a trial: that would).
        already: those that an earlier run had taken.
        refused: how many were not taken, by reason.
        without_persona: of those taken now, how many had no persona yet: they have a datum and no version.
        verified: those whose text, profile, ids and times were compared afterwards and are the same on both sides.
        differing: the ids of those that are not (none, unless somebody changed or deleted them meanwhile).
    """

    found: int = 0
    taken: int = 0
    already: int = 0
    refused: dict[Reason, int] = Field(default_factory=dict)
    without_persona: int = 0
    verified: int = 0
    differing: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Is every row here?"""
        return not self.refused and not self.differing
