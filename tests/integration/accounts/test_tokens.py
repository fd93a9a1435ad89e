"""Programs come with a token that says what they may do, until it expires or is revoked."""

from datetime import timedelta

import pytest
from sqlmodel import select

from persona_app.accounts.errors import ScopeMissing, TokenInvalid, TokenNotFound
from persona_app.accounts.models import ApiToken
from persona_app.accounts.services.tokens import MOST_VALID, TooManyTokens, create_token, find_token_actor, list_tokens, revoke_token
from persona_app.core.db import unit_of_work
from persona_app.core.ids import new_id
from tests.factories.accounts import make_actor

SECOND = timedelta(seconds=1)


@pytest.fixture
def ada(database):
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


def _make(actor, *, name="backup", scopes=("read",), **more):
    with unit_of_work() as session:
        return create_token(session, actor=actor, name=name, scopes=scopes, **more)


def _actor(token, at=None):
    with unit_of_work() as session:
        return find_token_actor(session, token=token, at=at)


def test_program_acts_for_the_account_with_its_scopes_when_the_token_is_known(ada):
    new = _make(ada)
    actor = _actor(new.token)
    assert (actor.account_id, actor.scopes) == (ada.account_id, {"read"})
    with pytest.raises(ScopeMissing, match="write"):
        actor.require("write")


def test_secret_is_nowhere_when_the_token_was_made(ada):
    new = _make(ada)
    assert new.token.startswith("ps_")
    assert len(new.token) > 40
    with unit_of_work() as session:
        row = session.exec(select(ApiToken)).one()
    assert new.token not in row.model_dump_json()
    assert new.token not in new.view.model_dump_json()
    assert new.token.startswith(new.view.hint)


@pytest.mark.parametrize("token", ["", "ps_", "ps_unknown", "something else", "ps_\ud800", "ps_\x00"])
def test_nobody_is_found_when_the_token_is_not_known(ada, token):
    _make(ada)
    assert _actor(token) is None


def test_nobody_is_found_when_the_token_expired(ada, noon):
    new = _make(ada, at=noon, expires_at=noon + 10 * SECOND)
    assert _actor(new.token, noon + 9 * SECOND)
    assert _actor(new.token, noon + 10 * SECOND) is None


def test_nobody_is_found_when_the_token_was_revoked(ada):
    new = _make(ada)
    with unit_of_work() as session:
        revoke_token(session, actor=ada, token_id=new.view.id)
    assert _actor(new.token) is None
    with unit_of_work() as session, pytest.raises(TokenNotFound):
        revoke_token(session, actor=ada, token_id=new.view.id)


def test_token_stays_valid_when_a_stranger_revokes_it(ada):
    new = _make(ada)
    with unit_of_work() as session:
        stranger = make_actor(session)
        with pytest.raises(TokenNotFound):
            revoke_token(session, actor=stranger, token_id=new.view.id)
        assert list_tokens(session, actor=stranger).items == ()
    assert _actor(new.token)


def test_token_is_not_found_when_there_is_none(ada):
    with unit_of_work() as session, pytest.raises(TokenNotFound):
        revoke_token(session, actor=ada, token_id=new_id())


def test_last_use_is_noted_at_most_once_a_minute_when_busy(ada, noon):
    new = _make(ada, at=noon)

    def used_after(seconds):
        _actor(new.token, noon + seconds * SECOND)
        with unit_of_work() as session:
            return list_tokens(session, actor=ada).items[0].last_used_at

    assert used_after(1) == noon + SECOND
    assert used_after(60) == noon + SECOND
    assert used_after(61) == noon + 61 * SECOND


def test_newest_come_first_when_listed(ada):
    for name in ("one", "two", "three"):
        _make(ada, name=name)
    with unit_of_work() as session:
        first = list_tokens(session, actor=ada, limit=2)
        rest = list_tokens(session, actor=ada, limit=2, cursor=first.next_cursor)
    assert [token.name for token in first.items + rest.items] == ["three", "two", "one"]


@pytest.mark.parametrize("scopes", [(), ("admin",), ("read", "delete")])
def test_token_is_refused_when_its_scopes_are_not_known(ada, scopes):
    with pytest.raises(TokenInvalid):
        _make(ada, scopes=scopes)


@pytest.mark.parametrize("name", ["", "  ", "n" * 81])
def test_token_is_refused_when_it_has_no_usable_name(ada, name):
    with pytest.raises(TokenInvalid):
        _make(ada, name=name)


def test_token_is_refused_when_it_would_have_expired(ada, noon):
    with pytest.raises(TokenInvalid):
        _make(ada, at=noon, expires_at=noon)


def test_scopes_never_grow_when_a_token_makes_a_token(ada):
    writer = _actor(_make(ada, scopes=("write",)).token)
    with pytest.raises(ScopeMissing):
        _make(writer, scopes=("read", "write"))
    with pytest.raises(ScopeMissing):
        _make(_actor(_make(ada, scopes=("read",)).token), scopes=("read",))


def test_token_is_refused_when_there_are_too_many(ada):
    with unit_of_work() as session:
        tokens = [create_token(session, actor=ada, name=f"t{number}", scopes=("read",)) for number in range(MOST_VALID)]
        with pytest.raises(TooManyTokens):
            create_token(session, actor=ada, name="one more", scopes=("read",))
        revoke_token(session, actor=ada, token_id=tokens[0].view.id)
        assert create_token(session, actor=ada, name="one more", scopes=("read",))
