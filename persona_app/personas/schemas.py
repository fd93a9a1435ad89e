"""What others see of a persona, its data and its versions."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from persona_app.core.ids import new_id
from persona_app.personas.claims import FACTOR_TITLES, FIELD_TITLES
from persona_app.personas.comparing import Piece, ProfileChanges
from persona_app.personas.profile import Citation, Profile
from persona_app.personas.respecting import SCORES

Choice = Literal["left", "right", "both"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class PersonaCard(_Frozen):
    """A persona in a list. `summary` is the newest version's; `version_count` is also the newest version's number (0: none).

    `picture_sha256` names its picture, if it has one: `/pictures/<sha256>/small.webp`, `medium`, `large`.
    """

    id: UUID
    name: str
    is_name_provisional: bool
    source: str
    data_count: int
    version_count: int
    lock_version: int
    summary: str
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None
    picture_sha256: str | None = None

    @property
    def is_archived(self) -> bool:
        """Is it put away?"""
        return self.archived_at is not None


class PersonaView(PersonaCard):
    """A persona as its page shows it; `subject` is the name the owner gave at creation (empty: whoever the data is about)."""

    owner_id: UUID
    subject: str
    parent_id: UUID | None


class DataSummary(_Frozen):
    """One submission, without its text."""

    id: UUID
    number: int
    kind: str
    title: str
    origin: str
    media_type: str
    char_count: int
    size_bytes: int
    text_sha256: str
    details: dict[str, Any] = Field(default_factory=dict)
    created_at: datetime


class DataText(DataSummary):
    """One submission whole."""

    text: str


class Excerpt(_Frozen):
    """A quote in its surroundings: `before + quote + after` stands so in the datum; the flags tell whether text goes on beyond."""

    before: str
    quote: str
    after: str
    has_more_before: bool
    has_more_after: bool
    data: DataSummary


class NewVersion(_Frozen):
    """What a build computed, to be appended. `run_id` makes appending happen once."""

    profile: Profile
    content: str
    engine_content: str | None = None
    author_id: UUID
    data_ids: tuple[UUID, ...]
    thought_ids: tuple[UUID, ...] = ()
    engine: str
    model: str
    is_extractive: bool
    prompt_version: str
    summary: str = ""
    origin: str = "built"
    run_id: UUID | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: Decimal | None = None
    duration_ms: int = 0
    dropped_quotes: int = 0


class VersionSummary(_Frozen):
    """A version in a list: where it comes from, without profile and content. `semantic` says how much it changed (1.4.2)."""

    id: UUID
    number: int
    semantic: str
    summary: str
    origin: str
    author_id: UUID
    run_id: UUID | None
    data_count: int
    thought_count: int = 0
    engine: str
    model: str
    is_extractive: bool
    prompt_version: str
    prompt_tokens: int
    completion_tokens: int
    cost_usd: Decimal | None
    duration_ms: int
    dropped_quotes: int
    content_sha256: str
    created_at: datetime


class LabelView(_Frozen):
    """A label, and the version that it is on. `lock_version` grows with each move of it."""

    name: str
    number: int
    lock_version: int
    moved_by: UUID
    moved_at: datetime


class LabelMoveView(_Frozen):
    """One move of a label; null stands for no version. `sequence` counts the moves of this label from 1."""

    name: str
    sequence: int
    from_number: int | None
    to_number: int | None
    moved_by: UUID
    moved_at: datetime


class VersionView(VersionSummary):
    """A version whole. `engine_content` is what an engine wrote where the owner's words changed it; null where they did not."""

    persona_id: UUID
    profile: Profile
    content: str
    engine_content: str | None = None
    data_ids: tuple[UUID, ...]
    thought_ids: tuple[UUID, ...] = ()


class BlamedVersion(_Frozen):
    """A version that brought something; `data_ids` are the data that it used and the version before it did not."""

    number: int
    semantic: str
    summary: str
    origin: str
    author_id: UUID
    created_at: datetime
    data_ids: tuple[UUID, ...]


class BlamedPassage(_Frozen):
    """A passage of the content, the version that brought it, and the data of the claims that it says."""

    text: str
    number: int
    data_ids: tuple[UUID, ...] = ()


class BlamedClaim(_Frozen):
    """A claim, the version that brought it, and the data that it rested on there."""

    field: str
    id: str
    value: str
    who: str = ""
    number: int
    data_ids: tuple[UUID, ...] = ()


class BlamedDatum(_Frozen):
    """A datum that blame speaks of."""

    id: UUID
    number: int
    title: str


class VersionBlame(_Frozen):
    """Which version brought what of version `number`. The texts of all passages joined are its content."""

    number: int
    passages: tuple[BlamedPassage, ...]
    claims: tuple[BlamedClaim, ...]
    versions: tuple[BlamedVersion, ...]
    data: tuple[BlamedDatum, ...] = ()


class VersionComparison(_Frozen):
    """What differs between two versions of a persona."""

    before: int
    after: int
    content: tuple[Piece, ...]
    profile: ProfileChanges


class DecisionView(_Frozen):
    """An owner's word that builds respect; for kind `contradiction`, `subject` is its id, and the claim ids tell both sides."""

    id: UUID
    kind: str
    subject: str
    choice: Choice
    left_claim_id: str
    right_claim_id: str
    detail: dict[str, Any] = Field(default_factory=dict)
    created_by: UUID
    created_at: datetime


class ClaimWordView(_Frozen):
    """What the owner said of one claim, or of one score (`big_five.<factor>`); `claim_id` is empty for a field that holds one value.

    `released`: the owner took the word back, and what the texts say stands again. `before` is what stood there, empty when nothing did.
    """

    id: UUID
    field: str
    claim_id: str
    choice: Literal["set", "removed", "released"]
    value: str = ""
    who: str = ""
    score: int | None = None
    before: str = ""
    created_by: UUID
    created_at: datetime


def _known_field(field: str) -> str:
    """Raises ValueError: no claim field, and no factor."""
    known = FACTOR_TITLES if field.startswith(SCORES) else FIELD_TITLES
    if field.removeprefix(SCORES) not in known:
        raise ValueError(field)
    return field


class OwnersWord(_Frozen):
    """An owner's word on a claim or a score as a file of our own carries it; `new_id` is the decision that it becomes where it arrives."""

    id: UUID
    new_id: UUID = Field(default_factory=new_id)
    field: Annotated[str, AfterValidator(_known_field)]
    claim_id: str = Field("", max_length=128)
    choice: Literal["set", "removed"]
    value: str = Field("", max_length=500)
    who: str = Field("", max_length=100)
    score: int | None = Field(None, ge=0, le=100)
    before: str = Field("", max_length=2_000)
    seen: tuple[Annotated[str, Field(max_length=128)], ...] = Field((), max_length=1_000)


class ProposalView(_Frozen):
    """What would stand in the place of an owner's word, and what stands there; null where one says nothing.

    `field` is a claim field, `big_five.<factor>` or `content`. Of kind `build`, `version_number` came with it; of kind `parent`,
    `parent_version` did. `before` is the passage that both changed, of field `content`.
    """

    id: UUID
    kind: Literal["build", "parent"]
    field: str
    claim_id: str
    version_number: int
    parent_version: int | None
    mine: str | None
    theirs: str | None
    before: str | None = None
    citations: tuple[Citation, ...] = ()
    state: Literal["open", "taken", "declined"]
    created_at: datetime
    settled_at: datetime | None


class Evidence(_Frozen):
    """A datum as a build needs to know it, before it reads the text."""

    id: UUID
    number: int
    kind: str
    title: str
    text_sha256: str
    char_count: int
    created_at: datetime


class FormerPersona(_Frozen):
    """A persona as another system kept it, fit to be taken over.

    `id` is its own UUID, or a new one beside the `legacy_id`; `profile` is valid JSON, an object, as it was written there.
    """

    id: UUID
    legacy_id: str | None
    text: str
    profile: str | None
    created_at: datetime
    updated_at: datetime


class TakenPersona(_Frozen):
    """What is stored of a persona that was taken over; all None but the ids when it is another account's."""

    id: UUID
    legacy_id: str | None
    text_sha256: str | None
    profile: str | None
    created_at: datetime | None
    updated_at: datetime | None
