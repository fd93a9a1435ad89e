"""What differs between two texts, and between two profiles: the pieces always make both texts again."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_app.core.ids import new_id
from persona_app.personas.comparing import Change, compare_profiles, compare_texts
from persona_app.personas.profile import AuthorCitation, BigFive, BigFiveFactor, Claim, Identity, Personality, Profile

TEXTS = st.text(alphabet="ab .\n,é字", max_size=60)
WORDS = st.sampled_from(["clock ", "winding ", "the ", "a", ".\n", "! ", "\u00a0", "extraordinarily ", "\n\n", "Bo", "?"])
SAID = (AuthorCitation(decision_id=new_id()),)


def claim(claim_id: str, value: str) -> Claim:
    return Claim(id=claim_id, value=value, citations=SAID, support=1)


def shown(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.change.value, piece.text) for piece in compare_texts(before, after)]


def test_one_word_is_marked_when_one_word_changed():
    assert shown("She winds the clock.\nEvery Sunday.\n", "She winds the clocks.\nEvery Sunday.\n") == [
        ("same", "She winds the "),
        ("gone", "clock"),
        ("new", "clocks"),
        ("same", ".\nEvery Sunday.\n"),
    ]


def test_nothing_is_marked_when_nothing_changed():
    assert shown("She sings.", "She sings.") == [("same", "She sings.")]
    assert shown("", "") == []


def test_only_the_blanks_are_marked_when_a_line_is_broken_otherwise():
    assert shown("She winds the clock daily.", "She winds\nthe clock daily.") == [
        ("same", "She winds"),
        ("gone", " "),
        ("new", "\n"),
        ("same", "the clock daily."),
    ]


def test_a_sentence_is_marked_whole_when_hardly_a_word_of_it_stayed():
    before, after = "Winding clocks is the dearest occupation.", "Baking loaves of the darkest rye."
    assert shown(before, after) == [("gone", before[:-1]), ("new", after[:-1]), ("same", ".")]


@pytest.mark.parametrize("text", ["a b ", "a\n", "a.b!", "a. "], ids=["words", "lines", "signs", "sentences"])
def test_texts_of_nothing_but_small_parts_are_told_as_one_change_when_there_are_too_many(text):
    before, after = "x" + text * 12_500, text[::-1] * 12_500 + "y"
    assert [piece.change.value for piece in compare_texts(before, after)].count("gone") <= 2


@given(st.lists(WORDS, max_size=12), st.lists(WORDS, max_size=12))
def test_both_texts_come_out_of_the_pieces_when_they_are_made_of_words(before, after):
    test_both_texts_come_out_of_the_pieces_when_they_are_put_together.hypothesis.inner_test("".join(before), "".join(after))


@given(TEXTS, TEXTS)
def test_both_texts_come_out_of_the_pieces_when_they_are_put_together(before, after):
    pieces = compare_texts(before, after)

    assert "".join(piece.text for piece in pieces if piece.change is not Change.NEW) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.GONE) == after
    assert all(one.change is not next_one.change for one, next_one in pairwise(pieces))


def test_claims_that_came_went_and_changed_are_told_when_profiles_are_compared():
    before = Profile(identity=Identity(age=claim("age36", "36")), likes=(claim("tea", "tea"), claim("jam", "jam")))
    after = Profile(identity=Identity(age=claim("age37", "37")), likes=(claim("tea", "strong tea"),))

    changes = compare_profiles(before, after)

    said = [(each.field, each.before and each.before.value, each.after and each.after.value) for each in changes.claims]
    assert said == [("identity.age", "36", None), ("likes", "tea", "strong tea"), ("likes", "jam", None), ("identity.age", None, "37")]


def test_scores_are_told_when_a_factor_moved():
    factor = BigFiveFactor(score=61, confidence=20, claim_ids=("tea",), citations=SAID)
    after = Profile(personality=Personality(big_five=BigFive(openness=factor)))

    assert compare_profiles(Profile(), after).scores == (("openness", None, 61),)
    assert compare_profiles(after, after).is_empty
