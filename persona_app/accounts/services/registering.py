"""Making an account."""

import re

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from persona_app.accounts import passwords
from persona_app.accounts.errors import EmailInvalid, EmailTaken, HandleInvalid, HandleTaken
from persona_app.accounts.models import Account
from persona_app.accounts.queries import actor_of
from persona_app.accounts.schemas import Actor
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record

FIRST_ACCOUNT_LOCK = 7_305_806_252
"""The advisory lock under which the first account is made."""

_RESERVED = """
    about abuse account accounts admin administrator anonymous api app assets auth billing blog card contact data docs edit explore
    favicon feed gallery help home imprint legal login logout mail me media metrics moderator new nobody none null official operator
    owner persona personas ping postmaster press privacy public register robots root search security session sessions settings shared
    signin signup sitemap staff static status studio support system tag tags team terms test token tokens undefined user users v1
    version versions webhook webhooks webmaster www
"""
RESERVED_HANDLES = frozenset(_RESERVED.split())
_HANDLE = re.compile(r"[a-z0-9_-]{3,30}")


def _checked_email(email: str) -> str:
    try:
        return validate_email(email.strip(), check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise EmailInvalid(f"This is not a valid e-mail address: {error}") from error


def _checked_handle(handle: str) -> str:
    wanted = handle.strip().lower()
    if not _HANDLE.fullmatch(wanted):
        raise HandleInvalid("A handle has 3 to 30 characters: letters a to z, digits, - and _. Change it and try again.")
    if wanted in RESERVED_HANDLES:
        raise HandleInvalid(f"The handle “{wanted}” is kept back for the site itself. Choose another one.")
    return wanted


def _is_first(session: Session) -> bool:
    """Nobody is there yet; who else registers at this moment waits until this transaction ends, and looks again."""
    anybody = select(Account.id).limit(1)
    if session.exec(anybody).first() is not None:
        return False
    session.execute(select(func.pg_advisory_xact_lock(FIRST_ACCOUNT_LOCK)))
    return session.exec(anybody).first() is None


def _insert(session: Session, account: Account) -> None:
    try:
        with session.begin_nested():
            session.add(account)
            session.flush()
    except IntegrityError as error:
        constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", "") or ""
        if constraint == "uq_account_email":
            raise EmailTaken from error
        if constraint == "uq_account_handle":
            raise HandleTaken(account.handle) from error
        raise


def register(session: Session, *, email: str, handle: str, password: str) -> Actor:
    """Make an account; the first one on an installation becomes its operator, also when two register at once.

    Raises:
        EmailInvalid, HandleInvalid, PasswordTooWeak: says what is wrong with it.
        EmailTaken, HandleTaken: somebody has it.
    """
    address, name = _checked_email(email), _checked_handle(handle)
    passwords.check_strength(password, email=address, handle=name)
    hashed = passwords.hash_password(password)
    account = Account(email=address, handle=name, password_hash=hashed, is_operator=_is_first(session))
    _insert(session, account)
    detail = {"handle": name, "is_operator": account.is_operator}
    record(session, kind=EventKind.ACCOUNT_REGISTERED, actor_id=account.id, owner_id=account.id, detail=detail)
    return actor_of(account)
