"""One visit to a public page: where from, what for, and what has been agreed to."""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from pydantic import BaseModel, ConfigDict
from starlette.requests import Request

from persona_app.core.config import get_settings

ADULT_COOKIE = "persona_adult"
YES = "yes"


class Visit(BaseModel):
    """What a page depends on beside the persona.

    Attributes:
        base: scheme and host that absolute addresses begin with, without a slash.
        is_adult: the visitor said that explicit content may be shown.
        has_liked, has_reported: what a form without scripts came back with.
    """

    model_config = ConfigDict(frozen=True)

    base: str = ""
    is_adult: bool = False
    has_liked: bool = False
    has_reported: bool = False


def visit_of(request: Request) -> Visit:
    """The visit that a request makes."""
    return visit(cookie=request.headers.get("cookie", ""), query=request.url.query, base=base_of(request))


def visit(*, cookie: str, query: str, base: str = "") -> Visit:
    """The same from the parts that a page's socket knows."""
    asked = parse_qs(query[:500])
    said = {name for name in ("liked", "reported", "adult") if asked.get(name) == [YES]}
    return Visit(base=base, is_adult=has_agreed(cookie), has_liked="liked" in said, has_reported="reported" in said)


def has_agreed(cookie: str) -> bool:
    """Does this Cookie header say that explicit content may be shown?"""
    try:
        morsel = SimpleCookie(cookie).get(ADULT_COOKIE)
    except CookieError:
        return False
    return morsel is not None and morsel.value == YES


def base_of(request: Request) -> str:
    """Scheme and host: the public address where the operator named one, else what the request was sent to."""
    public_url = get_settings().public_url
    return public_url.rstrip("/") if public_url else f"{request.url.scheme}://{request.url.netloc}"
