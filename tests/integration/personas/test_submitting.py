"""What is submitted is kept: in order, once, and whole."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Barrier

import pytest

from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.events.services.listing import list_events
from persona_app.personas.errors import DataRepeated, NothingSubmitted, TooMuchSubmitted
from persona_app.personas.services.lifecycle import create_persona
from persona_app.personas.services.reading import get_data, get_persona, list_data, list_personas
from persona_app.personas.services.submitting import add_data
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona, make_text


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def mara(ada):
    with unit_of_work() as session:
        return make_persona(session, actor=ada, texts=["Mara bakes."])


def _add(ada, mara, *texts, **more):
    with unit_of_work() as session:
        return add_data(session, actor=ada, persona_id=mara.id, items=[make_text(text) for text in texts], **more)


def _numbers(ada, mara):
    with unit_of_work() as session:
        return [datum.number for datum in list_data(session, actor=ada, persona_id=mara.id, limit=200).items]


def test_data_are_numbered_in_the_order_given_when_added(ada, mara):
    added = _add(ada, mara, "two", "three")
    assert [datum.number for datum in added] == [2, 3]
    assert [datum.title for datum in added] == ["two", "three"]
    assert _numbers(ada, mara) == [3, 2, 1]


def test_text_comes_back_to_the_letter_when_read(ada, mara):
    words = "  Zoë 👩🏽‍🚀 — ﬁne\u00a0day\n\n\ttabs e\u0301 end  "
    (added,) = _add(ada, mara, words)
    with unit_of_work() as session:
        datum = get_data(session, actor=ada, persona_id=mara.id, data_id=added.id)
    assert datum.text == words
    assert (datum.char_count, datum.text_sha256) == (len(words), sha256(words.encode()).hexdigest())


def test_addition_is_told_in_the_trail_without_its_text(ada, mara):
    _add(ada, mara, "a secret sentence")
    with unit_of_work() as session:
        event = list_events(session, actor=ada, persona_id=mara.id).items[0]
    assert (event.kind, event.detail["count"]) == ("data_added", 1)
    assert "secret" not in event.model_dump_json()


def test_nothing_is_lost_and_numbers_have_no_gap_when_many_add_at_once(ada, mara):
    together = Barrier(20)

    def add(number):
        together.wait()
        return _add(ada, mara, f"from writer {number}")[0].number

    with ThreadPoolExecutor(20) as pool:
        given = list(pool.map(add, range(20)))
    assert sorted(given) == list(range(2, 22))
    assert sorted(_numbers(ada, mara)) == list(range(1, 22))
    with unit_of_work() as session:
        assert get_persona(session, actor=ada, persona_id=mara.id).data_count == 21


def test_one_is_kept_when_two_add_the_same_at_once(ada, mara):
    together = Barrier(2)

    def add(_):
        together.wait()
        try:
            return _add(ada, mara, "the same words")[0].number
        except DataRepeated as repeated:
            return repeated.items[0].number

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(add, range(2))) == [2, 2]
    assert _numbers(ada, mara) == [2, 1]


def test_repeat_is_refused_and_says_since_when_the_content_is_there(ada, mara):
    with pytest.raises(DataRepeated, match="is there since") as refused:
        _add(ada, mara, "something new", "Mara bakes.")
    (repeat,) = refused.value.items
    with unit_of_work() as session:
        (there,) = list_data(session, actor=ada, persona_id=mara.id).items
    assert (repeat.position, repeat.number, repeat.created_at, repeat.existing_title) == (1, 1, there.created_at, there.title)


def test_repeat_is_refused_when_it_stands_twice_in_one_submission(ada, mara):
    with pytest.raises(DataRepeated, match="given twice"):
        _add(ada, mara, "twice", "twice")
    assert _numbers(ada, mara) == [1]


def test_repeat_is_kept_when_the_owner_wants_it(ada, mara):
    _add(ada, mara, "Mara bakes.", "Mara bakes.", allow_repeats=True)
    assert _numbers(ada, mara) == [3, 2, 1]


def test_first_of_them_is_named_when_there_are_several(ada, mara):
    _add(ada, mara, "Mara bakes.", allow_repeats=True)
    with pytest.raises(DataRepeated) as refused:
        _add(ada, mara, "Mara bakes.")
    assert refused.value.items[0].number == 1


def test_sentence_stays_short_when_much_is_repeated(ada, mara):
    texts = [f"text {number}" for number in range(9)]
    _add(ada, mara, *texts)
    with pytest.raises(DataRepeated, match="and 6 more") as refused:
        _add(ada, mara, *texts)
    assert len(refused.value.items) == 9


def test_the_same_is_no_repeat_when_it_is_in_another_persona(ada, mara):
    with unit_of_work() as session:
        assert make_persona(session, actor=ada, texts=["Mara bakes."]).data_count == 1


def test_no_persona_is_made_when_its_data_are_refused(ada):
    for items, error in [([], NothingSubmitted), ([make_text("twice"), make_text("twice")], DataRepeated)]:
        with pytest.raises(error), unit_of_work() as session:
            create_persona(session, actor=ada, items=items)
    with unit_of_work() as session:
        assert list_personas(session, actor=ada).items == ()


def test_submission_is_refused_when_it_holds_too_much(ada, mara):
    most = get_settings().upload_max_count
    with pytest.raises(TooMuchSubmitted, match=str(most)):
        _add(ada, mara, *(f"text {number}" for number in range(most + 1)))
