"""One submission of text, addresses and files, read all at once; what fails does not take the rest with it."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence

from loguru import logger

from persona_app.core.config import Settings
from persona_app.core.errors import AppError
from persona_app.ingestion.errors import EmptyText, FileTooLarge, TooMany
from persona_app.ingestion.schemas import Extracted, Failure, Gathering, Limits, clean_line, clean_text
from persona_app.ingestion.services.fetching import fetch_url
from persona_app.ingestion.services.files import display_name, extract_file_async

_PASTED = "Pasted text"
_TITLE_CHARACTERS = 80
_AT_ONCE = 6
_PASSWORD = re.compile(r"//[^/@]*@")

Reading = Callable[[], Awaitable[Extracted]]


def read_text(text: str, *, settings: Settings) -> Extracted:
    """Pasted text, titled by the first line that has a word.

    Raises:
        EmptyText: it is blank.
        FileTooLarge: it has more bytes than allowed.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > settings.upload_max_bytes:
        raise FileTooLarge(_PASTED, size=size, limit=settings.upload_max_bytes)
    stored = clean_text(text)
    if not stored.strip():
        raise EmptyText(_PASTED)
    first = next((line for line in stored.splitlines() if any(map(str.isalnum, line))), "")
    return Extracted(
        kind="text",
        title=clean_line(first, limit=_TITLE_CHARACTERS) or _PASTED,
        origin="",
        media_type="text/plain",
        text=stored,
        size_bytes=size,
    )


def _readings(text: str, urls: Sequence[str], files: Sequence[tuple[str, bytes]], settings: Settings) -> list[tuple[str, Reading]]:
    """What is to be read, in the order of the answer, each with the name that a failure shows."""

    async def pasted() -> Extracted:
        return await asyncio.to_thread(read_text, text, settings=settings)

    def fetched(url: str) -> Reading:
        return lambda: fetch_url(url, settings=settings)

    def opened(name: str, content: bytes) -> Reading:
        return lambda: extract_file_async(name=name, content=content, limits=Limits.of(settings))

    readings: list[tuple[str, Reading]] = [(_PASTED, pasted)] if text.strip() else []
    readings += [(_PASSWORD.sub("//", clean_line(url, limit=200)), fetched(url)) for url in urls if url.strip()]
    return readings + [(display_name(name), opened(name, content)) for name, content in files]


async def _attempt(source: str, reading: Reading, slots: asyncio.Semaphore) -> Extracted | Failure:
    async with slots:
        try:
            return await reading()
        except AppError as error:
            return Failure(source=source, sentence=error.sentence, code=error.code)
        except Exception as error:  # noqa: BLE001 - a fault of ours in one item must not lose the others
            logger.error("Reading a submitted item failed: {}", type(error).__name__)
            return Failure(
                source=source, sentence=f"{source} could not be read because of a fault in this program. The rest was kept.", code="error"
            )


def _left_out(source: str, limit: int) -> Failure:
    error = TooMany(source, limit=limit)
    return Failure(source=source, sentence=error.sentence, code=error.code)


async def gather(*, text: str = "", urls: Sequence[str] = (), files: Sequence[tuple[str, bytes]] = (), settings: Settings) -> Gathering:
    """Read everything at once, a few at a time; blank text and blank addresses count as not given.

    Files and addresses beyond `settings.upload_max_count` are left out, each with a failure that says so. Never raises for an item.
    """
    readings = _readings(text, urls, files, settings)
    most = settings.upload_max_count + (1 if text.strip() else 0)
    slots = asyncio.Semaphore(_AT_ONCE)
    results = await asyncio.gather(*(_attempt(source, reading, slots) for source, reading in readings[:most]))
    left_out = [_left_out(source, settings.upload_max_count) for source, _ in readings[most:]]
    return Gathering(
        items=tuple(result for result in results if isinstance(result, Extracted)),
        failures=(*(result for result in results if isinstance(result, Failure)), *left_out),
    )
