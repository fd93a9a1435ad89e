"""Answers what is kept before anything else looks at the request, and HEAD for every public address."""

from collections.abc import Callable
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from persona_app.core.config import get_settings
from persona_app.web.first_paint import is_known
from persona_app.web.public.kept import Kept, KeptPages

Header = tuple[tuple[bytes, bytes], ...]
PREFIX = "/p/"
KEPT = "persona.kept"
"""In a request's scope: the page that answers it."""
MOST_HEADERS = 4096
ALONE = frozenset({"/robots.txt", "/feed.atom"})
PAGES = KeptPages()
"""Of this process."""
NOT_OF_304 = frozenset({b"content-length", b"content-type", b"content-encoding"})


def is_public(path: str) -> bool:
    """Is it an address of ours that needs no account, and answers GET and HEAD?"""
    return path.startswith((PREFIX, "/sitemap")) or path in ALONE


def key_of(scope: Scope) -> str:
    """Under what a page is kept: absolute addresses stand in it, which are those of the host that was asked, unless one is set."""
    if get_settings().public_url:
        return str(scope["path"])
    host = next((value for name, value in scope["headers"] if name == b"host"), b"")
    return f"{scope['scheme']}://{host.decode('latin-1')}{scope['path']}"


def with_kept_pages(app: ASGIApp, pages: KeptPages = PAGES) -> ASGIApp:
    """The app, the kept pages before it."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"} or not is_public(scope["path"]):
            await app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            send = _without_body(send)
        kept = None if scope["query_string"] else pages.find(key_of(scope))
        if kept is not None:
            await _send(kept, Headers(scope=scope), send)
            return
        await app({**scope, "method": "GET"}, receive, send)

    return answer


def with_kept_pages_first(
    app: ASGIApp,
    *,
    completed: Callable[[Header], list[tuple[bytes, bytes]]],
    watched: Callable[[ASGIApp], ASGIApp],
    pages: KeptPages = PAGES,
) -> ASGIApp:
    """The whole site, what is kept answered before anything else: as headers and watching would have it, at a fraction of the way.

    Args:
        app: the site.
        completed: adds the headers that every answer of the site has.
        watched: gives a request its id, and times it.
        pages: what is kept.
    """
    known = lru_cache(maxsize=MOST_HEADERS)(lambda headers: tuple(completed(headers)))

    async def send_kept(scope: Scope, _receive: Receive, send: Send) -> None:
        kept: Kept = scope[KEPT]
        await _send(kept._replace(headers=known(kept.headers)), Headers(scope=scope), send)

    hot = watched(send_kept)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        kept = None
        if scope["type"] == "http" and scope["method"] == "GET" and not scope["query_string"] and scope["path"].startswith(PREFIX):
            kept = pages.find(key_of(scope))
        if kept is None:
            await app(scope, receive, send)
        else:
            await hot({**scope, KEPT: kept}, receive, send)

    return answer


async def _send(kept: Kept, asked: Headers, send: Send) -> None:
    if is_known(asked.get("if-none-match", ""), kept.etag):
        headers = [(name, value) for name, value in kept.headers if name not in NOT_OF_304]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    is_packed = bool(kept.packed) and "gzip" in asked.get("accept-encoding", "")
    body = kept.packed if is_packed else kept.content
    headers = [*kept.headers, (b"content-length", str(len(body)).encode())]
    if is_packed:
        headers.append((b"content-encoding", b"gzip"))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _without_body(send: Send) -> Send:
    async def headers_only(message: Message) -> None:
        if message["type"] == "http.response.body":
            if not message.get("more_body"):
                await send({"type": "http.response.body", "body": b""})
            return
        await send(message)

    return headers_only
