"""docs/MIGRATION.md promises what happens: its statements run, and no reason is missing."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from persona_app.core.db import unit_of_work
from persona_app.interchange.legacy_table import open_legacy_table
from persona_app.interchange.migrating import take_over
from persona_app.interchange.schemas import Reason
from tests.factories.accounts import make_actor
from tests.factories.legacy import good_row, make_legacy_table
from tests.factories.personas import make_persona, make_text

GUIDE = (Path(__file__).parents[3] / "docs" / "MIGRATION.md").read_text()
COUNT, TAKE_OUT, CARRY_BACK = re.findall(r"^ *```sql\n(.*?);\n *```$", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def owner(database, empty_database_url):
    make_legacy_table(empty_database_url, [good_row(number) for number in range(1, 8)])
    with unit_of_work() as session:
        owner = make_actor(session, is_operator=True)
    with open_legacy_table(empty_database_url, most_bytes=20_000) as table:
        take_over(table, actor=owner, is_trial=False, tell=print, advance=lambda _: None)
    return owner


def run(statement):
    with unit_of_work() as session:
        return session.connection().exec_driver_sql(statement).fetchall()


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_its_cure(reason):
    assert re.search(rf"^\| {re.escape(reason)} \| \S", GUIDE, re.MULTILINE)


@pytest.mark.usefixtures("owner")
def test_what_came_over_is_counted():
    assert run(COUNT) == [(7,)]


@pytest.mark.usefixtures("owner")
def test_what_is_carried_back_is_what_came():
    rows = [tuple(row) for row in run(CARRY_BACK)]
    assert rows == sorted(good_row(number) for number in range(1, 8))


def test_only_what_came_over_and_was_left_alone_is_taken_out(owner):
    from persona_app.personas.services.reading import find_persona_id
    from persona_app.personas.services.submitting import add_data

    with unit_of_work() as session:
        own = make_persona(session, actor=owner)
        worked_on = find_persona_id(session, actor=owner, old_id="row 3")
        add_data(session, actor=owner, persona_id=worked_on, items=[make_text()])
    with unit_of_work() as session:
        session.execute(text(TAKE_OUT))
    assert {row[0] for row in run("SELECT id FROM persona")} == {own.id, worked_on}
