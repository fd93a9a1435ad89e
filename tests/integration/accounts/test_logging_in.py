"""Sessions open with the right password, end in time, and guessing gets nobody far."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

from persona_app.accounts.errors import LoginRefused, TooManyAttempts
from persona_app.accounts.models import LoginFailure, LoginSession
from persona_app.accounts.services.logging_in import find_session_actor, log_in, log_out
from persona_app.core.config import get_settings
from persona_app.core.db import unit_of_work
from persona_app.events.services.listing import list_events
from tests.factories.accounts import PASSWORD, make_registered
from tests.faults import fault

HOME, ELSEWHERE = "198.51.100.7", "203.0.113.9"
SECOND = timedelta(seconds=1)


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_registered(session, handle="ada")


def _log_in(at, *, password=PASSWORD, email="ada@example.com", address=HOME, replaces=None):
    with unit_of_work() as session:
        return log_in(session, email=email, password=password, address=address, replaces=replaces, at=at)


def _guess(at, times, **where):
    for _ in range(times):
        with pytest.raises(LoginRefused):
            _log_in(at, password="a wrong password", **where)


def _actor(token, at):
    with unit_of_work() as session:
        return find_session_actor(session, token=token, at=at)


def _limit():
    return get_settings().login_attempts


def _window():
    return timedelta(seconds=get_settings().login_window_seconds)


def test_session_belongs_to_the_account_when_the_password_is_right(ada, noon):
    opened = _log_in(noon, email="ADA@example.com")
    assert opened.actor == ada
    assert opened.actor.scopes == {"read", "write"}
    assert _actor(opened.token, noon) == ada


@pytest.mark.parametrize("email", ["ada@example.com", "nobody@example.com", "", "ada\x00@example.com", "ada@\ud800", "x" * 5000])
def test_refusal_tells_not_which_was_wrong_when_either_is(ada, noon, email):
    with pytest.raises(LoginRefused) as refused:
        _log_in(noon, email=email, password="a wrong password")
    assert refused.value.sentence == LoginRefused().sentence


@pytest.mark.parametrize("password", ["", "x" * 100_000, "nul\x00 in it", "\ud800 lone surrogate"])
def test_login_is_refused_when_the_password_is_strange(ada, noon, password):
    with pytest.raises(LoginRefused):
        _log_in(noon, password=password)


def test_password_is_right_when_typed_on_another_keyboard(database, noon):
    with unit_of_work() as session:
        make_registered(session, handle="ada", password="caf\u00e9 au lait et th\u00e9")
    assert _log_in(noon, password="cafe\u0301 au lait et the\u0301")


def test_token_is_stored_only_as_a_hash_when_a_session_opens(ada, noon):
    opened = _log_in(noon)
    with unit_of_work() as session:
        row = session.exec(select(LoginSession)).one()
    assert opened.token not in row.model_dump_json()


def test_session_ends_when_logged_out(ada, noon):
    opened = _log_in(noon)
    with unit_of_work() as session:
        log_out(session, token=opened.token)
        log_out(session, token="never given out")
    assert _actor(opened.token, noon) is None


def test_old_session_ends_when_a_login_replaces_it(ada, noon):
    first, other_browser = _log_in(noon), _log_in(noon)
    second = _log_in(noon, replaces=first.token)
    assert second.token != first.token
    assert _actor(first.token, noon) is None
    assert _actor(other_browser.token, noon) == ada


def test_session_ends_when_idle_for_too_long(ada, noon):
    opened, idle = _log_in(noon), timedelta(hours=get_settings().session_idle_hours)
    assert _actor(opened.token, noon + idle - SECOND) == ada
    assert _actor(opened.token, noon + 2 * idle - 2 * SECOND) == ada
    assert _actor(opened.token, noon + 3 * idle) is None


def test_session_ends_when_it_is_old_although_in_use(ada, noon):
    opened = _log_in(noon)
    step, moment = timedelta(hours=get_settings().session_idle_hours / 2), noon
    while moment + step < opened.expires_at:
        moment += step
        assert _actor(opened.token, moment) == ada
    assert _actor(opened.token, opened.expires_at) is None
    assert opened.expires_at == noon + timedelta(days=get_settings().session_max_days)


def test_use_is_noted_at_most_once_a_minute_when_a_session_is_busy(ada, noon):
    opened = _log_in(noon)

    def seen_after(seconds):
        _actor(opened.token, noon + seconds * SECOND)
        with unit_of_work() as session:
            return session.exec(select(LoginSession)).one().last_seen_at

    assert seen_after(59) == noon
    assert seen_after(60) == noon + 60 * SECOND
    assert seen_after(90) == noon + 60 * SECOND


def test_ended_sessions_are_cleared_away_when_logging_in(ada, noon):
    _log_in(noon)
    _log_in(noon + timedelta(days=40))
    with unit_of_work() as session:
        assert len(session.exec(select(LoginSession)).all()) == 1


@fault(
    area="Attackers",
    what="Somebody guesses the password of an account",
    result="Ten wrong ones lock it for a while",
)
def test_account_is_locked_when_the_password_was_wrong_too_often(ada, noon):
    _guess(noon, _limit())
    with pytest.raises(TooManyAttempts, match="try again in 5 minutes"):
        _log_in(noon, address=ELSEWHERE)


def test_account_opens_again_when_the_lock_is_over(ada, noon):
    _guess(noon, _limit() - 1)
    _guess(noon + 200 * SECOND, 1)
    locked_until = noon + 200 * SECOND + _window()
    with pytest.raises(TooManyAttempts):
        _log_in(locked_until - SECOND, address=ELSEWHERE)
    assert _log_in(locked_until, address=ELSEWHERE)


def test_lock_is_not_prolonged_when_tried_meanwhile(ada, noon):
    _guess(noon, _limit())
    for second in range(0, 300, 30):
        with pytest.raises(TooManyAttempts):
            _log_in(noon + second * SECOND)
    assert _log_in(noon + _window())


@fault(
    area="Attackers",
    what="One address guesses at many accounts",
    result="Ten wrong ones lock the address for a while",
)
def test_address_is_locked_when_it_guesses_at_many_accounts(ada, noon):
    for number in range(_limit()):
        _guess(noon, 1, email=f"victim{number}@example.com")
    with pytest.raises(TooManyAttempts):
        _log_in(noon)
    assert _log_in(noon, address=ELSEWHERE)


def test_nobody_is_locked_when_wrong_ones_are_far_apart(ada, noon):
    for number in range(_limit() + 3):
        _guess(noon + number * _window() / 2, 1)
    assert _log_in(noon + (_limit() + 3) * _window() / 2)


def test_count_begins_again_when_the_right_password_came(ada, noon):
    _guess(noon, _limit() - 1)
    _log_in(noon)
    with unit_of_work() as session:
        counts = sorted(session.exec(select(LoginFailure.count)).all())
    assert counts == [_limit() - 1]
    _guess(noon, _limit() - 1, address=ELSEWHERE)
    assert _log_in(noon, address="192.0.2.1")


def test_guesses_stay_counted_when_an_own_login_comes_between(ada, noon):
    with unit_of_work() as session:
        make_registered(session, handle="mallory")
    for number in range(_limit() - 1):
        _guess(noon, 1, email=f"victim{number}@example.com")
        _log_in(noon, email="mallory@example.com")
    _guess(noon, 1, email="another@example.com")
    with pytest.raises(TooManyAttempts):
        _log_in(noon, email="mallory@example.com")


@fault(
    area="Attackers",
    what="Hundreds of guesses come at the same moment",
    result="No more than the limit are looked at",
)
def test_no_more_than_the_limit_are_looked_at_when_guesses_come_at_once(ada, noon):
    def guess(_):
        try:
            _log_in(noon, password="a wrong password")
        except (LoginRefused, TooManyAttempts) as error:
            return type(error)

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(guess, range(3 * _limit())))
    assert outcomes.count(LoginRefused) == _limit()
    assert outcomes.count(TooManyAttempts) == 2 * _limit()


def test_counters_are_cleared_away_when_old(ada, noon):
    _guess(noon, 1)
    _log_in(noon + timedelta(days=2), address=ELSEWHERE)
    with unit_of_work() as session:
        assert len(session.exec(select(LoginFailure)).all()) == 1


def test_login_is_told_in_the_trail_without_the_address(ada, noon):
    _log_in(noon)
    with unit_of_work() as session:
        event = list_events(session, actor=ada).items[0]
    assert event.kind == "logged_in"
    assert HOME not in event.model_dump_json()


@fault(
    area="Attackers",
    what="Somebody finds out by the time of a refusal who has an account",
    result="A refusal takes as long when there is none",
)
def test_refusal_takes_as_long_when_there_is_no_such_account(ada, noon):
    def seconds(email, number):
        began = time.perf_counter()
        with pytest.raises(LoginRefused):
            _log_in(noon + number * _window(), email=email, password="a wrong password")
        return time.perf_counter() - began

    both = [(seconds("ada@example.com", number), seconds("nobody@example.com", number)) for number in range(7)]
    known, unknown = (min(times) for times in zip(*both, strict=True))
    assert 0.5 < known / unknown < 2
