"""One build serves any port and any proxy: the page talks to where it came from."""

import asyncio
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, WebSocket

from tests.serving import Studio, eventually


@pytest.fixture(scope="module")
def second_studio(studio: Studio) -> Iterator[Studio]:
    """The same build and database on another port."""
    running = Studio(studio.home, "--no-worker").wait_until_ready()
    yield running
    running.stop()


class TlsProxy:
    """Takes HTTPS on a port of its own and hands it on, bytes as they come, like a company's front door."""

    def __init__(self, folder: Path, *, to_port: int) -> None:
        self._to_port = to_port
        self._loop = asyncio.new_event_loop()
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        key, certificate = folder / "key.pem", folder / "certificate.pem"
        self_signed = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        subprocess.run(["openssl", *self_signed, "-keyout", key, "-out", certificate], check=True, capture_output=True)
        self._context.load_cert_chain(certificate, key)
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        starting = asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._context)
        self._server = asyncio.run_coroutine_threadsafe(starting, self._loop).result(10)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward_reader, onward_writer = await asyncio.open_connection("127.0.0.1", self._to_port)
        await asyncio.gather(self._pump(reader, onward_writer), self._pump(onward_reader, writer), return_exceptions=True)

    @staticmethod
    async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while piece := await source.read(65536):
                sink.write(piece)
                await sink.drain()
        finally:
            sink.close()

    def stop(self) -> None:
        """Take no more connections."""
        self._loop.call_soon_threadsafe(self._server.close)


def socket_of(browser: Browser, url: str) -> str:
    """Open a page and return the address of its socket, once the server has answered on it."""
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    sockets: list[WebSocket] = []
    answered: list[str] = []

    def opened(web_socket: WebSocket) -> None:
        sockets.append(web_socket)
        web_socket.on("framereceived", lambda _frame: answered.append(web_socket.url))

    page.on("websocket", opened)
    page.goto(url)
    eventually(lambda: page.evaluate("1") and answered, what=f"an answer on the socket of {url}; sockets: {[one.url for one in sockets]}")
    context.close()
    return answered[0]


def test_page_talks_to_its_own_port_on_both_ports(browser: Browser, studio: Studio, second_studio: Studio) -> None:
    for one in (studio, second_studio):
        assert socket_of(browser, one.url).startswith(f"ws://localhost:{one.port}/")


def test_page_talks_to_its_own_host_when_that_is_a_number(browser: Browser, studio: Studio) -> None:
    assert socket_of(browser, f"http://127.0.0.1:{studio.port}").startswith(f"ws://127.0.0.1:{studio.port}/")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_page_talks_securely_to_a_proxy_that_speaks_https(browser: Browser, studio: Studio, tmp_path: Path) -> None:
    proxy = TlsProxy(tmp_path, to_port=studio.port)
    try:
        assert socket_of(browser, f"https://localhost:{proxy.port}").startswith(f"wss://localhost:{proxy.port}/")
    finally:
        proxy.stop()


def test_built_files_name_no_address_of_this_machine() -> None:
    built = Path(__file__).resolve().parents[2] / ".web" / "build" / "client"
    scripts = list(built.rglob("*.js"))
    assert scripts
    assert not [path.name for path in scripts if "localhost:8000" in path.read_text() or "://0.0.0.0" in path.read_text()]
