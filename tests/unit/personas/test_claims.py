"""What the fields of a profile are called."""

import pytest

from persona_app.llm.questions import ClaimField
from persona_app.personas.claims import FIELD_TITLES, title_at
from persona_app.personas.profile import CLAIM_PATHS


@pytest.mark.parametrize("field", list(ClaimField), ids=lambda field: field.value)
def test_a_place_is_called_as_the_profile_calls_its_field(field: ClaimField) -> None:
    assert title_at(".".join(CLAIM_PATHS[field])) == FIELD_TITLES[field]


def test_a_place_is_called_by_its_path_when_no_field_is_there() -> None:
    assert title_at("contradictions.left_claim") == "Contradictions · left claim"
