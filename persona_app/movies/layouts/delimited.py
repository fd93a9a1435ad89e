"""Rows of CSV, TSV and their kin: which delimiter, which rows are no rows, and what spreadsheets did to them."""

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import NamedTuple

from persona_app.movies.errors import MappingWrong, SourceUnreadable
from persona_app.movies.films import Trouble, Troubles
from persona_app.movies.layouts.columns import NEEDED, known
from persona_app.movies.layouts.reading import LONGEST_ROW, row_too_long

MOST_COLUMNS = 500
SAMPLE_ROWS = 300
LONGEST_RECORD = 50
"""Lines of a file that one quoted text may go over; beyond, a quote was opened and never closed."""
_DELIMITERS = "\t;|,"
_QUOTED_WORDS = re.compile(r'^"(?:[^"\\]|\\.|"")*"(?: "(?:[^"\\]|\\.|"")*")+\s*$')
_PADDING = re.compile(r",{2,}\s*$", re.MULTILINE)


class Dialect(NamedTuple):
    """How rows are cut. `is_padded`: a spreadsheet filled them up with commas, although another delimiter is used."""

    delimiter: str
    escape: str | None = None
    is_padded: bool = False


class Record(NamedTuple):
    """A row and the number of its first line in the file, from 1."""

    number: int
    cells: list[str]


def lines_of(stream: io.TextIOWrapper, *, name: str) -> Iterator[str]:
    """Lines of a text.

    Raises:
        SourceUnreadable: one is longer than any row of dialogue.
    """
    while line := stream.readline(LONGEST_ROW + 1):
        if len(line) > LONGEST_ROW:
            raise row_too_long(name)
        yield line


def records(lines: Iterator[str], dialect: Dialect, *, troubles: Troubles, name: str) -> Iterator[Record]:
    """All rows that are not blank. Where a quote is opened and never closed, that line is broken, and reading goes on after it."""
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=dialect.delimiter, escapechar=dialect.escape)
    while True:
        first = source.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = []
        is_cut = source.is_over if len(source.taken) == 1 else not cells or not _is_whole(source.taken, dialect)
        if is_cut:
            troubles.add(Trouble.BROKEN_ROW, file=name, row=first)
            source.put_back()
            reader = csv.reader(source, delimiter=dialect.delimiter, escapechar=dialect.escape)
        elif any(cell.strip() for cell in cells):
            yield Record(first, [_PADDING.sub("", cell) for cell in cells] if dialect.is_padded else cells)


def _is_whole(lines: list[str], dialect: Dialect) -> bool:
    """Does a text over several lines end where its row goes on or ends? If not, its quote ends another row's text."""
    try:
        next(csv.reader(lines, delimiter=dialect.delimiter, escapechar=dialect.escape, strict=not dialect.is_padded))
    except (csv.Error, StopIteration):
        return False
    return len(lines) <= LONGEST_RECORD


class _Lines:
    """An iterator that knows what the row being read has taken, so that all but its first line can be read again."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0
        self.is_over = False
        """Was another line asked for when there was none? Within a row that means that the file ends inside a quote."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.taken) > LONGEST_RECORD:
            raise csv.Error("a quote is never closed")
        line = self._again.popleft() if self._again else next(self._lines, None)
        if line is None:
            self.is_over = True
            raise StopIteration
        self.taken.append(line)
        self.number += 1
        return line.replace("\x00", "")

    def begin_row(self) -> int:
        """The number of the line with which the next row begins."""
        self.taken.clear()
        self.is_over = False
        return self.number + 1

    def put_back(self) -> None:
        """All but the first line of the present row are read again."""
        again = self.taken[1:]
        self.number -= len(again)
        self._again.extendleft(reversed(again))


def find_dialect(sample: list[str], *, name: str) -> Dialect:
    """The delimiter that cuts most rows alike, preferring one whose first row names a speaker and a text.

    Raises:
        SourceUnreadable: nothing cuts the rows into columns.
        MappingWrong: more columns than dialogue has.
    """
    quoted = [line for line in sample if _QUOTED_WORDS.match(line)]
    if len(quoted) * 10 > len(sample) * 9:
        return Dialect(" ", escape="\\" if any('\\"' in line for line in quoted) else None)
    judged = [(_judge(sample, Dialect(one)), -place, one) for place, one in enumerate(_DELIMITERS)]
    (roles, share, columns), _, best = max(judged)
    if columns > MOST_COLUMNS:
        raise MappingWrong(name, what=f"it has {columns:,} columns; dialogue has a few. Keep those of speaker, text, film and scene.")
    if columns < 2 or share < 0.5 and not roles:
        raise SourceUnreadable(
            name, what="it is no table: no comma, semicolon, tab or bar cuts its rows into a speaker and a text. Save it as CSV first."
        )
    padded = [line for line in sample if _PADDING.search(line)]
    return Dialect(best, is_padded=best != "," and len(padded) * 2 > len(sample))


def _judge(sample: list[str], dialect: Dialect) -> tuple[int, float, int]:
    """Of a delimiter: roles named in a first row, the share of rows with as many columns as most, and that number."""
    rows = [record.cells for record in records(iter(sample), dialect, troubles=Troubles(), name="")]
    counts = Counter(map(len, rows))
    most = counts.most_common(1)[0][0] if counts else 0
    if most < 2 or most > MOST_COLUMNS:
        return 0, 0.0, most
    roles = len(set(NEEDED) & known([_PADDING.sub("", cell) for cell in rows[0]]).keys())
    return roles, round(counts[most] / len(rows), 2), most
