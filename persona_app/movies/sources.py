"""The files of a corpus, whether they lie in a folder, in a ZIP, or alone and compressed; never more of them than an import takes."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple, cast

from persona_app.movies.errors import SourceMissing, SourceTooLarge, SourceUnreadable

MOST_FILES = 2_000
MOST_RATIO = 200
"""What is compressed may grow by this factor; dialogue grows by 3 to 30."""
RATIO_FREE_BYTES = 10_000_000
"""Below this size no ratio is asked."""
_COMPRESSED: dict[str, type[lzma.LZMAFile | gzip.GzipFile | bz2.BZ2File]] = {
    ".xz": lzma.LZMAFile,
    ".gz": gzip.GzipFile,
    ".bz2": bz2.BZ2File,
}
_BROKEN = (zipfile.BadZipFile, lzma.LZMAError, zlib.error, EOFError, RuntimeError, gzip.BadGzipFile)


class Member(NamedTuple):
    """One file of a source; `stored` is its size as it lies there."""

    name: str
    stored: int
    open: Callable[[], IO[bytes]]


class _Counted(io.RawIOBase):
    """A stream that ends with an error when more comes out of it than may."""

    def __init__(self, member: Member, *, most: int) -> None:
        self._stream = member.open()
        self._member = member
        self._left = most
        self._most = most
        self._ratio_left = max(RATIO_FREE_BYTES, member.stored * MOST_RATIO)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Raises SourceTooLarge or SourceUnreadable."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            piece = self._stream.read(len(view))
        except (*_BROKEN, OSError) as error:
            raise SourceUnreadable(self._member.name, what="the compressed file is damaged. Get it again.") from error
        self._left -= len(piece)
        self._ratio_left -= len(piece)
        if self._left < 0:
            raise SourceTooLarge(self._member.name, what=f"unpacked it is larger than {self._most:,} bytes (PERSONA_CORPUS_MAX_BYTES).")
        if self._ratio_left < 0:
            raise SourceTooLarge(self._member.name, what=f"unpacked it is more than {MOST_RATIO} times as large. Unpack it yourself first.")
        view[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """And what it reads from."""
        self._stream.close()
        super().close()


class Source:
    """The files of a corpus by their names in small letters, without folders and without the ending of a compression."""

    def __init__(self, name: str, members: list[Member], *, digest: Callable[[], str], most_bytes: int) -> None:
        self.name = name
        self.most_bytes = most_bytes
        self.digest = digest
        self.members = {member.name.lower(): member for member in members}

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def open(self, name: str) -> io.BufferedReader:
        """One of the files, from its beginning.

        Raises:
            SourceUnreadable: it is damaged.
        """
        member = self.members[name]
        try:
            return io.BufferedReader(_Counted(member, most=self.most_bytes), 1 << 18)
        except (*_BROKEN, OSError) as error:
            raise SourceUnreadable(member.name, what="the file is damaged or has a password. Get it again, or unpack it.") from error

    def read(self, name: str, *, most: int) -> bytes:
        """A whole file that must not be larger than `most` bytes.

        Raises:
            SourceTooLarge: it is.
            SourceUnreadable: it is damaged.
        """
        with self.open(name) as stream:
            content = stream.read(most + 1)
        if len(content) > most:
            raise SourceTooLarge(self.members[name].name, what=f"files of this kind may have {most:,} bytes.")
        return content


@contextmanager
def open_source(path: Path, *, most_bytes: int) -> Iterator[Source]:
    """The files at a path: a folder's, a ZIP's, or the one.

    Raises:
        SourceMissing: there is nothing.
        SourceUnreadable: a ZIP that is damaged.
        SourceTooLarge: too many files.
    """
    try:
        if path.is_dir():
            yield _folder(path, most_bytes=most_bytes)
        elif zipfile.is_zipfile(path):
            with _zip(path) as archive:
                yield Source(path.name, _zip_members(archive, path.name), digest=lambda: _digest([path]), most_bytes=most_bytes)
        else:
            yield Source(_plain(path.name), [_file(path)], digest=lambda: _digest([path]), most_bytes=most_bytes)
    except (FileNotFoundError, PermissionError) as error:
        raise SourceMissing(str(path)) from error


def _plain(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return stem if f"{dot}{ending}".lower() in _COMPRESSED else name


def _file(path: Path) -> Member:
    return Member(_plain(path.name), path.stat().st_size, partial(_open_file, path))


def _open_file(path: Path) -> IO[bytes]:
    unpack = _COMPRESSED.get(path.suffix.lower())
    return cast(IO[bytes], unpack(path)) if unpack else path.open("rb")


def _folder(path: Path, *, most_bytes: int) -> Source:
    found = [one for one in sorted([*path.glob("*"), *path.glob("*/*")]) if one.is_file() and not one.name.startswith(".")]
    if len(found) > MOST_FILES:
        raise SourceTooLarge(path.name, what=f"it has more than {MOST_FILES:,} files. Put those of the corpus into a folder of their own.")
    return Source(path.name, [_file(one) for one in found], digest=lambda: _digest(found), most_bytes=most_bytes)


@contextmanager
def _zip(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except (*_BROKEN, OSError) as error:
        raise SourceUnreadable(path.name, what="the ZIP is damaged. Get it again.") from error
    with archive:
        yield archive


def _zip_members(archive: zipfile.ZipFile, name: str) -> list[Member]:
    """Files by their last name; what is hidden or a system's own is passed over. Nothing is written by the names given there."""
    entries = [one for one in archive.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
    if len(entries) > MOST_FILES:
        raise SourceTooLarge(name, what=f"it holds more than {MOST_FILES:,} files.")
    shown = [(PurePosixPath(one.filename.replace("\\", "/")).name, one) for one in entries]
    return [Member(plain, one.compress_size, partial(archive.open, one)) for plain, one in shown if not plain.startswith(".")]


def _digest(paths: list[Path]) -> str:
    """SHA-256 of names and contents as they lie there."""
    whole = sha256()
    for path in paths:
        whole.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as stream:
            while piece := stream.read(1 << 20):
                whole.update(piece)
    return whole.hexdigest()
