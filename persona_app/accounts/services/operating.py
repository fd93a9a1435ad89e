"""Who operates the installation."""

from sqlmodel import Session

from persona_app.accounts.errors import AccountNotFound
from persona_app.accounts.queries import actor_of, find_by_email
from persona_app.accounts.schemas import Actor
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record


def name_operator(session: Session, *, email: str) -> Actor:
    """Make this account an operator; nothing changes when it is one. For whoever has the machine's shell.

    Raises:
        AccountNotFound: there is none with this address.
    """
    account = find_by_email(session, email=email)
    if account is None:
        raise AccountNotFound(f"There is no account with the address {email}.")
    if not account.is_operator:
        account.is_operator = True
        record(session, kind=EventKind.OPERATOR_NAMED, actor_id=None, owner_id=account.id)
        session.flush()
    return actor_of(account)
