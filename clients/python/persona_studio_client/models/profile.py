from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from typing import Literal, cast

if TYPE_CHECKING:
    from ..models.claim import Claim
    from ..models.contradiction import Contradiction
    from ..models.identity import Identity
    from ..models.personality import Personality
    from ..models.speech import Speech


T = TypeVar("T", bound="Profile")


@_attrs_define
class Profile:
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

    appearance: list[Claim] | Unset = UNSET
    background: list[Claim] | Unset = UNSET
    beliefs: list[Claim] | Unset = UNSET
    contradictions: list[Contradiction] | Unset = UNSET
    dislikes: list[Claim] | Unset = UNSET
    education: list[Claim] | Unset = UNSET
    facts: list[Claim] | Unset = UNSET
    fears: list[Claim] | Unset = UNSET
    goals: list[Claim] | Unset = UNSET
    habits: list[Claim] | Unset = UNSET
    identity: Identity | Unset = UNSET
    """ Who the person is.

    Attributes:
        name: the fullest name that the data gives.
        aliases: other names, nicknames, shorter forms.
        age: whole years, as text.
        gender: only on textual evidence.
        pronouns: as stated or used for the person.
        nationality: citizenship or origin.
        residence: where the person lives.
        languages: languages the person speaks. """
    knowledge: list[Claim] | Unset = UNSET
    likes: list[Claim] | Unset = UNSET
    occupation: list[Claim] | Unset = UNSET
    personality: Personality | Unset = UNSET
    """ How the person is.

    Attributes:
        traits: qualities of character.
        big_five: scores of the five factors, each resting on claims. """
    relationships: list[Claim] | Unset = UNSET
    schema_version: Literal[1] | Unset = 1
    skills: list[Claim] | Unset = UNSET
    speech: Speech | Unset = UNSET
    """ How the person talks.

    Attributes:
        register_: formal, familiar, terse, …
        favourite_words: words and phrases the person likes to use.
        sample_lines: lines the person said, verbatim. """
    values: list[Claim] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.claim import Claim  # noqa: PLC0415
        from ..models.contradiction import Contradiction  # noqa: PLC0415
        from ..models.identity import Identity  # noqa: PLC0415
        from ..models.personality import Personality  # noqa: PLC0415
        from ..models.speech import Speech  # noqa: PLC0415

        appearance: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.appearance, Unset):
            appearance = []
            for appearance_item_data in self.appearance:
                appearance_item = appearance_item_data.to_dict()
                appearance.append(appearance_item)

        background: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.background, Unset):
            background = []
            for background_item_data in self.background:
                background_item = background_item_data.to_dict()
                background.append(background_item)

        beliefs: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.beliefs, Unset):
            beliefs = []
            for beliefs_item_data in self.beliefs:
                beliefs_item = beliefs_item_data.to_dict()
                beliefs.append(beliefs_item)

        contradictions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.contradictions, Unset):
            contradictions = []
            for contradictions_item_data in self.contradictions:
                contradictions_item = contradictions_item_data.to_dict()
                contradictions.append(contradictions_item)

        dislikes: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.dislikes, Unset):
            dislikes = []
            for dislikes_item_data in self.dislikes:
                dislikes_item = dislikes_item_data.to_dict()
                dislikes.append(dislikes_item)

        education: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.education, Unset):
            education = []
            for education_item_data in self.education:
                education_item = education_item_data.to_dict()
                education.append(education_item)

        facts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.facts, Unset):
            facts = []
            for facts_item_data in self.facts:
                facts_item = facts_item_data.to_dict()
                facts.append(facts_item)

        fears: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.fears, Unset):
            fears = []
            for fears_item_data in self.fears:
                fears_item = fears_item_data.to_dict()
                fears.append(fears_item)

        goals: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.goals, Unset):
            goals = []
            for goals_item_data in self.goals:
                goals_item = goals_item_data.to_dict()
                goals.append(goals_item)

        habits: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.habits, Unset):
            habits = []
            for habits_item_data in self.habits:
                habits_item = habits_item_data.to_dict()
                habits.append(habits_item)

        identity: dict[str, Any] | Unset = UNSET
        if not isinstance(self.identity, Unset):
            identity = self.identity.to_dict()

        knowledge: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.knowledge, Unset):
            knowledge = []
            for knowledge_item_data in self.knowledge:
                knowledge_item = knowledge_item_data.to_dict()
                knowledge.append(knowledge_item)

        likes: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.likes, Unset):
            likes = []
            for likes_item_data in self.likes:
                likes_item = likes_item_data.to_dict()
                likes.append(likes_item)

        occupation: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.occupation, Unset):
            occupation = []
            for occupation_item_data in self.occupation:
                occupation_item = occupation_item_data.to_dict()
                occupation.append(occupation_item)

        personality: dict[str, Any] | Unset = UNSET
        if not isinstance(self.personality, Unset):
            personality = self.personality.to_dict()

        relationships: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.relationships, Unset):
            relationships = []
            for relationships_item_data in self.relationships:
                relationships_item = relationships_item_data.to_dict()
                relationships.append(relationships_item)

        schema_version = self.schema_version

        skills: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.skills, Unset):
            skills = []
            for skills_item_data in self.skills:
                skills_item = skills_item_data.to_dict()
                skills.append(skills_item)

        speech: dict[str, Any] | Unset = UNSET
        if not isinstance(self.speech, Unset):
            speech = self.speech.to_dict()

        values: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.values, Unset):
            values = []
            for values_item_data in self.values:
                values_item = values_item_data.to_dict()
                values.append(values_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if appearance is not UNSET:
            field_dict["appearance"] = appearance
        if background is not UNSET:
            field_dict["background"] = background
        if beliefs is not UNSET:
            field_dict["beliefs"] = beliefs
        if contradictions is not UNSET:
            field_dict["contradictions"] = contradictions
        if dislikes is not UNSET:
            field_dict["dislikes"] = dislikes
        if education is not UNSET:
            field_dict["education"] = education
        if facts is not UNSET:
            field_dict["facts"] = facts
        if fears is not UNSET:
            field_dict["fears"] = fears
        if goals is not UNSET:
            field_dict["goals"] = goals
        if habits is not UNSET:
            field_dict["habits"] = habits
        if identity is not UNSET:
            field_dict["identity"] = identity
        if knowledge is not UNSET:
            field_dict["knowledge"] = knowledge
        if likes is not UNSET:
            field_dict["likes"] = likes
        if occupation is not UNSET:
            field_dict["occupation"] = occupation
        if personality is not UNSET:
            field_dict["personality"] = personality
        if relationships is not UNSET:
            field_dict["relationships"] = relationships
        if schema_version is not UNSET:
            field_dict["schema_version"] = schema_version
        if skills is not UNSET:
            field_dict["skills"] = skills
        if speech is not UNSET:
            field_dict["speech"] = speech
        if values is not UNSET:
            field_dict["values"] = values

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.claim import Claim  # noqa: PLC0415
        from ..models.contradiction import Contradiction  # noqa: PLC0415
        from ..models.identity import Identity  # noqa: PLC0415
        from ..models.personality import Personality  # noqa: PLC0415
        from ..models.speech import Speech  # noqa: PLC0415

        d = dict(src_dict)
        _appearance = d.pop("appearance", UNSET)
        appearance: list[Claim] | Unset = UNSET
        if _appearance is not UNSET:
            appearance = []
            for appearance_item_data in _appearance:
                appearance_item = Claim.from_dict(appearance_item_data)

                appearance.append(appearance_item)

        _background = d.pop("background", UNSET)
        background: list[Claim] | Unset = UNSET
        if _background is not UNSET:
            background = []
            for background_item_data in _background:
                background_item = Claim.from_dict(background_item_data)

                background.append(background_item)

        _beliefs = d.pop("beliefs", UNSET)
        beliefs: list[Claim] | Unset = UNSET
        if _beliefs is not UNSET:
            beliefs = []
            for beliefs_item_data in _beliefs:
                beliefs_item = Claim.from_dict(beliefs_item_data)

                beliefs.append(beliefs_item)

        _contradictions = d.pop("contradictions", UNSET)
        contradictions: list[Contradiction] | Unset = UNSET
        if _contradictions is not UNSET:
            contradictions = []
            for contradictions_item_data in _contradictions:
                contradictions_item = Contradiction.from_dict(contradictions_item_data)

                contradictions.append(contradictions_item)

        _dislikes = d.pop("dislikes", UNSET)
        dislikes: list[Claim] | Unset = UNSET
        if _dislikes is not UNSET:
            dislikes = []
            for dislikes_item_data in _dislikes:
                dislikes_item = Claim.from_dict(dislikes_item_data)

                dislikes.append(dislikes_item)

        _education = d.pop("education", UNSET)
        education: list[Claim] | Unset = UNSET
        if _education is not UNSET:
            education = []
            for education_item_data in _education:
                education_item = Claim.from_dict(education_item_data)

                education.append(education_item)

        _facts = d.pop("facts", UNSET)
        facts: list[Claim] | Unset = UNSET
        if _facts is not UNSET:
            facts = []
            for facts_item_data in _facts:
                facts_item = Claim.from_dict(facts_item_data)

                facts.append(facts_item)

        _fears = d.pop("fears", UNSET)
        fears: list[Claim] | Unset = UNSET
        if _fears is not UNSET:
            fears = []
            for fears_item_data in _fears:
                fears_item = Claim.from_dict(fears_item_data)

                fears.append(fears_item)

        _goals = d.pop("goals", UNSET)
        goals: list[Claim] | Unset = UNSET
        if _goals is not UNSET:
            goals = []
            for goals_item_data in _goals:
                goals_item = Claim.from_dict(goals_item_data)

                goals.append(goals_item)

        _habits = d.pop("habits", UNSET)
        habits: list[Claim] | Unset = UNSET
        if _habits is not UNSET:
            habits = []
            for habits_item_data in _habits:
                habits_item = Claim.from_dict(habits_item_data)

                habits.append(habits_item)

        _identity = d.pop("identity", UNSET)
        identity: Identity | Unset
        if isinstance(_identity, Unset):
            identity = UNSET
        else:
            identity = Identity.from_dict(_identity)

        _knowledge = d.pop("knowledge", UNSET)
        knowledge: list[Claim] | Unset = UNSET
        if _knowledge is not UNSET:
            knowledge = []
            for knowledge_item_data in _knowledge:
                knowledge_item = Claim.from_dict(knowledge_item_data)

                knowledge.append(knowledge_item)

        _likes = d.pop("likes", UNSET)
        likes: list[Claim] | Unset = UNSET
        if _likes is not UNSET:
            likes = []
            for likes_item_data in _likes:
                likes_item = Claim.from_dict(likes_item_data)

                likes.append(likes_item)

        _occupation = d.pop("occupation", UNSET)
        occupation: list[Claim] | Unset = UNSET
        if _occupation is not UNSET:
            occupation = []
            for occupation_item_data in _occupation:
                occupation_item = Claim.from_dict(occupation_item_data)

                occupation.append(occupation_item)

        _personality = d.pop("personality", UNSET)
        personality: Personality | Unset
        if isinstance(_personality, Unset):
            personality = UNSET
        else:
            personality = Personality.from_dict(_personality)

        _relationships = d.pop("relationships", UNSET)
        relationships: list[Claim] | Unset = UNSET
        if _relationships is not UNSET:
            relationships = []
            for relationships_item_data in _relationships:
                relationships_item = Claim.from_dict(relationships_item_data)

                relationships.append(relationships_item)

        schema_version = cast(Literal[1] | Unset, d.pop("schema_version", UNSET))
        if schema_version != 1 and not isinstance(schema_version, Unset):
            raise ValueError(
                f"schema_version must match const 1, got '{schema_version}'"
            )

        _skills = d.pop("skills", UNSET)
        skills: list[Claim] | Unset = UNSET
        if _skills is not UNSET:
            skills = []
            for skills_item_data in _skills:
                skills_item = Claim.from_dict(skills_item_data)

                skills.append(skills_item)

        _speech = d.pop("speech", UNSET)
        speech: Speech | Unset
        if isinstance(_speech, Unset):
            speech = UNSET
        else:
            speech = Speech.from_dict(_speech)

        _values = d.pop("values", UNSET)
        values: list[Claim] | Unset = UNSET
        if _values is not UNSET:
            values = []
            for values_item_data in _values:
                values_item = Claim.from_dict(values_item_data)

                values.append(values_item)

        profile = cls(
            appearance=appearance,
            background=background,
            beliefs=beliefs,
            contradictions=contradictions,
            dislikes=dislikes,
            education=education,
            facts=facts,
            fears=fears,
            goals=goals,
            habits=habits,
            identity=identity,
            knowledge=knowledge,
            likes=likes,
            occupation=occupation,
            personality=personality,
            relationships=relationships,
            schema_version=schema_version,
            skills=skills,
            speech=speech,
            values=values,
        )

        return profile
