"""The command line finds whom it acts for."""

import pytest

from persona_app.accounts.errors import AccountNotFound
from persona_app.accounts.services.finding import get_actor_by_email, get_operator
from persona_app.core.db import unit_of_work
from tests.factories.accounts import make_actor


def test_operator_is_found_when_there_are_others(database):
    with unit_of_work() as session:
        make_actor(session)
        operator = make_actor(session, is_operator=True)
        assert get_operator(session) == operator


def test_account_is_found_when_the_case_differs(database):
    with unit_of_work() as session:
        ada = make_actor(session, handle="ada")
        assert get_actor_by_email(session, email="ADA@example.com") == ada


def test_it_says_what_to_do_when_there_is_no_account(database):
    with unit_of_work() as session:
        with pytest.raises(AccountNotFound, match="persona account create"):
            get_operator(session)
        with pytest.raises(AccountNotFound, match="persona account create"):
            get_actor_by_email(session, email="nobody@example.com")
