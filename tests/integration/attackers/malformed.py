"""A thousand requests and events that nobody's page would send, the same ones each time, full of what must not be repeated."""

import json
import random
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import websocket

from tests.integration.attackers.enumerating import Reachable

DEEP = 3000
Route = tuple[str, str]


@dataclass(frozen=True)
class Confided:
    """What was said in confidence: sent over and over, never to be found in a log."""

    words: tuple[str, ...]
    tokens: tuple[str, ...]
    cookies: tuple[str, ...]
    passwords: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Everything; of cookies only the values."""
        return (*self.words, *self.tokens, *self.passwords, *(one.partition("=")[2] for one in self.cookies))


class Nonsense:
    """Draws malformed things from one seed."""

    def __init__(self, confided: Confided, *, seed: int) -> None:
        self._draw = random.Random(seed)
        self._confided = confided

    def one_of(self, *things: Any) -> Any:
        """Any of them."""
        return self._draw.choice(things)

    def secret(self) -> str:
        """Something confided."""
        return self.one_of(*self._confided.all)

    def value(self, depth: int = 0) -> Any:
        """A value that fits nowhere."""
        kinds: tuple[Callable[[], Any], ...] = (
            self.secret,
            lambda: f"{self.secret()}\x00{self.secret()}",
            lambda: self.secret() * 50,
            lambda: "\ud800" + self.secret(),
            lambda: None,
            lambda: -(2**70),
            lambda: float("inf"),
            lambda: [self.secret()] * 3,
            lambda: {self.secret(): self.secret()},
            lambda: f"{{{self.secret()}}} %s %(a)s {{0.__class__}} <{self.secret()}>",
            lambda: {"__reflex_form_data__": [[self.secret()]]},
        )
        made = self.one_of(*kinds)()
        return {self.one_of("name", "value", self.secret()): made} if depth < 2 and self._draw.random() < 0.3 else made

    def headers(self) -> dict[str, str]:
        """Real secrets, in wrong places and forms."""
        token, cookie = self.one_of(*self._confided.tokens), self.one_of(*self._confided.cookies)
        return {
            "Authorization": self.one_of(f"Bearer {token}", f"Bearer {token} {token}", f"Basic {token}", token, f"Bearer {token[:-1]}"),
            "Cookie": self.one_of(cookie, f"{cookie}; {cookie}", f'{cookie}"; a="', f"persona_session={token}", f"{cookie}x"),
            "Content-Type": self.one_of("application/json", "multipart/form-data; boundary=x", "text/plain", quote(self.secret())),
            "Idempotency-Key": quote(self.secret()) * self.one_of(1, 40),
            "If-Match": quote(self.secret()),
            "X-Request-Id": quote(self.secret()),
            "Origin": self.one_of("null", "https://evil.example"),
        }

    def body(self) -> bytes:
        """Not what the header says."""
        written = json.dumps({"raw_text": self.value(), "urls": self.value(), "name": self.secret()})
        form = f'--x\r\nContent-Disposition: form-data; name="{self.secret()}"; filename="{self.secret()}.pdf"\r\n\r\n{self.secret()}\r\n'
        return self.one_of(
            written.encode(),
            written[: len(written) // 2].encode(),
            form.encode(),
            f"{form}--x--\r\n".encode(),
            ("[" * DEEP + json.dumps(self.secret())).encode(),
            self.secret().encode() + b"\xff\xfe\x00",
            f"email={quote(self.secret())}&password={quote(self.secret())}&handle=%ZZ".encode(),
        )

    def address(self, routes: list[Route]) -> Route:
        """A route of ours, its parts and its query replaced by what does not fit."""
        method, pattern = self.one_of(*routes)
        parts = [quote(self.secret(), safe="") if part.startswith("{") else part for part in pattern.split("/")]
        return self.one_of(method, method, "PUT", "OPTIONS"), "/".join(parts) + f"?cursor={quote(self.secret())}&q={quote(self.secret())}"


def send_requests(url: str, nonsense: Nonsense, routes: list[Route], *, count: int) -> list[int]:
    """So many requests; the status of each answer, 0 where the server had heard enough and hung up."""
    statuses = []
    with httpx.Client(base_url=url, timeout=60, verify=False) as client:  # noqa: S501 - plain HTTP
        for _ in range(count):
            method, address = nonsense.address(routes)
            try:
                statuses.append(client.request(method, address, headers=nonsense.headers(), content=nonsense.body()).status_code)
            except httpx.TransportError:
                statuses.append(0)
    return statuses


def send_lines(url: str, nonsense: Nonsense, *, count: int) -> None:
    """So many requests that are no HTTP."""
    at = urlsplit(url)
    for _ in range(count):
        with socket.create_connection((at.hostname, at.port), timeout=10) as line, suppress(OSError):
            secret = nonsense.secret().encode("utf-8", "replace")
            line.sendall(
                nonsense.one_of(
                    b"GET /" + secret + b"\r\n\r\n", secret + b"\x00\r\n\r\n", b"GET / HTTP/1.1\r\nCookie" + secret + b"\r\n\r\n"
                )
            )
            line.shutdown(socket.SHUT_WR)
            while line.recv(65536):
                pass


def send_events(url: str, nonsense: Nonsense, found: Reachable, *, count: int, to_a_socket: int = 20) -> None:
    """So many events over raw sockets, frames that are no events among them; a socket that was closed is opened anew."""
    names = sorted(handler.name for handler in found.handlers.values())
    for _ in range(0, count, to_a_socket):
        line = _open(url, nonsense)
        for _ in range(to_a_socket):
            try:
                line.send(_frame(nonsense, found, names))
            except (websocket.WebSocketException, OSError):
                line = _open(url, nonsense)
        line.close()


def _open(url: str, nonsense: Nonsense) -> websocket.WebSocket:
    """A connection to the namespace of events, with real cookies."""
    address = f"ws{url.removeprefix('http')}/_event/?EIO=4&transport=websocket&token={quote(nonsense.secret())}"
    line = websocket.create_connection(address, timeout=20, header=[f"Cookie: {nonsense.one_of(*nonsense._confided.cookies)}"])
    line.recv()
    line.send("40/_event,")
    line.recv()
    return line


def _frame(nonsense: Nonsense, found: Reachable, names: list[str]) -> str:
    """An event in Socket.IO's notation, or something like one."""
    name = nonsense.one_of(*names, nonsense.secret())
    arguments = next((handler.arguments for handler in found.handlers.values() if handler.name == name), ("a",))
    payload = nonsense.one_of({one: nonsense.value() for one in arguments}, {nonsense.secret(): nonsense.value()}, nonsense.value())
    place = {"pathname": nonsense.one_of("/studio/[persona_id]", nonsense.secret()), "asPath": f"/studio/{quote(nonsense.secret())}"}
    router = nonsense.one_of({**place, "query": {"persona_id": nonsense.secret()}}, {**place, "query": nonsense.value()}, nonsense.value())
    event = nonsense.one_of({"name": name, "payload": payload, "router_data": router}, {"name": nonsense.value()}, nonsense.value())
    whole = json.dumps(["event", event])
    return nonsense.one_of(
        *[f"42/_event,{whole}"] * 6,
        f"42/_event,{whole[: len(whole) // 2]}",
        f"42/_event,{json.dumps([nonsense.secret(), event])}",
        f"42/{nonsense.secret()},{whole}",
        f"9{nonsense.secret()}",
    )
