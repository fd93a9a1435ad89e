"""ZIP archives of any number of files, read one file at a time from where they lie.

What can be wrong with a file is told of that file; the archive as a whole is refused only when its directory can't be read. Bounds: a
directory of 12 MB, so many files as the settings say (an archive of our own has several for each persona), each as large as an upload,
and together at most a hundred times the archive.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from persona_app.interchange.archives import (
    MOST_RATIO,
    SMALL,
    START,
    is_folder,
    read_one,
    require_harmless,
    require_small_directory,
    size_of,
)
from persona_app.interchange.errors import ImportRefused, ImportTooLarge

OURS = "persona-studio.json"
"""The list in an archive that this program wrote."""
CHARACTER = ".charx"
"""Who calls a file so means one character: without one in it, the file is refused rather than looked through."""
FILES_OF_ONE = 8
"""Files that a persona of such an archive has, mostly; what came with it is more."""
MOST_DIRECTORY = 12_000_000
_AT_ONCE, _AROUND_A_TEXT = 1 << 18, 4_000_000
_LEAST_UNPACKED = 100_000_000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError, UnicodeError, struct.error)


class BigArchive:
    """An open archive; `names` are those of its files in their order, folders left out. For one thread at a time.

    Raises:
        ImportRefused: it is no archive, or its directory is damaged.
        ImportTooLarge: more files than are read.
    """

    def __init__(self, file: BinaryIO, *, most_files: int, most_bytes: int) -> None:
        require_small_directory(file, most=MOST_DIRECTORY)
        try:
            self._archive = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise ImportRefused("The ZIP archive is damaged.") from error
        self._infos = [info for info in self._archive.infolist() if not is_folder(info)]
        self.most_files = most_files
        most = most_files * (FILES_OF_ONE if any(info.filename == OURS for info in self._infos) else 1)
        if len(self._infos) > most:
            raise ImportTooLarge(f"The archive has {len(self._infos):,} files; at most {most:,} are read.")
        self._most_bytes = most_bytes
        self._left = max(_LEAST_UNPACKED, MOST_RATIO * size_of(file))

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

    def lines(self, number: int) -> Iterator[bytes]:
        """A file line by line, of which one is in memory.

        Raises:
            ImportRefused, ImportTooLarge: as `read`, wherever it is noticed.
        """
        info = self._infos[number]
        require_harmless(info, ())
        left, longest = min(self._left, max(SMALL, info.compress_size * MOST_RATIO)), 2 * self._most_bytes + _AROUND_A_TEXT
        try:
            with self._archive.open(info) as packed, io.BufferedReader(packed, _AT_ONCE) as file:  # type: ignore[type-var]
                while line := file.readline(longest + 1):
                    left -= len(line)
                    self._left -= len(line)
                    if left < 0 or len(line) > longest:
                        raise ImportTooLarge("The archive unpacks to more than is read, or is packed too tight.")
                    yield line
        except _BROKEN as error:
            raise ImportRefused("The file is damaged in the archive.") from error


def is_archive_of_files(file: BinaryIO, *, name: str = "") -> bool:
    """Is it an archive that is no single character (a CHARX has `card.json` at its root, or is called one)?"""
    if PurePosixPath(name).suffix.lower() == CHARACTER:
        return False
    file.seek(0)
    if file.read(4) != START:
        return False
    try:
        require_small_directory(file, most=MOST_DIRECTORY)
        with zipfile.ZipFile(file) as archive:
            return all(PurePosixPath(info.filename) != PurePosixPath("card.json") for info in archive.infolist())
    except ImportTooLarge:
        return True
    except (ImportRefused, *_BROKEN):
        return False
