"""A profile as prose and facts."""

from uuid import UUID

from persona_app.llm.questions import ClaimField
from persona_app.personas.claims import FIELD_TITLES, claims_at
from persona_app.personas.profile import BigFive, BigFiveFactor, Claim, Contradiction, DataCitation, Identity, Personality, Profile, Speech
from persona_app.web.shown.profiles import find_claim, shown_profile

QUOTE = DataCitation(data_id=UUID(int=1), start=0, end=4, quote="Mara")


def claim(value: str, *, support: int = 1, who: str = "") -> Claim:
    return Claim(id=f"id of {value}", value=value, who=who, citations=(QUOTE,), support=support)


def test_only_sections_with_something_are_shown() -> None:
    shown = shown_profile(Profile(identity=Identity(age=claim("41")), likes=(claim("coffee"), claim("rain"))))
    assert [section.title for section in shown.sections] == ["Age", "Likes"]
    assert shown.claim_count == 3


def test_every_claim_field_has_its_place() -> None:
    assert set(FIELD_TITLES) == set(ClaimField)


def test_short_claims_run_on_and_long_ones_stand_alone() -> None:
    long = claim("keeps the lamp of the lighthouse burning through every single night of the year, storms included")
    shown = shown_profile(Profile(likes=(claim("coffee"), claim("rain")), habits=(claim("reads"), long)))
    likes, habits = shown.sections
    assert likes.is_flowing
    assert [one.tail for one in likes.claims] == [",", ""]
    assert not habits.is_flowing


def test_a_relationship_names_the_person_once() -> None:
    shown = shown_profile(Profile(relationships=(claim("brother", who="Tom"), claim("Tom's wife", who="Tom"))))
    assert [one.text for one in shown.sections[0].claims] == ["Tom: brother", "Tom's wife"]


def test_a_sample_line_stands_in_quotation_marks_once() -> None:
    shown = shown_profile(Profile(speech=Speech(sample_lines=(claim('"Mind the light."'),))))
    assert shown.sections[0].claims[0].text == "“Mind the light.”"


def test_the_mark_says_how_many_places_and_for_what() -> None:
    shown = shown_profile(Profile(fears=(claim("fog", support=3),)))
    assert shown.sections[0].claims[0].label == "3 sources for “fog”"


def test_a_side_of_a_contradiction_is_found_although_no_section_holds_it() -> None:
    left, right = claim("41"), claim("43")
    contradiction = Contradiction(id="c", left_field=ClaimField.AGE, left=left, right_field=ClaimField.AGE, right=right)
    profile = Profile(identity=Identity(age=left), contradictions=(contradiction,))
    assert find_claim(profile, right.id) == right
    assert find_claim(profile, "unknown") is None


def test_the_register_is_read_although_its_name_is_taken_in_python() -> None:
    profile = Profile(speech=Speech(register=claim("terse")))
    assert [one.value for one in claims_at(profile, ClaimField.REGISTER)] == ["terse"]


def test_a_factor_is_fainter_when_less_is_known_of_it() -> None:
    curious = claim("curious")
    sure = BigFiveFactor(score=80, confidence=90, claim_ids=(curious.id,), citations=(QUOTE,))
    unsure = BigFiveFactor(score=30, confidence=10, claim_ids=(curious.id,), citations=(QUOTE,))
    shown = shown_profile(Profile(personality=Personality(traits=(curious,), big_five=BigFive(openness=sure, neuroticism=unsure))))
    assert [(one.name, one.reading) for one in shown.factors] == [("Openness", "high"), ("Neuroticism", "rather low")]
    assert float(shown.factors[0].strength) > float(shown.factors[1].strength)
    assert [one.text for one in shown.factors[0].claims] == ["curious"]
