"""Tables of prompts: CSV with the columns `act` and `prompt`, as awesome-chatgpt-prompts has them; each row is a persona.

A row by itself is a file of this format, too: the header and that row.
"""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from persona_app.interchange.claims import Stated, draft_claims, line_of
from persona_app.interchange.draft import Draft, Format, JsonObject, Kept, Loss, LossReport, Passage, Reading
from persona_app.interchange.errors import ImportRefused, ImportTooLarge
from persona_app.interchange.sheet import Sheet, from_content
from persona_app.interchange.texts import decode, storable
from persona_app.llm.questions import ClaimField

NAME, PROMPT = "act", "prompt"
MOST_ROWS = 20_000
MOST_COLUMNS = 30
_BEFORE = "\ufeff\r\n "
"""What may stand before the header."""


class Row(NamedTuple):
    """One row as a file of its own."""

    number: int
    data: bytes


def is_table(text: str) -> bool:
    """Does the text begin with a header that names both columns?"""
    first = text.lstrip(_BEFORE)[:1_000].splitlines()[:1]
    try:
        return bool(first) and {NAME, PROMPT} <= {name.strip().lower() for name in next(csv.reader(first), [])}
    except csv.Error:
        return False


def rows_of(data: bytes) -> Iterator[Row]:
    """The rows that have anything in them, each with the header.

    Raises:
        ImportRefused, ImportTooLarge: it can't be read as a table.
    """
    lines = _lines(decode(data))
    header = next(lines)
    for number, line in enumerate((line for line in lines if any(cell.strip() for cell in line)), start=1):
        if number > MOST_ROWS:
            raise ImportTooLarge(f"The table has more than {MOST_ROWS:,} rows.")
        yield Row(number, _written(header, line))


def read(data: bytes, *, name: str = "") -> Reading:
    """A table of one row.

    Raises:
        ImportRefused: it has none or several rows, or the row has no prompt.
        ImportTooLarge: too much to read.
    """
    header, *lines = [line for line in _lines(decode(data)) if any(cell.strip() for cell in line)]
    if len(lines) != 1:
        raise ImportRefused(f"The table holds {len(lines):,} prompts; give it to the imports of many files, which make a persona of each.")
    values: JsonObject = {key.strip()[:100] or "_": storable(cell) for key, cell in zip(header, lines[0], strict=False)}
    lowered = {key.lower(): str(cell) for key, cell in values.items()}
    prompt, called = lowered.get(PROMPT, ""), line_of(lowered.get(NAME, "")) or name
    if not prompt.strip():
        raise ImportRefused("The row has no prompt.")
    others = [key for key in values if key.lower() not in (NAME, PROMPT)]
    draft = Draft(
        format=Format.PROMPTS,
        name=called,
        content=prompt,
        passages=(Passage(place=NAME, label="Name", text=called), Passage(place=PROMPT, label="", text=prompt)),
        claims=draft_claims([Stated(ClaimField.NAME, (NAME,), called)]) if called else (),
        kept=Kept(format=Format.PROMPTS, value=values),
    )
    kept = tuple(Loss(place=key, why="kept aside as it is") for key in others)
    return Reading(draft=draft, losses=LossReport(mapped=(NAME, PROMPT), kept=kept))


def sheet_of(value: JsonObject) -> Sheet:
    """The row as a sheet."""
    lowered = {key.lower(): str(cell) for key, cell in value.items()}
    return Sheet(name=lowered.get(NAME, ""), **from_content(lowered.get(PROMPT, "")))


def _lines(text: str) -> Iterator[list[str]]:
    try:
        for line in csv.reader(io.StringIO(text.lstrip(_BEFORE)), strict=True):
            if len(line) > MOST_COLUMNS:
                raise ImportTooLarge(f"The table has more than {MOST_COLUMNS} columns.")
            yield line
    except csv.Error as error:
        raise ImportRefused(f"The table is broken: {error}.") from error


def _written(header: list[str], line: list[str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows((header, line))
    return out.getvalue().encode()
