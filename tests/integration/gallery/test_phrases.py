"""Words that stand side by side: what the index tells, against reading every text."""

import random

import pytest
from sqlalchemy import text

from persona_app.core.db import unit_of_work
from persona_app.gallery.candidates import pair_of
from persona_app.gallery.services.folding import fold
from persona_app.gallery.services.searching import search_public
from tests.factories.accounts import make_actor
from tests.factories.gallery import make_public

WORDS = ("sea", "salt", "wind", "rope")
SAID = 14


@pytest.fixture
def texts(database: str) -> dict[str, str]:
    """By name, what twenty people say, in few words: any two of them stand somewhere, side by side or not."""
    dice = random.Random(7)
    said = {f"Person{number:02d}": " ".join(dice.choices(WORDS, k=SAID)) for number in range(20)}
    with unit_of_work() as session:
        actor = make_actor(session, handle="ada")
        for name, words in said.items():
            make_public(session, actor=actor, name=name, headline="Speaks", content=words)
    with unit_of_work() as session:
        fold(session)
    return said


def found(query: str) -> set[str]:
    with unit_of_work() as session:
        return {item.name for item in search_public(session, query=query, limit=100).items}


@pytest.mark.parametrize("length", [2, 3, 4])
def test_a_phrase_is_found_where_its_words_stand_in_a_row_and_nowhere_else(texts: dict[str, str], length: int) -> None:
    dice = random.Random(length)
    for phrase in (" ".join(dice.choices(WORDS, k=length)) for _ in range(25)):
        whole = {name for name, words in texts.items() if f" {phrase} " in f" {words} "}
        assert found(f'"{phrase}"') == whole, phrase


def test_the_last_word_of_a_phrase_may_be_only_begun(texts: dict[str, str]) -> None:
    assert found('"sea sa') == {name for name, words in texts.items() if " sea sa" in f" {words}"} != set()


@pytest.mark.parametrize("pair", [("sea", "salt"), ("喝", "茶"), ("l'été".replace("'", ""), "où")], ids=["plain", "chinese", "accents"])
def test_database_and_program_write_a_pair_alike(database: str, pair: tuple[str, str]) -> None:
    with unit_of_work() as session:
        vector = "gallery_pairs(gallery_vector(CAST(:words AS text[]), 'A'))"
        assert session.execute(text(f"SELECT {vector}"), {"words": list(pair)}).scalar_one() == [pair_of(*pair)]
