"""Passwords: what they must be, and how they are kept (Argon2id, by pwdlib)."""

import unicodedata
from functools import cache

from pwdlib import PasswordHash

from persona_app.accounts.errors import PasswordTooWeak
from persona_app.core.ids import new_secret

SHORTEST = 12
LONGEST = 200
_HASH = PasswordHash.recommended()


def _prepared(password: str) -> bytes:
    """The same bytes for the same keys on every system (NFKC, as NIST SP 800-63B section 5.1.1.2 advises)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def check_strength(password: str, *, email: str, handle: str) -> None:
    """Refuse a password that is too short, too long, or tells itself.

    Raises:
        PasswordTooWeak: says which.
    """
    if len(password) < SHORTEST:
        raise PasswordTooWeak(f"The password has {len(password)} characters. It needs at least {SHORTEST}; a few words in a row are fine.")
    if len(password) > LONGEST:
        raise PasswordTooWeak(f"The password has {len(password)} characters. It may have at most {LONGEST}.")
    told = {email.casefold(), email.partition("@")[0].casefold(), handle.casefold()}
    if password.strip().casefold() in told:
        raise PasswordTooWeak("The password is the same as the e-mail address or the handle. Choose one that others cannot guess.")
    if len(set(password)) < 3:
        raise PasswordTooWeak("The password repeats the same character. Choose one that others cannot guess.")


def hash_password(password: str) -> str:
    """The hash to store."""
    return _HASH.hash(_prepared(password))


@cache
def _nobodys_hash() -> str:
    return hash_password(new_secret())


def verify(password: str, password_hash: str | None) -> tuple[bool, str | None]:
    """Is it right, and the hash to store instead when parameters have grown since.

    Takes as long for nobody (`password_hash` None) as for somebody, so that the time tells no one which accounts exist.
    """
    given = _prepared(password[: LONGEST + 1])
    is_right, better = _HASH.verify_and_update(given, password_hash or _nobodys_hash())
    return (is_right, better) if password_hash else (False, None)
