"""What programs send and get, where it is not what the domains show already."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from persona_app.core.config import LONGEST_CONTENT, LONGEST_DESCRIPTION, LONGEST_DISPLAY_NAME
from persona_app.core.paging import MOST, Page
from persona_app.enrichment.errors import MOST_CHARACTERS
from persona_app.jobs.schemas import RunState, RunView
from persona_app.llm.questions import ClaimField
from persona_app.personas.schemas import Choice, DataSummary, DataText, PersonaView, VersionView
from persona_app.personas.studio_schemas import LONGEST_QUERY, Facts, StudioSort


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Answered(BaseModel):
    model_config = ConfigDict(frozen=True)


class DataDraft(_Asked):
    """Material to add: a text, addresses of pages, or both."""

    raw_text: str | None = Field(None, description="The text as it is.")
    urls: list[str] | None = Field(None, description="Public web pages, whose main text is taken.")
    allow_repeats: bool = Field(False, strict=True, description="Add also what is there already.")
    leave_out_failed: bool = Field(False, strict=True, description="Go on without what cannot be read.")


class PersonDraft(DataDraft):
    """A new persona: with material, from which it is built, or empty."""

    name: str = Field("", description="What it is called; empty: a build finds the name in the data.")
    build: bool = Field(True, strict=True, description="Start a build when there is material.")
    characters: list[UUID] | None = Field(
        None, min_length=1, max_length=MOST_CHARACTERS, description="Characters of films: 500 of their dialogues make 50 thoughts."
    )


class _Files(_Asked):
    files: list[str] = Field(
        default_factory=list,
        description="Text, Markdown, HTML, PDF, DOCX, CSV or JSON; the part may be called `file` too.",
        json_schema_extra={"items": {"type": "string", "format": "binary"}},
    )


class DataForm(DataDraft, _Files):
    """The same as a form, with files."""


class PersonFilters(_Answered):
    """Which personas are listed, and in which order; everything that is given has to fit."""

    q: str = Field("", max_length=LONGEST_QUERY, description="Words, or their beginnings, in names, description, newest content, metadata.")
    tag: str = Field("", max_length=100, description="A tag of the curated list that it was published with.")
    label: str = Field("", max_length=60, description="Name of a label of one's own.")
    folder: str = Field("", max_length=60, description="Name of a folder of one's own.")
    parent: UUID | None = Field(None, description="Id of the persona that it was derived from.")
    is_archived: bool = Field(False, description="Those put away.")
    sort: StudioSort | None = Field(None, description="The order.")
    limit: int = Field(50, ge=1, le=MOST, description="Items of a page.")
    cursor: str | None = Field(None, max_length=1000, description="`next_cursor` of the page before.")


class PersonForm(PersonDraft, _Files):
    """The same as a form, with files."""


class CharactersDraft(_Asked):
    """Characters of films to add."""

    characters: list[UUID] = Field(
        min_length=1, max_length=MOST_CHARACTERS, description="Their ids; 500 dialogues are shared out in this order."
    )


class ChildDraft(_Asked):
    """A child of a persona."""

    name: str = Field("", description="What it is called; empty: after its parent.")


class ThoughtPatch(_Asked):
    """What shall be different about a thought."""

    is_hidden: bool = Field(strict=True, description="Leave it out of the next version, or take it in again.")


class PersonPatch(_Asked):
    """What shall be different; what is left out stays. `metadata` and `labels`, replaced as a whole, need If-Match or `lock_version`."""

    name: str | None = Field(None, description="Another name; no two personas of an account have the same one, whatever the capitals.")
    is_archived: bool | None = Field(None, strict=True, description="Put it away, or take it out again.")
    display_name: str | None = Field(
        None,
        max_length=LONGEST_DISPLAY_NAME,
        description="What it is shown as in place of the name; empty: its name. At most 200 characters, unless the operator set otherwise.",
    )
    description: str | None = Field(
        None,
        max_length=LONGEST_DESCRIPTION,
        description="A note of the owner's, of at most 1,000 characters, unless the operator set otherwise.",
    )
    metadata: Facts | None = Field(None, description="By key a value and its type, in place of what was there.")
    labels: list[str] | None = Field(None, max_length=50, description="Names of labels, in place of those it has; new ones are made.")
    folder: str | None = Field(None, max_length=60, description="Name of a folder, made if it is new; empty: none.")
    lock_version: int | None = Field(None, strict=True, description="The persona's `lock_version` as read; If-Match takes precedence.")


class Settlement(_Asked):
    """The owner's word on a contradiction."""

    choice: Choice = Field(description="Which side holds.")
    lock_version: int | None = Field(None, strict=True, description="The persona's `lock_version` as read; If-Match takes precedence.")


class WrittenContent(_Asked):
    """A content as somebody wrote it."""

    content: str = Field(max_length=LONGEST_CONTENT, description="The whole content, Markdown.")
    base: int = Field(strict=True, ge=0, lt=2**31, description="Number of the version that it was written upon; 0 before the first.")
    summary: str = Field("", max_length=200, description="What was changed, in a few words.")


class LabelMoving(_Asked):
    """Where a label shall be."""

    number: int = Field(strict=True, ge=1, lt=2**31, description="Number of the version.")
    lock_version: int | None = Field(
        None, strict=True, ge=0, description="The label's `lock_version` as read, 0 for one that is nowhere; If-Match takes precedence."
    )


class Restoring(_Asked):
    """Which state of the persona was seen when a version was brought back."""

    lock_version: int | None = Field(None, strict=True, description="The persona's `lock_version` as read; If-Match takes precedence.")


class ChangedClaim(_Asked):
    """The owner's words for a claim."""

    value: str = Field(max_length=2_000, description="The words, one line of at most 500 characters.")
    who: str = Field("", max_length=1_000, description="For a relationship, the other person's name.")
    lock_version: int | None = Field(None, strict=True, description="The persona's `lock_version` as read; If-Match takes precedence.")


class NewClaim(ChangedClaim):
    """A claim to stand beside the others of its field; in a field for one value it takes the place of what is there."""

    field: ClaimField


class OwnScore(_Asked):
    """The owner's score of one of the five factors."""

    score: int | None = Field(ge=0, le=100, strict=True, description="0 to 100, 50 being average; null leaves the factor open.")
    lock_version: int | None = Field(None, strict=True, description="The persona's `lock_version` as read; If-Match takes precedence.")


class ProposalChoice(_Asked):
    """What becomes of a proposal."""

    choice: Literal["take", "keep"] = Field(description="`take` what is proposed, or `keep` the owner's words.")
    lock_version: int | None = Field(None, strict=True, description="The persona's `lock_version` as read; If-Match takes precedence.")


class Created(_Answered):
    """A new persona."""

    id: UUID = Field(description="The persona.")
    run_id: UUID | None = Field(description="The run that builds it, if one was started.")
    name: str
    created_at: datetime


class DataAdded(_Answered):
    """What was added, in the order given."""

    id: UUID = Field(description="The first datum.")
    items: tuple[DataSummary, ...]


class Accepted(_Answered):
    """Work that goes on; Location leads to it."""

    id: UUID = Field(description="The run.")
    run_id: UUID = Field(description="The run.")
    persona_id: UUID
    state: RunState
    sentence: str

    @classmethod
    def of(cls, run: RunView) -> "Accepted":
        """The run as it was accepted."""
        return cls(id=run.id, run_id=run.id, persona_id=run.persona_id, state=run.state, sentence=run.sentence)


class Datum(DataSummary):
    """One submission whole; all offsets of citations count code points of `raw_text`."""

    raw_text: str

    @classmethod
    def of(cls, data: DataText) -> "Datum":
        """The datum as programs know it."""
        return cls(**data.model_dump(exclude={"text"}), raw_text=data.text)


class WithHistory(_Answered):
    """The persona as it is now, with what it was computed from, newest first."""

    person: PersonaView
    persona: VersionView | None = Field(description="The newest version; null before the first build has ended.")
    data: Page[Datum]


class Health(_Answered):
    """The program answers, and so does its database."""

    status: Literal["ok"] = "ok"


class OldDraft(BaseModel):
    """Material, as older clients send it."""

    model_config = ConfigDict(frozen=True)

    raw_text: str | None = None
    urls: list[str] | None = None


class OldCreated(_Answered):
    """A persona that was built."""

    id: str
    version: int
    created_at: datetime


class OldPersona(_Answered):
    """A persona as older clients know it."""

    id: str
    raw_text: str = Field(description="All data joined, oldest first.")
    persona: dict[str, Any] | None = Field(description="The profile of the newest version; null before the first build has ended.")
    created_at: datetime
    updated_at: datetime
