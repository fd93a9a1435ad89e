"""The browser's session: its cookie, and who it belongs to.

The cookie is HttpOnly and set by plain form posts. A socket keeps the headers of its connect for as long as it lives, so the
token is looked up for every event: a session that ended elsewhere ends here too.
"""

import hashlib
from contextvars import ContextVar
from http.cookies import CookieError, SimpleCookie
from uuid import UUID

from fastapi import Request, Response

from persona_app.accounts.schemas import Actor, OpenedSession
from persona_app.accounts.services.logging_in import find_session_actor
from persona_app.core.clock import now
from persona_app.core.config import Settings, get_settings
from persona_app.core.errors import AppError
from persona_app.web import gateway

DRAFTS_OF = "persona_drafts_of"
DRAFTS_SECONDS = 400 * 86_400
"""As long as browsers keep a cookie (RFC 6265bis, 5.5)."""

_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)


class SignedOut(AppError):
    """The session ended, or there was none."""

    code = "signed_out"

    def __init__(self) -> None:
        super().__init__("You are not logged in any more. Log in again; what was saved is still there.")


def is_secure(settings: Settings) -> bool:
    """Is the site reached through HTTPS?"""
    return bool(settings.public_url and settings.public_url.startswith("https://"))


def cookie_name(settings: Settings) -> str:
    """`__Host-` binds the cookie to this host, to HTTPS and to the whole site (RFC 6265bis, 4.1.3.2)."""
    return _host_name("persona_session", settings)


def _host_name(name: str, settings: Settings) -> str:
    return f"__Host-{name}" if is_secure(settings) else name


def token_in(cookie_header: str) -> str | None:
    """The session's token in a Cookie header."""
    try:
        morsel = SimpleCookie(cookie_header).get(cookie_name(get_settings()))
    except CookieError:
        return None
    return morsel.value if morsel is not None and morsel.value else None


async def actor_of(cookie_header: str) -> Actor | None:
    """Who sent this Cookie header, by the session's row as it is now."""
    token = token_in(cookie_header)
    return await gateway.identify(find_session_actor, token=token) if token else None


async def actor_of_request(request: Request) -> Actor:
    """FastAPI dependency: the actor of a request.

    Raises:
        SignedOut: no session, or one that ended.
    """
    actor = await actor_of(request.headers.get("cookie", ""))
    if actor is None:
        raise SignedOut
    return actor


def set_cookies(response: Response, opened: OpenedSession) -> None:
    """Let the browser keep the session, and let its scripts know whose drafts they keep.

    The second cookie opens nothing. It outlives the session: who logs in again finds what they had typed.
    """
    settings = get_settings()
    seconds = int((opened.expires_at - now()).total_seconds())
    secure = is_secure(settings)
    response.set_cookie(cookie_name(settings), opened.token, max_age=seconds, path="/", secure=secure, httponly=True, samesite="lax")
    whose = drafts_owner(opened.actor.account_id)
    response.set_cookie(_host_name(DRAFTS_OF, settings), whose, max_age=DRAFTS_SECONDS, path="/", secure=secure, samesite="lax")


def clear_cookies(response: Response) -> None:
    """Let the browser forget the session and whose drafts there are."""
    settings = get_settings()
    secure = is_secure(settings)
    response.delete_cookie(cookie_name(settings), path="/", secure=secure, httponly=True, samesite="lax")
    response.delete_cookie(_host_name(DRAFTS_OF, settings), path="/", secure=secure, samesite="lax")


def drafts_owner(account_id: UUID) -> str:
    """Under which name `assets/js/drafts.js` keeps an account's drafts: the same each time, and it tells nothing."""
    return hashlib.sha256(b"drafts of " + account_id.bytes).hexdigest()[:32]


def remember_actor(actor: Actor | None) -> None:
    """Set by the policy for the event that is being handled."""
    _actor.set(actor)


def find_current_actor() -> Actor | None:
    """Who sent the event that is being handled, as its policy check found."""
    return _actor.get()


def current_actor() -> Actor:
    """Who sent the event that is being handled.

    Long background handlers must not rely on it: they ask `still_signed_in` again as they go on.

    Raises:
        SignedOut: nobody is logged in.
    """
    actor = _actor.get()
    if actor is None:
        raise SignedOut
    return actor


async def still_signed_in(cookie_header: str) -> Actor:
    """For handlers that live long: the actor, looked up again.

    Raises:
        SignedOut: the session ended meanwhile.
    """
    actor = await actor_of(cookie_header)
    if actor is None:
        raise SignedOut
    return actor
