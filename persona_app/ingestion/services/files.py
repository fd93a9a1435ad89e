"""From the bytes of a file to the words in it."""

import asyncio
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from persona_app.ingestion.errors import EmptyText, FileDamaged, FileEncrypted, FileTooLarge, NotText
from persona_app.ingestion.schemas import Extracted, Limits, clean_line, clean_text
from persona_app.ingestion.services.decoding import decode, meta_charset
from persona_app.ingestion.services.detection import (
    MEDIA_TYPES,
    Format,
    document_format,
    foreign_content,
    is_encrypted_office,
    is_vector_picture,
    named_format,
    text_format,
)
from persona_app.ingestion.services.isolation import read_document, read_document_async
from persona_app.ingestion.services.parsing import Parsed
from persona_app.ingestion.services.rendering import structure_text, table_text


class Source(NamedTuple):
    """What is to be read: `label` is what sentences call it, `name` what tells its format, `charset` what a server stated."""

    kind: Literal["url", "file"]
    label: str
    name: str
    content: bytes
    charset: str | None = None


class _Opened(NamedTuple):
    """A source whose format is known: either its text, or the bytes that a parser must read."""

    format: Format
    text: str
    document: bytes | None
    encoding: str


def display_name(name: str) -> str:
    """The file's own name, without folders and control characters, at most 255 characters."""
    own = PurePosixPath(name.replace("\\", "/")).name
    return clean_line(own, limit=255) or "file"


def _refuse_foreign(source: Source) -> None:
    if is_encrypted_office(source.content):
        raise FileEncrypted(source.label)
    if what := foreign_content(source.content):
        raise NotText(source.label, what=what)


def _undecodable(source: Source) -> Exception:
    promised = named_format(source.name)
    if promised in ("pdf", "docx"):
        return FileDamaged(source.label, what=f"it is no {promised.upper()}, although its name says so")
    return NotText(source.label, what="binary data")


def _open(source: Source, limits: Limits) -> _Opened:
    """Size, signature, encoding and format; text formats are rendered at once."""
    if len(source.content) > limits.max_bytes:
        raise FileTooLarge(source.label, size=len(source.content), limit=limits.max_bytes)
    _refuse_foreign(source)
    if format_ := document_format(source.content):
        return _Opened(format_, "", source.content, "")
    decoded = decode(source.content, charset=source.charset or meta_charset(source.content))
    if decoded is None:
        raise _undecodable(source)
    text, encoding = clean_text(decoded[0]), decoded[1]
    if not text.strip():
        raise EmptyText(source.label)
    if is_vector_picture(text):
        raise NotText(source.label, what="a picture")
    return _rendered(text, encoding, source=source, limits=limits)


def _rendered(text: str, encoding: str, *, source: Source, limits: Limits) -> _Opened:
    match text_format(text, name=source.name):
        case "html":
            return _Opened("html", "", text.encode(), encoding)
        case "csv":
            return _Opened("csv", table_text(text, name=source.label, limits=limits), None, encoding)
        case "json":
            return _Opened("json", structure_text(text, name=source.label, limits=limits), None, encoding)
        case format_:
            return _Opened(format_, text, None, encoding)


def _extracted(source: Source, opened: _Opened, parsed: Parsed) -> Extracted:
    if not clean_text(parsed.text).strip():
        raise EmptyText(source.label)
    encoding = {"encoding": opened.encoding} if opened.encoding else {}
    return Extracted(
        kind=source.kind,
        title=parsed.title.strip() or source.label,
        origin=source.label,
        media_type=MEDIA_TYPES[opened.format],
        text=parsed.text,
        size_bytes=len(source.content),
        metadata={**encoding, **parsed.facts},
    )


def extract(source: Source, *, limits: Limits) -> Extracted:
    """As `extract_file`, for any source."""
    opened = _open(source, limits)
    parsed = Parsed(outcome="read", text=opened.text)
    if opened.document is not None:
        parsed = read_document(opened.document, format=opened.format, name=source.label, limits=limits)
    return _extracted(source, opened, parsed)


async def extract_async(source: Source, *, limits: Limits) -> Extracted:
    """As `extract`, without blocking the event loop."""
    opened = await asyncio.to_thread(_open, source, limits)
    parsed = Parsed(outcome="read", text=opened.text)
    if opened.document is not None:
        parsed = await read_document_async(opened.document, format=opened.format, name=source.label, limits=limits)
    return await asyncio.to_thread(_extracted, source, opened, parsed)


def extract_file(*, name: str, content: bytes, limits: Limits) -> Extracted:
    """Read one file (txt, md, html, pdf, docx, csv, json; anything else that is text, as text).

    Text comes out as it went in (`clean_text`), tables as `header: value` lines, JSON as indented lines.

    Raises:
        FileTooLarge, FileExpandsTooMuch, FileNestedTooDeep, ExtractionTooSlow: a limit was reached.
        NotText, NoTextLayer, FileEncrypted, FileDamaged, EmptyText: there are no words to take.
    """
    own = display_name(name)
    return extract(Source("file", own, own, content), limits=limits)


async def extract_file_async(*, name: str, content: bytes, limits: Limits) -> Extracted:
    """As `extract_file`, without blocking the event loop."""
    own = display_name(name)
    return await extract_async(Source("file", own, own, content), limits=limits)
