"""Finding public personas."""

from collections.abc import Sequence

import pytest

from persona_app.core.db import unit_of_work
from persona_app.gallery.schemas import Filters, Found, Sort
from persona_app.gallery.services.folding import fold
from persona_app.gallery.services.searching import search_public
from persona_app.publishing.schemas import Rating
from tests.factories.accounts import make_actor
from tests.factories.gallery import make_public


def names(found: Found) -> list[str]:
    return [item.name for item in found.items]


def search(**asked: object) -> Found:
    with unit_of_work() as session:
        return search_public(session, **asked)


@pytest.fixture
def town(database: str) -> None:
    """Five people, the most liked first."""
    with unit_of_work() as session:
        ada = make_actor(session, handle="ada")
        make_public(
            session, actor=ada, name="Mara Quell", headline="Bakes bread by the sea", likes=50, tags=["chef"], gender="female", age=34
        )
        make_public(session, actor=ada, name="Otto Brandt", headline="A sailor who bakes", content="He bakes bread, too.", likes=40)
        make_public(session, actor=ada, name="Käthe Bäcker", headline="Sings", content="Brot und Lieder", likes=30)
        bo = make_actor(session, handle="Bo")
        make_public(session, actor=bo, name="王小明", headline="我喜欢喝茶", likes=20)
        make_public(session, actor=bo, name="Nox", headline="Not for everybody", rating=Rating.EXPLICIT, likes=90)
    with unit_of_work() as session:
        fold(session)


def test_all_are_listed_most_popular_first_without_adult_when_nothing_is_asked(town: None) -> None:
    found = search()
    assert names(found) == ["Mara Quell", "Otto Brandt", "Käthe Bäcker", "王小明"]
    assert found.total == 4
    assert names(search(adult=True))[0] == "Nox"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bread", ["Mara Quell", "Otto Brandt"]),
        ("BREAD Mara", ["Mara Quell"]),
        ('"bakes bread"', ["Mara Quell", "Otto Brandt"]),
        ('"bread by the sea"', ["Mara Quell"]),
        ('"sea the by"', []),
        ("kathe backer", ["Käthe Bäcker"]),
        ("Käthe", ["Käthe Bäcker"]),
        ("喝茶", ["王小明"]),
        ("小明", ["王小明"]),
        ("mar", ["Mara Quell"]),
        ("chef", ["Mara Quell"]),
        ("baker", ["Mara Quell"]),
        ("nox", []),
    ],
    ids="word case phrase long-phrase wrong-order no-accents accents chinese chinese-name begun tag synonym adult".split(),
)
def test_who_has_the_words_is_found_when_searched(town: None, query: str, expected: Sequence[str]) -> None:
    found = search(query=query)
    assert (names(found), found.did_you_mean) == (expected, None)


def test_what_is_spelt_nearly_so_is_found_and_said_when_nothing_has_the_word(town: None) -> None:
    found = search(query="braed Quel")
    assert (names(found), found.did_you_mean) == (["Mara Quell"], "bread quell") or found.did_you_mean == "bread quel"


def test_facets_count_what_was_found_when_words_are_searched(town: None) -> None:
    facets = search(query="bread").facets
    assert [(each.value, each.count) for each in facets.gender] == [("female", 1), ("unknown", 1)] or len(facets.gender) == 2
    assert [(each.value, each.count) for each in facets.tags] == [("chef", 1)]
    assert [(each.value, each.count) for each in facets.rating] == [("safe", 2)]


def test_facets_count_everybody_when_nothing_is_asked(town: None) -> None:
    assert [(each.value, each.count) for each in search().facets.rating] == [("safe", 4)]
    assert {(each.value, each.count) for each in search(adult=True).facets.rating} == {("safe", 4), ("explicit", 1)}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(tags=("chef",)), ["Mara Quell"]),
        (Filters(tags=("chef", "no such tag")), []),
        (Filters(gender=("female", "male")), ["Mara Quell"]),
        (Filters(age_bucket=("adult",)), ["Mara Quell"]),
        (Filters(category=("profession",)), ["Mara Quell"]),
        (Filters(creator="BO"), ["王小明"]),
        (Filters(source=("movie",)), []),
    ],
    ids=["tag", "unknown-tag", "any-gender", "age", "category", "creator", "source"],
)
def test_only_what_was_chosen_is_found_when_filtered(town: None, filters: Filters, expected: Sequence[str]) -> None:
    assert names(search(filters=filters)) == expected


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("query", ["", "bread", "b"])
def test_pages_hold_each_once_when_followed_to_the_end(town: None, sort: Sort, query: str) -> None:
    whole = [item.slug for item in search(query=query, sort=sort, adult=True).items]
    paged, cursor = [], None
    while True:
        found = search(query=query, sort=sort, adult=True, cursor=cursor, limit=1)
        paged += [item.slug for item in found.items]
        cursor = found.next_cursor
        if cursor is None:
            break
    assert paged == whole
