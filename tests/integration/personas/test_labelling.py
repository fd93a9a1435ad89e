"""Labels: they stand on one version, move, leave a history, and of two moves at once one is refused."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from persona_app.core.db import unit_of_work
from persona_app.events.services.listing import list_events
from persona_app.personas.errors import (
    NoVersionYet,
    PersonaArchived,
    PersonaNotFound,
    TooManyVersionLabels,
    VersionLabelInvalid,
    VersionLabelMoved,
    VersionLabelNotFound,
    VersionNotFound,
)
from persona_app.personas.services.labelling import MOST_LABELS, label_history, list_labels, move_label, remove_label, resolve_version
from persona_app.personas.services.lifecycle import archive_persona
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.versioning import append_version
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona, make_version


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def mara(ada):
    """A persona of three versions."""
    with unit_of_work() as session:
        persona = make_persona(session, actor=ada)
        for number in (1, 2, 3):
            append_version(
                session, persona_id=persona.id, new=make_version(author_id=ada.account_id, content=f"# {number}", run_id=uuid4())
            )
        return persona


@pytest.fixture
def move(ada, mara):
    def put(name, number, seen=0, *, actor=ada):
        with unit_of_work() as session:
            return move_label(session, actor=actor, persona_id=mara.id, name=name, number=number, lock_version=seen)

    return put


@pytest.fixture
def remove(ada, mara):
    def take_off(name, seen):
        with unit_of_work() as session:
            remove_label(session, actor=ada, persona_id=mara.id, name=name, lock_version=seen)

    return take_off


def _labels(ada, mara):
    with unit_of_work() as session:
        return {label.name: label.number for label in list_labels(session, actor=ada, persona_id=mara.id)}


def _moves(ada, mara, name=None):
    with unit_of_work() as session:
        page = label_history(session, actor=ada, persona_id=mara.id, name=name)
        return [(move.name, move.from_number, move.to_number) for move in page.items]


def _resolve(actor, mara, named):
    with unit_of_work() as session:
        return resolve_version(session, actor=actor, persona_id=mara.id, named=named)


def test_the_whole_way_is_told_when_a_label_moved(ada, mara, move, remove):
    first = move(" Stable ", 1)
    second = move("stable", 3, first.lock_version)
    remove("stable", second.lock_version)
    again = move("stable", 2)

    assert (again.name, again.number, again.lock_version, again.moved_by) == ("stable", 2, 4, ada.account_id)
    assert _labels(ada, mara) == {"stable": 2}
    assert _moves(ada, mara, "stable") == [("stable", None, 2), ("stable", 3, None), ("stable", 1, 3), ("stable", None, 1)]
    with unit_of_work() as session:
        told = [event.sentence for event in list_events(session, actor=ada, persona_id=mara.id).items[:3]]
    assert told == [
        "The label “stable” was put on version 2.",
        "The label “stable” was taken off version 3.",
        "The label “stable” was put on version 3.",
    ]


def test_several_labels_share_a_version_and_their_moves_are_one_history_when_asked_for_all(ada, mara, move):
    move("stable", 2)
    move("for-the-fair", 2)

    assert _labels(ada, mara) == {"for-the-fair": 2, "stable": 2}
    assert _moves(ada, mara) == [("for-the-fair", None, 2), ("stable", None, 2)]


def test_history_goes_on_where_a_page_ended_when_it_is_long(ada, mara, move):
    seen = 0
    for number in (1, 2, 3, 1, 2):
        seen = move("stable", number, seen).lock_version
    with unit_of_work() as session:
        first = label_history(session, actor=ada, persona_id=mara.id, limit=3)
        rest = label_history(session, actor=ada, persona_id=mara.id, limit=3, cursor=first.next_cursor)
    assert [move.sequence for move in (*first.items, *rest.items)] == [5, 4, 3, 2, 1]
    assert rest.next_cursor is None


def test_nothing_is_moved_when_the_label_is_not_where_it_was_seen(ada, mara, move):
    seen = move("stable", 1).lock_version
    move("stable", 2, seen)

    with pytest.raises(VersionLabelMoved, match="is now on version 2") as refused:
        move("stable", 3, seen)
    with pytest.raises(VersionLabelMoved):
        move("stable", 3)

    assert refused.value.lock_version == 2
    assert _labels(ada, mara) == {"stable": 2}


def test_one_move_wins_when_ten_start_from_the_same_state(ada, mara, move):
    seen = move("stable", 1).lock_version

    def attempt(at):
        try:
            return move("stable", 2 + at % 2, seen)
        except VersionLabelMoved:
            return None

    with ThreadPoolExecutor(10) as pool:
        won = [label for label in pool.map(attempt, range(10)) if label]

    assert len(won) == 1
    assert _labels(ada, mara) == {"stable": won[0].number}
    assert len(_moves(ada, mara)) == 2


def test_no_move_is_noted_when_the_label_is_there_already(ada, mara, move):
    seen = move("stable", 1)
    assert move("stable", 1, seen.lock_version) == seen
    assert len(_moves(ada, mara)) == 1


@pytest.mark.parametrize("name", ["", "1.0", "7", "latest", "Latest", "two words", "-x", "x" * 41, "ä", "a/b"])
def test_a_label_is_refused_when_it_could_be_taken_for_something_else(move, name):
    with pytest.raises(VersionLabelInvalid):
        move(name, 1)


@pytest.mark.parametrize("number", [0, -1, 4, 2**40])
def test_nothing_is_labelled_when_there_is_no_such_version(ada, mara, move, number):
    with pytest.raises(VersionNotFound):
        move("stable", number)
    assert _labels(ada, mara) == {}


def test_one_more_label_is_refused_when_there_are_fifty(ada, mara, move, remove):
    for at in range(MOST_LABELS):
        move(f"label-{at}", 1)
    with pytest.raises(TooManyVersionLabels):
        move("one-more", 1)
    remove("label-7", 1)
    assert move("one-more", 1).number == 1


def test_labels_of_others_are_not_found_when_another_account_asks(database, mara, move):
    with unit_of_work() as session:
        bo = make_actor(session, handle="bo1")
    move("stable", 1)
    with pytest.raises(PersonaNotFound):
        move("stable", 2, 1, actor=bo)
    for named in ("stable", "latest"):
        with pytest.raises(PersonaNotFound):
            _resolve(bo, mara, named)
    for reading in (list_labels, label_history):
        with pytest.raises(PersonaNotFound), unit_of_work() as session:
            reading(session, actor=bo, persona_id=mara.id)


def test_labels_stay_where_they_are_when_the_persona_is_archived(ada, mara, move, remove):
    seen = move("stable", 1).lock_version
    with unit_of_work() as session:
        lock_version = get_persona(session, actor=ada, persona_id=mara.id).lock_version
        archive_persona(session, actor=ada, persona_id=mara.id)
    assert lock_version == mara.lock_version + 3, "labels collide with no edit"
    with pytest.raises(PersonaArchived):
        move("stable", 2, seen)
    with pytest.raises(PersonaArchived):
        remove("stable", seen)
    assert _labels(ada, mara) == {"stable": 1}


def test_a_version_is_found_when_a_number_a_label_or_the_latest_is_named(ada, mara, move, remove):
    move("stable", 2)
    assert [_resolve(ada, mara, named) for named in ("2", "stable", "STABLE", "latest", "9")] == [2, 2, 2, 3, 9]
    remove("stable", 1)
    for named in ("stable", "2x", "", "-1", "９", "1" * 400):
        with pytest.raises(VersionNotFound):
            _resolve(ada, mara, named)


def test_latest_is_not_there_when_nothing_was_built_yet(ada):
    with unit_of_work() as session:
        empty = make_persona(session, actor=ada)
    with pytest.raises(NoVersionYet):
        _resolve(ada, empty, "latest")


def test_a_label_that_was_never_there_has_no_history_and_cannot_go_when_it_is_asked_for(ada, mara, remove):
    with pytest.raises(VersionLabelNotFound):
        _moves(ada, mara, "stable")
    with pytest.raises(VersionLabelNotFound):
        remove("stable", 0)


def test_the_database_refuses_when_a_move_would_be_changed_or_forgotten(move):
    move("stable", 1)
    for statement in ("UPDATE label_move SET to_number = 2", "DELETE FROM label_move"):
        with pytest.raises(DBAPIError, match=r"never changed|go only with"), unit_of_work() as session:
            session.execute(text(statement))
