"""Importing thousands of character cards, against the least that it could be: COPY of the same rows into tables with the same indexes.

The cards are made up in the sizes that real ones have: pictures of 70 to 600 kB with a card in them, and JSON of 2 to 20 kB with lore.
"""

import base64
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from bench.results import Measure, Result, result
from bench.studio import studio
from persona_app.core.db import libpq_url
from persona_app.interchange.blank_picture import blank_picture
from persona_app.interchange.png_chunks import Chunk, PngText, read_chunks, with_texts, write_chunks
from tests.factories import cards

CARDS = 5_000
AIM_CARDS, AIM_MEGABYTES, AIM_GROWTH = 100.0, 400.0, 1.25
SEED, PICTURES = 6, 0.5
KILOBYTES = (70, 140, 140, 220, 350, 600)
"""Of pictures; those of a well-known collection of cards are of this order."""
TABLES = ("persona", "persona_data", "persona_version", "import_file", "kept_aside", "kept_media", "event")
_IMPORT = """
import asyncio, resource, sys, time
from pathlib import Path
from uuid import UUID
from persona_app.core.config import get_settings
from persona_app.core.db import configure, unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.accounts.services.finding import get_operator
from persona_app.interchange.services.receiving import get_import, open_folder
from persona_app.interchange.working import work_through
configure(sys.argv[1])
with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
    actor = get_operator(session)
with unit_of_work(acting_for=actor.account_id) as session:
    batch, _ = open_folder(session, actor=actor, place=sys.argv[2], title="cards", on_same="keep_both", is_instructions_only=False)
done, early = 0, 0.0
def told(results):
    global done, early
    done += len(results)
    if done >= int(sys.argv[3]) // 5 and not early:
        early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
began, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
started = used.ru_utime + used.ru_stime
asyncio.run(work_through(batch.id, owner_id=actor.account_id, settings=get_settings(), paths=[Path(sys.argv[2])], told=told))
seconds = time.perf_counter() - began
with unit_of_work(acting_for=actor.account_id) as session:
    imported = get_import(session, actor=actor, batch_id=batch.id).imported
used = resource.getrusage(resource.RUSAGE_SELF)
print(seconds, used.ru_utime + used.ru_stime - started, early, used.ru_maxrss / 1024, imported)
"""


def run(scale: float) -> Iterator[Result]:
    """One benchmark."""
    count = max(50, round(CARDS * scale))
    with tempfile.TemporaryDirectory(prefix="persona-bench-") as folder, studio(latency=0) as at:
        archive = Path(folder) / "cards.zip"
        size = make_archive(archive, count=count)
        seconds, busy, early, late = _imported(at.url, archive, count=count)
        plain = _plain(at.url, Path(folder))
    rate, growth = count / seconds, late / early
    yield result(
        benchmark="imports",
        title="Importing character cards in bulk",
        size=f"{count:,} made-up cards of {size / 1_000_000:,.0f} MB, half of them pictures, out of one ZIP; beside COPY of the same rows"
        " into tables with the same indexes.",
        scale=scale,
        measures=(
            Measure(name="cards in a second", value=rate, unit="", aim="100 or more", is_met=rate >= AIM_CARDS),
            Measure(name="megabytes in a second", value=size / 1_000_000 / seconds, unit="MB"),
            Measure(name="processor time of the program for a card", value=1_000 * busy / count, unit="ms"),
            Measure(name="import against COPY", value=seconds / plain, unit="times"),
            Measure(name="memory at most", value=late, unit="MB", aim="under 400 MB", is_met=late < AIM_MEGABYTES),
            Measure(
                name="memory at the end against after a fifth",
                value=growth,
                unit="times",
                aim="within 1.25 times",
                is_met=growth <= AIM_GROWTH,
            ),
        ),
    )


def make_archive(path: Path, *, count: int) -> int:
    """A ZIP of made-up cards; how many bytes they have."""
    dice, size = random.Random(SEED), 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for number in range(count):
            is_picture = dice.random() < PICTURES
            data = _picture(number, dice) if is_picture else json.dumps(_card(number, dice)).encode()
            archive.writestr(f"characters/{number:05}.{'png' if is_picture else 'json'}", data)
            size += len(data)
    return size


WORDS = "salt harbour winter ledger crate quay rope lantern tide gull counting patient hums step evening weigh barrel fog bell".split()


def _text(dice: random.Random, characters: int) -> str:
    return " ".join(dice.choices(WORDS, k=characters // 6)).capitalize() + "."


def _card(number: int, dice: random.Random) -> cards.Values:
    card = cards.card_v2()
    entries = [{**cards.ENTRY, "id": entry, "content": _text(dice, 400)} for entry in range(dice.randrange(12))]
    card["data"] |= {
        "name": f"Person {number:05}",
        "description": _text(dice, dice.choice((800, 2_000, 4_000, 9_000))),
        "first_mes": _text(dice, 900),
        "mes_example": _text(dice, 600),
        "character_book": {**cards.BOOK, "entries": entries},
    }
    return card


def _picture(number: int, dice: random.Random) -> bytes:
    """A card in a picture whose pixels can't be packed; nobody decodes them."""
    chunks, _ = read_chunks(blank_picture("bench"))
    noise = Chunk(b"IDAT", dice.randbytes(dice.choice(KILOBYTES) * 1_000))
    bare = write_chunks([noise if chunk.type == b"IDAT" else chunk for chunk in chunks])
    return with_texts(bare, [PngText("chara", _packed(_card(number, dice)))])


def _packed(card: cards.Values) -> bytes:
    return base64.b64encode(json.dumps(card).encode())


def _imported(url: str, archive: Path, *, count: int) -> tuple[float, float, float, float]:
    """Seconds, those of the program's own processor, and megabytes at most after a fifth and at the end."""
    done = subprocess.run([sys.executable, "-c", _IMPORT, url, str(archive), str(count)], capture_output=True, text=True, check=True)
    seconds, busy, early, late, imported = map(float, done.stdout.split()[-5:])
    assert imported == count, done.stderr
    return seconds, busy, early, late


def _plain(url: str, folder: Path) -> float:
    """Seconds that COPY of all these rows takes; the median of three."""
    taken = []
    with psycopg.connect(libpq_url(url)) as connection:
        for table in TABLES:
            names = _written_columns(connection, table)
            with (folder / table).open("wb") as file, connection.cursor().copy(_copy(table, names, "TO STDOUT")) as rows:
                for piece in rows:
                    file.write(piece)
        for _ in range(3):
            taken.append(_copied(connection, folder))
    return statistics.median(taken)


def _copied(connection: psycopg.Connection, folder: Path) -> float:
    for table in TABLES:
        like = sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING INDEXES INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING STORAGE)")
        connection.execute(like.format(sql.Identifier(f"plain_{table}"), sql.Identifier(table)))
    connection.commit()
    began = time.perf_counter()
    for table in TABLES:
        statement = _copy(f"plain_{table}", _written_columns(connection, table), "FROM STDIN")
        with (folder / table).open("rb") as file, connection.cursor().copy(statement) as target:
            while piece := file.read(1_000_000):
                target.write(piece)
    connection.commit()
    seconds = time.perf_counter() - began
    for table in TABLES:
        connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(f"plain_{table}")))
    connection.commit()
    return seconds


def _copy(table: str, names: list[str], direction: str) -> sql.Composed:
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    return sql.SQL("COPY {} ({}) " + direction + " (FORMAT binary)").format(sql.Identifier(table), columns)


def _written_columns(connection: psycopg.Connection, table: str) -> list[str]:
    """Those that are no generated ones."""
    query = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"
    return [name for (name,) in connection.execute(query + " ORDER BY attnum", [table])]
