"""What every format is read into and written from: pure values, without a database.

A reader makes a `Draft` and a `LossReport` of bytes; a writer makes bytes and a `LossReport` of a `Snapshot`. What a file holds and
a persona has no place for stays in `Kept`, as it was; writers put the persona's present state into it, so that nothing is dropped
on the way, and what the owner changed is what differs.
"""

from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, JsonValue, SkipValidation

from persona_app.llm.questions import ClaimField
from persona_app.personas.profile import Profile
from persona_app.personas.schemas import OwnersWord

JsonObject = dict[str, JsonValue]
MOST_TOLD, LONGEST_PLACE = 200, 100


class Format(StrEnum):
    """The formats by the names that programs use."""

    CARD_V1 = "character-card-v1"
    CARD_V2 = "character-card-v2"
    CARD_V3 = "character-card-v3"
    CARD_PNG = "character-card-png"
    CHARX = "charx"
    ELIZAOS = "elizaos"
    TINYTROUPE = "tinytroupe"
    MODELFILE = "modelfile"
    LETTA = "letta"
    MARKDOWN = "markdown"
    AGENTS_MD = "agents-md"
    OWN = "json"
    PYGMALION = "pygmalion"
    LOREBOOK = "lorebook"
    PROMPTS = "prompts"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Loss(_Frozen):
    """One place of the file (or of the persona, on export) that did not become what it was, and why; never its words."""

    place: str
    why: str


class LossReport(_Frozen):
    """What became of everything.

    Attributes:
        mapped: places whose words are in the persona's own fields (on export: in the file's own fields).
        kept: places that have no field here and are kept as they are, to be written again.
        unusable: places that are not taken over.
    """

    mapped: tuple[str, ...] = ()
    kept: tuple[Loss, ...] = ()
    unusable: tuple[Loss, ...] = ()

    def shortened(self) -> "LossReport":
        """The first 200 of each, as a person can read: a file may have any number of keys, of any length."""
        mapped = tuple(place[:LONGEST_PLACE] for place in self.mapped[:MOST_TOLD])
        return LossReport(mapped=mapped, kept=_short(self.kept), unusable=_short(self.unusable))

    @property
    def is_lossless(self) -> bool:
        """Did everything find a place?"""
        return not self.unusable


def _short(losses: tuple[Loss, ...]) -> tuple[Loss, ...]:
    shown = tuple(Loss(place=one.place[:LONGEST_PLACE], why=one.why) for one in losses[:MOST_TOLD])
    more = len(losses) - len(shown)
    return (*shown, Loss(place=f"{more:,} more places", why="the same for each")) if more else shown


class Kept(_Frozen):
    """A file's content as values, in the shape of its own format."""

    format: Format
    value: SkipValidation[JsonObject]


class Media(_Frozen):
    """A picture or another file that came along; `place` names it in its format (`picture`, `assets/icon/main.png`)."""

    place: str
    media_type: str
    data: bytes


class DraftClaim(_Frozen):
    """Something the file states in a field of its own; `place` is the passage whose text holds the words."""

    field: ClaimField
    value: str
    who: str = ""
    place: str


class Passage(_Frozen):
    """Words of the file for the datum: where they stand in it, what they are called, and they themselves."""

    place: str
    label: str
    text: str


class DraftDatum(_Frozen):
    """A datum that a file of our own brings."""

    id: UUID
    kind: str
    title: str
    origin: str = ""
    media_type: str = "text/plain"
    text: str


class Noted(_Frozen):
    """What an owner noted beside a persona, as a file of our own carries it; `metadata` by key as it is stored."""

    display_name: str = ""
    description: str = ""
    metadata: JsonObject = {}
    labels: tuple[str, ...] = ()
    folder: str = ""
    is_archived: bool = False


class Draft(_Frozen):
    """A persona as a file describes it.

    Attributes:
        description: a short one, where the format has it beside the content; cut by nobody.
        content: Markdown.
        passages: the words of the file in order; the datum is made of them.
        claims: what fields of the file state, each with the passage that holds the words.
        profile: only from a file of our own: the whole profile, its citations naming `data`.
        data: only from a file of our own.
        noted: only from a file of our own.
        words: only from a file of our own: what its owner said of claims and scores, which the profile cites.
        has_version: False only for a file of our own about a persona that was never built.
    """

    format: Format
    name: str
    display_name: str = ""
    description: str = ""
    content: str
    tags: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    claims: tuple[DraftClaim, ...] = ()
    kept: Kept | None = None
    media: tuple[Media, ...] = ()
    profile: Profile | None = None
    data: tuple[DraftDatum, ...] = ()
    noted: Noted = Noted()
    words: tuple[OwnersWord, ...] = ()
    has_version: bool = True


class Snapshot(_Frozen):
    """A persona's present state, for export; everything a writer may know.

    Attributes:
        tags: of its publication; imported tags stand in `kept`.
        version: number of the version that this is (0: none yet).
        semantic: its semantic version, for formats with a field for one.
    """

    name: str
    content: str = ""
    profile: Profile = Profile()
    tags: tuple[str, ...] = ()
    kept: Kept | None = None
    media: tuple[Media, ...] = ()
    persona_id: UUID | None = None
    parent_id: UUID | None = None
    version: int = 0
    semantic: str = ""
    data: tuple[DraftDatum, ...] = ()
    noted: Noted = Noted()
    words: tuple[OwnersWord, ...] = ()


class Reading(_Frozen):
    """What a reader answers."""

    draft: Draft
    losses: LossReport


class Written(_Frozen):
    """What a writer answers."""

    data: bytes
    losses: LossReport
