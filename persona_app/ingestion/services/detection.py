"""What a file is: by its content first, by its name where content leaves it open."""

from pathlib import PurePosixPath
from typing import Literal

Format = Literal["text", "markdown", "html", "csv", "json", "pdf", "docx"]

MEDIA_TYPES: dict[Format, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "csv": "text/csv",
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

_BY_SUFFIX: dict[str, Format] = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".csv": "csv", ".tsv": "csv", ".json": "json", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip

_PICTURE, _SOUND, _FILM = "a picture", "a sound recording", "a film"
_ARCHIVE, _PROGRAM, _FONT = "a packed archive", "a program", "a font"

# Signatures as listed in the formats' own specifications (PNG, JFIF, GIF89a, TIFF 6.0, RFC 1952, ELF, …).
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF87a", _PICTURE), (b"GIF89a", _PICTURE),
    (b"II*\x00", _PICTURE), (b"MM\x00*", _PICTURE), (b"\x00\x00\x01\x00", _PICTURE), (b"8BPS", _PICTURE),
    (b"\xff\x0a", _PICTURE), (b"\x00\x00\x00\x0cJXL ", _PICTURE), (b"\x00\x00\x00\x0cjP  ", _PICTURE), (b"qoif", _PICTURE),
    (b"ID3\x02", _SOUND), (b"ID3\x03", _SOUND), (b"ID3\x04", _SOUND), (b"\xff\xfb", _SOUND), (b"\xff\xf3", _SOUND),
    (b"OggS", _SOUND), (b"fLaC", _SOUND), (b"MThd\x00", _SOUND), (b"\x1aE\xdf\xa3", _FILM), (b"FLV\x01", _FILM),
    (b"\x00\x00\x01\xba", _FILM),
    (b"\x1f\x8b", _ARCHIVE), (b"BZh", _ARCHIVE), (b"\xfd7zXZ\x00", _ARCHIVE), (b"7z\xbc\xaf'\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE), (b"\x28\xb5\x2f\xfd", _ARCHIVE), (b"PK\x05\x06", _ARCHIVE),
    (b"\x7fELF", _PROGRAM), (b"\xca\xfe\xba\xbe", _PROGRAM), (b"\xcf\xfa\xed\xfe", _PROGRAM), (b"\x00asm", _PROGRAM),
    (b"wOFF", _FONT), (b"wOF2", _FONT), (b"\x00\x01\x00\x00\x00", _FONT), (b"OTTO\x00", _FONT),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "a rich-text document (RTF; save it as DOCX or plain text)"),
    (b"%!PS", "a PostScript document (save it as PDF)"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _foreign_container(content: bytes) -> str | None:
    """The formats whose telling bytes do not stand first: RIFF (bytes 8-11), ISO media (4-11), BMP and DOS programs."""
    if content[:4] == b"RIFF":
        return {b"WEBP": _PICTURE, b"WAVE": _SOUND, b"AVI ": _FILM}.get(content[8:12])
    if content[4:8] == b"ftyp":
        brand = content[8:12]
        return _PICTURE if brand[:3] in (b"hei", b"hev", b"avi", b"mif") else _SOUND if brand == b"M4A " else _FILM
    if content[:2] == b"BM" and b"\x00" in content[2:18]:
        return _PICTURE
    if content[:2] == b"MZ" and b"\x00" in content[2:64]:
        return _PROGRAM
    return None


def foreign_content(content: bytes) -> str | None:
    """What the content is, in words, when its signature says that it is no text; None when it may be text, PDF or DOCX."""
    if content.startswith(_OLE):
        return "an old Office document (save it as DOCX)"
    return next((what for signature, what in _SIGNATURES if content.startswith(signature)), None) or _foreign_container(content)


def is_encrypted_office(content: bytes) -> bool:
    """True for a password-protected DOCX: an OLE container with the stream `EncryptedPackage` ([MS-OFFCRYPTO] 2.3.4.4)."""
    return content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content


def document_format(content: bytes) -> Format | None:
    """`pdf` (its header may stand anywhere in the first 1,024 bytes) or `docx`: any ZIP, until its reader has looked inside."""
    if b"%PDF-" in content[:1024]:
        return "pdf"
    return "docx" if content.startswith(b"PK\x03\x04") else None


def named_format(name: str) -> Format | None:
    """What the name's ending promises, None when it promises nothing known."""
    return _BY_SUFFIX.get(PurePosixPath(name.lower()).suffix)


def text_format(text: str, *, name: str) -> Format:
    """Which kind of text this is. HTML tells itself; JSON and CSV are taken at their name's word."""
    start = text[:1000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html")) or (start.startswith("<?xml") and "<html" in start):
        return "html"
    promised = named_format(name)
    return promised if promised in ("markdown", "html", "csv", "json") else "text"


def is_vector_picture(text: str) -> bool:
    """True for SVG, a picture written as text."""
    start = text[:1000].lstrip("\ufeff \t\r\n").lower()
    return start.startswith("<svg") or (start.startswith(("<?xml", "<!doctype svg")) and "<svg" in start)
