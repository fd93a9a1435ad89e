"""Dialogue in a table (CSV, TSV, JSON): one line in each row, whoever made it, with columns by any names."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import PurePath

from persona_app.movies.errors import LayoutUnknown, MappingWrong
from persona_app.movies.films import Film, FilmStream, Speaker, Talk, Trouble, Utterance
from persona_app.movies.layouts import columns
from persona_app.movies.layouts.delimited import SAMPLE_ROWS, Record, find_dialect, lines_of, records
from persona_app.movies.layouts.layout import Layout, Look
from persona_app.movies.layouts.reading import Reading, gender_in, in_order, list_in, number_in, rating_in, year_in
from persona_app.movies.layouts.records_json import JSON_ENDINGS, json_records
from persona_app.movies.sources import Source
from persona_app.movies.spooling import FilmSpool

_TABLE_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
_ROWS_TOLD = 20_000


@dataclass(slots=True)
class _Table:
    """A file as rows, with the names of its columns and what they are."""

    file: str
    names: tuple[str, ...]
    mapping: dict[str, int]
    rows: Iterator[Record]
    title: str


class Tables(Layout):
    """One table, or several of the same kind."""

    name = "table"

    def fits(self, source: Source) -> bool:
        """Is there a file that may be a table?"""
        return bool(_files(source))

    def look(self, source: Source, reading: Reading) -> Look:
        """The columns of the first file; what a person says about them is checked."""
        table = _open(source, reading, _files(source)[0])
        problem = columns.missing(table.mapping, table.names)
        mapping = {role: table.names[place] for role, place in table.mapping.items()}
        return Look(table.names, mapping, (problem,) if problem else ())

    def films(self, source: Source, reading: Reading) -> FilmStream:
        """A film for each value of the film's column; without one, each file is a film.

        Raises:
            MappingWrong: it can't be told who speaks and what is said.
            SourceUnreadable: a file is no table.
        """
        spool = reading.kept.enter_context(FilmSpool())
        for file in _files(source):
            _spool(_open(source, reading, file), reading, spool, source=source.name)
        if not len(spool):
            raise LayoutUnknown(source.name, what="no row has a speaker and words.")
        return FilmStream(len(spool), (_film(key, spool.take(key), reading) for key in spool.films()))


def _files(source: Source) -> list[str]:
    """The files that are tables by their names; a source of one file is taken whatever it is called, if that is no other kind."""
    found = sorted(name for name in source.members if name.endswith((*_TABLE_ENDINGS, *JSON_ENDINGS)))
    readable = [name for name in found if not name.startswith(("readme", "license", "licence"))]
    return readable or (list(source.members) if len(source.members) == 1 and "." not in source.name else [])


def _open(source: Source, reading: Reading, file: str) -> _Table:
    opened = _open_json(source, reading, file) if file.endswith(JSON_ENDINGS) else _open_text(source, reading, file)
    opened.mapping.update(columns.said(reading.mapping, opened.names, source=opened.file))
    return opened


def _open_json(source: Source, reading: Reading, file: str) -> _Table:
    names, rows = json_records(source, reading, file)
    sample = list(islice(rows, SAMPLE_ROWS))
    mapping = columns.guess(names, [record.cells for record in sample])
    return _Table(file, names, mapping, chain(sample, rows), PurePath(source.members[file].name).stem)


def _open_text(source: Source, reading: Reading, file: str) -> _Table:
    shown = source.members[file].name
    stream = reading.kept.enter_context(reading.open_text(source, file))
    lines = lines_of(stream, name=shown)
    sample = list(islice(lines, SAMPLE_ROWS))
    title, skipped = _heading(sample)
    dialect = find_dialect(sample[skipped:], name=shown)
    rows = records(chain(sample[skipped:], lines), dialect, troubles=reading.troubles, name=file)
    begun = list(islice((record._replace(number=record.number + skipped) for record in rows), SAMPLE_ROWS // 2))
    names, mapping, is_headed = _header([record.cells for record in begun], reading.mapping)
    kept = chain(begun[is_headed:], (record._replace(number=record.number + skipped) for record in rows))
    return _Table(file, names, mapping, kept, title or PurePath(shown).stem)


def _heading(sample: list[str]) -> tuple[str, int]:
    """A title that stands alone above the rows, and how many lines to pass over."""
    blank = next((place for place, line in enumerate(sample[:4]) if not line.strip()), None)
    if blank is None or blank > 2:
        return "", 0
    above = [line.strip() for line in sample[:blank] if line.strip()]
    if any(mark in line for line in above for mark in "\t;|"):
        return "", 0
    return (above[0][:200] if above else ""), blank + 1


def _header(rows: list[list[str]], said: Mapping[str, str]) -> tuple[tuple[str, ...], dict[str, int], bool]:
    """The names of the columns, which is what, and whether the first row holds the names."""
    width = max(map(len, rows[1:] or rows), default=0)
    first = [cell.strip() for cell in rows[0]] if rows else []
    is_named = bool(columns.known(first)) or any(name in first for name in said.values())
    is_headed = is_named or columns.looks_like_names(first, rows[1:])
    if not is_headed:
        names = tuple(str(place) for place in range(1, width + 1))
        return names, columns.guess(names, rows), False
    if len(first) == width - 1:  # as R writes tables: the rows' numbers have no name
        first = ["row", *first]
    names = tuple(first)
    return names, columns.guess(names, rows[1:]), True


def _spool(table: _Table, reading: Reading, spool: FilmSpool, *, source: str) -> None:
    """Put the rows together by film; only what has a role is kept."""
    if problem := columns.missing(table.mapping, table.names):
        raise MappingWrong(source, what=problem)
    roles, least = list(table.mapping.items()), 1 + max(table.mapping[role] for role in columns.NEEDED)
    for count, record in enumerate(table.rows):
        if len(record.cells) < least:
            reading.troubles.add(Trouble.BROKEN_ROW, file=table.file, row=record.number)
            continue
        row = {role: record.cells[place] for role, place in roles if place < len(record.cells)}
        film = row.get("movie", "").strip() or table.title
        row["at"], row["file"] = str(record.number), table.file
        spool.add(film[:500].encode("utf-8", "replace"), json.dumps(row).encode())
        if not count % _ROWS_TOLD:
            reading.told(0)


def _film(key: bytes, rows: Iterator[bytes], reading: Reading) -> Film:
    title = key.decode()
    film = Film(title, title)
    said = [json.loads(row) for row in rows]
    film.file = said[0]["file"]
    ids = [row.get("id", "").strip() for row in said]
    is_identified = all(ids) and len(set(ids)) == len(ids)
    scenes: list[str] = []
    for place, row in enumerate(said):
        _describe(film, row)
        speaker = _speaker(film, row, reading)
        if speaker is not None:
            line = ids[place] if is_identified else str(place + 1)
            film.utterances.append(Utterance(line, speaker, row["text"], int(row["at"])))
            scenes.append(row.get("scene", ""))
    film.talks = _talks(film.utterances, scenes)
    film.utterances = in_order(film.utterances)
    return film


def _describe(film: Film, row: dict[str, str]) -> None:
    """What rows say about their film; the first word counts."""
    film.year = film.year or year_in(row.get("year", ""))
    film.genres = film.genres or list_in(row.get("genres", ""))
    film.rating = film.rating or rating_in(row.get("rating", ""))
    film.votes = film.votes or number_in(row.get("votes", ""))


def _speaker(film: Film, row: dict[str, str], reading: Reading) -> str | None:
    """The speaker's id, which is the name in small letters; noted in the film when it is new."""
    names = [name for one in row["speaker"].split("\x1f") if (name := " ".join(one.split()))]
    if not names:
        reading.troubles.add(Trouble.NO_SPEAKER, file=film.file, row=row["at"])
        return None
    if len(names) > 1:
        reading.troubles.add(Trouble.SEVERAL_SPEAKERS, file=film.file, row=row["at"])
    key = names[0].casefold()[:200]
    if key not in film.speakers:
        film.speakers[key] = Speaker(key, names[0], gender_in(row.get("gender", "")))
    return key


def _talks(utterances: list[Utterance], scenes: list[str]) -> list[Talk]:
    """One exchange for each run of rows with the same scene; without scenes, the film is one."""
    talks: list[Talk] = []
    before: str | None = None
    for one, scene in zip(utterances, scenes, strict=True):
        if scene != before:
            talks.append(Talk(one.id, []))
            before = scene
        talks[-1].lines.append(one.id)
    return talks
