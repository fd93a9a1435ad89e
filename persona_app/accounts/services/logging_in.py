"""Browser sessions: opened by a password, known by a cookie's token, ended by log-out, idleness or age."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col

from persona_app.accounts import passwords
from persona_app.accounts.errors import LoginRefused
from persona_app.accounts.models import Account, LoginSession
from persona_app.accounts.queries import actor_of, find_by_email, find_session, hash_of
from persona_app.accounts.schemas import Actor, OpenedSession
from persona_app.accounts.services.counting import count_attempt, forgive
from persona_app.core.clock import now
from persona_app.core.config import get_settings
from persona_app.core.ids import new_secret
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record

SEEN_EVERY = timedelta(minutes=1)
"""How exact `last_seen_at` is kept: a write for every event would cost more than the event."""


def _right_account(session: Session, *, email: str, password: str) -> Account:
    account = find_by_email(session, email=email)
    is_right, better_hash = passwords.verify(password, account.password_hash if account else None)
    if account is None or not is_right:
        raise LoginRefused
    if better_hash:
        account.password_hash = better_hash
    return account


def _open(session: Session, *, account: Account, at: datetime) -> OpenedSession:
    settings, token = get_settings(), new_secret()
    expires_at = at + timedelta(days=settings.session_max_days)
    row = LoginSession(account_id=account.id, token_hash=hash_of(token), created_at=at, last_seen_at=at, expires_at=expires_at)
    session.add(row)
    session.flush()
    return OpenedSession(token=token, actor=actor_of(account), expires_at=expires_at)


def _end_old(session: Session, *, account: Account, replaces: str | None, at: datetime) -> None:
    idle_since = at - timedelta(hours=get_settings().session_idle_hours)
    is_over = (col(LoginSession.expires_at) <= at) | (col(LoginSession.last_seen_at) <= idle_since)
    session.execute(delete(LoginSession).where(col(LoginSession.account_id) == account.id, is_over))
    if replaces:
        session.execute(delete(LoginSession).where(col(LoginSession.token_hash) == hash_of(replaces)))


def log_in(
    session: Session, *, email: str, password: str, address: str, replaces: str | None = None, at: datetime | None = None
) -> OpenedSession:
    """Open a new session, always with a new token; the one that the browser had before (`replaces`) ends.

    Call it first in its unit of work. The attempt is counted beside the caller's transaction, so it stays counted when this raises.
    It takes the same time whether or not there is such an account.

    Raises:
        LoginRefused: the address or the password is wrong.
        TooManyAttempts: too many wrong ones for this account or from this address.
    """
    at = at or now()
    count_attempt(session, email=email, address=address, at=at)
    account = _right_account(session, email=email, password=password)
    forgive(session, email=email, address=address)
    _end_old(session, account=account, replaces=replaces, at=at)
    record(session, kind=EventKind.LOGGED_IN, actor_id=account.id, owner_id=account.id)
    return _open(session, account=account, at=at)


def log_out(session: Session, *, token: str) -> None:
    """End the session of this token, if there is one."""
    ended = delete(LoginSession).where(col(LoginSession.token_hash) == hash_of(token)).returning(col(LoginSession.account_id))
    account_id = session.execute(ended).scalar_one_or_none()
    if account_id is not None:
        record(session, kind=EventKind.LOGGED_OUT, actor_id=account_id, owner_id=account_id)


def find_session_actor(session: Session, *, token: str, at: datetime | None = None) -> Actor | None:
    """Who this token's session belongs to; None when it ended, was idle for too long, or is too old."""
    at = at or now()
    idle_since = at - timedelta(hours=get_settings().session_idle_hours)
    found = find_session(session, token=token, at=at, idle_since=idle_since)
    if found is None:
        return None
    opened, account = found
    if opened.last_seen_at <= at - SEEN_EVERY:
        session.execute(update(LoginSession).where(col(LoginSession.id) == opened.id).values(last_seen_at=at))
    return actor_of(account)
