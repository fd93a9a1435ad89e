"""API tokens: `ps_` and 256 random bits, shown once."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from persona_app.accounts.errors import TokenInvalid, TokenNotFound
from persona_app.accounts.models import ApiToken
from persona_app.accounts.queries import find_token, hash_of
from persona_app.accounts.schemas import ALL_SCOPES, Actor, NewToken, Scope, TokenView
from persona_app.core.clock import now
from persona_app.core.errors import LimitReached
from persona_app.core.ids import new_secret
from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_of, page_size
from persona_app.core.turns import take_turn
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record

PREFIX = "ps_"
HINT_LENGTH = 9
MOST_VALID = 100
USED_EVERY = timedelta(minutes=1)
"""How exact `last_used_at` is kept."""


class TooManyTokens(LimitReached):
    """The account has as many tokens as it may have."""

    code = "too_many_tokens"

    def __init__(self) -> None:
        super().__init__(f"There are {MOST_VALID} tokens already. Revoke one that is not needed, then make the new one.")


def _view(row: ApiToken) -> TokenView:
    return TokenView(
        id=row.id,
        name=row.name,
        hint=row.hint,
        scopes=cast(tuple[Scope, ...], tuple(row.scopes)),
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )


def _checked_scopes(actor: Actor, scopes: Collection[str]) -> list[str]:
    wanted = sorted(set(scopes))
    if not wanted or not ALL_SCOPES.issuperset(wanted):
        raise TokenInvalid("A token has the scope “read”, the scope “write”, or both. Choose at least one.")
    for scope in wanted:
        actor.require(cast(Scope, scope))
    return wanted


def _checked_name(name: str) -> str:
    wanted = " ".join(name.replace("\x00", " ").split())
    if not 1 <= len(wanted) <= 80:
        raise TokenInvalid("A token needs a name of 1 to 80 characters, so that you know later what uses it.")
    return wanted


def _has_room(session: Session, *, actor: Actor) -> bool:
    take_turn(session, "tokens", account_id=actor.account_id)
    valid = select(func.count()).select_from(ApiToken).where(ApiToken.account_id == actor.account_id, col(ApiToken.revoked_at).is_(None))
    return session.exec(valid).one() < MOST_VALID


def create_token(
    session: Session, *, actor: Actor, name: str, scopes: Collection[str], expires_at: datetime | None = None, at: datetime | None = None
) -> NewToken:
    """Make a token; its secret is in the answer and nowhere else.

    Raises:
        ScopeMissing: the actor has not the scope `write`, or not one that the token shall have.
        TokenInvalid: name, scopes or expiry can't be used.
        TooManyTokens: revoke one first.
    """
    actor.require("write")
    at = at or now()
    wanted, scope_names = _checked_name(name), _checked_scopes(actor, scopes)
    if expires_at is not None and expires_at <= at:
        raise TokenInvalid("The token would have expired already. Choose a later date, or none.")
    if not _has_room(session, actor=actor):
        raise TooManyTokens
    token = PREFIX + new_secret()
    row = ApiToken(
        account_id=actor.account_id,
        name=wanted,
        hint=token[:HINT_LENGTH],
        token_hash=hash_of(token),
        scopes=scope_names,
        created_at=at,
        expires_at=expires_at,
    )
    session.add(row)
    detail = {"name": wanted, "scopes": scope_names, "token_id": str(row.id)}
    record(session, kind=EventKind.TOKEN_CREATED, actor_id=actor.account_id, owner_id=actor.account_id, detail=detail)
    return NewToken(token=token, view=_view(row))


def list_tokens(session: Session, *, actor: Actor, cursor: str | None = None, limit: int = 50) -> Page[TokenView]:
    """The account's tokens, newest first, revoked and expired ones too."""
    actor.require("read")
    query = select(ApiToken).where(ApiToken.account_id == actor.account_id).order_by(col(ApiToken.id).desc()).limit(page_size(limit) + 1)
    if cursor is not None:
        query = query.where(col(ApiToken.id) < decode_cursor(cursor, UUID)[0])
    return page_of(session.exec(query).all(), limit=limit, view=_view, cursor=lambda row: encode_cursor(row.id))


def revoke_token(session: Session, *, actor: Actor, token_id: UUID, at: datetime | None = None) -> None:
    """End a token for good.

    Raises:
        TokenNotFound: the account has no such token, or it was revoked.
    """
    actor.require("write")
    mine = (col(ApiToken.account_id) == actor.account_id) & (col(ApiToken.id) == token_id) & col(ApiToken.revoked_at).is_(None)
    revoked = session.execute(
        update(ApiToken).where(mine).values(revoked_at=at or now()).returning(col(ApiToken.name))
    ).scalar_one_or_none()
    if revoked is None:
        raise TokenNotFound
    detail = {"name": revoked, "token_id": str(token_id)}
    record(session, kind=EventKind.TOKEN_REVOKED, actor_id=actor.account_id, owner_id=actor.account_id, detail=detail)


def find_token_actor(session: Session, *, token: str, at: datetime | None = None) -> Actor | None:
    """Who this token acts for, with its scopes; None when it is not known, expired or revoked."""
    if not token.startswith(PREFIX):
        return None
    at = at or now()
    row = find_token(session, token=token, at=at)
    if row is None:
        return None
    if row.last_used_at is None or row.last_used_at <= at - USED_EVERY:
        session.execute(update(ApiToken).where(col(ApiToken.id) == row.token_id).values(last_used_at=at))
    scopes = frozenset(row.scopes)
    return Actor(account_id=row.account_id, email=row.email, handle=row.handle, is_operator=row.is_operator, scopes=scopes)
