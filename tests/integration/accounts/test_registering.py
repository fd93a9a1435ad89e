"""Who registers gets an account of their own; the first one on an installation runs it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import select

from persona_app.accounts.errors import EmailInvalid, EmailTaken, HandleInvalid, HandleTaken, PasswordTooWeak
from persona_app.accounts.models import Account
from persona_app.accounts.services.registering import RESERVED_HANDLES, register
from persona_app.core.db import unit_of_work
from persona_app.events.services.listing import list_events
from tests.factories.accounts import PASSWORD, make_registered
from tests.faults import fault


def _try(*, email="ada@example.com", handle="ada", password=PASSWORD):
    with unit_of_work() as session:
        return register(session, email=email, handle=handle, password=password)


def test_only_the_first_becomes_operator_when_two_register_in_turn(database):
    with unit_of_work() as session:
        first, second = make_registered(session), make_registered(session)
    assert first.is_operator
    assert not second.is_operator


@fault(
    area="Attackers",
    what="Many register at the same moment, each to be the operator",
    result="Exactly one becomes it",
)
def test_exactly_one_becomes_operator_when_many_register_at_once(database):
    together = Barrier(6)

    def join(number):
        together.wait()
        return _try(email=f"user{number}@example.com", handle=f"user{number}")

    with ThreadPoolExecutor(6) as pool:
        actors = list(pool.map(join, range(6)))
    assert sum(actor.is_operator for actor in actors) == 1


def test_password_is_kept_only_as_a_hash_when_registered(database):
    _try()
    with unit_of_work() as session:
        account = session.exec(select(Account)).one()
    assert account.password_hash.startswith("$argon2id$")
    assert PASSWORD not in account.password_hash


def test_registration_is_told_in_the_trail_when_it_succeeds(database):
    actor = _try()
    with unit_of_work() as session:
        assert [event.kind for event in list_events(session, actor=actor).items] == ["account_registered"]


@pytest.mark.parametrize("email", ["ada@example.com", "ADA@Example.Com", " ada@example.com "])
def test_email_is_refused_when_taken_in_any_case(database, email):
    _try()
    with pytest.raises(EmailTaken):
        _try(email=email, handle="other")


def test_handle_is_refused_when_taken_in_any_case(database):
    _try()
    with pytest.raises(HandleTaken, match="ada"):
        _try(email="other@example.com", handle="ADA")


def test_one_gets_the_handle_when_two_ask_for_it_at_once(database):
    together = Barrier(2)

    def join(number):
        together.wait()
        try:
            return _try(email=f"user{number}@example.com", handle="wanted").handle
        except HandleTaken:
            return None

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(join, range(2)), key=str) == [None, "wanted"]


@pytest.mark.parametrize("email", ["", "ada", "ada@", "@example.com", "a b@example.com", "ada@example.com\x00", "ada@@example.com"])
def test_email_is_refused_when_it_is_none(database, email):
    with pytest.raises(EmailInvalid):
        _try(email=email)


@pytest.mark.parametrize("handle", ["", "ab", "a" * 31, "has space", "dot.ted", "ünder", "new\nline", "ada\x00"])
def test_handle_is_refused_when_it_is_none(database, handle):
    with pytest.raises(HandleInvalid):
        _try(handle=handle)


@pytest.mark.parametrize("handle", ["admin", "Studio", "api", "persona"])
def test_handle_is_refused_when_reserved(database, handle):
    with pytest.raises(HandleInvalid, match="kept back"):
        _try(handle=handle)


def test_reserved_handles_cover_what_stands_first_in_an_address():
    assert {"admin", "studio", "api", "login", "register", "account", "v1", "u", "p"} & RESERVED_HANDLES >= {"admin", "studio", "api"}


@pytest.mark.parametrize(
    "password", ["short", "elevenchars", "x" * 9, "x" * 201, "ada@example.com", "ADA@EXAMPLE.COM ", "aaaaaaaaaaaa", "ab" * 8]
)
def test_password_is_refused_when_weak(database, password):
    with pytest.raises(PasswordTooWeak):
        _try(password=password)


def test_password_is_refused_when_it_is_the_handle(database):
    with pytest.raises(PasswordTooWeak, match="handle"):
        _try(handle="a-long-handle", password="A-Long-Handle")


def test_nothing_is_kept_when_registration_is_refused(database):
    with pytest.raises(PasswordTooWeak):
        _try(password="short")
    assert _try().is_operator
