"""Tables and structures as lines that can be read and quoted."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from persona_app.ingestion.errors import FileDamaged, FileExpandsTooMuch, FileNestedTooDeep
from persona_app.ingestion.schemas import Limits

_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_FIELD = 100_000_000
_BRACKETS_OUTSIDE_STRINGS = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)


class _Member(NamedTuple):
    """One name of a JSON object with its value; a list of them keeps names that stand twice."""

    name: str
    value: object


def joined(lines: Iterable[str], *, name: str, limits: Limits) -> str:
    """The lines as one text.

    Raises:
        FileExpandsTooMuch: there are more characters than allowed.
    """
    kept: list[str] = []
    length = 0
    for line in lines:
        length += len(line) + 1
        if length > limits.max_characters:
            raise FileExpandsTooMuch(name)
        kept.append(line)
    return "\n".join(kept)


def _delimiter(lines: list[str]) -> str:
    """The character that splits the first rows into most columns of one same number."""

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines[:20], delimiter=delimiter) if row]
        width = widths[0] if widths else 0
        return (widths.count(width) if width > 1 else 0, width)

    return max(_DELIMITERS, key=score)


def _row_lines(rows: Iterable[list[str]]) -> Iterator[str]:
    header: list[str] | None = None
    for row in rows:
        cells = [cell.strip() for cell in row]
        if header is None:
            header = cells
            continue
        filled = [(i, cell) for i, cell in enumerate(cells) if cell]
        for i, cell in filled:
            title = header[i] if i < len(header) else ""
            yield f"{title or f'column {i + 1}'}: {cell}"
        if filled:
            yield ""


def table_text(text: str, *, name: str, limits: Limits) -> str:
    """A CSV (RFC 4180, or with semicolons, tabs, bars) as `header: value` lines, rows parted by a blank line.

    The first row is the header. A single column, or a header alone, is no table: its text stays as it is.

    Raises:
        FileDamaged: the rows cannot be told apart.
        FileExpandsTooMuch: the repeated headers make it too long.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_FIELD))
    lines = text.splitlines(keepends=True)
    try:
        reader = csv.reader(lines, delimiter=_delimiter(lines))
        rendered = joined(_row_lines(reader), name=name, limits=limits).strip("\n")
    except csv.Error as error:
        raise FileDamaged(name, what=f"it is not a table that can be followed ({error})") from error
    is_table = "\n" in text.strip() and len(next(csv.reader(lines, delimiter=_delimiter(lines)), [])) > 1
    return rendered if is_table and rendered else text


def _refuse_deep_nesting(text: str, *, name: str, limit: int) -> None:
    depth = 0
    for token in _BRACKETS_OUTSIDE_STRINGS.finditer(text):
        mark = token.group()
        depth += 1 if mark in "[{" else -1 if mark in "]}" else 0
        if depth > limit:
            raise FileNestedTooDeep(name, limit=limit)


def _parsed(text: str, *, name: str) -> object:
    """Numbers stay as they were written."""
    try:
        return json.loads(
            text,
            strict=False,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
            object_pairs_hook=lambda pairs: [_Member(*pair) for pair in pairs],
        )
    except json.JSONDecodeError as error:
        raise FileDamaged(name, what=f"its JSON is broken at line {error.lineno}, column {error.colno} ({error.msg})") from error


def _scalar(value: object, indent: str) -> str:
    words = {True: "true", False: "false", None: "null"}.get(value) if isinstance(value, bool | None) else str(value)
    return str(words).replace("\n", "\n" + indent)


def _tree_lines(value: object, indent: str = "") -> Iterator[str]:
    """Indented lines, `name: value` and `- value`; recursion is bounded by the nesting limit."""
    if not isinstance(value, list):
        yield indent + _scalar(value, indent)
        return
    for entry in value:
        mark, inner = (f"{entry.name}:", entry.value) if isinstance(entry, _Member) else ("-", entry)
        if isinstance(inner, list):
            yield indent + mark
            yield from _tree_lines(inner, indent + "  ")
        else:
            yield f"{indent}{mark} {_scalar(inner, indent + '  ')}"


def structure_text(text: str, *, name: str, limits: Limits) -> str:
    """JSON (RFC 8259) as indented lines, strings unescaped, order and repeated names kept.

    Raises:
        FileDamaged: the JSON is broken; the sentence names line and column.
        FileNestedTooDeep: there are more levels than allowed.
        FileExpandsTooMuch: the indentation makes it too long.
    """
    _refuse_deep_nesting(text, name=name, limit=limits.nesting)
    return joined(_tree_lines(_parsed(text, name=name)), name=name, limits=limits)
