"""ZIP archives of strangers: read whole into memory within bounds, and written anew.

Bounds: 200 entries, 50 MB counted while reading, a ratio of 100; no links, no encryption, no names that lead out of the archive, no name
twice. A picture or a program may stand before the archive.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Container, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO

from persona_app.interchange.errors import ImportRefused, ImportTooLarge

START = b"PK\x03\x04"
MOST_ENTRIES = 200
MOST_UNPACKED = 50_000_000
MOST_RATIO = 100
SMALL = 100_000
"""Bytes that may be packed as tightly as they like."""
MOST_DIRECTORY = 1_000_000
"""Bytes that two hundred entries take, however long their names and comments are in practice."""
_AT_ONCE = 65_536
_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_END_BYTES, _END_64_BYTES, _LOCATOR_64_BYTES, _LONGEST_COMMENT = 22, 56, 20, 65_535


def read_archive(data: bytes) -> tuple[dict[str, bytes], bytes]:
    """The files by name, and what stands before the archive.

    Raises:
        ImportRefused: it is no archive, damaged, encrypted, or has names or links that lead elsewhere.
        ImportTooLarge: too many entries, too many bytes unpacked.
    """
    begins = data.find(START)
    if begins < 0:
        raise ImportRefused("The file is not a ZIP archive.")
    require_small_directory(io.BytesIO(data), most=MOST_DIRECTORY)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_all(archive), data[:begins]
    except ImportRefused:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError, UnicodeError) as error:
        raise ImportRefused("The ZIP archive is damaged, or packed in a way that is not read.") from error


def require_small_directory(file: BinaryIO, *, most: int) -> None:
    """Look at the end records before the library reads the whole directory, an object a line (APPNOTE 4.3.14 to 4.3.16).

    Of the large end record there may be two: one that the locator names, and one that stands before it, which `zipfile` reads.

    Raises:
        ImportRefused: there is no end record.
        ImportTooLarge: the directory has more than `most` bytes.
    """
    size = size_of(file)
    file.seek(max(0, size - _LONGEST_COMMENT - _END_BYTES - _LOCATOR_64_BYTES - _END_64_BYTES))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        raise ImportRefused("The file is not a ZIP archive, or ends in the middle.")
    directory = struct.unpack_from("<I", tail, at + 12)[0]
    locator = tail[max(0, at - _LOCATOR_64_BYTES) : at]
    if locator[:4] == _LOCATOR_64 and len(locator) == _LOCATOR_64_BYTES:
        (place,) = struct.unpack_from("<Q", locator, 8)
        file.seek(min(place, size))
        before = tail[max(0, at - _LOCATOR_64_BYTES - _END_64_BYTES) :]
        large = [struct.unpack_from("<Q", record, 40)[0] for record in (file.read(_END_64_BYTES), before) if _is_end_64(record)]
        directory = max(large, default=directory)
    if directory > most:
        raise ImportTooLarge(f"The archive's directory has {directory:,} bytes; at most {most:,} are read.")


def _is_end_64(record: bytes) -> bool:
    return record[:4] == _END_64 and len(record) >= _END_64_BYTES


def size_of(file: BinaryIO) -> int:
    """Bytes."""
    return file.seek(0, 2)


def _read_all(archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = [info for info in archive.infolist() if not is_folder(info)]
    if len(infos) > MOST_ENTRIES:
        raise ImportTooLarge(f"The archive has {len(infos):,} files; at most {MOST_ENTRIES} are read.")
    files: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for info in infos:
        require_harmless(info, files)
        files[info.filename] = read_one(archive, info, left=left)
        left -= len(files[info.filename])
    return files


def is_folder(info: zipfile.ZipInfo) -> bool:
    """Is it no file? The library's own question fails at a name without a character."""
    return info.filename.endswith("/")


def require_harmless(info: zipfile.ZipInfo, files: Container[str]) -> None:
    """Go on only with a file that lies in the archive and can be read.

    Raises:
        ImportRefused: its name leads out, it is a link, encrypted, packed in another way, or of a name that was there before.
    """
    path = PurePosixPath(info.filename)
    is_odd = not info.filename.isprintable() or bool(set('\\:\x00"') & set(info.filename))
    if not info.filename or path.is_absolute() or ".." in path.parts or is_odd:
        raise ImportRefused("The archive has a file whose name leads out of it.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise ImportRefused("The archive has a link in it.")
    if info.flag_bits & 0x1:
        raise ImportRefused("The archive is encrypted.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ImportRefused("The archive is packed in a way that is not read; only stored and deflated files are.")
    if info.filename in files:
        raise ImportRefused("The archive has two files of one name.")


def read_one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, left: int) -> bytes:
    """The file, counted while it is unpacked: what an archive says of itself may be a lie.

    Raises:
        ImportTooLarge: more than `left` bytes, or packed too tight.
    """
    most = min(left, max(SMALL, info.compress_size * MOST_RATIO))
    parts, size = [], 0
    with archive.open(info) as file:
        while part := file.read(_AT_ONCE):
            size += len(part)
            if size > most:
                raise ImportTooLarge(
                    f"The archive unpacks to more than {MOST_UNPACKED:,} bytes, or is packed {MOST_RATIO} times too tight."
                )
            parts.append(part)
    return b"".join(parts)


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files, the same for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()
