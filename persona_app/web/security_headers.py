"""What every answer tells a browser to forbid: scripts, frames and connections that are not ours.

Content Security Policy Level 3 (W3C). The built pages hold a few inline scripts of Reflex and React Router, whose text is known
once they are built: their hashes are let through and nothing else, so a script that somebody smuggles into a page doesn't run.
Nothing is evaluated from text: the one path of Reflex's client that would is never taken (`rx.call_script`, its own toaster).
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUILT_PAGES = Path(__file__).resolve().parents[2] / ".web" / "build" / "client"
HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture", "encrypted-media"),
            *("fullscreen", "geolocation", "gyroscope", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi"),
            *("payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""For every answer. `same-origin` keeps the address of a persona from other sites, and the Origin header on our own forms."""
ONLY_HTTPS = "max-age=31536000; includeSubDomains"
NOT_A_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For files and JSON: whatever they hold, nothing in it is loaded or run when somebody opens it by itself."""
EMPTY = ""
"""Emotion, which styles the icons and bars, begins with an empty style element and fills it through the CSS object model."""


def hash_source(text: str) -> str:
    """An inline text as the policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


class _Inline(HTMLParser):
    """Gathers the text of inline scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: dict[str, list[str]] = {"script": [], "style": []}
        self._open: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin to listen at an element with a text of its own."""
        self._open = tag if tag in self.found and not dict(attrs).get("src") else None
        self._text = []

    def handle_data(self, data: str) -> None:
        """Its text, verbatim: both elements are CDATA to the parser."""
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Keep it."""
        if tag == self._open:
            self.found[tag].append("".join(self._text))
        self._open = None


def inline_in(pages: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The inline scripts and the inline styles of these pages."""
    parser = _Inline()
    for page in pages:
        parser.feed(page)
        parser.reset()
    return frozenset(parser.found["script"]), frozenset(parser.found["style"])


def page_policy(pages: Iterable[str]) -> str:
    """The policy of the built pages, these being all of them."""
    scripts, styles = inline_in(pages)
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *sorted(map(hash_source, scripts))],
        "style-src": ["'self'", *sorted(map(hash_source, styles | {EMPTY}))],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def built_pages(folder: Path = BUILT_PAGES) -> list[str]:
    """The text of every built page; none when nothing is built, and then no inline script is let through."""
    return [page.read_text(encoding="utf-8") for page in sorted(folder.rglob("*.html"))]


def completed(headers: Iterable[tuple[bytes, bytes]], *, pages: str, is_https: bool) -> list[tuple[bytes, bytes]]:
    """An answer's headers with those that it does not name itself. `pages` is the policy for HTML."""
    whole = MutableHeaders(raw=list(headers))
    policy = NOT_A_PAGE if "content-type" in whole and not whole["content-type"].startswith("text/html") else pages
    always = {**HEADERS, **({"Strict-Transport-Security": ONLY_HTTPS} if is_https else {}), "Content-Security-Policy": policy}
    for name, value in always.items():
        whole.setdefault(name, value)
    return whole.raw


def with_security_headers(app: ASGIApp, *, pages: str, is_https: bool) -> ASGIApp:
    """The app, each answer completed by what it does not say itself. `pages` is the policy for HTML.

    An answer without a type gets it too: a browser writes the headers of a 304 over those of the page that it kept (RFC 9111, 3.2).
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": completed(message.get("headers", []), pages=pages, is_https=is_https)}
            await send(message)

        await app(scope, receive, complete)

    return answer
