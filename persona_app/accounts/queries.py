"""Reading accounts."""

from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, select

from persona_app.accounts.models import Account, ApiToken, LoginSession
from persona_app.accounts.schemas import ALL_SCOPES, Actor, Scope


def hash_of(secret: str) -> str:
    """What is stored of a 256-bit secret: its SHA-256 in hex (it needs no salt and no slow hash: it cannot be guessed)."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def actor_of(account: Account, *, scopes: frozenset[Scope] = ALL_SCOPES) -> Actor:
    """The account as an actor."""
    return Actor(account_id=account.id, email=account.email, handle=account.handle, is_operator=account.is_operator, scopes=scopes)


def find_by_email(session: Session, *, email: str) -> Account | None:
    """The account with this address, whatever its case; None also for what the database can hold in no text."""
    if not email.isprintable():
        return None
    return session.exec(select(Account).where(Account.email == email.strip())).one_or_none()


def find_session(session: Session, *, token: str, at: datetime, idle_since: datetime) -> tuple[LoginSession, Account] | None:
    """A session that is open at that time, and its account."""
    query = (
        select(LoginSession, Account)
        .join(Account, col(Account.id) == col(LoginSession.account_id))
        .where(LoginSession.token_hash == hash_of(token), LoginSession.expires_at > at, LoginSession.last_seen_at > idle_since)
    )
    return session.exec(query).one_or_none()


def find_token(session: Session, *, token: str, at: datetime) -> tuple[ApiToken, Account] | None:
    """A token that is valid at that time, and its account."""
    is_fresh = col(ApiToken.expires_at).is_(None) | (col(ApiToken.expires_at) > at)
    query = (
        select(ApiToken, Account)
        .join(Account, col(Account.id) == col(ApiToken.account_id))
        .where(ApiToken.token_hash == hash_of(token), col(ApiToken.revoked_at).is_(None), is_fresh)
    )
    return session.exec(query).one_or_none()
