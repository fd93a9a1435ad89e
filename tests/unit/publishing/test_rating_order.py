"""Laws of ratings and ages: what is stricter wins, in whichever order it is found; and a bucket for every age."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_app.publishing.errors import SexualisedMinor
from persona_app.publishing.protecting import MINORS, require_no_sexualised_minor
from persona_app.publishing.schemas import ADULT, OLDEST, AgeBucket, Rating, bucket_of, rank_of, strictest

ratings = st.sampled_from(Rating)


@given(ratings, ratings, ratings)
def test_strictest_depends_on_no_order_and_counts_nothing_twice(one: Rating, two: Rating, three: Rating) -> None:
    assert strictest(one, two, three) is strictest(three, strictest(two, one))
    assert strictest(one, one) is one


@given(st.lists(ratings, min_size=1))
def test_nothing_is_milder_than_one_of_its_parts(parts: list[Rating]) -> None:
    assert rank_of(strictest(*parts)) == max(map(rank_of, parts))


def test_ratings_are_in_one_line_with_what_nobody_judged_before_what_is_explicit() -> None:
    assert sorted(Rating, key=rank_of) == [Rating.SAFE, Rating.SUGGESTIVE, Rating.UNRATED, Rating.EXPLICIT]
    assert len({rank_of(each) for each in Rating}) == len(Rating)


@given(st.lists(ratings, min_size=1))
def test_whole_counts_as_adult_exactly_when_a_part_does(parts: list[Rating]) -> None:
    assert (strictest(*parts) in ADULT) == any(each in ADULT for each in parts)


@pytest.mark.parametrize(
    ("first", "last", "bucket"),
    [
        (-1, -1, AgeBucket.UNKNOWN),
        (0, 12, AgeBucket.CHILD),
        (13, 17, AgeBucket.TEEN),
        (18, 29, AgeBucket.YOUNG_ADULT),
        (30, 59, AgeBucket.ADULT),
        (60, OLDEST, AgeBucket.SENIOR),
    ],
)
def test_age_is_in_the_bucket_whose_bounds_hold_it(first: int, last: int, bucket: AgeBucket) -> None:
    assert {bucket_of(age) for age in range(first, last + 1)} == {bucket}


def test_buckets_rise_with_age_and_leave_none_out() -> None:
    order = list(AgeBucket)
    assert all(order.index(bucket_of(one)) <= order.index(bucket_of(next_one)) for one, next_one in pairwise(range(-1, OLDEST + 1)))
    assert {bucket_of(age) for age in range(-1, OLDEST + 1)} == set(AgeBucket)


@given(ratings, st.sampled_from(AgeBucket))
def test_only_what_is_explicit_about_the_young_is_refused(rating: Rating, bucket: AgeBucket) -> None:
    if rating is Rating.EXPLICIT and bucket in MINORS:
        with pytest.raises(SexualisedMinor):
            require_no_sexualised_minor(rating=rating, age_bucket=bucket)
    else:
        require_no_sexualised_minor(rating=rating, age_bucket=bucket)
