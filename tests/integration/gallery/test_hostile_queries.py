"""Whatever somebody types is a question about words: bounded, and never the database's own language."""

import time

import pytest
from sqlalchemy import text

from persona_app.core.db import unit_of_work
from persona_app.gallery.schemas import LONGEST_QUERY, Filters
from persona_app.gallery.services.folding import fold
from persona_app.gallery.services.searching import search_public
from persona_app.gallery.services.suggesting import suggest
from tests.factories.accounts import make_actor
from tests.factories.gallery import make_public
from tests.faults import fault

HOSTILE = {
    "operators": "mara & !quell | (x <-> y):*A",
    "open-quote": '"mara',
    "quotes-only": '""""""""',
    "apostrophes": "''''; DROP TABLE search_doc; --",
    "backslashes": "\\\\\\' \\0 \\x27",
    "percent": "%_% %s %(x)s :name ::tsquery",
    "null": "mara\x00quell",
    "surrogate": "mara \ud800\udfff quell",
    "bidi": "\u202emara\u202c \u200f\u200e",
    "emoji": "👩‍🍳👩‍🍳👩‍🍳",
    "combining": "a" + "\u0301" * 180,
    "one-long-word": "a" * 10_000,
    "many-words": "a b c d e f g h i j k " * 1_000,
    "many-phrases": '"a b" ' * 2_000,
    "long-phrase": '"' + "bread " * 1_000 + '"',
    "weights": "mara:ABCD bread:1,2,3",
    "markup": "<script>alert(1)</script> {{7*7}} ${x}",
    "spaces": " \t\n\r\u00a0\u3000",
    "last-character": "\U0010ffff\U0010ffff",
    "no-letters": "!!! --- ??? ***",
    "cjk": "漢" * 500,
    "thai": "ภาษาไทย",
}


@pytest.fixture
def gallery(database: str) -> None:
    with unit_of_work() as session:
        ada = make_actor(session)
        make_public(session, actor=ada, name="Mara Quell", headline="bakes bread", content="ABC 漢字 ภาษาไทย " + "bread " * 500)
    with unit_of_work() as session:
        fold(session)


@fault(
    area="Attackers",
    what="Somebody searches for the database's own query language, for control characters, or for thousands of words",
    result="It is words like any other, cut to a length; the answer comes at once.",
)
@pytest.mark.parametrize("query", list(HOSTILE.values()), ids=list(HOSTILE))
def test_a_hostile_query_is_answered_quickly_and_changes_nothing(gallery: None, query: str) -> None:
    began = time.monotonic()
    with unit_of_work() as session:
        found = search_public(session, query=query)
        suggest(session, prefix=query)
        assert time.monotonic() - began < 5
        assert found.total <= 1
        assert session.execute(text("SELECT count(*) FROM search_doc")).scalar_one() == 1


def test_operators_are_no_operators(gallery: None) -> None:
    with unit_of_work() as session:
        assert search_public(session, query="mara | nobody ").total == 0
        assert search_public(session, query="!nobody ").total == 0
        assert search_public(session, query="ma:* ").total == 0
        assert search_public(session, query="mara & quell ").total == 1


def test_words_beyond_the_longest_query_are_not_read(gallery: None) -> None:
    with unit_of_work() as session:
        assert search_public(session, query="mara" + " " * LONGEST_QUERY + "nobody").total == 1


@pytest.mark.parametrize("value", ["' OR 1=1 --", "\x00", "x" * 10_000, "%"], ids=["sql", "null", "long", "percent"])
def test_a_hostile_filter_finds_nothing(gallery: None, value: str) -> None:
    with unit_of_work() as session:
        assert search_public(session, filters=Filters(tags=(value,))).total == 0
        assert search_public(session, filters=Filters(creator=value)).total == 0
