"""A film as every layout gives it, before it has a place in the database; and what was found wrong on the way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from persona_app.movies.schemas import Gender

ROWS_NAMED = 100
"""So many rows of one kind are named; the others are counted."""


class Trouble(StrEnum):
    """What was found wrong and did not stop the import."""

    BROKEN_ROW = "rows that can't be read were left out"
    NO_SPEAKER = "lines without a speaker were left out"
    NO_WORDS = "lines without a word were left out"
    TWICE = "rows whose id was there before were left out"
    NO_SUCH_LINE = "lines named in conversations are not there; what answers them answers nothing"
    NO_SUCH_CHARACTER = "lines name a character that is not listed; the name beside the line was taken"
    NO_SUCH_FILM = "films that are not listed were given their id as title"
    NO_NAME = "characters without a name are called Unnamed"
    SEVERAL_SPEAKERS = "lines said by several at once were given to the first of them"
    LINE_CUT = "lines longer than 20,000 characters were left out"


class Troubles:
    """How often each trouble was met, and in which rows (`file:number`, from 1)."""

    def __init__(self) -> None:
        self.counts: dict[Trouble, int] = {}
        self.rows: dict[Trouble, list[str]] = {}

    def add(self, trouble: Trouble, *, file: str = "", row: int | str = "", count: int = 1) -> None:
        """One more, or several."""
        self.counts[trouble] = self.counts.get(trouble, 0) + count
        rows = self.rows.setdefault(trouble, [])
        if len(rows) < ROWS_NAMED and (file or row):
            rows.append(f"{file}:{row}" if file else str(row))


class Speaker(NamedTuple):
    """A character as the corpus lists it."""

    id: str
    name: str
    gender: Gender = "unknown"
    credit_position: int | None = None


class Utterance(NamedTuple):
    """A line as it stands there: its markup still in it. `row` is where, for reports."""

    id: str
    speaker: str
    text: str
    row: int


class Talk(NamedTuple):
    """An exchange: its lines in order. Ids that no line has are tolerated."""

    id: str
    lines: list[str]


@dataclass(slots=True)
class Film:
    """One film with all that is said in it, in the film's order."""

    id: str
    title: str
    year: int | None = None
    rating: str | None = None
    votes: int | None = None
    genres: tuple[str, ...] = ()
    speakers: dict[str, Speaker] = field(default_factory=dict)
    utterances: list[Utterance] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    file: str = ""


class FilmStream(NamedTuple):
    """The films of a source, one in memory at a time, and how many there will be."""

    total: int
    films: Iterator[Film]
