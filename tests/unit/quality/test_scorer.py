"""The ruler itself: what counts as right, wrong, repeated and missed."""

import pytest

from tests.quality.scorer import Expectation, Expected, Forbidden, Score, ScoredClaim, score, similarity

TEXT = "Ilse, 44, a baker from Ghent, has two cats. She likes strong coffee and plays the cello on Sundays. Her brother Wout is a pilot."


def expect(*items: tuple[str, ...], forbidden: tuple[Forbidden, ...] = ()) -> Expectation:
    """Items as (field, accepted wording, …)."""
    return Expectation(about="test", expected=tuple(Expected(item[0], tuple(item[1:])) for item in items), forbidden=forbidden)


def counted(result: Score) -> tuple[int, int, int]:
    return result.total.tp, result.total.fp, result.total.fn


def test_claim_counts_once_and_repeats_are_neutral_when_several_say_the_same() -> None:
    claims = [("like", "coffee", "", "likes strong coffee"), ("like", "strong coffee", "", "strong coffee")]
    result = score(expect(("like", "strong coffee")), claims, text=TEXT)
    assert counted(result) == (1, 0, 0)
    assert result.total.repeated == 1
    assert result.total.precision == result.total.recall == 1.0


def test_two_claims_find_two_items_when_both_fit_the_first() -> None:
    claims = [("like", "coffee", "", ""), ("like", "coffee", "", "")]
    assert counted(score(expect(("like", "strong coffee"), ("like", "coffee beans")), claims)) == (2, 0, 0)


@pytest.mark.parametrize(
    ("claimed", "accepted", "is_match"),
    [
        ("Strong coffees!", "strong coffee", True),
        ("the café's music", "music of the cafe", True),
        ("walks along the canal to work", "walks to work", True),
        ("walks dogs for money", "walks to work daily", False),
        ("the", "of", False),
        ("does not drink", "drinks", False),
        ("doesn't drink coffee", "never drinks coffee", True),
        ("no longer paints", "paints", False),
        ("cats", "dogs", False),
    ],
)
def test_wordings_match_when_most_content_words_of_the_shorter_agree(claimed: str, accepted: str, is_match: bool) -> None:
    assert (similarity("habit", claimed, accepted) > 0) is is_match


@pytest.mark.parametrize(
    ("field", "claimed", "accepted", "is_match"),
    [
        ("age", "44", "44", True),
        ("age", "44 years", "45", False),
        ("age", "forty-four", "44", False),
        ("name", "Ilse", "Ilse Baert", True),
        ("name", "Dr Ilse Baert", "Ilse Baert", True),
        ("name", "Ilse Claes", "Ilse Baert", False),
        ("name", "Dr", "Ilse Baert", False),
        ("alias", "José", "Jose", True),
        ("gender", "woman", "female", True),
        ("gender", "male", "female", False),
        ("pronouns", "she/her", "she", True),
        ("pronouns", "they/them", "she/her", False),
        ("gender", "unknown", "female", False),
    ],
)
def test_identity_matches_when_its_own_rule_says_so(field: str, claimed: str, accepted: str, is_match: bool) -> None:
    assert (similarity(field, claimed, accepted) > 0) is is_match


def test_claim_is_right_when_a_reader_could_file_it_in_the_same_group() -> None:
    result = score(expect(("habit", "plays the cello")), [("skill", "cello", "", "")])
    assert counted(result) == (1, 0, 0)
    assert result.fields["habit"].tp == 1


def test_claim_is_wrong_when_it_says_the_opposite() -> None:
    assert counted(score(expect(("like", "strong coffee")), [("dislike", "strong coffee", "", "strong coffee")], text=TEXT)) == (0, 1, 1)


def test_precision_profits_and_recall_does_not_when_filed_elsewhere_with_a_verbatim_quote() -> None:
    result = score(expect(("fact", "two cats")), [("relationship", "two cats", "", "has two  cats")], text=TEXT)
    assert (result.total.lenient, result.total.fp, result.total.fn) == (1, 0, 1)
    assert (result.total.precision, result.total.recall) == (1.0, 0.0)


def test_filing_elsewhere_is_wrong_when_the_quote_is_invented() -> None:
    assert counted(score(expect(("fact", "two cats")), [("relationship", "two cats", "", "owns two cats")], text=TEXT)) == (0, 1, 1)


def test_filing_elsewhere_counts_for_nothing_when_the_item_was_found_already() -> None:
    claims = [("fact", "two cats", "", ""), ("relationship", "two cats", "", "has two cats")]
    result = score(expect(("fact", "two cats")), claims, text=TEXT)
    assert (result.total.tp, result.total.lenient, result.total.repeated) == (1, 0, 1)


@pytest.mark.parametrize(
    ("value", "who", "is_right"),
    [("brother", "Wout", True), ("brother", "", True), ("brother", "Jan", False), ("colleague", "Wout", False)],
)
def test_relationship_is_right_when_kind_and_name_agree(value: str, who: str, is_right: bool) -> None:
    expectation = Expectation("test", (Expected("relationship", ("brother", "sibling"), "Wout"),))
    assert score(expectation, [("relationship", value, who, "")]).total.tp == int(is_right)


@pytest.mark.parametrize(("who", "is_right"), [("Mum", True), ("", True), ("Petra", False)])
def test_relationship_is_wrong_when_it_names_somebody_the_reader_could_not(who: str, is_right: bool) -> None:
    assert score(expect(("relationship", "mother", "mum")), [("relationship", "mother", who, "")]).total.tp == int(is_right)


def test_claim_is_wrong_when_it_is_forbidden_even_with_a_verbatim_quote() -> None:
    expectation = expect(("occupation", "baker"), forbidden=(Forbidden("occupation", "pilot"),))
    result = score(expectation, [("occupation", "pilot", "", "Wout is a pilot")], text=TEXT)
    assert (result.total.fp, result.total.forbidden, result.total.tp) == (1, 1, 0)
    assert result.wrong == [ScoredClaim("occupation", "pilot", "", "Wout is a pilot")]


def test_claim_is_right_when_expected_fits_better_than_forbidden() -> None:
    expectation = expect(("residence", "house in Ghent"), forbidden=(Forbidden("residence", "Ghent harbour hotel"),))
    assert counted(score(expectation, [("residence", "house in Ghent", "", "")])) == (1, 0, 0)


def test_speech_is_not_scored_when_claimed() -> None:
    assert score(expect(), [("favourite_word", "coffee", "", "")]).fields == {}


def test_rates_are_unknown_when_nothing_was_claimed_or_expected() -> None:
    empty = score(expect(), []).total
    assert (empty.precision, empty.recall) == (None, None)


def test_missed_items_are_listed_when_nothing_found_them() -> None:
    result = score(expect(("age", "44"), ("fear", "wasps")), [("age", "44", "", "")])
    assert [item.field for item in result.missed] == ["fear"]
    assert (result.fields["fear"].fn, result.fields["age"].fn) == (1, 0)
