"""docs/PROFILE.md says what the code says."""

from persona_app.llm.questions import ClaimField
from persona_app.personas.profile import CLAIM_PATHS, Profile
from tools import profile_doc


def test_page_is_current_when_compared_with_the_models() -> None:
    assert profile_doc.TARGET.read_text(encoding="utf-8") == profile_doc.render(), "run: python -m tools.profile_doc"


def test_every_claim_field_has_a_place_that_exists() -> None:
    assert set(CLAIM_PATHS) == set(ClaimField)
    empty = Profile().model_dump()
    for path in CLAIM_PATHS.values():
        place: object = empty
        for key in path:
            assert isinstance(place, dict) and key in place, path
            place = place[key]


def test_every_field_is_explained_when_the_page_is_rendered() -> None:
    for model in profile_doc.ORDER:
        assert set(profile_doc.attribute_notes(model)) == set(model.model_fields), model.__name__
