"""What others see of the corpora."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Gender = Literal["unknown", "female", "male"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class CorpusView(_Frozen):
    """A corpus that was imported."""

    id: UUID
    name: str
    title: str
    terms: str
    layout: str
    origin: str
    movie_count: int
    character_count: int
    line_count: int
    exchange_count: int
    report: dict[str, Any] = Field(default_factory=dict)
    imported_at: datetime
    imported_by: UUID | None


class MovieView(_Frozen):
    """A film; `corpus` is the corpus' name."""

    id: UUID
    title: str
    year: int | None
    rating: Decimal | None
    votes: int | None
    genres: tuple[str, ...]
    corpus: str
    line_count: int


class CharacterView(_Frozen):
    """A character in a list; `movie` is the film's title, `corpus` the corpus' name."""

    id: UUID
    name: str
    movie_id: UUID
    movie: str
    year: int | None
    genres: tuple[str, ...]
    gender: Gender
    corpus: str
    line_count: int
    credit_position: int | None


class LineView(_Frozen):
    """One utterance; `position` counts from 0 within the film."""

    id: UUID
    character_id: UUID
    character: str
    movie_id: UUID
    movie: str
    position: int
    text: str


class SceneLine(LineView):
    """A line in the scene around another; `exchange_id` tells where one talk ends and the next begins."""

    is_marked: bool
    exchange_id: UUID | None


class Partner(_Frozen):
    """Whom a character talks with, and how many lines go from one to the other, in both directions."""

    id: UUID
    name: str
    line_count: int


class CharacterPage(_Frozen):
    """A character with the film, partners (most lines first) and some lines spread over the film."""

    character: CharacterView
    movie: MovieView
    partners: tuple[Partner, ...]
    lines: tuple[LineView, ...]


class ImportOptions(_Frozen):
    """What a person says about an import; empty: found out, or the layout's own.

    Attributes:
        name: how commands and lists call the corpus, in small letters, digits and hyphens.
        mapping: columns by role (`speaker`, `text`, `movie`, …), by their names or their numbers from 1.
        is_replacing: may it take the place of another corpus of this name?
    """

    name: str = ""
    title: str = ""
    terms: str = ""
    origin: str = ""
    encoding: str = ""
    mapping: dict[str, str] = Field(default_factory=dict)
    is_replacing: bool = False


class ImportProgress(_Frozen):
    """How far an import is: `share` from 0 to 1 of the films, 0 while the files are read for the first time."""

    share: float
    lines: int


class ImportedCorpus(_Frozen):
    """A corpus after its import; not `is_new` when the same was here already, and nothing was done."""

    corpus: CorpusView
    is_new: bool


class SampleRow(_Frozen):
    """A line as it would be imported."""

    movie: str
    character: str
    text: str


class ImportPreview(_Frozen):
    """What an import would make of a source. `columns` and `mapping` are for tables and JSON; `problems` are of what was looked at."""

    name: str
    layout: str
    encoding: str
    columns: tuple[str, ...]
    mapping: dict[str, str]
    sample: tuple[SampleRow, ...]
    problems: tuple[str, ...]
