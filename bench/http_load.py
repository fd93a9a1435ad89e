"""Requests over connections that stay open, as fast as the answers come: HTTP/1.1 by hand, so that the client costs little."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Load:
    """What came of it: seconds of each request, sorted, and the wall time of all."""

    seconds: tuple[float, ...]
    wall: float

    @property
    def per_second(self) -> float:
        """Requests a second, over all connections."""
        return len(self.seconds) / self.wall

    def percentile(self, percent: float) -> float:
        """The seconds that so many percent of the requests stayed under."""
        return self.seconds[min(len(self.seconds) - 1, int(len(self.seconds) * percent / 100))]


def request_bytes(method: str, path: str, *, headers: dict[str, str], body: bytes = b"") -> bytes:
    """One request as it travels."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", *(f"{name}: {value}" for name, value in headers.items())]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


async def send(port: int, shares: Sequence[Sequence[bytes]]) -> Load:
    """Each share over a connection of its own, one request after the other.

    Raises:
        RuntimeError: an answer was not 2xx.
    """
    began = time.perf_counter()
    timed = await asyncio.gather(*(_connection(port, share) for share in shares))
    wall = time.perf_counter() - began
    return Load(seconds=tuple(sorted(each for one in timed for each in one)), wall=wall)


async def _connection(port: int, requests: Sequence[bytes]) -> list[float]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    took = []
    try:
        for request in requests:
            began = time.perf_counter()
            writer.write(request)
            await _answer(reader)
            took.append(time.perf_counter() - began)
    finally:
        writer.close()
    return took


async def _answer(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    body = await reader.readexactly(length)
    if not head.startswith(b"HTTP/1.1 2"):
        raise RuntimeError(f"{head.decode()}{body[:500].decode(errors='replace')}")
