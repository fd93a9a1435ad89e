"""Rows put together by film, in little memory: what is beyond a bound waits in a file that has no name."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

HELD_BYTES = 48_000_000
"""So much of the rows is kept in memory, beside what Python needs to keep it."""


class FilmSpool:
    """Rows by film, in the order they came; films in the order of their first row. A row is bytes without a line feed."""

    def __init__(self, *, held_bytes: int = HELD_BYTES) -> None:
        self._held_bytes = held_bytes
        self._rows: dict[bytes, list[bytes]] = {}
        self._size = 0
        self._written: dict[bytes, list[tuple[int, int]]] = {}
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, film: bytes) -> bool:
        return film in self._rows

    def films(self) -> list[bytes]:
        """All films that have rows."""
        return list(self._rows)

    def add(self, film: bytes, row: bytes) -> None:
        """Keep one row."""
        rows = self._rows.get(film)
        if rows is None:
            rows = self._rows[film] = []
        rows.append(row)
        self._size += len(row)
        if self._size > self._held_bytes:
            self._spill()

    def take(self, film: bytes) -> Iterator[bytes]:
        """The film's rows, which are forgotten."""
        for start, length in self._written.pop(film, ()):
            assert self._file is not None  # noqa: S101 - something was written to it
            self._file.seek(start)
            yield from self._file.read(length).split(b"\n")
        yield from self._rows.pop(film, ())

    def _spill(self) -> None:
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115 - closed when the spool is left
        self._file.seek(0, 2)
        for film, rows in self._rows.items():
            if rows:
                start, written = self._file.tell(), b"\n".join(rows)
                self._file.write(written)
                self._written.setdefault(film, []).append((start, len(written)))
                rows.clear()
        self._size = 0
