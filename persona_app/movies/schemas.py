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
