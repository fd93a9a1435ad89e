"""Every URL of the pages and of their form endpoints: the pattern as registered, and a builder where it has parts."""

from typing import Literal
from urllib.parse import urlencode
from uuid import UUID

LANDING = "/"
LOGIN = "/login"
REGISTER = "/register"
STUDIO = "/studio"
NEW_PERSONA = "/studio/new"
ACCOUNT = "/account"

PERSONA = "/studio/[persona_id]"
"""The persona's profile; the part is the state variable `persona_id`."""

PersonaSection = Literal["data", "versions", "activity", "settings"]
PERSONA_DATA = f"{PERSONA}/data"
PERSONA_VERSIONS = f"{PERSONA}/versions"
PERSONA_ACTIVITY = f"{PERSONA}/activity"
PERSONA_SETTINGS = f"{PERSONA}/settings"

LOG_IN = "/auth/login"
SIGN_UP = "/auth/register"
LOG_OUT = "/auth/logout"
SUBMIT_PERSONA = "/ui/personas"
SUBMIT_DATA = "/ui/personas/{persona_id}/data"
PORTRAIT = "/portraits/{persona_id}.svg"


def persona(persona_id: UUID | str, section: PersonaSection | None = None) -> str:
    """The address of a persona in the studio, or of one of its sections."""
    return f"{STUDIO}/{persona_id}" + (f"/{section}" if section else "")


def submit_data(persona_id: UUID | str) -> str:
    """Where the form that adds data to a persona is sent."""
    return SUBMIT_DATA.format(persona_id=persona_id)


def local_path(target: str | None, *, otherwise: str = STUDIO) -> str:
    """The target if it is a path of this site, else `otherwise`: a link must not lead elsewhere after logging in.

    Browsers read `//host`, `/\\host` and control characters as ways out, so only a plain absolute path passes.
    """
    if not target or not target.startswith("/") or target[1:2] in {"/", "\\"} or len(target) > 500:
        return otherwise
    if any(character <= " " or character == "\\" or character == "\x7f" for character in target):
        return otherwise
    return target


def login(*, next: str) -> str:
    """The log-in page, which leads on to a local path."""
    return f"{LOGIN}?{urlencode({'next': next})}"
