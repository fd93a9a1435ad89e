"""The gallery's address: what it asks for, and that it says so again."""

import pytest

from persona_app.gallery.schemas import Sort
from persona_app.publishing.schemas import Gender
from persona_app.web.public.gallery.query import PAGE_SIZE, SHOWN_MOST, GalleryQuery

WHOLE = "q=glass+blower&tags=calm&tags=slice+of+life&category=trait&gender=female&age=adult&rating=safe&source=movie&sort=new&shown=48"


def test_the_address_says_again_what_it_asked_for() -> None:
    query = GalleryQuery.read(WHOLE)
    assert query.address() == f"/?{WHOLE}"
    assert query.filters.gender == (Gender.FEMALE,)
    assert query.order is Sort.NEW
    assert query.shown == 48


@pytest.mark.parametrize(
    "written",
    ["", "gender=dragon", "sort=loudest", "shown=abc", "shown=-3", "shown=²", "q=%00%20", "category=%3Cscript%3E", "nothing=1", "q&&=&;"],
)
def test_everybody_is_shown_when_an_address_asks_for_nothing_there_is(written: str) -> None:
    query = GalleryQuery.read(written)
    assert not query.is_narrowed
    assert query.address() == "/"
    assert query.order is Sort.POPULAR


def test_what_fits_best_comes_first_when_words_are_looked_for() -> None:
    assert GalleryQuery.read("q=glass").order is Sort.RELEVANCE


@pytest.mark.parametrize(("written", "shown"), [("1", PAGE_SIZE), ("25", 2 * PAGE_SIZE), ("48", 48), ("99999", SHOWN_MOST)])
def test_whole_pages_are_shown_whatever_number_is_asked_for(written: str, shown: int) -> None:
    assert GalleryQuery.read(f"shown={written}").shown == shown


def test_a_tag_is_added_and_taken_away_and_the_list_begins_anew() -> None:
    query = GalleryQuery.read("tags=calm&shown=72")
    with_both = query.toggled("noir")
    assert with_both.address() == "/?tags=calm&tags=noir"
    assert with_both.toggled("calm").address() == "/?tags=noir"


def test_an_address_without_end_is_read_to_a_bound() -> None:
    query = GalleryQuery.read("q=" + "a" * 5_000 + "&" + "tags=x&" * 5_000)
    assert len(query.words) == 200
    assert len(GalleryQuery.read("&".join(f"tags=t{n}" for n in range(100))).filters.tags) == 8
