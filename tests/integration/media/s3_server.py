"""An object store of our own behind real HTTP: it checks every signature by the rules of S3, and keeps objects in memory."""

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY_ID, SECRET, BUCKET = "its-name", "its-secret", "faces"


class S3Server(ThreadingHTTPServer):
    """`failures` are statuses with which the next requests are answered; 0 hangs up."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.failures: list[int] = []
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: S3Server
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        content = self._admitted()
        if content is not None:
            self.server.objects[self.path] = content
            self._answer(200)

    def do_GET(self) -> None:
        if self._admitted() is not None:
            found = self.server.objects.get(self.path)
            self._answer(404 if found is None else 200, found or b"<Error><Code>NoSuchKey</Code></Error>")

    def do_DELETE(self) -> None:
        if self._admitted() is not None:
            self.server.objects.pop(self.path, None)
            self._answer(204)

    def _admitted(self) -> bytes | None:
        """The body of a request that is signed as it must be; any other is answered here."""
        content = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.server.asked.append(f"{self.command} {self.path}")
        if self.server.failures:
            status = self.server.failures.pop(0)
            if status:
                self._answer(status, b"<Error>its-secret</Error>")
            else:
                self.close_connection = True
            return None
        if not self._is_signed(content):
            self._answer(403, b"<Error><Code>SignatureDoesNotMatch</Code></Error>")
            return None
        if not self.path.startswith(f"/{BUCKET}/"):
            self._answer(404, b"<Error><Code>NoSuchBucket</Code></Error>")
            return None
        return content

    def _is_signed(self, content: bytes) -> bool:
        given = self.headers.get("authorization", "")
        fields = dict(part.split("=", 1) for part in given.removeprefix("AWS4-HMAC-SHA256 ").split(",") if "=" in part)
        key_id, day, region, service, end = fields.get("Credential", "////").split("/")
        names = fields.get("SignedHeaders", "").split(";")
        digest = hashlib.sha256(content).hexdigest()
        if key_id != KEY_ID or self.headers.get("x-amz-content-sha256") != digest or not {"host", "x-amz-date"} <= set(names):
            return False
        canonical = f"{self.command}\n{self.path}\n\n"
        for name in names:
            canonical += f"{name}:{self.headers[name]}\n"
        canonical += f"\n{';'.join(names)}\n{digest}"
        hashed = hashlib.sha256(canonical.encode()).hexdigest()
        to_sign = f"AWS4-HMAC-SHA256\n{self.headers['x-amz-date']}\n{day}/{region}/{service}/{end}\n{hashed}"
        key = b"AWS4" + SECRET.encode()
        for part in (day, region, service, end):
            key = hmac.digest(key, part.encode(), "sha256")
        return hmac.compare_digest(hmac.digest(key, to_sign.encode(), "sha256").hex(), fields.get("Signature", ""))

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        if status != 204:
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        if status != 204:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def serving() -> Iterator[S3Server]:
    """The store, listening until the end of the block."""
    server = S3Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
