"""Accounts for tests; a test names only what matters to it."""

from itertools import count

from sqlmodel import Session

from persona_app.accounts.models import Account
from persona_app.accounts.queries import actor_of
from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.registering import register

PASSWORD = "a long enough sentence"
_numbers = count(1)


def make_actor(session: Session, *, handle: str | None = None, is_operator: bool = False) -> Actor:
    """Somebody who is there already, without the time that hashing a password takes; nobody can log in as them."""
    handle = handle or f"somebody{next(_numbers)}"
    account = Account(email=f"{handle}@example.com", handle=handle, password_hash="", is_operator=is_operator)
    session.add(account)
    session.flush()
    return actor_of(account)


def make_registered(session: Session, *, handle: str | None = None, password: str = PASSWORD) -> Actor:
    """Somebody who can log in, with `<handle>@example.com` and this password."""
    handle = handle or f"somebody{next(_numbers)}"
    return register(session, email=f"{handle}@example.com", handle=handle, password=password)
