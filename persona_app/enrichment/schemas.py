"""What the parts of an enrichment hand to each other, and what others see of it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from persona_app.llm.questions import Transformation

MOST_THOUGHTS = 50
"""Thoughts of one enrichment; the database refuses one more."""


class EnrichmentState(StrEnum):
    """Where an enrichment stands."""

    ASKED = "asked"
    DONE = "done"
    DROPPED = "dropped"


class Origin(StrEnum):
    """Who wrote a thought: the run's engine, or the built-in engine that filled what a model left open."""

    ENGINE = "engine"
    OFFLINE = "offline"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ChosenCharacter(_Frozen):
    """A character of an enrichment, the lines it has and those of them that are read."""

    character_id: UUID
    name: str
    movie: str
    year: int | None = None
    corpus: str
    available: int
    share: int


class Split(_Frozen):
    """How 500 dialogues are shared out among characters, in the order they were chosen."""

    characters: tuple[ChosenCharacter, ...]

    @property
    def total(self) -> int:
        """All dialogues; below 500 when the characters have no more."""
        return sum(each.share for each in self.characters)


class Dialogue(_Frozen):
    """A line of the sample, and the one it answers (empty: none)."""

    line_id: UUID
    character_id: UUID
    character: str
    movie: str
    position: int
    text: str
    answers_id: UUID | None = None
    answered_by: str = ""
    answered_text: str = ""


class ThinkBrief(_Frozen):
    """All that thinking needs, loaded before an engine is asked.

    Attributes:
        others: lines of other characters, against which a character's words are distinctive.
        earlier: texts of the persona's thoughts so far.
    """

    persona_id: UUID
    enrichment_id: UUID
    run_id: UUID
    number: int
    characters: tuple[ChosenCharacter, ...]
    dialogues: tuple[Dialogue, ...]
    others: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


class DraftLine(_Frozen):
    """A dialogue that a thought rests on, and the quote in it: `dialogue.text[start:end] == quote`."""

    dialogue: Dialogue
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The words that the thought rests on."""
        return self.dialogue.text[self.start : self.end]


class DraftThought(_Frozen):
    """A verified thought that is not saved yet; it belongs to the character of its first line."""

    text: str
    lines: tuple[DraftLine, ...]
    transformation: Transformation
    origin: Origin
    relevance: float

    @property
    def character_id(self) -> UUID:
        """Who says so."""
        return self.lines[0].dialogue.character_id


class Chosen(_Frozen):
    """The thoughts of an enrichment; `note` says why there are fewer than 50, and is empty when there are 50."""

    thoughts: tuple[DraftThought, ...]
    note: str = ""


class ThoughtDraft(Chosen):
    """What thinking ends in.

    Attributes:
        dropped: answers of the engine that named no line of the sample, or quoted what no line says, or said nothing new.
    """

    brief: ThinkBrief
    dropped: int = 0

    @property
    def offline_count(self) -> int:
        """How many the built-in engine added."""
        return sum(each.origin is Origin.OFFLINE for each in self.thoughts)


class ThoughtLineView(_Frozen):
    """A line that a thought rests on: `text[start:end] == quote`."""

    line_id: UUID
    character: str
    movie: str
    quote: str
    start: int
    end: int
    text: str
    answered_text: str


class ThoughtView(_Frozen):
    """A thought as it is shown; `character` and `movie` are names."""

    id: UUID
    text: str
    lines: tuple[ThoughtLineView, ...]
    run_id: UUID
    enrichment: int
    position: int
    character_id: UUID
    character: str
    movie: str
    origin: Origin
    transformation: Transformation
    is_hidden: bool
    created_at: datetime


class ContributionView(ChosenCharacter):
    """A character of an enrichment, and the thoughts it contributed."""

    thought_count: int


class EnrichmentView(_Frozen):
    """One enrichment of a persona."""

    id: UUID
    run_id: UUID
    number: int
    state: EnrichmentState
    characters: tuple[ContributionView, ...]
    dialogue_count: int
    thought_count: int
    offline_count: int
    note: str
    created_at: datetime
    finished_at: datetime | None
