"""Reads PDF, DOCX and HTML inside a process of its own: `python -m persona_app.ingestion.services.parsing`.

The parsers meet hostile files, so this runs without the parent's secrets, with a memory limit, and is killed at its deadline.
In: one line of JSON (`Task`), then the bytes of the document. Out: one line of JSON (`Parsed`).
"""

import io
import logging
import re
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

_ENTRIES, _UNPACKED_BYTES, _RATIO, _RATIO_FROM = 200, 50_000_000, 100, 1_000_000
_MAIN_TEXT_IS_TINY = 200
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "caption",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
        ),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "th", "tr", "ul"),
    )
)
_HIDDEN = "//*[@hidden]|//template|//comment()|//processing-instruction()"
_UNSEEN = "//script|//style|//noscript|//head|//svg|//iframe|//object"

Outcome = Literal["read", "no_text_layer", "file_encrypted", "file_damaged", "file_expands_too_much", "not_text"]


class Task(BaseModel):
    """What to read, and how much of it at most."""

    model_config = ConfigDict(frozen=True)

    format: Literal["pdf", "docx", "html"]
    max_characters: int
    memory_bytes: int
    seconds: float


class Parsed(BaseModel):
    """What came out: text when `outcome` is `read`, else why not."""

    model_config = ConfigDict(frozen=True)

    outcome: Outcome
    text: str = ""
    title: str = ""
    detail: str = ""
    facts: dict[str, str | int] = Field(default_factory=dict)


class _StoppedError(Exception):
    """Reading ended without text, with the outcome to report."""

    def __init__(self, outcome: Outcome, detail: str = "") -> None:
        super().__init__(outcome)
        self.outcome: Outcome = outcome
        self.detail = detail


def _bounded(parts: Iterable[str], *, separator: str, limit: int) -> str:
    kept: list[str] = []
    length = 0
    for part in parts:
        length += len(part) + len(separator)
        if length > limit:
            raise _StoppedError("file_expands_too_much")
        kept.append(part)
    return separator.join(kept)


def _read_pdf(content: bytes, *, limit: int) -> Parsed:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _StoppedError("file_encrypted")
        text = _bounded((page.extract_text() for page in reader.pages), separator="\n\n", limit=limit)
        title = str(reader.metadata.title or "") if reader.metadata else ""
        pages = len(reader.pages)
    except (FileNotDecryptedError, DependencyError) as error:
        raise _StoppedError("file_encrypted") from error
    except LimitReachedError as error:
        raise _StoppedError("file_expands_too_much") from error
    except PyPdfError as error:
        raise _StoppedError("file_damaged", "the PDF is damaged or incomplete") from error
    if not any(character.isalnum() for character in text):
        raise _StoppedError("no_text_layer")
    return Parsed(outcome="read", text=text, title=title, facts={"pages": pages})


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    """Counts what the entries really unpack to, since the sizes that they state may lie."""
    entries = archive.infolist()
    if len(entries) > _ENTRIES:
        raise _StoppedError("file_expands_too_much")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _StoppedError("file_encrypted")
    unpacked = 0
    packed = max(1, sum(entry.compress_size for entry in entries))
    for entry in entries:
        with archive.open(entry) as stream:
            while chunk := stream.read(65_536):
                unpacked += len(chunk)
                if unpacked > _UNPACKED_BYTES or (unpacked > _RATIO_FROM and unpacked > packed * _RATIO):
                    raise _StoppedError("file_expands_too_much")


def _archive_kind(names: Iterable[str]) -> str:
    kinds = (
        ("xl/", "a spreadsheet (save it as CSV)"),
        ("ppt/", "a presentation (save it as PDF)"),
        ("META-INF/", "an e-book or OpenDocument file"),
    )
    found = tuple(names)
    return next((what for prefix, what in kinds if any(name.startswith(prefix) for name in found)), "a packed archive")


def _table_lines(table: object) -> Iterator[str]:
    for row in table.rows:  # type: ignore[attr-defined]
        cells = list({id(cell._tc): cell for cell in row.cells}.values())
        yield " | ".join(" ".join(_block_lines(cell)) for cell in cells)


def _block_lines(holder: object) -> Iterator[str]:
    """Paragraphs and tables in their order; a merged cell once."""
    from docx.text.paragraph import Paragraph

    for block in holder.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from _table_lines(block)


def _read_docx(content: bytes, *, limit: int) -> Parsed:
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bomb(archive)
            names = archive.namelist()
        if "word/document.xml" not in names:
            raise _StoppedError("not_text", _archive_kind(names))
        document = docx.Document(io.BytesIO(content))
        text = _bounded(_block_lines(document), separator="\n", limit=limit)
        title = document.core_properties.title or ""
    except (_StoppedError, MemoryError):
        raise
    except Exception as error:  # python-docx and zipfile raise whatever the broken part brings up
        raise _StoppedError("file_damaged", "the DOCX is damaged or incomplete") from error
    return Parsed(outcome="read", text=text, title=title)


def _visible_lines(root: object) -> str:
    """All text that a browser would show, a line for each block."""
    pieces: list[str] = []
    for event, node in _walk(root):
        if node.tag in _BLOCKS:  # type: ignore[attr-defined]
            pieces.append("\n")
        words = node.text if event == "start" else node.tail  # type: ignore[attr-defined]
        pieces.append(re.sub(r"\s+", " ", words or ""))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _walk(root: object) -> Iterator[tuple[str, object]]:
    from lxml import etree  # type: ignore[import-untyped]

    return iter(etree.iterwalk(root, events=("start", "end")))


def _page_title(root: object) -> str:
    places = ("//meta[@property='og:title']/@content", "//title/text()", "//h1//text()")
    return next((" ".join(found.split()) for place in places for found in root.xpath(place)[:1] if found.strip()), "")  # type: ignore[attr-defined]


def _drop(root: object, path: str) -> None:
    for element in root.xpath(path):  # type: ignore[attr-defined]
        if element.getparent() is not None:
            element.drop_tree()


def _read_html(content: bytes, *, limit: int) -> Parsed:
    import trafilatura
    from lxml import etree, html

    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", content.decode("utf-8", "replace"), count=1)
    try:
        root = html.document_fromstring(source)
    except (etree.LxmlError, ValueError) as error:
        raise _StoppedError("file_damaged", "it holds no HTML") from error
    title = _page_title(root)
    _drop(root, _HIDDEN)
    main = trafilatura.extract(html.tostring(root, encoding="unicode"), include_comments=False, include_tables=True) or ""
    _drop(root, _UNSEEN)
    visible = _visible_lines(root)
    is_main = len(main) >= min(_MAIN_TEXT_IS_TINY, len(visible) / 2)
    text = _bounded([main if is_main else visible], separator="", limit=limit)
    return Parsed(outcome="read", text=text, title=title, facts={"part": "main text" if is_main else "whole page"})


_READERS: dict[str, Callable[..., Parsed]] = {"pdf": _read_pdf, "docx": _read_docx, "html": _read_html}


def parse(task: Task, content: bytes) -> Parsed:
    """Read the document; every way to fail is an outcome."""
    try:
        return _READERS[task.format](content, limit=task.max_characters)
    except _StoppedError as stop:
        return Parsed(outcome=stop.outcome, detail=stop.detail)
    except MemoryError:
        return Parsed(outcome="file_expands_too_much")
    except Exception as error:  # noqa: BLE001 - whatever a hostile file brings up in a parser
        return Parsed(outcome="file_damaged", detail=f"its reader gave up ({type(error).__name__})")


def _confine(task: Task) -> None:
    """Limits set by the process on itself; where the system has none (Windows), the parent's deadline remains."""
    try:
        import resource
    except ImportError:
        return
    cpu = int(task.seconds) + 2
    resource.setrlimit(resource.RLIMIT_AS, (task.memory_bytes, task.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Answer the one task on standard input."""
    logging.disable()
    task = Task.model_validate_json(sys.stdin.buffer.readline())
    _confine(task)
    parsed = parse(task, sys.stdin.buffer.read())
    text = parsed.text.encode("utf-8", "ignore").decode("utf-8")
    title = parsed.title.encode("utf-8", "ignore").decode("utf-8")
    sys.stdout.buffer.write(parsed.model_copy(update={"text": text, "title": title}).model_dump_json().encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
