"""JSON as rows: a list of objects, one object a line, or a tree of films, scenes and utterances of any shape.

In a tree, the objects that hold the words are the rows; what stands above them becomes columns of theirs.
"""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from persona_app.movies.errors import SourceUnreadable
from persona_app.movies.films import Trouble
from persona_app.movies.layouts.columns import ROLES, plain
from persona_app.movies.layouts.delimited import SAMPLE_ROWS, Record, lines_of
from persona_app.movies.layouts.reading import Reading
from persona_app.movies.sources import Source

JSON_ENDINGS = (".json", ".jsonl", ".ndjson")
LARGEST = 50_000_000
"""Bytes of a JSON document, which is read whole; one object a line may be of any size."""
DEEPEST = 30
SCENE = "#"
"""A column of ours: the group that a row stands in."""
BETWEEN = "\x1f"
"""Between several speakers in one value."""
_TEXTS = frozenset(ROLES["text"])
Row = dict[str, str]


def json_records(source: Source, reading: Reading, file: str) -> tuple[tuple[str, ...], Iterator[Record]]:
    """The columns of a file and its rows.

    Raises:
        SourceUnreadable: it is no JSON, nested too deep, or holds no dialogue.
        SourceTooLarge: a document that is too large to be read whole.
    """
    shown = source.members[file].name
    rows = _by_line(source, reading, file) if file.endswith((".jsonl", ".ndjson")) else iter(_document(source, reading, file))
    sample = list(islice(rows, SAMPLE_ROWS))
    names = tuple(dict.fromkeys(name for _, row in sample for name in row))
    if not names:
        raise SourceUnreadable(shown, what="no list of objects with a speaker and a text stands in it.")
    return names, (Record(number, [row.get(name, "") for name in names]) for part in (sample, rows) for number, row in part)


def _by_line(source: Source, reading: Reading, file: str) -> Iterator[tuple[int, Row]]:
    with reading.open_text(source, file) as stream:
        for number, line in enumerate(lines_of(stream, name=source.members[file].name), start=1):
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                found = None
            if isinstance(found, dict):
                yield number, _own(found)
            else:
                reading.troubles.add(Trouble.BROKEN_ROW, file=file, row=number)


def _document(source: Source, reading: Reading, file: str) -> list[tuple[int, Row]]:
    shown = source.members[file].name
    encoding = reading.encoding_of(source, file)
    try:
        whole = json.loads(source.read(file, most=LARGEST).decode(encoding, "replace"))
        found = list(_rows(whole, {}, place="", depth=0))
    except RecursionError as error:
        raise SourceUnreadable(shown, what="it is nested too deep.") from error
    except ValueError as error:
        raise SourceUnreadable(shown, what=f"it is not valid JSON ({error}).") from error
    kinds = Counter(kind for kind, _ in found)
    if not kinds:
        return []
    best = kinds.most_common(1)[0][0]
    return [(number, row) for number, row in enumerate((row for kind, row in found if kind == best), start=1)]


def _rows(node: Any, above: Row, *, place: str, depth: int) -> Iterator[tuple[str, Row]]:
    """Every object with words in it, below what stands above; with the name under which it stands."""
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(node, list):
        for number, one in enumerate(node, start=1):
            yield from _rows(one, above, place=f"{place}/{number}" if isinstance(one, dict | list) else place, depth=depth + 1)
        return
    if not isinstance(node, dict):
        return
    own = _own(node)
    if any(plain(name) in _TEXTS for name in own):
        scene = place.rpartition("/")[0]
        yield scene.rpartition("/")[2], {**above, **({SCENE: scene} if scene.count("/") > 0 else {}), **own}
        return
    for name, value in node.items():
        if isinstance(value, dict | list):
            yield from _rows(value, {**above, **own}, place=f"{place}/{name}", depth=depth + 1)


def _own(node: dict[str, Any]) -> Row:
    """What an object says in words and numbers; a list of words is several."""
    found: Row = {}
    for name, value in node.items():
        if isinstance(value, str):
            found[name] = value
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found[name] = str(value)
        elif isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            found[name] = BETWEEN.join(value)
    return found
