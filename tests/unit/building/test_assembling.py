"""Filling the profile and choosing what to ask about."""

from persona_app.building.assembling import MOST_WRITTEN_PER_FIELD, big_five, build_profile, telling, written
from persona_app.building.merging import merge
from persona_app.llm.questions import Assessment, ClaimField, TraitScore
from persona_app.personas.profile import CLAIM_PATHS, BigFive, Profile
from tests.unit.building.test_merging import value


def at(profile, path):
    for name in path:
        profile = getattr(profile, "register_" if name == "register" else name)
    return profile


def test_every_claim_stands_in_the_place_of_its_field():
    profile = build_profile(merge([value(field, f"a {field}", 1) for field in ClaimField]), big_five=BigFive())

    for field, path in CLAIM_PATHS.items():
        found = at(profile, path)
        claim = found[0] if isinstance(found, tuple) else found
        assert claim.value == f"a {field}"


def test_profile_survives_being_stored():
    profile = build_profile(merge([value("register", "dry", 1), value("age", "36", 1), value("age", "37", 2)]), big_five=BigFive())

    assert Profile.model_validate_json(profile.model_dump_json(by_alias=True)) == profile


def test_unknown_stays_unknown_when_nothing_is_found():
    assert build_profile(merge([]), big_five=BigFive()) == Profile()


def test_factor_rests_on_claims_of_the_question_and_is_left_out_without():
    claims = telling(merge([value("trait", "curious", 1), value("trait", "kind", 2)]), budget=1000)
    answer = Assessment(
        openness=TraitScore(score=80, confidence=60, claims=[1, 1, 77]), extraversion=TraitScore(score=10, confidence=90, claims=[0, 77])
    )

    found, left_out = big_five(answer, claims)

    assert (found.openness.score, len(found.openness.claim_ids), len(found.openness.citations)) == (80, 1, 1)
    assert (found.extraversion, left_out) == (None, 1)


def test_most_telling_claims_are_asked_about_when_there_are_too_many():
    merged = merge([value("fact", "a fact", 1), value("trait", "curious", 1), value("age", "36", 1)])

    assert [claim.text for claim in telling(merged, budget=1000).asked()] == ["curious", "a fact"]
    assert [claim.text for claim in telling(merged, most=1, budget=1000).asked()] == ["curious"]
    assert len(telling(merged, budget=10)) == 0


def test_each_field_gives_its_best_supported_when_content_is_written():
    likes = [value("like", f"thing number {number}", *range(1, 2 + number % 3)) for number in range(50)]

    asked = written(merge([*likes, value("fear", "spiders", 1)]), budget=100_000).asked()

    assert len([claim for claim in asked if claim.field == "like"]) == MOST_WRITTEN_PER_FIELD
    assert [claim.text for claim in asked if claim.field == "fear"] == ["spiders"]
