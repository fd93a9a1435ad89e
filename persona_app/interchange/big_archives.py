"""ZIP archives of any number of files, read one file at a time from where they lie.

What can be wrong with a file is told of that file; the archive as a whole is refused only when its directory can't be read. Bounds: a
directory of 8 MB, so many files as the settings say, each as large as an upload, and together at most a hundred times the archive.
"""

import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO

from persona_app.interchange.archives import MOST_RATIO, START, is_folder, read_one, require_harmless, require_small_directory, size_of
from persona_app.interchange.errors import ImportRefused, ImportTooLarge

MOST_DIRECTORY = 8_000_000
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
        if len(self._infos) > most_files:
            raise ImportTooLarge(f"The archive has {len(self._infos):,} files; at most {most_files:,} are read.")
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


def is_archive_of_files(file: BinaryIO) -> bool:
    """Is it an archive that is no single character (a CHARX has `card.json` at its root)?"""
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
