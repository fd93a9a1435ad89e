"""Did a page of ours send this? Against forged requests from other sites, for form posts and for the socket alike."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from persona_app.core.config import get_settings
from persona_app.core.errors import Forbidden


class ForeignOrigin(Forbidden):
    """Another site sent this, or nobody knows who did."""

    code = "foreign_origin"

    def __init__(self) -> None:
        super().__init__("This did not come from a page of this site, so nothing was done. Open the page again and repeat it there.")


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme.lower(), parts.netloc.lower()


def is_own_origin(origin: str, *, host: str) -> bool:
    """Is this Origin header's value the public address, or the host that the request itself was sent to?"""
    public_url = get_settings().public_url
    if public_url and _origin(origin) == _origin(public_url):
        return True
    scheme, netloc = _origin(origin)
    return scheme in {"http", "https"} and bool(netloc) and netloc == host.lower()


def require_own_page(headers: Mapping[str, str]) -> None:
    """For a request that changes something: go on only when a page of this site sent it.

    Browsers tell by Sec-Fetch-Site (W3C Fetch Metadata) on trustworthy addresses, and by Origin on all posts.

    Raises:
        ForeignOrigin: it came from elsewhere, or tells nothing.
    """
    fetched_by = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    if fetched_by is not None and fetched_by != "same-origin":
        raise ForeignOrigin
    if origin is not None and not is_own_origin(origin, host=headers.get("host", "")):
        raise ForeignOrigin
    if fetched_by is None and origin is None:
        raise ForeignOrigin


def may_connect(origin: str | None, environ: Mapping[str, str]) -> bool:
    """For the socket (Engine.IO asks only when there is an Origin header; programs send none and have no cookie of a browser)."""
    return origin is not None and is_own_origin(origin, host=environ.get("HTTP_HOST", ""))
