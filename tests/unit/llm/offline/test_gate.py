"""The last look at values: whole, short, able to stand by themselves."""

import pytest

from persona_app.llm.offline.gate import LONGEST, called, settled
from persona_app.llm.questions import ClaimField


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        (ClaimField.LIKE, "walks along the", "walks along"),
        (ClaimField.LIKE, "rain and", "rain"),
        (ClaimField.BACKGROUND, "met his neighbour's dog named", "met his neighbour's dog"),
        (ClaimField.BACKGROUND, "Born into a family of bakers", "born into a family of bakers"),
        (ClaimField.BACKGROUND, "Leeds-born and raised with a", "Leeds-born and raised"),
        (ClaimField.FACT, "lost a leg (in the", "lost a leg"),
        (ClaimField.FACT, 'wrote a book called "Salt', "wrote a book called Salt"),
        (ClaimField.LIKE, "plums (ripe)", "plums (ripe)"),
        (ClaimField.DISLIKE, "the winter there", "the winter"),
        (ClaimField.LIKE, "was dancing", "dancing"),
        (ClaimField.APPEARANCE, "her pink hair", "pink hair"),
        (ClaimField.REGISTER, "brief as possible", "brief"),
        (ClaimField.TRAIT, "huge", "huge"),
        (ClaimField.SAMPLE_LINE, "It is what I came for", "It is what I came for"),
    ],
)
def test_a_value_is_made_whole_when_its_edges_are_ragged(field: ClaimField, value: str, kept: str) -> None:
    assert settled(field, value) == kept


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (ClaimField.LIKE, "huge"),
        (ClaimField.OCCUPATION, "good old"),
        (ClaimField.FEAR, "nowhere to"),
        (ClaimField.BACKGROUND, "ventured into"),
        (ClaimField.GOAL, "finish it"),
        (ClaimField.GOAL, "transcend"),
        (ClaimField.TRAIT, "teaching those who come to the shed"),
        (ClaimField.HABIT, "and the"),
        (ClaimField.FACT, "...!"),
    ],
)
def test_a_value_is_dropped_when_it_says_nothing_alone(field: ClaimField, value: str) -> None:
    assert settled(field, value) == ""


def test_a_long_value_is_cut_where_a_phrase_ends_when_it_rambles() -> None:
    value = "worked in a bakery in the harbour that had belonged to a family of Italian sailors since before the first of the wars"
    assert settled(ClaimField.BACKGROUND, value) == "worked in a bakery in the harbour"
    assert len(settled(ClaimField.BACKGROUND, "word " * 40).split()) <= LONGEST


@pytest.mark.parametrize(("who", "kept"), [("Billy's", "Billy"), ("James'", "James"), ("Ann Reid", "Ann Reid"), ("", "")])
def test_a_name_loses_its_possessive_when_it_is_somebodys(who: str, kept: str) -> None:
    assert called(who) == kept
