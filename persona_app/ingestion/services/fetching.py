"""From the address of a page to the words on it, without being led anywhere that is not public."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from typing import NamedTuple

import httpcore2
import httpx2
import truststore
from protego import Protego

from persona_app.core.config import Settings
from persona_app.core.errors import AppError
from persona_app.ingestion.errors import (
    AddressInvalid,
    AddressPrivate,
    HostUnknown,
    HostUnreachable,
    PageForbidden,
    PageMissing,
    PageTooLarge,
    PageTooSlow,
    PageTypeRefused,
    PageUnavailable,
    RedirectLoop,
    RobotsForbid,
    RobotsUnavailable,
    SecureConnectionFailed,
)
from persona_app.ingestion.schemas import Extracted, Limits
from persona_app.ingestion.services.addresses import (
    GuardedBackend,
    HostNotFoundError,
    HostNotPublicError,
    PortNotAllowedError,
    allowed_pairs,
    checked_url,
    parse_url,
)
from persona_app.ingestion.services.files import Source, extract_async

ROBOT = "PersonaStudio"
_HEADERS = {
    "user-agent": f"{ROBOT}/1.0",
    "accept": "text/html, application/xhtml+xml, text/plain, text/markdown;q=0.9, application/pdf;q=0.8, */*;q=0.1",
    "accept-encoding": "gzip",
}
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": "",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/json": ".json",
    "text/csv": ".csv",
    "application/csv": ".csv",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_MAX_REDIRECTS = 5
_CONNECT_SECONDS = 5.0  # for one address of a host; then its next one is tried
_ROBOTS_BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB are to be read; what lies beyond is ignored


class _Page(NamedTuple):
    """A page as it arrived, decoded from its transport."""

    url: httpx2.URL
    media_type: str
    charset: str | None
    content: bytes


class GuardedTransport(httpx2.AsyncHTTPTransport):
    """HTTP/1.1 over the guarded network; never a proxy, never the environment's settings. `most`: connections at once."""

    def __init__(self, backend: GuardedBackend, *, most: int = 4, most_kept: int | None = None) -> None:
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=context, network_backend=backend, max_connections=most, max_keepalive_connections=most_kept
        )


def _is_tls_failure(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def named_failure(error: Exception, url: str) -> AppError:
    """What the network reports, as a sentence about the address."""
    if _is_tls_failure(error):
        return SecureConnectionFailed(url)
    match error:
        case HostNotPublicError():
            known: AppError = AddressPrivate(url)
        case PortNotAllowedError():
            known = AddressInvalid(url, what="only the ports 80 and 443 are asked")
        case HostNotFoundError():
            known = HostUnknown(url)
        case httpx2.InvalidURL() | UnicodeError():
            known = AddressInvalid(url, what="it is not a web address")
        case httpx2.RemoteProtocolError() | httpx2.DecodingError():
            known = HostUnreachable(url, what="the site's answer is broken or cut short")
        case _:
            known = HostUnreachable(url)
    return known


def refuse_status(url: str, status: int) -> None:
    if status in (404, 410):
        raise PageMissing(url, status=status)
    if status in (401, 402, 403, 407, 451):
        raise PageForbidden(url, status=status)
    if status != 200:
        raise PageUnavailable(url, status=status)


async def _body(response: httpx2.Response, *, limit: int) -> tuple[bytes, bool]:
    """At most `limit` decoded bytes, and whether there were more. One layer of gzip; other encodings were not asked for.

    Raises:
        httpx2.DecodingError: another encoding, several layers, or broken gzip.
    """
    if response.headers.get("content-encoding", "identity").strip().lower() not in ("identity", "gzip", "x-gzip", ""):
        raise httpx2.DecodingError("an encoding that was not asked for")
    content = bytearray()
    async for chunk in response.aiter_bytes():
        content += chunk
        if len(content) > limit:
            return bytes(content[:limit]), True
    return bytes(content), False


class _Visit:
    """One fetch: its connections, the robots.txt files it has read, and the address that sentences name."""

    def __init__(self, client: httpx2.AsyncClient, *, start: httpx2.URL, max_bytes: int) -> None:
        self._client = client
        self._start = start
        self._asked = str(start)
        self._max_bytes = max_bytes
        self._rules: dict[str, Protego | None] = {}

    def _shown(self, url: httpx2.URL) -> str:
        return self._asked if url.host == self._start.host else f"{self._asked} (which leads to {str(url)[:200]})"

    @contextlib.asynccontextmanager
    async def _asking(self, url: httpx2.URL, *, shown: str) -> AsyncIterator[httpx2.Response]:
        """One request; whatever the network does wrong becomes an error that names the address."""
        try:
            async with self._client.stream("GET", url) as response:
                yield response
        except (
            httpx2.HTTPError,
            httpx2.InvalidURL,
            HostNotPublicError,
            HostNotFoundError,
            PortNotAllowedError,
            OSError,
            UnicodeError,
        ) as error:
            raise named_failure(error, shown) from error

    def _next(self, url: httpx2.URL, response: httpx2.Response, *, shown: str) -> httpx2.URL:
        try:
            return checked_url(url.join(response.headers["location"]))
        except (AddressInvalid, httpx2.InvalidURL, UnicodeError, ValueError) as error:
            raise AddressInvalid(shown, what="the site leads to something that is no web address") from error

    async def page(self) -> _Page:
        """Follow the address to its page, asking robots.txt before each step."""
        url = self._start
        seen: set[str] = set()
        for _ in range(_MAX_REDIRECTS + 1):
            shown = self._shown(url)
            if str(url) in seen:
                break
            seen.add(str(url))
            await self._ask_permission(url, shown=shown)
            async with self._asking(url, shown=shown) as response:
                if not response.has_redirect_location:
                    return await self._taken(url, response, shown=shown)
                url = self._next(url, response, shown=shown)
        raise RedirectLoop(self._asked)

    async def _taken(self, url: httpx2.URL, response: httpx2.Response, *, shown: str) -> _Page:
        refuse_status(shown, response.status_code)
        media_type, _, _ = response.headers.get("content-type", "").partition(";")
        media_type = media_type.strip().lower()
        if media_type not in _ENDINGS:
            raise PageTypeRefused(shown, media_type=media_type[:100])
        stated = response.headers.get("content-length", "")
        content, is_cut = (
            (b"", True) if stated.isdigit() and int(stated[:20]) > self._max_bytes else await _body(response, limit=self._max_bytes)
        )
        if is_cut:
            raise PageTooLarge(shown, limit=self._max_bytes)
        return _Page(url, media_type, response.charset_encoding, content)

    async def _ask_permission(self, url: httpx2.URL, *, shown: str) -> None:
        """Raises RobotsForbid or RobotsUnavailable, or what the network does wrong."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._rules:
            self._rules[origin] = await self._robots(httpx2.URL(origin + "/robots.txt"), shown=shown)
        rules = self._rules[origin]
        if rules is not None and not await asyncio.to_thread(rules.can_fetch, str(url), ROBOT):
            raise RobotsForbid(shown)

    async def _robots(self, url: httpx2.URL, *, shown: str) -> Protego | None:
        """The site's rules; None when it states none (any 4xx, RFC 9309, 2.3.1.3; so do too many redirects, 2.3.1.2)."""
        for _ in range(_MAX_REDIRECTS + 1):
            async with self._asking(url, shown=shown) as response:
                if response.has_redirect_location:
                    url = self._next(url, response, shown=shown)
                    continue
                if response.status_code >= 500:
                    raise RobotsUnavailable(shown)
                if response.status_code != 200:
                    return None
                content, _ = await _body(response, limit=_ROBOTS_BYTES)
                return await asyncio.to_thread(Protego.parse, content.decode("utf-8", "replace"))
        return None


def _source(page: _Page, *, asked: str) -> Source:
    """The page's ending tells its format: by the stated type, for plain text by the address."""
    last = page.url.path.rsplit("/", 1)[-1] or "page"
    return Source("url", asked, (last + _ENDINGS[page.media_type])[-200:], page.content, page.charset)


async def _arrived(start: httpx2.URL, *, settings: Settings, network: GuardedBackend) -> _Page:
    connecting = httpx2.Timeout(None, connect=min(_CONNECT_SECONDS, settings.fetch_seconds))
    client = httpx2.AsyncClient(
        transport=GuardedTransport(network), trust_env=False, follow_redirects=False, headers=_HEADERS, timeout=connecting
    )
    try:
        async with asyncio.timeout(settings.fetch_seconds), client:
            return await _Visit(client, start=start, max_bytes=settings.fetch_max_bytes).page()
    except TimeoutError as error:
        raise PageTooSlow(str(start), seconds=settings.fetch_seconds) from error


async def fetch_url(url: str, *, settings: Settings, network: GuardedBackend | None = None) -> Extracted:
    """Fetch one page and take its text; `example.org/page` is asked as https.

    Everything up to the last byte, redirects and robots.txt included, happens within `settings.fetch_seconds`; reading what
    arrived has its own deadline. `settings.fetch_allow` lifts the check of address and port for exactly the pairs named.

    Raises:
        AddressInvalid, AddressPrivate, HostUnknown, HostUnreachable, SecureConnectionFailed: nothing could be asked for.
        RobotsForbid, RobotsUnavailable: the site does not want it read.
        PageMissing, PageForbidden, PageUnavailable, RedirectLoop: the site did not give it.
        PageTooSlow, PageTooLarge, PageTypeRefused: what came is not taken.
        And what `extract_file` raises.
    """
    start = parse_url(url)
    asked = str(start)
    guarded = network or GuardedBackend(allow=allowed_pairs(settings.fetch_allow))
    page = await _arrived(start, settings=settings, network=guarded)
    limits = Limits.of(settings).model_copy(update={"max_bytes": settings.fetch_max_bytes})
    read = await extract_async(_source(page, asked=asked), limits=limits)
    return read.model_copy(update={"origin": url.strip(), "metadata": {**read.metadata, "final_url": str(page.url)}})
