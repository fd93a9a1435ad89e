"""Whoever owns the tables can change them; the chain tells, and says where."""

import asyncio
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text

from persona_app.core.db import libpq_url, unit_of_work
from persona_app.core.ids import new_id
from persona_app.core.row_security import SystemWork
from persona_app.events.chaining import state_hash
from persona_app.events.errors import HeadInvalid
from persona_app.events.minding import FILE, keep_head, kept_head, sealing, start_anew
from persona_app.events.schemas import Audit, Head
from persona_app.events.services.auditing import audit
from persona_app.events.services.recording import record
from persona_app.events.services.sealing import find_head, seal
from tests.factories.accounts import make_actor
from tests.faults import fault
from tests.serving import eventually

Owner = psycopg.Connection


def _seal_all() -> None:
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        while seal(session):
            pass


def _look(*heads: Head) -> Audit:
    with unit_of_work(for_system=SystemWork.AUDIT) as session:
        return audit(session, heads=heads)


def _head() -> Head:
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        head = find_head(session)
    assert head is not None
    return head


def _somebody() -> UUID:
    with unit_of_work() as session:
        return make_actor(session).account_id


@pytest.fixture
def events(database: str) -> list[UUID]:
    """Ten events of an owner in the chain, each from one state to the next."""
    owner = _somebody()
    made = []
    for number in range(10):
        with unit_of_work(acting_for=owner) as session:
            states = {"before": state_hash(name=str(number)), "after": state_hash(name=str(number + 1))}
            made.append(record(session, kind="persona_renamed", actor_id=owner, owner_id=owner, detail={"name": f"Ada {number}"}, **states))
    _seal_all()
    return made


@pytest.fixture
def owner(database_url: str, events: list[UUID]):
    """The tables' owner, whom no trigger stops."""
    with psycopg.connect(libpq_url(database_url), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


def test_trail_is_whole_when_nobody_touched_it(events: list[UUID]) -> None:
    found = _look(_head())
    assert found.is_whole
    assert found.sealed == found.head.place >= len(events)
    assert found.waiting == 0


COLUMNS = {
    "kind": "'persona_deleted'",
    "at": "at + interval '1 microsecond'",
    "actor_id": "gen_random_uuid()",
    "owner_id": "NULL",
    "persona_id": "gen_random_uuid()",
    "before": "after",
    "after": "NULL",
    "detail_digest": "repeat('0', 64)",
    "detail": """'{"name": "Eve"}'""",
    "salt": "gen_random_uuid()",
    "id": "gen_random_uuid()",
}


@pytest.mark.parametrize("column", sorted(COLUMNS))
@fault(area="Attackers", what="whoever owns the tables changes one column of one event", result="the audit names the event")
def test_event_is_named_when_a_column_was_changed(events: list[UUID], owner: Owner, column: str) -> None:
    owner.execute(f"UPDATE event SET {column} = {COLUMNS[column]} WHERE id = %s", [events[4]])
    named = {finding.event_id for finding in _look().findings}
    assert events[4] in named or column == "id"
    assert named - {events[4]} == set() or column == "id"
    assert named


@fault(
    area="Attackers", what="whoever owns the tables empties the words of an event of an account that is there", result="the audit names it"
)
def test_event_is_named_when_its_words_were_emptied_without_a_reason(events: list[UUID], owner: Owner) -> None:
    owner.execute("UPDATE event SET detail = '{}', salt = NULL WHERE id = %s", [events[4]])
    assert [(finding.event_id, finding.sentence) for finding in _look().findings] == [(events[4], "its words were changed")]


@fault(area="Attackers", what="whoever owns the tables removes an event", result="the audit names it")
def test_event_is_named_when_it_was_removed(events: list[UUID], owner: Owner) -> None:
    owner.execute("DELETE FROM event WHERE id = %s", [events[4]])
    assert [(finding.event_id, finding.sentence) for finding in _look().findings] == [(events[4], "the event was removed")]


@fault(area="Attackers", what="whoever owns the tables removes an event and its link", result="the audit names the gap")
def test_gap_is_named_when_an_event_was_removed_with_its_link(events: list[UUID], owner: Owner) -> None:
    owner.execute("DELETE FROM event_seal WHERE event_id = %s", [events[4]])
    owner.execute("DELETE FROM event WHERE id = %s", [events[4]])
    assert events[5] in {finding.event_id for finding in _look().findings}


def test_next_event_is_named_when_the_gap_was_closed(events: list[UUID], owner: Owner) -> None:
    (place,) = owner.execute("SELECT place FROM event_seal WHERE event_id = %s", [events[4]]).fetchone() or (0,)
    owner.execute("DELETE FROM event_seal WHERE event_id = %s", [events[4]])
    owner.execute("DELETE FROM event WHERE id = %s", [events[4]])
    owner.execute("UPDATE event_seal SET place = -place WHERE place > %s", [place])
    owner.execute("UPDATE event_seal SET place = -place - 1 WHERE place < 0")
    assert events[5] in {finding.event_id for finding in _look().findings}


@fault(area="Attackers", what="whoever owns the tables puts an event in past the chain", result="the audit names it")
def test_event_is_named_when_it_was_put_in(events: list[UUID], owner: Owner) -> None:
    put_in = new_id()
    owner.execute("INSERT INTO event (id, at, kind, detail) VALUES (%s, now(), 'persona_deleted', '{}')", [put_in])
    assert [finding.event_id for finding in _look().findings] == [put_in]


def test_events_are_named_when_one_was_put_in_between_with_a_link(events: list[UUID], owner: Owner) -> None:
    put_in = new_id()
    owner.execute("INSERT INTO event (id, at, kind, detail) VALUES (%s, now(), 'persona_deleted', '{}')", [put_in])
    (place,) = owner.execute("SELECT place FROM event_seal WHERE event_id = %s", [events[4]]).fetchone() or (0,)
    owner.execute("UPDATE event_seal SET place = -place - 1 WHERE place >= %s", [place])
    owner.execute("UPDATE event_seal SET place = -place WHERE place < 0")
    owner.execute("INSERT INTO event_seal VALUES (%s, %s, repeat('a', 64))", [place, put_in])
    assert {put_in, events[4]} <= {finding.event_id for finding in _look().findings}


@fault(area="Attackers", what="whoever owns the tables swaps two events", result="the audit names both")
def test_events_are_named_when_they_changed_places(events: list[UUID], owner: Owner) -> None:
    owner.execute("ALTER TABLE event_seal DROP CONSTRAINT uq_event_seal_event_id")
    owner.execute(
        "UPDATE event_seal SET event_id = CASE event_id WHEN %(a)s::uuid THEN %(b)s::uuid ELSE %(a)s::uuid END"
        " WHERE event_id IN (%(a)s, %(b)s)",
        {"a": events[2], "b": events[6]},
    )
    assert {events[2], events[6]} <= {finding.event_id for finding in _look().findings}


def test_events_are_named_when_whole_links_changed_places(events: list[UUID], owner: Owner) -> None:
    rows = dict(owner.execute("SELECT event_id, place FROM event_seal WHERE event_id = ANY (%s)", [[events[2], events[6]]]).fetchall())
    owner.execute("UPDATE event_seal SET place = -1 WHERE event_id = %s", [events[2]])
    owner.execute("UPDATE event_seal SET place = %s WHERE event_id = %s", [rows[events[2]], events[6]])
    owner.execute("UPDATE event_seal SET place = %s WHERE event_id = %s", [rows[events[6]], events[2]])
    assert {events[2], events[6]} <= {finding.event_id for finding in _look().findings}


def test_last_event_is_named_when_it_was_repeated_at_the_end(events: list[UUID], owner: Owner) -> None:
    owner.execute("ALTER TABLE event_seal DROP CONSTRAINT uq_event_seal_event_id")
    owner.execute(
        "INSERT INTO event_seal SELECT place + 1, event_id, event_hash(hash, place + 1, event) FROM event_seal"
        " JOIN event ON event.id = event_id ORDER BY place DESC LIMIT 1"
    )
    assert [finding.event_id for finding in _look().findings] == [events[-1]]


CUT = """
WITH gone AS (DELETE FROM event_seal WHERE place > (SELECT max(place) - 3 FROM event_seal) RETURNING event_id)
DELETE FROM event USING gone WHERE event.id = gone.event_id
"""
REWRITE = """
DO $$ DECLARE each record; said event; previous text := ''; BEGIN
    FOR each IN SELECT * FROM event_seal ORDER BY place LOOP
        SELECT * INTO said FROM event WHERE id = each.event_id;
        previous := event_hash(previous, each.place, said);
        UPDATE event_seal SET hash = previous WHERE place = each.place;
    END LOOP;
END $$
"""


@fault(area="Attackers", what="the end of the trail is cut off", result="whoever kept the last link, or a backup, finds out")
def test_cut_is_found_when_the_last_link_was_kept(events: list[UUID], owner: Owner) -> None:
    head = _head()
    owner.execute(CUT)
    assert _look().is_whole  # nothing within the database tells
    assert [finding.place for finding in _look(head).findings] == [head.place]


@fault(area="Attackers", what="an event is changed and the whole chain written anew", result="whoever kept a link finds out")
def test_new_chain_is_found_when_a_link_was_kept(events: list[UUID], owner: Owner) -> None:
    head = _head()
    owner.execute("UPDATE event SET kind = 'persona_archived' WHERE id = %s", [events[1]])
    owner.execute(REWRITE)
    assert _look().is_whole
    assert [finding.place for finding in _look(head).findings] == [head.place]


def test_kept_link_is_not_replaced_when_the_trail_does_not_go_on_from_it(events: list[UUID], owner: Owner, tmp_path) -> None:
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        assert keep_head(session, home=tmp_path)
    kept = kept_head(tmp_path)
    owner.execute(CUT)
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        assert not keep_head(session, home=tmp_path)
    assert kept_head(tmp_path) == kept
    start_anew(tmp_path)
    assert kept_head(tmp_path) is None


def test_both_links_are_compared_when_two_were_kept_of_one_place(events: list[UUID], owner: Owner) -> None:
    """Whoever writes the chain anew may have written the file beside it anew, too."""
    head = _head()
    owner.execute("UPDATE event SET kind = 'persona_archived' WHERE id = %s", [events[1]])
    owner.execute(REWRITE)
    forged = _head()
    assert forged.place == head.place
    assert [finding.place for finding in _look(head, forged).findings] == [head.place]
    assert [finding.place for finding in _look(forged, head).findings] == [head.place]


@pytest.mark.parametrize("written", [b"", b"12:abc", b"\xff\xfe\x00"], ids=["empty", "cut", "binary"])
@fault(
    area="Processes", what="the file with the trail's last link is damaged", result="the trail is sealed on; the file is left, and named"
)
def test_trail_is_sealed_on_when_the_file_with_the_last_link_is_damaged(events: list[UUID], tmp_path: Path, written: bytes) -> None:
    (tmp_path / FILE).write_bytes(written)
    asyncio.run(_seal_one_after_the_other(tmp_path))
    assert _head().place == len(events) + 4
    assert (tmp_path / FILE).read_bytes() == written
    with pytest.raises(HeadInvalid):
        kept_head(tmp_path)


async def _seal_one_after_the_other(home: Path) -> None:
    """Four events, each once the one before has its place: whoever seals has looked at the file in between."""
    account = _somebody()
    async with sealing(home, every=0.01):
        for place in range(_head().place + 1, _head().place + 5):
            with unit_of_work(acting_for=account) as session:
                record(session, kind="logged_in", actor_id=account, owner_id=account)
            await asyncio.to_thread(eventually, lambda place=place: _head().place == place, what="sealing")


def test_event_is_named_when_it_was_removed_while_it_waited(events: list[UUID], owner: Owner) -> None:
    account = _somebody()
    with unit_of_work(acting_for=account) as session:
        waiting = record(session, kind="logged_in", actor_id=account, owner_id=account)
    owner.execute("DELETE FROM event WHERE id = %s", [waiting])
    _seal_all()
    assert [finding.event_id for finding in _look().findings] == [waiting]


def test_chain_follows_commits_when_a_transaction_took_longer(database: str) -> None:
    """What is sealed is never touched again, whatever the events' own times say."""
    account = _somebody()
    with psycopg.connect(libpq_url(database)) as slow:
        first = new_id()
        slow.execute("INSERT INTO event (id, at, kind, detail) VALUES (%s, now(), 'logged_in', '{}')", [first])
        with unit_of_work(acting_for=account) as session:
            second = record(session, kind="logged_in", actor_id=account, owner_id=account)
        _seal_all()
        slow.commit()
    _seal_all()
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        asked = text("SELECT event_id FROM event_seal ORDER BY place")
        places = list(session.connection().execute(asked).scalars())
    assert places.index(second) < places.index(first)
    assert _look().is_whole


def test_second_sealer_does_nothing_when_one_is_at_work(events: list[UUID], database_url: str) -> None:
    account = _somebody()
    with unit_of_work(acting_for=account) as session:
        record(session, kind="logged_in", actor_id=account, owner_id=account)
    with psycopg.connect(libpq_url(database_url)) as first:
        assert first.execute("SELECT seal_events(10)").fetchone()
        with unit_of_work(for_system=SystemWork.SHARED) as session:
            assert seal(session) == 0
    assert _look().is_whole


@pytest.mark.parametrize(
    "statement", ["UPDATE event SET kind = 'logged_out'", "DELETE FROM event", "TRUNCATE event", "DELETE FROM event_seal"]
)
def test_database_refuses_when_the_trail_is_changed_with_its_triggers(events: list[UUID], database_url: str, statement: str) -> None:
    with psycopg.connect(libpq_url(database_url)) as connection, pytest.raises(psycopg.errors.RestrictViolation):
        connection.execute(statement)


def test_states_tell_nothing_when_somebody_tries_names(events: list[UUID], owner: Owner) -> None:
    """They are hashed with the owner's key; the same state has the same hash, so one sees that an event follows another."""
    rows = owner.execute("SELECT before, after FROM event WHERE id = ANY (%s) ORDER BY at, id", [events]).fetchall()
    assert all(rows[number][1] == rows[number + 1][0] for number in range(len(rows) - 1))
    assert {state_hash(name=str(number)) for number in range(11)}.isdisjoint({each for row in rows for each in row})


@pytest.mark.parametrize("written", ["", "1", "0:" + "a" * 64, "1:" + "g" * 64, "x:" + "a" * 64])
def test_head_is_refused_when_it_is_none(written: str) -> None:
    with pytest.raises(HeadInvalid):
        Head.parse(written)
