"""Asking for the password once more, before something that can't be taken back."""

from datetime import datetime

from sqlmodel import Session, select

from persona_app.accounts import passwords
from persona_app.accounts.errors import AccountNotFound, PasswordWrong
from persona_app.accounts.models import Account
from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.counting import count_attempt, forgive
from persona_app.core.clock import now


def confirm_password(session: Session, *, actor: Actor, password: str, address: str, at: datetime | None = None) -> None:
    """Go on only if this is the actor's password. Wrong ones count like wrong ones at the login, so call it first in its unit of work.

    Raises:
        PasswordWrong: it is not.
        TooManyAttempts: too many wrong ones for this account or from this address.
        AccountNotFound: the account went meanwhile.
    """
    if not password:
        raise PasswordWrong  # nobody guesses with nothing, so it is not counted
    count_attempt(session, email=actor.email, address=address, at=at or now())
    kept = session.exec(select(Account.password_hash).where(Account.id == actor.account_id)).one_or_none()
    if kept is None:
        raise AccountNotFound("This account does not exist any more.")
    is_right, _ = passwords.verify(password, kept)
    if not is_right:
        raise PasswordWrong
    forgive(session, email=actor.email, address=address)
