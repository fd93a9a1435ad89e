"""How 500 lines are shared out among characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_app.enrichment.sampling import DIALOGUES, share_out

COUNTS = st.lists(st.integers(min_value=0, max_value=1_200), min_size=1, max_size=500)


@pytest.mark.parametrize("characters", [1, 2, 3, 4, 7, 50, 499, 500])
def test_the_remainder_goes_one_each_to_the_first_when_all_have_enough(characters: int) -> None:
    each, rest = divmod(500, characters)

    shares = share_out([1_000] * characters)

    assert shares == tuple([each + 1] * rest + [each] * (characters - rest))


def test_the_others_share_the_difference_when_one_has_too_few() -> None:
    assert share_out([1_000, 12, 1_000]) == (244, 12, 244)


def test_the_difference_is_shared_again_when_sharing_it_exhausts_another() -> None:
    assert share_out([10, 150, 1_000, 1_000]) == (10, 150, 170, 170)


def test_the_remainder_of_the_difference_goes_to_the_first_who_have_more() -> None:
    assert share_out([10, 190, 1_000, 1_000]) == (10, 164, 163, 163)


def test_everything_is_used_when_all_together_have_too_few() -> None:
    assert share_out([12, 100, 250]) == (12, 100, 250)


def test_the_first_500_give_one_each_when_there_are_more_characters_than_lines_wanted() -> None:
    assert share_out([5] * 600) == tuple([1] * 500 + [0] * 100)


def test_nobody_gives_anything_when_nobody_is_chosen() -> None:
    assert share_out([]) == ()


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        share_out([3, -1])


@given(COUNTS)
def test_exactly_500_are_given_or_everything_there_is(available: list[int]) -> None:
    assert sum(share_out(available)) == min(DIALOGUES, sum(available))


@given(COUNTS)
def test_nobody_gives_more_than_there_is(available: list[int]) -> None:
    assert all(0 <= share <= there_is for share, there_is in zip(share_out(available), available, strict=True))


@given(COUNTS)
def test_all_who_have_lines_left_give_the_same_but_for_one_of_the_remainder(available: list[int]) -> None:
    shares = share_out(available)
    with_more = [share for share, there_is in zip(shares, available, strict=True) if share < there_is]

    assert not with_more or max(with_more) - min(with_more) <= 1
    assert with_more == sorted(with_more, reverse=True), "the remainder goes to the first of them"
    assert all(share >= max(shares) - 1 for share in with_more), "nobody gives less than another without having to"


@given(st.lists(st.integers(0, 300), min_size=1, max_size=60), st.integers(0, 2_000))
def test_any_total_is_shared_in_the_same_way(available: list[int], total: int) -> None:
    assert sum(share_out(available, total=total)) == min(total, sum(available))
