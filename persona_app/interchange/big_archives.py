"""ZIP archives of any number of files, read one file at a time from where they lie.

What can be wrong with a file is told of that file; the archive as a whole is refused only when its directory can't be read. Bounds: a
directory of 8 MB, so many files as the settings say, each as large as an upload, and together at most a hundred times the archive.
"""

import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO

from persona_app.interchange.archives import MOST_RATIO, START, is_folder, read_one, require_harmless
from persona_app.interchange.errors import ImportRefused, ImportTooLarge

MOST_DIRECTORY = 8_000_000
_LEAST_UNPACKED = 100_000_000
_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_LONGEST_COMMENT = 65_535
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError, UnicodeError, struct.error)


class BigArchive:
    """An open archive; `names` are those of its files in their order, folders left out. For one thread at a time.

    Raises:
        ImportRefused: it is no archive, or its directory is damaged.
        ImportTooLarge: more files than are read.
    """

    def __init__(self, file: BinaryIO, *, most_files: int, most_bytes: int) -> None:
        _require_small_directory(file)
        try:
            self._archive = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise ImportRefused("The ZIP archive is damaged.") from error
        self._infos = [info for info in self._archive.infolist() if not is_folder(info)]
        if len(self._infos) > most_files:
            raise ImportTooLarge(f"The archive has {len(self._infos):,} files; at most {most_files:,} are read.")
        self._most_bytes = most_bytes
        self._left = max(_LEAST_UNPACKED, MOST_RATIO * _size(file))

    @property
    def names(self) -> list[str]:
        """As the archive has them."""
        return [info.filename for info in self._infos]

    def size(self, number: int) -> int:
        """What the archive says of a file's size, which may be a lie."""
        return self._infos[number].file_size

    def read(self, number: int, *, most: int | None = None) -> bytes:
        """A file, of at most so many bytes, or as many as an upload may have.

        Raises:
            ImportRefused: it can't be read, or its name leads out.
            ImportTooLarge: it is larger than a file may be, or packed too tight.
        """
        info = self._infos[number]
        require_harmless(info, ())
        try:
            data = read_one(self._archive, info, left=min(most or self._most_bytes, self._left))
        except _BROKEN as error:
            raise ImportRefused("The file is damaged in the archive.") from error
        self._left -= len(data)
        return data


def is_archive_of_files(file: BinaryIO) -> bool:
    """Is it an archive that is no single character (a CHARX has `card.json` at its root)?"""
    file.seek(0)
    if file.read(4) != START:
        return False
    try:
        _require_small_directory(file)
        with zipfile.ZipFile(file) as archive:
            return all(PurePosixPath(info.filename) != PurePosixPath("card.json") for info in archive.infolist())
    except ImportTooLarge:
        return True
    except (ImportRefused, *_BROKEN):
        return False


def _require_small_directory(file: BinaryIO) -> None:
    """Look at the end record before the library reads the whole directory into memory (APPNOTE 4.3.14 to 4.3.16)."""
    size = _size(file)
    file.seek(max(0, size - _LONGEST_COMMENT - 22 - 20))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise ImportRefused("The file is not a ZIP archive, or ends in the middle.")
    (directory,) = struct.unpack_from("<I", tail, at + 12)
    if at >= 20 and tail[at - 20 : at - 16] == _LOCATOR_64:
        (place,) = struct.unpack_from("<Q", tail, at - 12)
        file.seek(min(place, size))
        record = file.read(56)
        directory = struct.unpack_from("<Q", record, 40)[0] if record[:4] == _END_64 and len(record) == 56 else directory
    if directory > MOST_DIRECTORY:
        raise ImportTooLarge(f"The archive's directory has {directory:,} bytes; at most {MOST_DIRECTORY:,} are read.")


def _size(file: BinaryIO) -> int:
    return file.seek(0, 2)
