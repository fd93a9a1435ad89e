"""A profile's claims by field, and what the fields are called."""

from collections.abc import Mapping, Sequence

from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas.profile import CLAIM_PATHS, BigFiveFactor, Claim, Profile

FIELD_TITLES: Mapping[ClaimField, str] = {
    ClaimField.NAME: "Name",
    ClaimField.ALIAS: "Also known as",
    ClaimField.AGE: "Age",
    ClaimField.GENDER: "Gender",
    ClaimField.PRONOUNS: "Pronouns",
    ClaimField.NATIONALITY: "Nationality",
    ClaimField.RESIDENCE: "Lives in",
    ClaimField.LANGUAGE: "Languages",
    ClaimField.OCCUPATION: "Work",
    ClaimField.EDUCATION: "Education",
    ClaimField.BACKGROUND: "Background",
    ClaimField.TRAIT: "Character",
    ClaimField.VALUE: "Values",
    ClaimField.BELIEF: "Beliefs",
    ClaimField.GOAL: "Goals",
    ClaimField.FEAR: "Fears",
    ClaimField.LIKE: "Likes",
    ClaimField.DISLIKE: "Dislikes",
    ClaimField.SKILL: "Skills",
    ClaimField.KNOWLEDGE: "Knows about",
    ClaimField.HABIT: "Habits",
    ClaimField.RELATIONSHIP: "People",
    ClaimField.REGISTER: "Way of speaking",
    ClaimField.FAVOURITE_WORD: "Favourite words",
    ClaimField.SAMPLE_LINE: "In their words",
    ClaimField.APPEARANCE: "Appearance",
    ClaimField.FACT: "Also",
}
"""In the order in which one gets to know somebody."""

FACTOR_TITLES: Mapping[str, str] = {
    "openness": "Openness",
    "conscientiousness": "Conscientiousness",
    "extraversion": "Extraversion",
    "agreeableness": "Agreeableness",
    "neuroticism": "Neuroticism",
}


_TITLES_AT = {".".join(CLAIM_PATHS[field]): title for field, title in FIELD_TITLES.items()}


def title_at(path: str) -> str:
    """What the field at a place of the profile is called: `Lives in` for `identity.residence`; the place itself where no field is."""
    return _TITLES_AT.get(path) or path.replace(".", " · ").replace("_", " ").capitalize()


def claims_at(profile: Profile, field: ClaimField) -> tuple[Claim, ...]:
    """The claims of one field, none, one or many."""
    found: object = profile
    for part in CLAIM_PATHS[field]:
        found = getattr(found, "register_" if part == "register" else part)
    if isinstance(found, tuple):
        return found
    return (found,) if isinstance(found, Claim) else ()


def with_claims(profile: Profile, field: ClaimField, claims: Sequence[Claim]) -> Profile:
    """The same profile with these claims in one field; of a field that holds one, the first."""
    *outer, last = CLAIM_PATHS[field]
    found: object = next(iter(claims), None) if field in SINGLE_FIELDS else tuple(claims)
    name = "register_" if last == "register" else last
    if not outer:
        return profile.model_copy(update={name: found})
    return profile.model_copy(update={outer[0]: getattr(profile, outer[0]).model_copy(update={name: found})})


def with_factor(profile: Profile, name: str, factor: BigFiveFactor | None) -> Profile:
    """The same profile with another score of one of the five factors."""
    big_five = profile.personality.big_five.model_copy(update={name: factor})
    return profile.model_copy(update={"personality": profile.personality.model_copy(update={"big_five": big_five})})


def claim_text(claim: Claim) -> str:
    """The claim in words; a relationship with the person's name in front."""
    return f"{claim.who}: {claim.value}" if claim.who and claim.who.casefold() not in claim.value.casefold() else claim.value
