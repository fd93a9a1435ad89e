"""A receiver of webhooks: a real HTTP server on loopback that takes, fails, hangs, redirects, answers late, or says too much."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, Literal

Behaviour = Literal["take", "fail", "hang", "redirect", "late", "long", "drip", "break"] | int


@dataclass(frozen=True)
class Arrived:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: str

    @property
    def told(self) -> dict[str, Any]:
        """The body, read."""
        return json.loads(self.body)


@dataclass
class Receiver:
    """`behaviours` by path; any other path takes. A number is a status. `late` waits for `late_seconds`, `hang` until the end."""

    port: int = 0
    behaviours: dict[str, Behaviour] = field(default_factory=dict)
    arrived: list[Arrived] = field(default_factory=list)
    late_seconds: float = 0.1
    lock: Lock = field(default_factory=Lock)
    is_over: Event = field(default_factory=Event)

    @property
    def host(self) -> str:
        """As settings allow it."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "/") -> str:
        """An address of it."""
        return f"http://{self.host}{path}"

    def told(self, path: str = "/") -> list[dict[str, Any]]:
        """What came to a path."""
        with self.lock:
            return [one.told for one in self.arrived if one.path == path]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    receiver: Receiver

    def log_message(self, *_arguments: object) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        body = self.rfile.read(length).decode()
        if len(body.encode()) < length:
            self.close_connection = True  # the sender died in the middle of it
            return
        with self.receiver.lock:
            self.receiver.arrived.append(Arrived(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        self._behave(self.receiver.behaviours.get(self.path, "take"))

    def do_GET(self) -> None:
        self.do_POST()

    def _behave(self, behaviour: Behaviour) -> None:
        match behaviour:
            case "hang":
                self.receiver.is_over.wait()
                self.close_connection = True
            case "late":
                self.receiver.is_over.wait(self.receiver.late_seconds)
                self._answer(200, b"taken late")
            case "redirect":
                self._answer(302, b"", location=self.receiver.url("/elsewhere"))
            case "long":
                self._answer(200, b"x" * 5_000_000)
            case "drip":
                self._drip()
            case "break":
                self.close_connection = True
            case int():
                self._answer(behaviour, b"no")
            case _:
                self._answer(500 if behaviour == "fail" else 200, b"the receiver is broken" if behaviour == "fail" else b"taken")

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("content-length", "1000000")
        self.end_headers()
        while not self.receiver.is_over.wait(0.01):
            self.wfile.write(b".")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 200

    def handle_error(self, *_arguments: object) -> None:
        """A sender that goes away in the middle is expected."""


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver that is up within the block."""
    receiver = Receiver()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"receiver": receiver}))
    receiver.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()
