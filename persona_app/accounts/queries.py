"""Reading accounts."""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, func, or_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from persona_app.accounts.models import Account, ApiToken, LoginSession
from persona_app.accounts.schemas import ALL_SCOPES, Actor, Scope

TokenRow = Row[*tuple[Any, ...]]


def hash_of(secret: str) -> str:
    """What is stored of a 256-bit secret: its SHA-256 in hex (it needs no salt and no slow hash: it cannot be guessed)."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def actor_of(account: Account, *, scopes: frozenset[Scope] = ALL_SCOPES) -> Actor:
    """The account as an actor."""
    return Actor(account_id=account.id, email=account.email, handle=account.handle, is_operator=account.is_operator, scopes=scopes)


def get_handle(session: Session, *, account_id: UUID) -> str:
    """What an account is called publicly."""
    return session.exec(select(Account.handle).where(Account.id == account_id)).one()


def find_by_email(session: Session, *, email: str) -> Account | None:
    """The account with this address, whatever its case; None also for what the database can hold in no text."""
    if not email.isprintable():
        return None
    return session.exec(select(Account).where(Account.id == func.account_of_address(email.strip()))).one_or_none()


def find_session(session: Session, *, token: str, at: datetime, idle_since: datetime) -> tuple[LoginSession, Account] | None:
    """A session that is open at that time, and its account."""
    query = (
        select(LoginSession, Account)
        .join(Account, col(Account.id) == col(LoginSession.account_id))
        .where(LoginSession.token_hash == hash_of(token), LoginSession.expires_at > at, LoginSession.last_seen_at > idle_since)
    )
    return session.exec(query).one_or_none()


_VALID_TOKEN: Select[*tuple[Any, ...]] = (
    sa_select(
        col(ApiToken.id).label("token_id"),
        col(ApiToken.last_used_at),
        col(ApiToken.scopes),
        col(Account.id).label("account_id"),
        col(Account.email),
        col(Account.handle),
        col(Account.is_operator),
    )
    .join(Account, col(Account.id) == col(ApiToken.account_id))
    .where(
        col(ApiToken.token_hash) == bindparam("hash"),
        col(ApiToken.revoked_at).is_(None),
        or_(col(ApiToken.expires_at).is_(None), col(ApiToken.expires_at) > bindparam("at")),
    )
)
"""Made once, of columns only: every request of a program runs it."""


def find_token(session: Session, *, token: str, at: datetime) -> TokenRow | None:
    """A token that is valid at that time, with its account."""
    return session.execute(_VALID_TOKEN, {"hash": hash_of(token), "at": at}).one_or_none()
