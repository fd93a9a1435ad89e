"""Reading a source as an import does, without a database."""

from pathlib import Path

from persona_app.movies.films import Film
from persona_app.movies.layouts.detecting import layout_of, whole_of
from persona_app.movies.layouts.reading import Reading
from persona_app.movies.loading import Loader
from persona_app.movies.sources import open_source

Rows = dict[str, list[list[str]]]


def read(path: Path, *, most_bytes: int = 50_000_000, **said: object) -> tuple[list[Film], Reading]:
    """All films of a source, and what was noted on the way."""
    with open_source(whole_of(path), most_bytes=most_bytes) as source, (reading := Reading(**said)).kept:
        return list(layout_of(source).films(source, reading).films), reading


def loaded(path: Path, **said: object) -> tuple[Rows, Reading]:
    """The rows that would be written, as lists of columns, by table."""
    rows: Rows = {}
    films, reading = read(path, **said)
    loader = Loader("test", "0" * 32, reading.troubles, lambda table, text: rows.setdefault(table, []).extend(_cells(text)))
    for film in films:
        loader.add(film)
    loader.flush()
    return rows, reading


def _cells(text: str) -> list[list[str]]:
    return [row.split("\t") for row in text.splitlines()]


def noted(reading: Reading) -> dict[str, int]:
    """Troubles by name, with how often."""
    return {trouble.name: count for trouble, count in reading.troubles.counts.items()}
