"""The owner's word on what an engine derived."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_app.publishing.correcting import MOST_TAGS, corrected, given_by_owner, one_line
from persona_app.publishing.errors import RatingTooLow
from persona_app.publishing.schemas import LONGEST_HEADLINE, AgeBucket, Corrections, Gender, Rating, rank_of
from persona_app.publishing.tagging import read_tags
from tests.factories.publications import make_description

NAMES = [tag.name for tag in read_tags()]


def test_description_stays_when_the_owner_says_nothing() -> None:
    draft = make_description()
    assert corrected(draft, Corrections()) == draft
    assert given_by_owner(draft, draft) == ()


@given(found=st.sampled_from(Rating), wanted=st.sampled_from(Rating))
def test_rating_rises_and_never_falls(found: Rating, wanted: Rating) -> None:
    draft = make_description(rating=found)
    if rank_of(wanted) < rank_of(found):
        with pytest.raises(RatingTooLow):
            corrected(draft, Corrections(rating=wanted))
    else:
        assert corrected(draft, Corrections(rating=wanted)).rating is wanted


@given(names=st.lists(st.sampled_from(NAMES), max_size=MOST_TAGS))
def test_each_tag_is_there_once_the_surest_first_and_only_new_ones_are_the_owners(names: list[str]) -> None:
    draft = make_description(tags=[("drama", 80), ("mystery", 60)])
    said = corrected(draft, Corrections(tags=tuple(names)))
    assert sorted(tag.name for tag in said.tags) == sorted(set(names))
    assert [tag.confidence for tag in said.tags] == sorted((tag.confidence for tag in said.tags), reverse=True)
    assert set(given_by_owner(draft, said)) == set(names) - {"drama", "mystery"}


def test_age_sets_its_bucket() -> None:
    draft = make_description(age=34)
    assert corrected(draft, Corrections(age=8)).age_bucket is AgeBucket.CHILD
    assert corrected(draft, Corrections(age=-1)).age_bucket is AgeBucket.UNKNOWN
    assert corrected(draft, Corrections(gender=Gender.UNKNOWN)).age_bucket is AgeBucket.ADULT


@given(st.text(max_size=400))
def test_headline_is_one_printable_line_that_fits_and_stays_so(text: str) -> None:
    line = one_line(text)
    assert len(line) <= LONGEST_HEADLINE
    assert all(character.isprintable() for character in line) and line == " ".join(line.split())
    assert one_line(line) == line
