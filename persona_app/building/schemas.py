"""What the phases of a build hand to each other."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from persona_app.llm.injection import Passage
from persona_app.llm.questions import ClaimField
from persona_app.personas.profile import DataCitation, InheritedCitation, LineCitation


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Chunk(_Frozen):
    """A stretch of a datum's text, in code points: `text[start:end]`."""

    start: int
    end: int


class Datum(_Frozen):
    """A datum's text, and the passages of it that no engine gets to see since they address one."""

    text: str
    withheld: tuple[Passage, ...] = ()


class Piece(_Frozen):
    """A cleaned chunk: which stretches of it were kept, and whom it is about."""

    chunk: Chunk
    kept: tuple[Chunk, ...]
    subject: str = ""

    def text(self, whole: str) -> str:
        """What is asked about: the kept stretches, one after the other."""
        return "".join(whole[part.start : part.end] for part in self.kept)


class VerifiedClaim(_Frozen):
    """A claim whose quote stands in its datum: `text[start:end] == quote`."""

    field: ClaimField
    value: str
    who: str
    key: str
    start: int
    end: int
    quote: str


class Verified(_Frozen):
    """What is left of an extraction, and how many of its claims were not."""

    claims: tuple[VerifiedClaim, ...]
    dropped: int


class FoundPlace(_Frozen):
    """One place that says something, and the number of its datum: data are older the lower their number.

    What a parent said is older than all data (numbers below 0), and dialogue follows them.
    """

    number: int
    citation: DataCitation | LineCitation | InheritedCitation

    def age(self) -> tuple[int, int, int]:
        """Sorts the oldest place first."""
        if isinstance(self.citation, InheritedCitation):
            return (self.number, 0, 0)
        return (self.number, self.citation.start, self.citation.end)


class FoundValue(_Frozen):
    """One value of one field: how many places say so, and the oldest of them (at least one, at most 12, oldest first)."""

    field: ClaimField
    key: str
    value: str
    who: str = ""
    support: int
    places: tuple[FoundPlace, ...]

    @property
    def first(self) -> tuple[int, int, int]:
        """The age of the oldest place."""
        return self.places[0].age()


class Ref(_Frozen):
    """One value, by its place: stable across runs, unlike a question's numbers."""

    field: ClaimField
    key: str


class Join(_Frozen):
    """Values of one field that say the same, and the wording to keep."""

    field: ClaimField
    keys: tuple[str, ...]
    best: str


class Clash(_Frozen):
    """Two values that an engine holds to be incompatible."""

    left: Ref
    right: Ref
    why: str = ""


class FieldMerge(_Frozen):
    """An engine's answer about one field, free of the question's numbers."""

    joins: tuple[Join, ...] = ()
    clashes: tuple[Clash, ...] = ()


class Settlement(_Frozen):
    """An owner's word on a contradiction; the ids are those of both claims when it was given."""

    decision_id: UUID
    left_id: str
    right_id: str
    choice: str


class SpokenWords(_Frozen):
    """The words of a line that a thought rests on: `text[start:end]`."""

    line_id: UUID
    text: str
    start: int
    end: int


class SpokenThought(_Frozen):
    """A thought as a build reads it; `id` is None while it is not saved."""

    id: UUID | None
    text: str
    enrichment: int
    position: int
    lines: tuple[SpokenWords, ...]
