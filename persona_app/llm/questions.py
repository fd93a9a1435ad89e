"""What an engine can be asked about a person, and the shape of each answer.

A question is typed data; a prompt (`llm.protocol.Prompt`) adds the words for a model. The offline engine reads the question,
a model reads the prompt, and both must return the same answer type. Every answer is treated as hostile: ids outside the
question, quotes that are not in the text and fields out of range are dropped and counted by whoever asked.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class ClaimField(StrEnum):
    """The places of the profile that a claim can fill."""

    NAME = "name"
    ALIAS = "alias"
    AGE = "age"
    GENDER = "gender"
    PRONOUNS = "pronouns"
    NATIONALITY = "nationality"
    RESIDENCE = "residence"
    LANGUAGE = "language"
    OCCUPATION = "occupation"
    EDUCATION = "education"
    BACKGROUND = "background"
    TRAIT = "trait"
    VALUE = "value"
    BELIEF = "belief"
    GOAL = "goal"
    FEAR = "fear"
    LIKE = "like"
    DISLIKE = "dislike"
    SKILL = "skill"
    KNOWLEDGE = "knowledge"
    HABIT = "habit"
    RELATIONSHIP = "relationship"
    REGISTER = "register"
    FAVOURITE_WORD = "favourite_word"
    SAMPLE_LINE = "sample_line"
    APPEARANCE = "appearance"
    FACT = "fact"


SINGLE_FIELDS = frozenset(
    {
        ClaimField.NAME,
        ClaimField.AGE,
        ClaimField.GENDER,
        ClaimField.PRONOUNS,
        ClaimField.NATIONALITY,
        ClaimField.RESIDENCE,
        ClaimField.REGISTER,
    }
)
"""Fields that hold one value: two different ones are a contradiction for the owner to settle."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class LineRange(_Frozen):
    """Lines `first` to `last`, counted from 1, both included."""

    first: int = Field(ge=1)
    last: int = Field(ge=1)


class CleanQuestion(_Frozen):
    """Which lines of this text say nothing about anybody (menus, notices, repeats), and whom is it about?"""

    text: str


class Cleaning(_Frozen):
    """Lines to leave out. Cleaning never rewrites, so that every quote stays verbatim."""

    drop: list[LineRange] = Field(default_factory=list)
    language: str = Field("", description="ISO 639-1 code of the text's language, empty when unclear")
    subject: str = Field("", description="name of the person the text is mainly about, empty when unclear")


class ExtractQuestion(_Frozen):
    """What does this text say about the subject? Empty subject: the person it is mainly about."""

    text: str
    subject: str = ""


class ExtractedClaim(_Frozen):
    """One thing the text says, with the words it says it in."""

    field: ClaimField
    value: str = Field(
        min_length=1, max_length=300, description="the claim in a few words, in the text's language; for age a whole number of years"
    )
    quote: str = Field(min_length=1, max_length=600, description="the words of the text that say so, copied verbatim")
    who: str = Field("", max_length=100, description="for a relationship: the other person's name; otherwise empty")


class Extraction(_Frozen):
    """All claims of one text; empty when it says nothing."""

    claims: list[ExtractedClaim] = Field(default_factory=list)


class NumberedValue(_Frozen):
    """A value under a number that is unique within the question."""

    id: int
    text: str


class FieldValues(_Frozen):
    """The distinct values found for one field."""

    field: ClaimField
    values: list[NumberedValue]


class MergeQuestion(_Frozen):
    """Which of these values say the same, and which contradict each other?"""

    subject: str = ""
    fields: list[FieldValues]


class SameValues(_Frozen):
    """Values of one field that say the same; `best` is the id of the wording to keep."""

    ids: list[int]
    best: int


class Opposition(_Frozen):
    """Two values that cannot both be true of the same person at the same time."""

    left: int
    right: int
    why: str = Field("", max_length=300)


class Merging(_Frozen):
    """Joined synonyms and found contradictions; values not named stay on their own."""

    same: list[SameValues] = Field(default_factory=list)
    contradictions: list[Opposition] = Field(default_factory=list)


class NumberedClaim(_Frozen):
    """A merged claim under a number that is unique within the question."""

    id: int
    field: ClaimField
    text: str


class AssessQuestion(_Frozen):
    """How does this person score on the Big Five, as far as the claims tell?"""

    name: str
    claims: list[NumberedClaim]


class TraitScore(_Frozen):
    """A Big Five score (Costa & McCrae's five factors), 0 to 100, 50 being average; confidence 0 to 100."""

    score: int = Field(ge=0, le=100)
    confidence: int = Field(ge=0, le=100)
    claims: list[int] = Field(description="ids of the claims it rests on, at least one")


class Assessment(_Frozen):
    """A factor that the claims say nothing about is null: unknown stays unknown."""

    openness: TraitScore | None = None
    conscientiousness: TraitScore | None = None
    extraversion: TraitScore | None = None
    agreeableness: TraitScore | None = None
    neuroticism: TraitScore | None = None


class WriteQuestion(_Frozen):
    """Write this person as a system instruction, every passage resting on claims."""

    name: str
    claims: list[NumberedClaim]


class Passage(_Frozen):
    """One or two sentences, or one list item that begins with a hyphen and a space; and the ids of the claims they rest on."""

    text: str = Field(min_length=1, max_length=1000)
    claims: list[int]


class Section(_Frozen):
    """A heading and its passages."""

    heading: str = Field(min_length=1, max_length=80)
    passages: list[Passage]


class Writing(_Frozen):
    """The persona's content; passages without a valid claim are dropped by whoever asked."""

    sections: list[Section]


class SpokenLine(_Frozen):
    """One line under a number that is unique within the question, and the words it answers."""

    id: int
    speaker: str
    text: str
    answers: str = ""


class ThinkQuestion(_Frozen):
    """What do the speakers of these lines believe, and what is their attitude?

    About `wanted` thoughts are asked for; an engine that only extracts gives all that it finds. `known` are thoughts that there are
    already. `others` are lines of other people, against which a speaker's own words show; a model is not asked to read them.
    """

    lines: list[SpokenLine]
    wanted: int = Field(ge=1)
    known: list[str] = Field(default_factory=list)
    others: list[str] = Field(default_factory=list)


class Transformation(StrEnum):
    """How the words of a thought differ from those of its line."""

    VERBATIM = "verbatim"
    SHORTENED = "shortened"
    FRAMED = "framed"
    REWORDED = "reworded"


class ThoughtQuote(_Frozen):
    """The words of a line that a thought rests on."""

    id: int = Field(description="the number of the line")
    quote: str = Field(min_length=1, max_length=600, description="the words of that line, copied verbatim")


class FoundThought(_Frozen):
    """One belief or attitude in the first person, with the lines it rests on, all of one speaker."""

    text: str = Field(min_length=1, max_length=300, description="one idea, as the speaker would say it, beginning with or holding I or my")
    lines: list[ThoughtQuote] = Field(min_length=1, max_length=5)


class Thinking(_Frozen):
    """Thoughts, the most telling first."""

    thoughts: list[FoundThought] = Field(default_factory=list)


class OfferedTag(_Frozen):
    """A tag of the list, with its category and other words for the same."""

    name: str
    category: str
    synonyms: list[str] = Field(default_factory=list)


class DescribeQuestion(_Frozen):
    """How is this public persona to be found: which tags, which rating, gender and age, and one line about it?

    `content` and `thoughts` are all that visitors will read besides the claims, or a part of it. Tags are only chosen from `tags`.
    """

    name: str
    claims: list[NumberedClaim]
    content: str = ""
    thoughts: list[str] = Field(default_factory=list)
    tags: list[OfferedTag] = Field(default_factory=list)


TextRating = Literal["unrated", "safe", "suggestive", "explicit"]
SaidGender = Literal["unknown", "female", "male", "nonbinary", "other"]
SaidAgeBucket = Literal["unknown", "child", "teen", "young_adult", "adult", "senior"]


def _one_of(kind: Any, *, otherwise: str) -> Callable[[Any], str]:
    """Whatever is none of these words is what nobody can tell: a single odd word must not cost the whole answer."""

    def read(given: Any) -> str:
        word = given.strip().lower().replace("-", "_").replace(" ", "_") if isinstance(given, str) else ""
        return word if word in get_args(kind) else otherwise

    return read


def _whole_years(given: Any) -> int:
    """Years as a number; -1 where they are none that somebody can have."""
    try:
        years = int(given)
    except (TypeError, ValueError, OverflowError):
        return -1
    return years if -1 <= years <= 150 else -1


def _percent(given: Any) -> int:
    """0 to 100, whatever was given; a broken number up to 1 is a share."""
    try:
        number = float(given)
        is_share = isinstance(given, float | str) and 0 < number <= 1
        return max(0, min(100, round(100 * number if is_share else number)))
    except (TypeError, ValueError, OverflowError):
        return 0


class ChosenTag(_Frozen):
    """A tag and how sure it is, 0 to 100."""

    name: str = Field(min_length=1, max_length=80)
    confidence: Annotated[int, BeforeValidator(_percent)] = Field(50, description="0 to 100")


def _with_names(given: Any) -> Any:
    """A bare word in the list is a tag, too."""
    return [{"name": each} if isinstance(each, str) else each for each in given] if isinstance(given, list) else given


class Describing(_Frozen):
    """Tags, the surest first; a rating with the words that decided; gender and age where the material tells; a headline."""

    tags: Annotated[list[ChosenTag], BeforeValidator(_with_names)] = Field(default_factory=list)
    rating: Annotated[TextRating, BeforeValidator(_one_of(TextRating, otherwise="unrated"))] = "unrated"
    passage: str = Field("", description="the words that decided the rating, copied verbatim; empty when nothing did")
    gender: Annotated[SaidGender, BeforeValidator(_one_of(SaidGender, otherwise="unknown"))] = "unknown"
    age: Annotated[int, BeforeValidator(_whole_years)] = Field(-1, description="in years; -1 when the material does not say it")
    age_bucket: Annotated[SaidAgeBucket, BeforeValidator(_one_of(SaidAgeBucket, otherwise="unknown"))] = "unknown"
    headline: str = Field("", description="one line of at most 120 characters")


Question = CleanQuestion | ExtractQuestion | MergeQuestion | AssessQuestion | WriteQuestion | ThinkQuestion | DescribeQuestion
