"""An older system's table comes over: to the letter, once, whatever is wrong with some of its rows."""

from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text

from persona_app.core.db import unit_of_work
from persona_app.interchange.legacy_errors import SourceAway, SourceUnfit
from persona_app.interchange.legacy_table import open_legacy_table
from persona_app.interchange.migrating import take_over
from persona_app.interchange.schemas import Reason
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.services.history import find_joined_text
from persona_app.personas.services.importing import former_profile
from persona_app.personas.services.lifecycle import delete_persona
from persona_app.personas.services.reading import find_persona_id, get_persona
from persona_app.personas.services.versioning import get_version
from tests.factories.accounts import make_actor
from tests.factories.legacy import CREATED, OLDER, damaged_rows, good_row, make_legacy_table
from tests.factories.personas import make_persona

GOOD = 450
MOST_BYTES = 20_000


class Interrupted(Exception):
    """Somebody pulled the plug."""


@pytest.fixture
def owner(database):
    with unit_of_work() as session:
        return make_actor(session, is_operator=True)


@pytest.fixture
def older(empty_database_url):
    return empty_database_url


def migrate(url, owner, *, is_trial=False, tell=None, advance=None):
    with open_legacy_table(url, most_bytes=MOST_BYTES) as table:
        return take_over(table, actor=owner, is_trial=is_trial, tell=tell or (lambda _: None), advance=advance or (lambda _: None))


def count(table):
    with unit_of_work() as session:
        return session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def everything_here():
    """All that was stored, but for ids and times that this system made."""
    with unit_of_work() as session:
        return session.execute(
            text(
                "SELECT coalesce(p.legacy_id, p.id::text), p.name, p.created_at, p.updated_at, d.text, d.created_at, v.content,"
                " v.created_at FROM persona p JOIN persona_data d ON d.persona_id = p.id"
                " LEFT JOIN persona_version v ON v.persona_id = p.id ORDER BY 1"
            )
        ).all()


def test_each_row_is_a_persona_to_the_letter_when_it_was_taken(older, owner):
    rows = [good_row(number) for number in range(1, GOOD + 1)]
    make_legacy_table(older, rows)

    report = migrate(older, owner)

    assert (report.found, report.taken, report.already, report.verified) == (GOOD, GOOD, 0, GOOD)
    assert report.is_whole
    for old_id, raw_text, profile, created_at, updated_at in rows[::50]:
        with unit_of_work() as session:
            persona_id = find_persona_id(session, actor=owner, old_id=old_id)
            persona = get_persona(session, actor=owner, persona_id=persona_id)
            version = get_version(session, actor=owner, persona_id=persona_id, number=1)
            assert find_joined_text(session, actor=owner, persona_id=persona_id) == raw_text
        assert (persona.created_at, persona.updated_at, version.created_at) == (created_at, updated_at, updated_at)
        assert (persona.data_count, persona.version_count, persona.is_name_provisional) == (1, 1, False)
        assert former_profile(version.content) == profile
        assert (version.origin, version.profile.likes) == ("imported", ())
    assert count("event") == GOOD


def test_damaged_rows_are_told_without_their_words_and_all_others_taken(older, owner):
    damaged = damaged_rows()
    make_legacy_table(older, [*(row for row, _ in damaged), *(good_row(number) for number in range(1, 301))])
    told = []

    report = migrate(older, owner, tell=told.append)

    assert (report.found, report.taken, report.verified) == (300 + len(damaged), 300, 300)
    assert sorted(refusal.row.split("(")[0] for refusal in told) == sorted(name for _, name in damaged)
    assert sum(report.refused.values()) == len(damaged)
    assert set(report.refused) == set(Reason) - {Reason.DUPLICATE_ID, Reason.ID_TAKEN, Reason.NOT_UTF8, Reason.REFUSED}
    assert not any("Ada" in refusal.row + refusal.reason for refusal in told)
    assert not report.is_whole


def test_nothing_is_doubled_when_it_is_run_twice(older, owner):
    make_legacy_table(older, [*(good_row(number) for number in range(1, 301)), *(row for row, _ in damaged_rows())])
    first = migrate(older, owner)
    before = everything_here()

    second = migrate(older, owner)

    assert (second.taken, second.already, second.verified) == (0, first.taken, first.taken)
    assert second.refused == first.refused
    assert everything_here() == before


def test_it_goes_on_where_it_stopped_when_it_was_interrupted(older, owner):
    make_legacy_table(older, [good_row(number) for number in range(1, GOOD + 1)])
    gone_by = 0

    def stop_in_the_second_batch(rows):
        nonlocal gone_by
        gone_by += rows
        if gone_by > 200:
            raise Interrupted

    with pytest.raises(Interrupted):
        migrate(older, owner, advance=stop_in_the_second_batch)
    kept = count("persona")
    assert 0 < kept < GOOD

    report = migrate(older, owner)

    assert (report.taken, report.already, report.verified) == (GOOD - kept, kept, GOOD)
    assert count("persona") == count("persona_data") == count("persona_version") == count("event") == GOOD


def test_the_oldest_of_equal_ids_is_taken_and_the_others_told(older, owner):
    one, upper = "0190aaaa-0000-7000-8000-00000000abcd", "0190AAAA-0000-7000-8000-00000000ABCD"
    rows = [good_row(5, old_id=one), good_row(4, old_id=upper), good_row(2, old_id="a"), good_row(3, old_id="a"), good_row(1, old_id="A")]
    damaged = [good_row(1, old_id="b", raw_text=""), good_row(2, old_id="b")]
    make_legacy_table(older, [*rows, *damaged])

    report = migrate(older, owner)

    assert report.refused == {Reason.DUPLICATE_ID: 2, Reason.NO_TEXT: 1}
    names = {old_id: name for old_id, name, *_ in everything_here()}
    assert names == {one: "Ada 4", "a": "Ada 2", "A": "Ada 1", "b": "Ada 2 (2)"}


def test_a_row_without_a_persona_keeps_its_text_and_waits_for_a_build(older, owner):
    make_legacy_table(older, [good_row(1, persona=None), good_row(2, persona=" null ")])

    report = migrate(older, owner)

    assert (report.taken, report.without_persona, report.verified) == (2, 2, 2)
    assert (count("persona_data"), count("persona_version")) == (2, 0)
    assert migrate(older, owner).already == 2


def test_a_row_is_told_and_what_is_here_stays_when_its_id_is_in_use(older, owner):
    with unit_of_work() as session:
        stranger = make_actor(session)
        theirs = make_persona(session, actor=stranger, name="Theirs")
        mine = make_persona(session, actor=owner, name="Mine")
    make_legacy_table(older, [good_row(1, old_id=str(theirs.id)), good_row(2, old_id=str(mine.id)), good_row(3)])

    report = migrate(older, owner)

    assert (report.taken, report.refused, report.differing) == (1, {Reason.ID_TAKEN: 2}, ())
    with unit_of_work() as session:
        assert get_persona(session, actor=stranger, persona_id=theirs.id).name == "Theirs"
        with pytest.raises(PersonaNotFound):
            get_persona(session, actor=owner, persona_id=theirs.id)


def test_a_row_that_changed_after_it_was_taken_is_told_and_what_was_taken_stays(older, owner):
    make_legacy_table(older, [good_row(number) for number in range(1, 10)])
    migrate(older, owner)
    before = everything_here()
    with psycopg.connect(older) as connection:
        connection.execute("UPDATE personas SET raw_text = raw_text || ' And cake.' WHERE id = 'row 3'")

    report = migrate(older, owner)

    assert (report.already, report.refused, report.verified) == (8, {Reason.ID_TAKEN: 1}, 8)
    assert everything_here() == before


def test_what_differs_in_the_end_is_told_when_somebody_deletes_meanwhile(older, owner):
    make_legacy_table(older, [good_row(number) for number in range(1, 4)])
    gone_by = []

    def delete_before_comparing(rows):
        if gone_by:
            with unit_of_work() as session:
                delete_persona(session, actor=owner, persona_id=UUID(int=2))
        gone_by.append(rows)

    assert migrate(older, owner, advance=delete_before_comparing).differing == (str(UUID(int=2)),)


def test_nothing_is_written_by_a_trial_that_says_what_would_be(older, owner):
    make_legacy_table(older, [*(good_row(number) for number in range(1, 251)), *(row for row, _ in damaged_rows())])

    trial = migrate(older, owner, is_trial=True)

    assert (count("persona"), count("event")) == (0, 0)
    real = migrate(older, owner)
    assert (trial.found, trial.taken, trial.refused) == (real.found, real.taken, real.refused)


@pytest.mark.parametrize(
    "shape",
    [
        "(id uuid PRIMARY KEY, raw_text varchar, persona jsonb, created_at timestamp, updated_at timestamp)",
        "(persona json, id bigserial, raw_text text, extra text, created_at timestamptz, updated_at timestamptz)",
    ],
)
def test_other_types_of_columns_are_read_as_well(older, owner, shape):
    old_id = str(UUID(int=7)) if "uuid" in shape else "7"
    make_legacy_table(older, [(old_id, "Ada likes tea.", '{"name": "Ada"}', CREATED, CREATED)], shape=shape)

    assert migrate(older, owner).verified == 1
    assert [(row[0], row[1], row[2]) for row in everything_here()] == [(old_id, "Ada", CREATED)]


def test_bytes_that_are_no_utf8_are_told_when_the_older_database_did_not_mind(older, owner, postgres):
    name = older.rpartition("/")[2].partition("?")[0]
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}_ascii ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    url = postgres.url(f"{name}_ascii")
    try:
        with psycopg.connect(url) as connection:
            connection.execute(f"CREATE TABLE personas {OLDER}")
            given = [("latin", b"caf\xe9"), ("utf", "café".encode())]
            insert = "INSERT INTO personas VALUES (%s, convert_from(%s, 'SQL_ASCII'), '{}', now(), now())"
            connection.cursor().executemany(insert, given)
        report = migrate(url, owner)
    finally:
        with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name}_ascii WITH (FORCE)")
    assert (report.refused, report.verified) == ({Reason.NOT_UTF8: 1}, 1)
    assert [row[4] for row in everything_here()] == ["café"]


@pytest.mark.parametrize(
    ("shape", "said"),
    [("(id text, raw_text text)", "missing: created_at, persona, updated_at"), (None, "missing: created_at, id, persona")],
)
def test_an_older_database_without_the_table_is_refused_in_words(older, shape, said):
    if shape:
        with psycopg.connect(older) as connection:
            connection.execute(f"CREATE TABLE personas {shape}")
    with pytest.raises(SourceUnfit, match=said), open_legacy_table(older, most_bytes=MOST_BYTES):
        pass


def test_an_older_database_that_is_away_is_told_without_its_address():
    with (
        pytest.raises(SourceAway) as caught,
        open_legacy_table("postgresql://somebody:secret@127.0.0.1:1/none", most_bytes=MOST_BYTES),
    ):
        pass
    assert "secret" not in caught.value.sentence
