"""A unit of work commits whole or not at all."""

import pytest
from sqlalchemy import func, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from persona_app.accounts.models import Account
from persona_app.core.db import apart, in_unit_of_work, libpq_url, sqlalchemy_url, unit_of_work
from persona_app.core.errors import Unavailable
from tests.factories.accounts import make_actor


def _count_accounts() -> int:
    with unit_of_work() as session:
        return session.exec(select(func.count()).select_from(Account)).one()


def test_nothing_is_kept_when_the_block_raises(database):
    with pytest.raises(ZeroDivisionError), unit_of_work() as session:
        make_actor(session)
        _ = 1 / 0
    assert _count_accounts() == 0


def test_everything_is_kept_when_the_block_ends(database):
    with unit_of_work() as session:
        make_actor(session)
    assert _count_accounts() == 1


def test_it_refuses_when_one_is_open(database):
    with unit_of_work(), pytest.raises(RuntimeError), unit_of_work():
        pass
    assert not in_unit_of_work()


def test_what_was_done_apart_stays_when_the_block_raises(database):
    with pytest.raises(ZeroDivisionError), unit_of_work() as session:
        with apart(session) as own:
            make_actor(own, handle="stays")
        make_actor(session, handle="goes")
        _ = 1 / 0
    with unit_of_work() as session:
        assert session.exec(select(Account.handle)).all() == ["stays"]


@pytest.mark.parametrize("url", ["postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"])
def test_address_is_understood_when_it_is_one_of_postgresql(url):
    assert sqlalchemy_url(url) == "postgresql+psycopg://u:p@h/d"
    assert libpq_url(url) == "postgresql://u:p@h/d"


def test_address_is_refused_when_it_is_of_another_database():
    with pytest.raises(Unavailable, match="postgresql://"):
        sqlalchemy_url("sqlite:///x.db")


def test_error_holds_no_word_of_anybodys_when_a_statement_fails(database):
    with pytest.raises(DBAPIError) as caught, unit_of_work() as session:
        session.execute(text("SELECT CAST(:said AS integer) / 0"), {"said": "41424344"})
    assert "division by zero" in str(caught.value)
    assert "41424344" not in str(caught.value)
