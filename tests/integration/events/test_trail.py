"""The trail tells an owner what happened to what is theirs, and nobody else."""

from uuid import uuid4

import pytest

from persona_app.core.db import unit_of_work
from persona_app.core.paging import CursorInvalid
from persona_app.events.schemas import EventKind, TrailQuery
from persona_app.events.sentences import sentence_of
from persona_app.events.services.listing import list_events
from persona_app.events.services.recording import record
from tests.factories.accounts import make_actor


def _record_many(session, actor, count, *, persona_id=None):
    for number in range(count):
        owner = actor.account_id
        record(session, kind="data_added", actor_id=owner, owner_id=owner, persona_id=persona_id, detail={"count": number})


def test_pages_hold_every_event_once_when_read_to_the_end(database):
    with unit_of_work() as session:
        actor = make_actor(session)
        _record_many(session, actor, 7)
    seen, cursor = [], None
    while True:
        with unit_of_work() as session:
            page = list_events(session, actor=actor, cursor=cursor, limit=3)
        seen += [event.detail["count"] for event in page.items]
        if (cursor := page.next_cursor) is None:
            break
        with unit_of_work() as session:
            record(session, kind="logged_in", actor_id=actor.account_id, owner_id=actor.account_id)
    assert seen == [6, 5, 4, 3, 2, 1, 0]


def test_others_see_nothing_when_they_list(database):
    with unit_of_work() as session:
        owner, stranger, persona_id = make_actor(session), make_actor(session), uuid4()
        _record_many(session, owner, 1, persona_id=persona_id)
        assert list_events(session, actor=stranger, persona_id=persona_id).items == ()
        assert len(list_events(session, actor=owner, persona_id=persona_id).items) == 1


def test_only_its_events_come_when_a_persona_is_named(database):
    with unit_of_work() as session:
        actor, wanted = make_actor(session), uuid4()
        _record_many(session, actor, 2, persona_id=wanted)
        _record_many(session, actor, 3, persona_id=uuid4())
        assert {event.persona_id for event in list_events(session, actor=actor, persona_id=wanted).items} == {wanted}


def test_kind_is_refused_when_it_is_not_listed(database):
    with unit_of_work() as session, pytest.raises(ValueError, match="persona_eaten"):
        record(session, kind="persona_eaten", actor_id=None, owner_id=None)


def test_cursor_is_refused_when_it_is_not_ours(database):
    with unit_of_work() as session, pytest.raises(CursorInvalid):
        list_events(session, actor=make_actor(session), cursor="bm9uc2Vuc2U")


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_has_a_sentence_when_details_are_missing(kind):
    assert sentence_of(kind, {}).endswith(".")


def test_words_are_found_once_each_when_they_lie_further_back_than_is_looked_at_once(database):
    with unit_of_work() as session:
        actor = make_actor(session)
        mine = {"actor_id": actor.account_id, "owner_id": actor.account_id}
        for number in range(9):
            record(session, kind="data_added", **mine, detail={"count": number, "name": "Odalind" if number in {0, 7, 8} else "Bo"})
    pages, cursor = [], None
    while True:
        with unit_of_work() as session:
            wanted = TrailQuery(text="odalind")
            page = list_events(session, actor=actor, wanted=wanted, cursor=cursor, limit=1 if cursor is None else 5, looked_at=3)
        pages.append([event.detail["count"] for event in page.items])
        if (cursor := page.next_cursor) is None:
            break
        with unit_of_work() as session:
            record(session, kind="data_added", **mine, detail={"count": 9, "name": "Odalind"})

    assert pages == [[8], [7], [], [0]]
