"""A file from a public address onto the disk, in pieces, without being led anywhere that is not public."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import IO

import httpx2

from persona_app.core.config import Settings
from persona_app.ingestion.errors import AddressInvalid, DownloadNoFile, DownloadTooLarge, PageTooSlow, RedirectLoop
from persona_app.ingestion.services.addresses import (
    GuardedBackend,
    HostNotFoundError,
    HostNotPublicError,
    PortNotAllowedError,
    allowed_pairs,
    checked_url,
    parse_url,
)
from persona_app.ingestion.services.fetching import ROBOT, GuardedTransport, named_failure, refuse_status

LONGEST_SECONDS = 3_600.0
SILENT_SECONDS = 60.0
_MAX_REDIRECTS = 5
Told = Callable[[int, int | None], None]


def _nothing(_arrived: int, _whole: int | None) -> None:
    """Nobody wants to know."""


async def download(
    url: str, *, to: Path, max_bytes: int, settings: Settings, told: Told = _nothing, network: GuardedBackend | None = None
) -> None:
    """Write what the address gives to a file; `told` gets the bytes that arrived, and how many there will be when the site says so.

    A person asked for exactly this file, so robots.txt is not asked. `settings.fetch_allow` lifts the check of address and port for
    exactly the pairs named. What raises leaves part of the file behind: give a path in a folder that goes.

    Raises:
        AddressInvalid, AddressPrivate, HostUnknown, HostUnreachable, SecureConnectionFailed: nothing could be asked for.
        PageMissing, PageForbidden, PageUnavailable, RedirectLoop: the site did not give it.
        PageTooSlow, DownloadTooLarge, DownloadNoFile: what came is not taken.
    """
    start = parse_url(url)
    guarded = network or GuardedBackend(allow=allowed_pairs(settings.fetch_allow))
    client = httpx2.AsyncClient(
        transport=GuardedTransport(guarded),
        trust_env=False,
        follow_redirects=False,
        headers={"user-agent": f"{ROBOT}/1.0", "accept-encoding": "identity"},
        timeout=httpx2.Timeout(SILENT_SECONDS, connect=10.0),
    )
    try:
        async with asyncio.timeout(LONGEST_SECONDS), client:
            await _follow(client, start, to=to, max_bytes=max_bytes, told=told)
    except (TimeoutError, httpx2.TimeoutException) as error:
        raise PageTooSlow(str(start), seconds=SILENT_SECONDS) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, HostNotPublicError, HostNotFoundError, PortNotAllowedError, UnicodeError) as error:
        raise named_failure(error, str(start)) from error


async def _follow(client: httpx2.AsyncClient, url: httpx2.URL, *, to: Path, max_bytes: int, told: Told) -> None:
    asked = str(url)
    for _ in range(_MAX_REDIRECTS + 1):
        async with client.stream("GET", url) as response:
            if not response.has_redirect_location:
                refuse_status(asked, response.status_code)
                _refuse_page(asked, response)
                with to.open("wb") as file:
                    await _write(response, file, asked=asked, max_bytes=max_bytes, told=told)
                return
            url = _next(url, response, asked=asked)
    raise RedirectLoop(asked)


def _next(url: httpx2.URL, response: httpx2.Response, *, asked: str) -> httpx2.URL:
    try:
        return checked_url(url.join(response.headers["location"]))
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        raise AddressInvalid(asked, what="the site leads to something that is no web address") from error


def _refuse_page(asked: str, response: httpx2.Response) -> None:
    if response.headers.get("content-type", "").partition(";")[0].strip().lower() in {"text/html", "application/xhtml+xml"}:
        raise DownloadNoFile(asked)


async def _write(response: httpx2.Response, file: IO[bytes], *, asked: str, max_bytes: int, told: Told) -> None:
    stated = response.headers.get("content-length", "")
    whole = int(stated[:18]) if stated.isdigit() and "content-encoding" not in response.headers else None
    if whole is not None and whole > max_bytes:
        raise DownloadTooLarge(asked, limit=max_bytes)
    arrived = 0
    async for piece in response.aiter_bytes():
        arrived += len(piece)
        if arrived > max_bytes:
            raise DownloadTooLarge(asked, limit=max_bytes)
        file.write(piece)
        told(arrived, whole)
    if whole is not None and arrived != whole:
        raise httpx2.RemoteProtocolError("cut short")
