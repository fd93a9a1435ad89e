"""Finding accounts, for the command line: whoever can run it may act for anybody."""

from uuid import UUID

from sqlmodel import Session, col, select

from persona_app.accounts.errors import AccountNotFound
from persona_app.accounts.models import Account
from persona_app.accounts.queries import actor_of, find_by_email
from persona_app.accounts.schemas import Actor


def get_actor_by_email(session: Session, *, email: str) -> Actor:
    """The account with this address.

    Raises:
        AccountNotFound: there is none.
    """
    account = find_by_email(session, email=email)
    if account is None:
        raise AccountNotFound(f"There is no account with the address {email}. Make one with `persona account create`.")
    return actor_of(account)


def get_actor(session: Session, *, account_id: UUID) -> Actor:
    """The account with this id, for work that it asked for before.

    Raises:
        AccountNotFound: it is gone.
    """
    account = session.get(Account, account_id)
    if account is None:
        raise AccountNotFound("The account is gone.")
    return actor_of(account)


def get_operator(session: Session) -> Actor:
    """The account that was made first.

    Raises:
        AccountNotFound: there is no account yet.
    """
    account = session.exec(select(Account).where(col(Account.is_operator)).order_by(col(Account.created_at)).limit(1)).first()
    if account is None:
        raise AccountNotFound("There is no account yet. Make the first one with `persona account create`, or register in the browser.")
    return actor_of(account)


def has_accounts(session: Session) -> bool:
    """Has anybody registered on this installation?"""
    return session.exec(select(Account.id).limit(1)).first() is not None
