"""What a version is called: major, minor, patch, by what differs from the one before."""

from uuid import UUID

import pytest
from pydantic import BaseModel

from persona_app.personas.profile import BigFive, BigFiveFactor, Identity, Personality, Profile
from persona_app.personas.semantic import next_semantic
from tests.factories.personas import make_claim, make_contradiction

DATUM, OTHER = UUID(int=1), UUID(int=2)


class _State(BaseModel):
    profile: Profile = Profile()
    data_ids: tuple[UUID, ...] = ()
    thought_ids: tuple[UUID, ...] = ()


def _scored(score: int) -> Personality:
    claim = make_claim("curious")
    return Personality(big_five=BigFive(openness=BigFiveFactor(score=score, confidence=50, claim_ids=("a",), citations=claim.citations)))


def _named(name: str, **more: object) -> Profile:
    return Profile(identity=Identity(name=make_claim(name)), **more)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (_State(profile=_named("Mara")), _State(profile=_named("Nora")), "3.0.0"),
        (_State(profile=_named("Mara")), _State(), "3.0.0"),
        (_State(), _State(profile=_named("Mara")), "2.4.0"),
        (_State(profile=Profile(goals=(make_claim("rest"),))), _State(), "2.4.0"),
        (_State(), _State(profile=Profile(goals=(make_claim("rest"),))), "2.4.0"),
        (_State(profile=Profile(personality=_scored(40))), _State(profile=Profile(personality=_scored(60))), "2.4.0"),
        (_State(data_ids=(DATUM,)), _State(data_ids=(DATUM, OTHER)), "2.4.0"),
        (_State(thought_ids=(DATUM,)), _State(), "2.4.0"),
        (_State(data_ids=(DATUM, OTHER)), _State(data_ids=(OTHER, DATUM)), "2.3.8"),
        (_State(), _State(profile=Profile(contradictions=(make_contradiction(),))), "2.3.8"),
        (_State(profile=_named("Mara")), _State(profile=_named("Mara")), "2.3.8"),
    ],
    ids=[
        "another name", "no name any more", "a first name", "a goal gone", "a goal more", "a score", "a datum more", "a thought less",
        "data in another order", "a contradiction", "words only",
    ],
)  # fmt: skip
def test_the_first_rule_that_holds_counts_when_a_version_is_named(before, after, expected):
    assert next_semantic("2.3.7", before=before, after=after) == expected


def test_a_reworded_claim_counts_when_its_id_stays():
    before = _State(profile=Profile(goals=(make_claim("rest", claim_id="g"),)))
    after = _State(profile=Profile(goals=(make_claim("sleep", claim_id="g"),)))
    assert next_semantic("1.0.0", before=before, after=after) == "1.1.0"
