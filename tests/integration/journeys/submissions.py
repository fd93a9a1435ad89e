"""What is submitted: texts of our own, documents made on the spot, and a web site on loopback."""

import io
import struct
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

import docx
import fpdf

ROOT = Path(__file__).parents[3]
TEXTS = Path(__file__).parents[2] / "data" / "texts"
COMPANIONS = ROOT.parent / "shared" / "data" / "texts" / "companions"
PDF = ("Nora Field is a gardener.", "Nora Field is 52 years old. Nora Field likes CANARYFERN tea.")
DOCX = ("Nora Field lives in Alder Bay.", "Nora Field likes CANARYLOOM cloth. She is afraid of wasps.")
PAGE = ("Nora Field likes CANARYREED music, and plays it every evening in the old mill above the town.", "Nora Field wants to see Lisbon.")


def a_pdf(*lines: str) -> bytes:
    """A PDF with a text layer, a paragraph for each line; without any, one empty page as a scan has."""
    pdf = fpdf.FPDF()
    pdf.set_font("helvetica", size=12)
    pdf.add_page()
    for line in lines:
        pdf.multi_cell(0, 8, line)
        pdf.ln()
    return bytes(pdf.output())


def a_docx(*paragraphs: str) -> bytes:
    """A Word document."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def a_picture() -> bytes:
    """A PNG (ISO/IEC 15948) of one grey pixel."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b"")


def a_page(*paragraphs: str, title: str = "A page") -> bytes:
    """An HTML page with a menu and a footer around what matters."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body><nav><a href=/>Home</a></nav>"
        f"<main><article><h1>{title}</h1>{body}</article></main><footer>© Nobody</footer></body></html>"
    ).encode()


class PageServer:
    """A web site on loopback; `asked` holds every path in order."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                page = site.pages.get(self.path)
                self.send_response(404 if page is None else 200)
                self.send_header("content-type", "text/html")
                self.send_header("content-length", str(len(page or b"")))
                self.end_headers()
                self.wfile.write(page or b"")

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def pair(self) -> str:
        """Host and port, as a permission names them."""
        return f"127.0.0.1:{self._server.server_port}"

    def url(self, path: str) -> str:
        """A page's address."""
        return f"http://{self.pair}{path}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)
