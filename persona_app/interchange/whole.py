"""A persona with all of its history, as an archive of our own holds it: what its files say, and how they are read.

    persona.json        `Head`: all that is one of a kind, or few
    kept.json           what it carries for other programs, as it came
    data.jsonl          `Datum`, one a line
    versions.jsonl      `Version`, one a line, the first one first
    enrichments.jsonl   `Enriched`, one a line, with its thoughts and the lines of films they rest on
    beside.json         `Beside`: uses, picture and publication, which are no part of its state
    media/01, originals/01, picture.webp

Ids are numbers (`stand_ins.py`); whoever wrote is "you", the owner of the account that it arrives in.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self, TypeVar
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, ValidationError, model_validator

from persona_app.core.clock import now
from persona_app.interchange.draft import JsonObject, LossReport, Noted
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.fields import FollowedField, ProposedField, require_shown
from persona_app.interchange.texts import object_of, read_json
from persona_app.llm.questions import Transformation

MARK, VERSION = "persona_studio", 2
HEAD, KEPT, DATA, VERSIONS, ENRICHMENTS, BESIDE, PICTURE = (
    "persona.json", "kept.json", "data.jsonl", "versions.jsonl", "enrichments.jsonl", "beside.json", "picture.webp"
)  # fmt: skip
NOT_STATE = frozenset({BESIDE, PICTURE})
"""Files that a persona's digest does not count."""
Time = Annotated[AwareDatetime, AfterValidator(lambda at: min(at, now()))]
"""Of something that was: never later than now."""
Count = Annotated[int, Field(ge=0, lt=2**31)]
Number = Annotated[int, Field(ge=1, lt=2**31)]
Word = Annotated[str, Field(max_length=2_000)]


class Said(BaseModel):
    """What a file of ours says."""

    model_config = ConfigDict(frozen=True)


class File(Said):
    """A file that came with it, under which name it lies in the archive."""

    place: Word
    media_type: Word
    file: Word


class Original(Said):
    """A file as it was given to an import, and the report that was made of it."""

    format: Word
    file_name: Word
    losses: LossReport
    created_at: Time
    file: Word


class Decided(Said):
    """An owner's word: a `decision`, numbered by its place in the list."""

    kind: Literal["claim", "contradiction"]
    subject: Word
    choice: Literal["set", "removed", "released", "left", "right", "both"]
    detail: JsonObject
    created_at: Time


class Proposed(Said):
    """What a build or the parent would have said: a `proposal`."""

    kind: Literal["build", "parent"]
    field: ProposedField
    claim_id: Word
    version_number: Count
    parent_version: Count | None
    mine: JsonObject | None
    theirs: JsonObject | None
    state: Literal["open", "taken", "declined"]
    created_at: Time
    settled_at: Time | None

    @model_validator(mode="after")
    def _can_be_shown(self) -> Self:
        """Both sides are what `personas/services/proposing.py` shows."""
        require_shown(self.field, self.mine, self.theirs)
        return self


class Label(Said):
    """A label of versions as it is now; on none when it was taken off."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9._-]{0,39}$")]
    number: Number | None
    lock_version: Count
    moved_at: Time


class Move(Said):
    """One move of a label."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9._-]{0,39}$")]
    sequence: Number
    from_number: Number | None
    to_number: Number | None
    moved_at: Time


class Choice(Said):
    """What a child's owner chose for a field."""

    field: FollowedField
    mode: Literal["inherited", "overridden", "appended"]
    own: JsonObject | None
    chosen_at: Time


class Parentage(Said):
    """What a child has of its parent. `place` is the parent's in the archive, None when it is not in it: such a tie has ended."""

    place: Number | None
    parent_name: Word
    follows: Literal["version", "public"]
    version: Count
    profile: JsonObject
    content: str
    declined: dict[str, str]
    taken_at: Time
    ended_at: Time | None
    ended_why: Literal["left", "deleted"] | None
    choices: tuple[Choice, ...] = ()


class Head(Said):
    """The persona, and how many lines its other files have, so that one that lost some is known."""

    name: str
    is_name_provisional: bool
    subject: str
    source: Literal["manual", "derived", "movie"]
    legacy_id: Word | None
    created_at: Time
    updated_at: Time
    archived_at: Time | None
    noted: Noted
    kept_format: Word | None
    media: tuple[File, ...]
    originals: tuple[Original, ...]
    decisions: tuple[Decided, ...]
    proposals: tuple[Proposed, ...]
    labels: tuple[Label, ...]
    label_moves: tuple[Move, ...]
    parent: Parentage | None
    data_count: Count
    version_count: Count
    enrichment_count: Count


class Datum(Said):
    """A submission."""

    kind: Literal["text", "url", "file", "card"]
    title: str
    origin: str
    media_type: Word
    text: str
    size_bytes: Count
    details: JsonObject
    created_at: Time


class Version(Said):
    """A version; `data` and `thoughts` are numbers."""

    number: Number
    semantic: Annotated[str, Field(pattern=r"^\d{1,9}\.\d{1,9}\.\d{1,9}$")]
    profile: JsonObject
    content: str
    engine_content: str | None
    summary: str
    origin: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    data: tuple[Count, ...]
    thoughts: tuple[Count, ...]
    engine: Word
    model: Word
    is_extractive: bool
    prompt_version: Word
    prompt_tokens: Count
    completion_tokens: Count
    cost_usd: Annotated[Decimal, Field(max_digits=12, decimal_places=6)] | None
    duration_ms: Count
    dropped_quotes: Count
    created_at: Time


class Taken(Said):
    """A character of an enrichment."""

    position: Count
    character_id: UUID
    name: Word
    movie: Word
    year: int | None
    corpus: Word
    available: Count
    share: Annotated[int, Field(ge=0, le=500)]
    thought_count: Count
    is_taken: bool


class Line(Said):
    """A line of a film that a thought rests on, whole."""

    position: Annotated[int, Field(ge=0, lt=2**15)]
    line_id: UUID
    character: Word
    movie: Word
    text: str
    answered_text: str
    start_at: Count
    end_at: Count
    quote: str


class Thought(Said):
    """A thought, with the copies of its lines."""

    position: Annotated[int, Field(ge=1, le=50)]
    text: Annotated[str, Field(min_length=1, max_length=600)]
    character_id: UUID
    character_name: Word
    movie: Word
    origin: Literal["engine", "offline"]
    transformation: Transformation
    is_hidden: bool
    created_at: Time
    lines: tuple[Line, ...]


class Enriched(Said):
    """An enrichment that ended."""

    number: Annotated[int, Field(ge=1, lt=10_000)]
    seed: Annotated[int, Field(ge=-(2**63), lt=2**63)]
    dialogue_count: Annotated[int, Field(ge=0, le=500)]
    thought_count: Annotated[int, Field(ge=0, le=50)]
    offline_count: Count
    note: str
    created_at: Time
    finished_at: Time | None
    characters: tuple[Taken, ...]
    thoughts: tuple[Thought, ...]


class Used(Said):
    """How often it was used on a day."""

    kind: Literal["export", "copy", "prompt"]
    day: date
    count: Number
    last_at: Time


class Pictured(Said):
    """The picture that was uploaded for it, and what was said about whom it is for."""

    file: Word
    declared: Literal["safe", "suggestive", "explicit"] | None
    judged: Literal["safe", "suggestive", "explicit"] | None


class Published(Said):
    """What was public. It is a description: nothing is published by an import, since nobody agreed to that."""

    slug: Word
    visibility: Word
    version_number: Count
    public_name: str
    headline: str
    age: int
    gender: Word
    rating: Word
    shows_quotes: bool
    published_at: Time
    tags: tuple[tuple[str, int], ...]


class Beside(Said):
    """What is not its state."""

    used_at: Time | None = None
    use_count: Count = 0
    uses: tuple[Used, ...] = ()
    picture: Pictured | None = None
    publication: Published | None = None


Kind = TypeVar("Kind", bound=Said)


class Whole:
    """A persona in an archive: its head, and the way to its other files.

    Attributes:
        archive: from which id the ids of its personas are derived.
        place: which of them it is.
        size: bytes of its files, unpacked, as far as the archive says.
    """

    def __init__(
        self, head: Head, *, archive: UUID, place: int, size: int, read: Callable[[str], bytes], lines: Callable[[str], Iterator[bytes]]
    ) -> None:
        self.head, self.archive, self.place, self.size = head, archive, place, size
        self._read, self._lines = read, lines

    def file(self, name: str) -> bytes:
        """One that the head names.

        Raises:
            ImportRefused: it is not in the archive, or damaged.
        """
        return self._read(name)

    def kept(self) -> JsonObject | None:
        """What it carries for other programs."""
        return object_of(read_json(_text(self._read(KEPT))), what="What was kept aside") if self.head.kept_format else None

    def beside(self) -> Beside:
        """What is not its state."""
        return parsed(Beside, self._read(BESIDE))

    def data(self) -> Iterator[Datum]:
        """Every datum, in order."""
        return self._counted(Datum, DATA, self.head.data_count)

    def versions(self) -> Iterator[Version]:
        """Every version, the first one first."""
        return self._counted(Version, VERSIONS, self.head.version_count)

    def enrichments(self) -> Iterator[Enriched]:
        """Every enrichment."""
        return self._counted(Enriched, ENRICHMENTS, self.head.enrichment_count)

    def _counted(self, kind: type[Kind], name: str, wanted: int) -> Iterator[Kind]:
        found = 0
        for line in self._lines(name) if wanted else ():
            found += 1
            yield parsed(kind, line)
        if found != wanted:
            raise ImportRefused(f"The persona in the archive is damaged: of {name} {wanted:,} lines were written, and {found:,} are there.")


def parsed(kind: type[Kind], data: bytes) -> Kind:
    """The object that the JSON says.

    Raises:
        ImportRefused, ImportTooLarge: it is none.
    """
    return validated(kind, read_json(_text(data)))


def validated(kind: type[Kind], value: JsonValue) -> Kind:
    """The same of a value."""
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise damage() from error


def damage() -> ImportRefused:
    """What is told when a file of ours says what we never write."""
    return ImportRefused("The persona in the archive is damaged: its fields are not as they should be.")


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise damage() from error
