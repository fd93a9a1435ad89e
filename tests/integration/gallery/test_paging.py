"""Pages of a search: each persona once, whatever becomes public meanwhile."""

import random

import pytest

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.core.paging import CursorInvalid, encode_cursor
from persona_app.gallery import candidates
from persona_app.gallery.schemas import Filters, Found, Sort
from persona_app.gallery.services.searching import search_public
from persona_app.publishing.schemas import Rating
from tests.factories.accounts import make_actor
from tests.factories.gallery import make_public

ASKED = {
    "everything": {},
    "words": {"query": "bread"},
    "filtered": {"filters": Filters(tags=("chef",))},
    "words-filtered": {"query": "bread", "filters": Filters(gender=("female", "male"))},
    "creator": {"filters": Filters(creator="ada")},
}


@pytest.fixture
def owner(database: str) -> Actor:
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


def _add(owner: Actor, dice: random.Random, count: int) -> None:
    """Personas of which some have the word, the tag and the gender, of any popularity."""
    with unit_of_work() as session:
        for _ in range(count):
            make_public(
                session,
                actor=owner,
                headline=dice.choice(["bakes bread", "sails", "bread and salt"]),
                tags=dice.choice([["chef"], ["sailor"], []]),
                gender=dice.choice(["female", "male", "unknown"]),
                rating=dice.choice([Rating.SAFE, Rating.SAFE, Rating.EXPLICIT]),
                likes=dice.choice([0, 0, 1, 7, 500]),
            )


def _page(cursor: str | None, **asked: object) -> Found:
    with unit_of_work() as session:
        return search_public(session, cursor=cursor, limit=3, **asked)


@pytest.mark.parametrize("cap", [400, 12])  # of twelve, newcomers would push others out
@pytest.mark.parametrize("name", list(ASKED))
def test_each_that_was_there_is_shown_once_when_others_become_public_between_pages(
    owner: Actor, name: str, cap: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "CAP", cap)
    dice = random.Random(len(name))
    _add(owner, dice, 20)
    for sort in Sort:
        _follow(owner, dice, {**ASKED[name], "sort": sort})


def _follow(owner: Actor, dice: random.Random, asked: dict[str, object]) -> None:
    """Page by page to the end, another persona becoming public after each."""
    with unit_of_work() as session:
        there = [item.slug for item in search_public(session, limit=100, **asked).items]
    shown: list[str] = []
    found = _page(None, **asked)
    for _ in range(40):
        shown += [item.slug for item in found.items]
        if found.next_cursor is None:
            break
        _add(owner, dice, 1)
        found = _page(found.next_cursor, **asked)
    assert len(shown) == len(set(shown))
    assert [slug for slug in shown if slug in there] == there


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "????", "AAAA", encode_cursor(1), encode_cursor(1, 2, 3, 4)],
    ids=["empty", "letter", "marks", "bytes", "short", "kinds"],
)
def test_a_cursor_of_another_list_is_refused(owner: Actor, cursor: str) -> None:
    with unit_of_work() as session:
        if not cursor:
            assert search_public(session, cursor=cursor).items == ()
            return
        with pytest.raises(CursorInvalid):
            search_public(session, cursor=cursor)


@pytest.mark.parametrize("bits", [0, 2139095040, 2143289344, 2147483647], ids=["zero", "infinity", "nan", "largest"])
def test_a_forged_place_finds_a_page_or_is_refused(owner: Actor, bits: int) -> None:
    nobody = owner.account_id
    with unit_of_work() as session:
        try:
            assert search_public(session, query="x", cursor=encode_cursor(bits, nobody, bits, nobody)).items == ()
        except CursorInvalid:
            assert bits > 0
