"""A web site on loopback that answers byte for byte as a test says, and a network that notes every attempt to connect."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import httpcore2
import pytest

from persona_app.core.config import Settings
from persona_app.ingestion.schemas import Extracted
from persona_app.ingestion.services.addresses import GuardedBackend, allowed_pairs
from persona_app.ingestion.services.fetching import fetch_url

Writer = asyncio.StreamWriter
Handler = Callable[[Writer], Awaitable[None]]
NAME = "site.example"
_NOT_HERE = b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class RecordingDial(httpcore2.AnyIOBackend):
    """Connects, and notes whereto."""

    def __init__(self) -> None:
        super().__init__()
        self.attempts: list[tuple[str, int]] = []

    async def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.attempts.append((host, port))
        return await super().connect_tcp(host, port, timeout, local_address, socket_options)


@dataclass
class Site:
    port: int = 0
    pages: dict[str, bytes | Handler] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    dial: RecordingDial = field(default_factory=RecordingDial)
    names: dict[str, Sequence[str]] = field(default_factory=lambda: {NAME: ["127.0.0.1"]})
    look_ups: list[str] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://{NAME}:{self.port}{path}"

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        self.look_ups.append(host)
        return self.names.get(host, [host])

    async def fetch(self, path: str, *, allow: Sequence[str] | None = None, **settings) -> Extracted:
        """Fetch through the guard; this site's host and port are the one permitted pair."""
        pairs = [f"{NAME}:{self.port}"] if allow is None else allow
        network = GuardedBackend(allow=allowed_pairs(pairs), resolver=self.resolve, dial=self.dial)
        url = path if "://" in path else self.url(path)
        return await fetch_url(url, settings=Settings(_env_file=None, **settings), network=network)

    async def serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            path = head.split()[1]
            self.requests.append(path)
            page = self.pages.get(path, _NOT_HERE)
            if isinstance(page, bytes):
                writer.write(page)
            else:
                await page(writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    site.port = server.sockets[0].getsockname()[1]
    yield site
    server.close()
