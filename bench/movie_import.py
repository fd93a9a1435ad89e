"""Importing a dialogue corpus, against the least that it could be: splitting its rows, and COPY into tables with the same indexes.

The Cornell Movie-Dialogs Corpus where it lies beside the project; else one of that size, made up. ConvoKit is no dependency, so reading the
corpus with it is not measured here.
"""

import lzma
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import psycopg

from bench.results import Measure, Result, result
from bench.studio import studio
from persona_app.core.db import libpq_url
from persona_app.core.ids import new_id
from persona_app.movies.layouts.cornell import CHARACTERS, FILES, LINES, TALKS, TITLES
from tests.factories.movies import generated_cornell

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "cornell"
FILMS, LINES_OF_FILM = 617, 380
ROUNDS = 3
AIM_TIMES, AIM_MEGABYTES = 2.0, 300.0
TABLES = ("movie", "character", "exchange", "line")
_IMPORT = """
import resource, sys, time
from pathlib import Path
from persona_app.core.db import configure, unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.movies.schemas import ImportOptions
from persona_app.movies.services.importing import import_corpus
configure(sys.argv[1])
began = time.perf_counter()
with unit_of_work(for_system=SystemWork.SHARED) as session:
    import_corpus(session, path=Path(sys.argv[2]), options=ImportOptions(name=sys.argv[3]))
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run(scale: float) -> Iterator[Result]:
    """One benchmark."""
    with _files(scale) as (folder, source), studio(latency=0) as at:
        lines = sum(1 for _ in (folder / LINES).open("rb"))
        imported, plain = [], []
        for number in range(ROUNDS):
            plain.append(_plain(at.url, folder))
            imported.append(_imported(at.url, folder, name=f"bench-{number}"))
            with psycopg.connect(libpq_url(at.url), autocommit=True) as connection:
                connection.execute("DELETE FROM corpus")
                connection.execute("VACUUM")
    seconds, least = statistics.median(one for one, _ in imported), statistics.median(plain)
    megabytes, times = max(memory for _, memory in imported), seconds / least
    yield result(
        benchmark="movie-import",
        title="Importing a dialogue corpus",
        size=f"{source}, {lines:,} lines; the median of {ROUNDS} imports, each in a process of its own, beside a plain parse and COPY of"
        " the same rows into tables with the same indexes. ConvoKit is no dependency and was not measured.",
        scale=scale,
        measures=(
            Measure(name="import", value=seconds, unit="s"),
            Measure(name="plain parse and COPY", value=least, unit="s"),
            Measure(name="import against that", value=times, unit="times", aim="within 2 times", is_met=times <= AIM_TIMES),
            Measure(name="memory at most", value=megabytes, unit="MB", aim="under 300 MB", is_met=megabytes < AIM_MEGABYTES),
        ),
    )


@contextmanager
def _files(scale: float) -> Iterator[tuple[Path, str]]:
    """The four files, unpacked, and whose they are."""
    folder = Path(tempfile.mkdtemp(prefix="persona-bench-"))
    try:
        if REAL.is_dir() and scale == 1:
            for name in FILES:
                with lzma.open(REAL / f"{name}.xz") as packed, (folder / name).open("wb") as file:
                    shutil.copyfileobj(packed, file)
            yield folder, "The Cornell Movie-Dialogs Corpus (77 % of its lines)"
        else:
            generated_cornell(folder, films=max(3, round(FILMS * scale)), lines=LINES_OF_FILM)
            yield folder, "A corpus made up in the Cornell layout"
    finally:
        shutil.rmtree(folder)


def _imported(url: str, folder: Path, *, name: str) -> tuple[float, float]:
    """Seconds, and megabytes at most."""
    done = subprocess.run([sys.executable, "-c", _IMPORT, url, str(folder), name], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split()[-2:])
    return seconds, megabytes


def _plain(url: str, folder: Path) -> float:
    """Seconds that splitting and copying takes; nothing is cleaned, ordered, checked or counted."""
    with psycopg.connect(libpq_url(url)) as connection:
        for table in TABLES:
            connection.execute(f'CREATE TABLE plain_{table} (LIKE "{table}" INCLUDING INDEXES INCLUDING DEFAULTS)')
        connection.commit()
        began = time.perf_counter()
        _copy(connection, folder)
        connection.commit()
        seconds = time.perf_counter() - began
        for table in TABLES:
            connection.execute(f"DROP TABLE plain_{table}")
    return seconds


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="cp1252", errors="replace", newline="\n") as file:
        for row in file:
            yield row.rstrip("\n").split(" +++$+++ ")


def _copy(connection: psycopg.Connection, folder: Path) -> None:
    corpus = new_id()
    films = {row[0]: new_id() for row in _rows(folder / TITLES)}
    people = {row[0]: new_id() for row in _rows(folder / CHARACTERS)}
    with connection.cursor().copy("COPY plain_movie (id, corpus_id, external_id, title, searched, genres, line_count) FROM STDIN") as copy:
        for row in _rows(folder / TITLES):
            copy.write_row((films[row[0]], corpus, row[0], row[1], row[1], "{}", 0))
    columns = "id, corpus_id, movie_id, external_id, name, searched, gender, line_count"
    with connection.cursor().copy(f"COPY plain_character ({columns}) FROM STDIN") as copy:
        for row in _rows(folder / CHARACTERS):
            copy.write_row((people[row[0]], corpus, films[row[2]], row[0], row[1], f"{row[1]} {row[3]}".lower(), "unknown", 0))
    lines = {row[0]: new_id() for row in _rows(folder / LINES)}
    of: dict[str, UUID] = {}
    before: dict[str, str] = {}
    with connection.cursor().copy("COPY plain_exchange (id, movie_id, external_id, position, line_count) FROM STDIN") as copy:
        for number, row in enumerate(_rows(folder / TALKS)):
            ids = [each for each in re.findall(r"'([^']*)'", row[3]) if each in lines]
            if ids:
                exchange = new_id()
                copy.write_row((exchange, films[row[2]], ids[0], number, len(ids)))
                of.update(dict.fromkeys(ids, exchange))
                before.update(zip(ids[1:], ids, strict=False))
    columns = "id, movie_id, character_id, external_id, position, text, answers_id, exchange_id"
    with connection.cursor().copy(f"COPY plain_line ({columns}) FROM STDIN") as copy:
        for number, row in enumerate(_rows(folder / LINES)):
            answered = lines.get(before.get(row[0], ""))
            copy.write_row((lines[row[0]], films[row[2]], people[row[1]], row[0], number, row[4], answered, of.get(row[0])))
