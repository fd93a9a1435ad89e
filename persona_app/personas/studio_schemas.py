"""What the studio's list shows, how it is searched, and what is asked of many personas at once."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictFloat, StrictInt, StringConstraints

from persona_app.personas.schemas import PersonaCard, PersonaView

LONGEST_QUERY = 400
MOST_NUMBER = 1e15
LONGEST_KEY, LONGEST_FACT, MOST_FACTS = 60, 500, 50


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class StudioSort(StrEnum):
    """In which order the list stands."""

    BEST = "best"
    """With a query: whose names have the words first, then as `USED`."""
    USED = "used"
    NAME = "name"
    NEWEST = "newest"
    CHANGED = "changed"
    MOST_USED = "most_used"


class UseKind(StrEnum):
    """What counts as using a persona."""

    EXPORT = "export"
    COPY = "copy"
    PROMPT = "prompt"


def _plain(text: str) -> str:
    """Only what PostgreSQL keeps and a page shows."""
    if not all(character.isprintable() or character == "\n" for character in text):
        raise ValueError("it has characters that cannot be shown")
    return text


def _bounded(number: float) -> float:
    """Neither infinite nor longer than it is read at a glance."""
    if not abs(number) <= MOST_NUMBER:
        raise ValueError("it is no number of at most fifteen digits")
    return number


Key = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_KEY), AfterValidator(_plain)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_FACT), AfterValidator(_plain)]


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StringFact(_Fact):
    """Words."""

    type: Literal["string"] = "string"
    value: Text


class NumberFact(_Fact):
    """A number."""

    type: Literal["number"] = "number"
    value: Annotated[StrictInt | StrictFloat, AfterValidator(_bounded)]


class YesNoFact(_Fact):
    """Yes or no."""

    type: Literal["yes_no"] = "yes_no"
    value: Annotated[bool, Field(strict=True)]


class DateFact(_Fact):
    """A day."""

    type: Literal["date"] = "date"
    value: date


Fact = Annotated[StringFact | NumberFact | YesNoFact | DateFact, Field(discriminator="type")]
Facts = Annotated[dict[Key, Fact], Field(max_length=MOST_FACTS)]


class Search(_Frozen):
    """What is looked for; everything that is given has to fit. `is_unfiled`: in no folder."""

    query: Annotated[str, Field(max_length=LONGEST_QUERY)] = ""
    label_id: UUID | None = None
    folder_id: UUID | None = None
    is_unfiled: bool = False
    parent_id: UUID | None = None
    is_archived: bool = False
    sort: StudioSort = StudioSort.USED


class Found(_Frozen):
    """How many a search finds; with `is_more`, more than that."""

    count: int
    is_more: bool = False


class Uses(_Frozen):
    """How often a persona was used, and when last (null: never)."""

    count: int = 0
    last_at: datetime | None = None
    by_kind: dict[UseKind, int] = Field(default_factory=dict)


class OwnLabel(_Frozen):
    """A label of the owner's own; `count` says how many personas at work have it."""

    id: UUID
    name: str
    count: int = 0


class Folder(_Frozen):
    """A folder of the owner's own; `count` says how many personas at work are in it."""

    id: UUID
    name: str
    count: int = 0


class SavedSearchView(_Frozen):
    """A search with a name."""

    id: UUID
    name: str
    search: Search


class _Filed(BaseModel):
    """What an owner ordered a persona by. `deleted_at` is when it goes, while that can still be undone."""

    model_config = ConfigDict(frozen=True)

    display_name: str
    description: str
    folder_id: UUID | None
    folder: str | None
    labels: tuple[str, ...]
    used_at: datetime | None
    use_count: int
    deleted_at: datetime | None


class StudioCard(PersonaCard, _Filed):
    """A persona in the studio's list."""

    parent_id: UUID | None


class FiledPersona(PersonaView, _Filed):
    """A persona with everything that its owner noted about it; `metadata` is found by search, too."""

    metadata: dict[str, Fact]
    uses: Uses


class Chosen(_Frozen):
    """The personas that something is done to: those of these ids, or all that a search finds."""

    ids: Annotated[tuple[UUID, ...], Field(max_length=20_000)] = ()
    search: Search | None = None


class Going(_Frozen):
    """Personas on their way out: until `due_at` all of `batch_id` can be kept."""

    batch_id: UUID
    count: int
    due_at: datetime
