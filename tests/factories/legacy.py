"""An older system's database for tests: its table, with rows that are well and rows that are damaged."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

CREATED = datetime(2019, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)
OLDER = "(id text, raw_text text, persona text, created_at timestamptz, updated_at timestamptz)"
Row = tuple[Any, Any, Any, Any, Any]


def make_legacy_table(url: str, rows: Iterable[Row] = (), *, shape: str = OLDER) -> None:
    """The table `personas`, without the keys and checks that would have kept damage away."""
    with psycopg.connect(url) as connection:
        connection.execute(f"CREATE TABLE personas {shape}")
        with connection.cursor() as cursor, cursor.copy("COPY personas (id, raw_text, persona, created_at, updated_at) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def good_row(number: int, *, old_id: str | None = None, **changed: Any) -> Row:
    """A row that can be taken; every third has an id that is no UUID."""
    row = {
        "id": old_id or (f"row {number}" if number % 3 == 0 else str(UUID(int=number))),
        "raw_text": f"Ada number {number} likes tea.\r\nShe lives in “Bath”, house {number}.\n",
        "persona": json.dumps({"name": f"Ada {number}", "likes": ["tea", "```"], "n": 1.50}, indent=2),
        "created_at": CREATED + timedelta(hours=number),
        "updated_at": CREATED + timedelta(hours=number, days=3),
    }
    return tuple((row | changed).values())  # type: ignore[return-value]


def damaged_rows() -> Sequence[tuple[Row, str]]:
    """Rows that can't be taken, with how the report calls each; none has an id that a good row has."""
    times = {"no creation": {"created_at": None}, "no change": {"updated_at": None}, "endless": {"created_at": "infinity"}}
    broken = {"broken": '{"name": ', "not a number": '{"age": NaN}', "list": "[1, 2]", "bare": "plain words"}
    rows = [(good_row(1, old_id=name, **changed), name) for name, changed in times.items()]
    rows += [(good_row(1, old_id=name, persona=persona), name) for name, persona in broken.items()]
    rows += [(good_row(1, old_id="deep", persona='{"a":' * 65 + "1" + "}" * 65), "deep")]
    rows += [(good_row(1, old_id="abyss", persona='{"a":' * 9000 + "1" + "}" * 9000), "abyss")]
    rows += [(good_row(1, old_id=name, raw_text=text), name) for name, text in {"null": None, "empty": "", "blank": " \n\t"}.items()]
    rows += [(good_row(1, old_id="long text", raw_text="x" * 30_000), "long text")]
    rows += [(good_row(1, old_id="long persona", persona=json.dumps({"x": "y" * 30_000})), "long persona")]
    rows += [(good_row(1, old_id="x" * 201), "at "), (good_row(1, old_id="bell\a"), "at "), (good_row(1, old_id=" "), "at ")]
    return [*rows, ((None, *good_row(1)[1:]), "at ")]
