"""Reading the older table `personas(id, raw_text, persona, created_at, updated_at)`: one snapshot of it, a few rows in memory at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.rows import class_row

from persona_app.core.db import libpq_url
from persona_app.interchange.legacy_errors import SourceAway, SourceUnfit
from persona_app.interchange.schemas import LegacyRow

AT_ONCE = 200
_COLUMNS = {"id", "raw_text", "persona", "created_at", "updated_at"}
_TIMES = {"timestamp without time zone", "timestamp with time zone"}
_SHAPE = """
SELECT a.attname, format_type(a.atttypid, NULL) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.oid = to_regclass('personas') AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
"""
_ROWS = """
SELECT ctid::text AS place, id::text AS id,
       CASE WHEN octet_length(raw_text::text) <= %(most)s THEN raw_text::text END AS text, octet_length(raw_text::text) AS text_bytes,
       CASE WHEN octet_length(persona::text) <= %(most)s THEN persona::text END AS persona, octet_length(persona::text) AS persona_bytes,
       CASE WHEN created_at BETWEEN '0001-01-02' AND '9999-12-30' THEN created_at::timestamptz END AS created_at,
       CASE WHEN updated_at BETWEEN '0001-01-02' AND '9999-12-30' THEN updated_at::timestamptz END AS updated_at
FROM personas ORDER BY lower(id::text) COLLATE "C", id::text COLLATE "C", created_at, ctid
"""


class LegacyTable:
    """The table as it stood when it was opened."""

    def __init__(self, connection: psycopg.Connection, *, most_bytes: int) -> None:
        self._connection = connection
        self._most_bytes = most_bytes

    def count(self) -> int:
        """How many rows it has."""
        with _telling():
            row = self._connection.execute("SELECT count(*) FROM personas").fetchone()
        return int(row[0]) if row else 0

    def batches(self) -> Iterator[list[LegacyRow]]:
        """All rows, those with one id behind each other, the oldest first; always in the same order.

        Raises:
            SourceAway: the database went away meanwhile.
        """
        with _telling(), self._connection.cursor(name="rows", row_factory=class_row(LegacyRow)) as cursor:
            cursor.execute(_ROWS, {"most": self._most_bytes})
            while rows := cursor.fetchmany(AT_ONCE):
                yield rows


@contextmanager
def open_legacy_table(url: str, *, most_bytes: int) -> Iterator[LegacyTable]:
    """A view of one moment, in which nothing can be changed. Times without a zone are taken as UTC.

    Raises:
        SourceAway: there is no such database, or it lets this account not in.
        SourceUnfit: it has no table `personas` of this shape.
    """
    with _telling():
        connection = psycopg.connect(libpq_url(url), connect_timeout=10)
    with connection:
        with _telling():
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            if connection.info.parameter_status("server_encoding") != "SQL_ASCII":
                connection.execute("SET client_encoding TO 'UTF8'")
            connection.execute("SET TIME ZONE 'UTC'")
            _require_shape(connection)
        yield LegacyTable(connection, most_bytes=most_bytes)


def _require_shape(connection: psycopg.Connection) -> None:
    shape = {_text(name): _text(kind) for name, kind in connection.execute(_SHAPE)}
    if missing := _COLUMNS - shape.keys():
        raise SourceUnfit(
            "The older database has no table `personas` with the columns id, raw_text, persona, created_at and updated_at"
            f" (missing: {', '.join(sorted(missing))}). Nothing was taken over; check the address."
        )
    if odd := [name for name in ("created_at", "updated_at") if shape[name] not in _TIMES]:
        raise SourceUnfit(
            f"{' and '.join(odd)} in the older table are no timestamps. Nothing was taken over; change their type there first."
        )


def _text(value: str | bytes) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else value


@contextmanager
def _telling() -> Iterator[None]:
    """Failures of the older database, as a sentence without its address."""
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise SourceUnfit("The older database does not let this account read the table `personas`. Nothing more was taken over.") from error
    except (psycopg.OperationalError, psycopg.InterfaceError, psycopg.ProgrammingError) as error:
        raise SourceAway from error
