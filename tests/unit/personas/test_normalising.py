"""When values are the same."""

import pytest

from persona_app.llm.questions import ClaimField
from persona_app.personas.normalising import claim_id, contradiction_id, value_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The sea", "sea"),
        ("A cup of the tea", "cup of tea"),
        ("Rye-bread!", "rye bread"),
        ("STRASSE", "straße"),
        ("ﬁsh", "fish"),
        ("La mer", "mer"),
    ],
)
def test_values_are_the_same_when_only_case_punctuation_and_articles_differ(one, other):
    assert value_key(one) == value_key(other)


@pytest.mark.parametrize(("one", "other"), [("C++", "C#"), ("C", "C++"), ("die", "tea"), ("the", "a"), ("?", "!"), ("no tea", "tea")])
def test_values_differ_when_something_meant_does(one, other):
    assert value_key(one) != value_key(other)


def test_claims_of_two_fields_differ_when_they_say_the_same():
    assert claim_id(ClaimField.LIKE, "tea") != claim_id(ClaimField.DISLIKE, "tea")


def test_contradiction_is_the_same_seen_from_either_side():
    assert contradiction_id("a", "b") == contradiction_id("b", "a") != contradiction_id("a", "c")
