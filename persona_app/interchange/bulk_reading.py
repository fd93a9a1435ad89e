"""Files of an import of many, read one after the other, a portion at a time: whatever one of them is, the next one follows."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from uuid import UUID

from loguru import logger

from persona_app.core.errors import AppError
from persona_app.interchange.bulk_sources import Entry
from persona_app.interchange.errors import NoCardInPicture
from persona_app.interchange.formats import prompts
from persona_app.interchange.own_archive import Closing
from persona_app.interchange.preparing import Original, Prepared, prepare
from persona_app.interchange.reading import read_named

MOST_AT_ONCE, MOST_BYTES_AT_ONCE = 50, 6_000_000
UNREADABLE = "The file can't be read: it is damaged in a way that the program does not know. Nothing was imported of it."
Key = tuple[int, int]


@dataclass(frozen=True)
class Read:
    """A file, or a row of a table of prompts, that was looked at: ready to be stored, or why it can't be."""

    number: int
    row: int
    file: str
    prepared: Prepared | None = None
    closing: Closing | None = None
    reason: str = ""
    is_skipped: bool = False

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, about."""
        return self.prepared.size if self.prepared else 0


def read_portions(entries: Sequence[Entry], *, done: Collection[Key], author_id: UUID, most: int = MOST_AT_ONCE) -> Iterator[list[Read]]:
    """All that is not done yet, in portions of a bounded size."""
    portion: list[Read] = []
    for number, entry in enumerate(entries):
        if (number, 0) in done:
            continue
        for one in read_entry(entry, number=number, author_id=author_id):
            if (one.number, one.row) in done:
                continue
            portion.append(one)
            if len(portion) >= most or sum(each.size for each in portion) >= MOST_BYTES_AT_ONCE:
                yield portion
                portion = []
    if portion:
        yield portion


def read_entry(entry: Entry, *, number: int, author_id: UUID) -> Iterator[Read]:
    """The file; of a table of prompts each row, and what is wrong after some rows as the row after them."""
    row = 0
    try:
        if entry.close is not None:
            yield Read(number, 0, entry.file, closing=entry.close())
            return
        data = entry.load()
        if entry.prepare is not None:
            yield Read(number, 0, entry.file, prepared=entry.prepare(data))
            return
        if entry.read is None and _is_table(data):
            for row, part in prompts.rows_of(data):
                yield _read_row(entry, part, number=number, row=row, author_id=author_id)
            if not row:
                yield Read(number, 0, entry.file, reason="The table has no prompts in it. Nothing was imported of it.")
            return
        reading = entry.read(data) if entry.read else read_named(data, file_name=entry.file)
        original = Original(file_name=PurePosixPath(entry.file).name, data=data)
        yield Read(number, 0, entry.file, prepared=prepare(reading, original, author_id=author_id))
    except NoCardInPicture as error:
        yield Read(number, row, entry.file, reason=error.sentence, is_skipped=True)
    except AppError as error:
        yield Read(number, row + 1 if row else 0, entry.file, reason=error.sentence)
    except OSError as error:
        yield Read(number, 0, entry.file, reason=f"It can't be read: {error.strerror}.")
    except Exception as error:  # noqa: BLE001 - one file of thousands; what it holds is in no log
        logger.warning("a file could not be read for an import: {}", type(error).__name__)
        yield Read(number, row + 1 if row else 0, entry.file, reason=UNREADABLE)


def _read_row(entry: Entry, data: bytes, *, number: int, row: int, author_id: UUID) -> Read:
    file = f"{entry.file}, row {row}"
    try:
        original = Original(file_name=PurePosixPath(file).name, media_type="text/csv", data=data)
        return Read(number, row, file, prepared=prepare(read_named(data, file_name=file), original, author_id=author_id))
    except AppError as error:
        return Read(number, row, file, reason=error.sentence)


def _is_table(data: bytes) -> bool:
    """By its first line, so that a picture is not decoded as text."""
    return prompts.is_table(data[:2_000].decode("utf-8", errors="replace"))


def format_of(one: Read) -> str:
    """What the file is, as results tell it."""
    return one.prepared.reading.draft.format.value if one.prepared else ""
