"""PNG, chunk by chunk: texts are read and replaced, the picture itself is never decoded and never encoded again.

Source: the PNG specification (W3C, third edition), 5 and 11.3.3. A chunk is its length (4 bytes, big endian), type, data, and the CRC-32
of type and data.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from persona_app.interchange.errors import ImportRefused, ImportTooLarge

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_TEXT_BYTES = 8 * 1024 * 1024
MOST_CHUNKS = 20_000
TEXT_TYPES = frozenset({b"tEXt", b"zTXt", b"iTXt"})


class Chunk(NamedTuple):
    """One chunk; `is_sound` tells whether its checksum fits."""

    type: bytes
    data: bytes
    is_sound: bool = True


class PngText(NamedTuple):
    """A text chunk's keyword and bytes."""

    keyword: str
    data: bytes


def read_chunks(data: bytes) -> tuple[list[Chunk], bool]:
    """The chunks up to IEND, and whether the file ends where it should.

    Raises:
        ImportRefused: it is no PNG.
        ImportTooLarge: it has more chunks than any picture.
    """
    if not data.startswith(SIGNATURE):
        raise ImportRefused("The file is not a PNG.")
    chunks: list[Chunk] = []
    place = len(SIGNATURE)
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        kind, end = data[place + 4 : place + 8], place + 12 + length
        if end > len(data):
            return chunks, False
        body = data[place + 8 : end - 4]
        chunks.append(Chunk(kind, body, zlib.crc32(body, zlib.crc32(kind)) == int.from_bytes(data[end - 4 : end], "big")))
        if kind == b"IEND":
            return chunks, True
        if len(chunks) > MOST_CHUNKS:
            raise ImportTooLarge(f"The picture has more than {MOST_CHUNKS:,} chunks.")
        place = end
    return chunks, False


def text_of_chunk(chunk: Chunk) -> PngText | None:
    """Keyword and text of a text chunk, unpacked up to 8 MiB; None for one that is none, or whose packing is broken.

    Raises:
        ImportTooLarge: the text is larger.
    """
    keyword, zero, rest = chunk.data.partition(b"\x00")
    if chunk.type not in TEXT_TYPES or not zero or len(keyword) > 200:
        return None
    packed = rest
    if chunk.type == b"zTXt":
        packed = rest[1:]
    elif chunk.type == b"iTXt":
        flags, (_, _, packed) = rest[:2], _split_international(rest[2:])
        chunk = Chunk(b"zTXt" if flags[:1] == b"\x01" else b"tEXt", b"")
    text = _inflate(packed) if chunk.type == b"zTXt" else packed
    if text is None:
        return None
    if len(text) > MOST_TEXT_BYTES:
        raise ImportTooLarge(f"A text in the picture has more than {MOST_TEXT_BYTES:,} bytes.")
    return PngText(keyword.decode("latin-1"), text)


def _split_international(data: bytes) -> tuple[bytes, bytes, bytes]:
    language, _, rest = data.partition(b"\x00")
    translated, _, text = rest.partition(b"\x00")
    return language, translated, text


def _inflate(packed: bytes) -> bytes | None:
    unpacking = zlib.decompressobj()
    try:
        return unpacking.decompress(packed, MOST_TEXT_BYTES + 1)
    except zlib.error:
        return None


def keyword_of(chunk: Chunk) -> str:
    """A text chunk's keyword in lower case; empty for other chunks."""
    return chunk.data.partition(b"\x00")[0][:200].decode("latin-1").lower() if chunk.type in TEXT_TYPES else ""


def text_chunk(keyword: str, text: bytes) -> Chunk:
    """A `tEXt` chunk; the text has to be Latin-1, as base64 is."""
    return Chunk(b"tEXt", keyword.encode("latin-1") + b"\x00" + text)


def write_chunks(chunks: Iterable[Chunk]) -> bytes:
    """The file."""
    parts = [SIGNATURE]
    for chunk in chunks:
        crc = zlib.crc32(chunk.data, zlib.crc32(chunk.type))
        parts.append(struct.pack(">I", len(chunk.data)) + chunk.type + chunk.data + struct.pack(">I", crc))
    return b"".join(parts)


def with_texts(png: bytes, texts: Sequence[PngText], *, without: Sequence[str] = ()) -> bytes:
    """The picture with these texts right before its end, and without those it had under the same keywords or beginning with `without`.

    Raises:
        ImportRefused: it is no whole PNG.
    """
    chunks, is_whole = read_chunks(png)
    if not is_whole:
        raise ImportRefused("The picture ends in the middle.")
    replaced = {text.keyword.lower() for text in texts}
    kept = [chunk for chunk in chunks[:-1] if not _is_among(keyword_of(chunk), replaced, without)]
    return write_chunks([*kept, *(text_chunk(text.keyword, text.data) for text in texts), chunks[-1]])


def _is_among(keyword: str, replaced: set[str], beginnings: Sequence[str]) -> bool:
    return bool(keyword) and (keyword in replaced or any(keyword.startswith(beginning) for beginning in beginnings))
