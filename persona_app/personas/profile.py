"""The structured profile: what is known about a person, each claim with the words it came from.

`docs/PROFILE.md` is generated from these models. Unknown stays unknown: every scalar may be null and every list empty.
Offsets are Unicode code points of the datum's text as submitted (Python string indices): `text[start:end] == quote`.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from persona_app.llm.questions import ClaimField


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DataCitation(_Frozen):
    """The words stand in a datum: `text[start:end] == quote`.

    Attributes:
        kind: which of the four kinds of citation this is.
        data_id: the datum, one of the persona's.
        start: first code point of the quote.
        end: the code point after its last.
        quote: the words themselves, verbatim.
    """

    kind: Literal["data"] = "data"
    data_id: UUID
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    quote: str


class LineCitation(_Frozen):
    """The words stand in a line of film dialogue.

    Attributes:
        kind: which of the four kinds of citation this is.
        line_id: the line of the dialogue corpus.
        start: first code point of the quote.
        end: the code point after its last.
        quote: the words themselves, verbatim.
    """

    kind: Literal["line"] = "line"
    line_id: UUID
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    quote: str


class AuthorCitation(_Frozen):
    """The owner said so.

    Attributes:
        kind: which of the four kinds of citation this is.
        decision_id: the decision that says it.
    """

    kind: Literal["author"] = "author"
    decision_id: UUID


class InheritedCitation(_Frozen):
    """The parent persona says so.

    Attributes:
        kind: which of the four kinds of citation this is.
        persona_id: the parent.
        version: number of the parent's version.
        claim_id: the parent's claim.
    """

    kind: Literal["inherited"] = "inherited"
    persona_id: UUID
    version: int
    claim_id: str


Citation = Annotated[DataCitation | LineCitation | AuthorCitation | InheritedCitation, Field(discriminator="kind")]


class Claim(_Frozen):
    """One thing that is said about the person.

    Attributes:
        id: stable across versions: a hash of field and normalised value.
        value: the claim in a few words.
        who: for a relationship, the other person's name.
        citations: the words it rests on, oldest datum first; never empty, at most 12.
        support: how many places say so, counted before the citations were cut to 12.
        also: other wordings that were joined with this one.
        is_contested: another claim contradicts it and the owner has not settled it.
    """

    id: str
    value: str
    who: str = ""
    citations: tuple[Citation, ...] = Field(min_length=1)
    support: int = Field(ge=1)
    also: tuple[str, ...] = ()
    is_contested: bool = False


class Identity(_Frozen):
    """Who the person is.

    Attributes:
        name: the fullest name that the data gives.
        aliases: other names, nicknames, shorter forms.
        age: whole years, as text.
        gender: only on textual evidence.
        pronouns: as stated or used for the person.
        nationality: citizenship or origin.
        residence: where the person lives.
        languages: languages the person speaks.
    """

    name: Claim | None = None
    aliases: tuple[Claim, ...] = ()
    age: Claim | None = None
    gender: Claim | None = None
    pronouns: Claim | None = None
    nationality: Claim | None = None
    residence: Claim | None = None
    languages: tuple[Claim, ...] = ()


class BigFiveFactor(_Frozen):
    """One of the five factors (Costa & McCrae): score 0-100 with 50 as average, confidence 0-100, and the claims it rests on.

    Attributes:
        score: 0 to 100, 50 being average.
        confidence: 0 to 100: how much the claims tell about this factor.
        claim_ids: ids of the claims it rests on; none where the owner alone says so.
        citations: the citations of those claims; first the owner's, where the owner set the score.
    """

    score: int = Field(ge=0, le=100)
    confidence: int = Field(ge=0, le=100)
    claim_ids: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = Field(min_length=1)


class BigFive(_Frozen):
    """The five factors; null where nothing tells.

    Attributes:
        openness: curious and inventive against cautious; null where no claim tells.
        conscientiousness: organised and careful against careless; null where no claim tells.
        extraversion: outgoing against reserved; null where no claim tells.
        agreeableness: kind against challenging; null where no claim tells.
        neuroticism: sensitive and nervous against calm; null where no claim tells.
    """

    openness: BigFiveFactor | None = None
    conscientiousness: BigFiveFactor | None = None
    extraversion: BigFiveFactor | None = None
    agreeableness: BigFiveFactor | None = None
    neuroticism: BigFiveFactor | None = None


class Personality(_Frozen):
    """How the person is.

    Attributes:
        traits: qualities of character.
        big_five: scores of the five factors, each resting on claims.
    """

    traits: tuple[Claim, ...] = ()
    big_five: BigFive = BigFive()


class Speech(_Frozen):
    """How the person talks.

    Attributes:
        register_: formal, familiar, terse, …
        favourite_words: words and phrases the person likes to use.
        sample_lines: lines the person said, verbatim.
    """

    register_: Claim | None = Field(None, alias="register", serialization_alias="register")
    favourite_words: tuple[Claim, ...] = ()
    sample_lines: tuple[Claim, ...] = ()

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Contradiction(_Frozen):
    """Two claims that cannot both hold.

    Attributes:
        id: stable across versions: a hash of both claims' ids.
        why: a sentence, from the engine or the rule that found it.
        left_field: the claim field of the left side.
        left: one side, with its citations.
        right_field: the claim field of the right side.
        right: the other side, with its citations.
        decision_id: the owner's decision, once settled.
        settled: None while open; `left`, `right` or `both` once the owner decided.
    """

    id: str
    left_field: ClaimField
    left: Claim
    right_field: ClaimField
    right: Claim
    why: str = ""
    settled: Literal["left", "right", "both"] | None = None
    decision_id: UUID | None = None


class Profile(_Frozen):
    """All that is known about the person.

    Attributes:
        schema_version: version of this schema.
        identity: who the person is.
        occupation: what the person works as, and where.
        education: schools, degrees, training.
        background: where the person comes from and what happened before.
        personality: how the person is.
        values: what matters to the person.
        beliefs: what the person holds to be true or right.
        goals: what the person wants to reach.
        fears: what the person is afraid of or worries about.
        likes: what the person enjoys.
        dislikes: what the person avoids or resents.
        skills: what the person can do.
        knowledge: what the person knows about.
        habits: what the person does again and again.
        relationships: people (and animals) in the person's life; `who` names them.
        speech: how the person talks.
        appearance: how the person looks.
        facts: what is known and fits nowhere else.
        contradictions: claims that cannot both hold, open or settled by the owner.
    """

    schema_version: Literal[1] = 1
    identity: Identity = Identity()
    occupation: tuple[Claim, ...] = ()
    education: tuple[Claim, ...] = ()
    background: tuple[Claim, ...] = ()
    personality: Personality = Personality()
    values: tuple[Claim, ...] = ()
    beliefs: tuple[Claim, ...] = ()
    goals: tuple[Claim, ...] = ()
    fears: tuple[Claim, ...] = ()
    likes: tuple[Claim, ...] = ()
    dislikes: tuple[Claim, ...] = ()
    skills: tuple[Claim, ...] = ()
    knowledge: tuple[Claim, ...] = ()
    habits: tuple[Claim, ...] = ()
    relationships: tuple[Claim, ...] = ()
    speech: Speech = Speech()
    appearance: tuple[Claim, ...] = ()
    facts: tuple[Claim, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


CLAIM_PATHS: dict[ClaimField, tuple[str, ...]] = {
    ClaimField.NAME: ("identity", "name"),
    ClaimField.ALIAS: ("identity", "aliases"),
    ClaimField.AGE: ("identity", "age"),
    ClaimField.GENDER: ("identity", "gender"),
    ClaimField.PRONOUNS: ("identity", "pronouns"),
    ClaimField.NATIONALITY: ("identity", "nationality"),
    ClaimField.RESIDENCE: ("identity", "residence"),
    ClaimField.LANGUAGE: ("identity", "languages"),
    ClaimField.OCCUPATION: ("occupation",),
    ClaimField.EDUCATION: ("education",),
    ClaimField.BACKGROUND: ("background",),
    ClaimField.TRAIT: ("personality", "traits"),
    ClaimField.VALUE: ("values",),
    ClaimField.BELIEF: ("beliefs",),
    ClaimField.GOAL: ("goals",),
    ClaimField.FEAR: ("fears",),
    ClaimField.LIKE: ("likes",),
    ClaimField.DISLIKE: ("dislikes",),
    ClaimField.SKILL: ("skills",),
    ClaimField.KNOWLEDGE: ("knowledge",),
    ClaimField.HABIT: ("habits",),
    ClaimField.RELATIONSHIP: ("relationships",),
    ClaimField.REGISTER: ("speech", "register"),
    ClaimField.FAVOURITE_WORD: ("speech", "favourite_words"),
    ClaimField.SAMPLE_LINE: ("speech", "sample_lines"),
    ClaimField.APPEARANCE: ("appearance",),
    ClaimField.FACT: ("facts",),
}
"""Where in the profile each claim field stands."""
