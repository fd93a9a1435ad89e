"""Counting wrong passwords, per account and per address, so that guessing stops.

An attempt is counted before its password is looked at, in a transaction of its own: it stays counted whatever becomes of the
caller's, and a hundred guesses sent at once are ten. A right password gives its attempt back.
"""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.accounts.errors import TooManyAttempts
from persona_app.accounts.models import LoginFailure
from persona_app.core.config import get_settings
from persona_app.core.db import apart


def _keys(*, email: str, address: str) -> tuple[str, str]:
    """Always in this order: the account's, then the address's. Who locks rows in one order cannot block each other for good."""
    return tuple(sha256(what.encode("utf-8", "replace")).hexdigest() for what in (f"account:{email.strip().lower()}", f"address:{address}"))  # type: ignore[return-value]


def _count(session: Session, *, key: str, at: datetime, limit: int, window: timedelta) -> tuple[int, datetime]:
    """One more within the window, and until when it lasts; the attempt that reaches the limit begins the lock."""
    row = LoginFailure.__table__.c  # type: ignore[attr-defined]
    is_over = (row.window_ends_at <= at) | (row.window_ends_at > at + 2 * window)  # or the clock was set back
    fresh = insert(LoginFailure).values(key=key, count=1, window_ends_at=at + window)
    counted = fresh.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "count": case((is_over, 1), else_=row.count + 1),
            "window_ends_at": case((is_over | (row.count + 1 == limit), at + window), else_=row.window_ends_at),
        },
    ).returning(row.count, row.window_ends_at)
    count, ends_at = session.execute(counted).one()
    return count, ends_at


def _forget_old(session: Session, *, at: datetime) -> None:
    old = (
        select(col(LoginFailure.key))
        .where(col(LoginFailure.window_ends_at) < at - timedelta(days=1))
        .limit(100)
        .with_for_update(skip_locked=True)
    )
    session.execute(delete(LoginFailure).where(col(LoginFailure.key).in_(old)))


def count_attempt(session: Session, *, email: str, address: str, at: datetime) -> None:
    """Count this attempt before it is looked at; it stays counted although the caller rolls back.

    Raises:
        TooManyAttempts: the account or the address is locked.
    """
    settings = get_settings()
    window = timedelta(seconds=settings.login_window_seconds)
    with apart(session) as counting:
        _forget_old(counting, at=at)
        counts = [
            _count(counting, key=key, at=at, limit=settings.login_attempts, window=window) for key in _keys(email=email, address=address)
        ]
    locked_until = [ends_at for count, ends_at in counts if count > settings.login_attempts]
    if locked_until:
        raise TooManyAttempts(until=max(locked_until), at=at)


def forgive(session: Session, *, email: str, address: str) -> None:
    """The password was right: forget the account's attempts, and give this one back to the address.

    The address keeps its other attempts, or an account of one's own would wash away guesses at those of others.
    """
    of_account, of_address = _keys(email=email, address=address)
    session.execute(delete(LoginFailure).where(col(LoginFailure.key) == of_account))
    session.execute(
        update(LoginFailure).where(col(LoginFailure.key) == of_address).values(count=func.greatest(col(LoginFailure.count) - 1, 0))
    )
