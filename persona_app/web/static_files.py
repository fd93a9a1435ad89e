"""What Reflex's static files leave open: how long they may be kept, and that a page has one address, without a slash at its end."""

from collections.abc import Collection

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HASHED = "/assets/"
"""Where the bundler puts files whose names change with their content."""
FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
A_DAY = "public, max-age=86400"
DAILY_KINDS = ("font/", "image/")


def cache_policy(path: str, *, status: int, content_type: str) -> str | None:
    """The Cache-Control of a static answer; None where nothing is to be said.

    A page is asked for anew each time (304 when it is the same), since it names the hashed files of its build.
    """
    if status not in {200, 206, 304}:
        return REVALIDATE if content_type.startswith("text/html") else None
    if path.startswith(HASHED) and not content_type.startswith("text/html"):
        return FOREVER
    if content_type.startswith(DAILY_KINDS):
        return A_DAY
    if content_type.startswith(("text/html", "text/css", "text/javascript", "application/javascript")):
        return REVALIDATE
    return None


def with_cache_headers(app: ASGIApp) -> ASGIApp:
    """The app, its GET answers completed with a Cache-Control where they have none of their own."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                policy = cache_policy(scope["path"], status=message["status"], content_type=headers.get("content-type", ""))
                if policy is not None and "cache-control" not in headers:
                    headers["cache-control"] = policy
                    message = {**message, "headers": headers.raw}
            await send(message)

        await app(scope, receive, complete)

    return answer


def with_plain_addresses(app: ASGIApp, *, pages: Collection[str]) -> ASGIApp:
    """The app, each of these pages served at its own address; the static files would lead on to it with a slash at the end."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and scope["path"] in pages:
            scope = {**scope, "path": f"{scope['path'].rstrip('/')}/"}
        await app(scope, receive, send)

    return answer
