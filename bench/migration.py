"""Taking an older system's table over: judged, stored, compared; rows a second, memory, and every count against what was put there.

About every hundredth row is damaged in one of nine ways. Text and JSON are made up, of about 1.1 kB and 0.7 kB.
"""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
from pydantic import BaseModel, ConfigDict

from bench.results import Measure, Result, result
from bench.studio import studio
from persona_app.core.db import libpq_url
from persona_app.interchange.schemas import Reason, Report
from tests.factories.legacy import CREATED, Row, good_row, make_legacy_table

ROWS = 100_000
DAMAGED_EVERY = 93
AIM_MEGABYTES = 150.0
MOST_BYTES = 10_000_000
DAMAGE: tuple[tuple[dict[str, object], Reason], ...] = (
    ({"raw_text": None}, Reason.NO_TEXT),
    ({"raw_text": " \n\t"}, Reason.NO_TEXT),
    ({"persona": '{"name": '}, Reason.BROKEN_JSON),
    ({"persona": "[1, 2]"}, Reason.NOT_AN_OBJECT),
    ({"persona": '{"a":' * 65 + "1" + "}" * 65}, Reason.NESTED_TOO_DEEP),
    ({"created_at": None}, Reason.NO_TIME),
    ({"updated_at": "infinity"}, Reason.NO_TIME),
    ({"id": None}, Reason.NO_ID),
    ({"id": "x" * 201}, Reason.ID_UNFIT),
)
_WORDS = "Ada likes tea by the sea and writes letters to her sister about engines, bread, boats, weather, music, work and home.".split()
_TAKE = """
import re, resource, sys, time
from pathlib import Path
from persona_app.accounts.services.finding import get_operator
from persona_app.core.db import configure, unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.interchange.legacy_table import open_legacy_table
from persona_app.interchange.migrating import take_over
url, older, most_bytes, is_trial = sys.argv[1:]
configure(url)
with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
    actor = get_operator(session)
began = time.perf_counter()
with open_legacy_table(older, most_bytes=int(most_bytes)) as table:
    report = take_over(table, actor=actor, is_trial=is_trial == "trial", tell=lambda _: None, advance=lambda _: None)
print(time.perf_counter() - began)
status = Path("/proc/self/status")  # getrusage knows what the process was before it was this one
own = re.search(r"VmHWM:\\s*(\\d+)", status.read_text()) if status.exists() else None
print((int(own[1]) if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024)
print(report.model_dump_json())
"""


class _Pass(BaseModel):
    """One run of the migration, in a process of its own."""

    model_config = ConfigDict(frozen=True)

    seconds: float
    megabytes: float
    report: Report

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.report.found / self.seconds


def run(scale: float) -> Iterator[Result]:
    """One benchmark."""
    rows = max(300, round(ROWS * scale))
    with studio(latency=0) as at:
        older, damaged = _fill(at.url, rows=rows)
        passes = [_pass(at.url, older, kind) for kind in ("trial", "real", "real")]
        stored, plain = _stored(at.url), _plain(at.url)
    wanted = rows - damaged.total()
    yield result(
        benchmark="migration",
        title="Taking an older system's table over",
        size=f"{rows:,} rows, {damaged.total():,} of them damaged in {len(DAMAGE)} ways; both databases on one PostgreSQL, each pass in a"
        " process of its own. *Plain* is one INSERT … SELECT of the stored texts into a table with the same indexes.",
        scale=scale,
        measures=(*_figures(passes, plain=plain), *_counts(passes, stored=stored, wanted=wanted, damaged=damaged)),
    )


def _figures(passes: list[_Pass], *, plain: float) -> Iterator[Measure]:
    trial, taken, again = passes
    megabytes = max(each.megabytes for each in passes)
    yield Measure(name="dry run", value=trial.rate, unit="rows/s")
    yield Measure(name="taking over and comparing", value=taken.rate, unit="rows/s")
    yield Measure(name="the same again, all skipped and compared", value=again.rate, unit="rows/s")
    yield Measure(name="taking over and comparing, against plain", value=taken.seconds / plain, unit="times")
    aim = f"under {AIM_MEGABYTES:g} MB"
    yield Measure(name="memory at most", value=megabytes, unit="MB", aim=aim, is_met=megabytes < AIM_MEGABYTES)


def _counts(passes: list[_Pass], *, stored: tuple[int, int], wanted: int, damaged: Counter[Reason]) -> Iterator[Measure]:
    """What the reports and the database say, against what was put there."""
    trial, taken, again = (each.report for each in passes)
    counts = {
        "dry run: would be taken over": (trial.taken, wanted),
        "taken over": (taken.taken, wanted),
        "compared and found the same": (taken.verified, wanted),
        "second time: there before": (again.already, wanted),
        "second time: compared and found the same": (again.verified, wanted),
        "personas here, each with one text and one version": (stored[0], wanted),
        "events here": (stored[1], wanted),
        "left behind": (sum(taken.refused.values()), damaged.total()),
        "left behind for another reason than its damage": ((Counter(taken.refused) - damaged).total(), 0),
    }
    for name, (value, aim) in counts.items():
        yield Measure(name=name, value=value, unit="", aim=f"{aim:,}", is_met=value == aim)


def _fill(url: str, *, rows: int) -> tuple[str, Counter[Reason]]:
    """The older database, and how many of its rows are damaged in which way."""
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        connection.execute("CREATE DATABASE older")
    older = urlsplit(url)._replace(path="/older").geturl()
    damaged = Counter(DAMAGE[number // DAMAGED_EVERY % len(DAMAGE)][1] for number in range(0, rows, DAMAGED_EVERY))
    make_legacy_table(older, _rows(rows))
    return older, damaged


def _rows(rows: int) -> Iterator[Row]:
    dice = random.Random(7)
    for number in range(rows):
        text = " ".join(dice.choices(_WORDS, k=210))
        persona = json.dumps({"name": f"Ada {number}", "likes": dice.choices(_WORDS, k=60)}, indent=2)
        is_damaged = number % DAMAGED_EVERY == 0
        changed = DAMAGE[number // DAMAGED_EVERY % len(DAMAGE)][0] if is_damaged else {}
        at = CREATED + timedelta(minutes=number)
        own = {"id": f"row {number}" if number % 3 == 0 else str(UUID(int=number)), "created_at": at, "updated_at": at + timedelta(days=3)}
        whole: dict[str, Any] = {**own, "raw_text": text, "persona": persona, **changed}
        yield good_row(number, **whole)


def _pass(url: str, older: str, kind: str) -> _Pass:
    command = [sys.executable, "-c", _TAKE, url, older, str(MOST_BYTES), kind]
    seconds, megabytes, report = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    return _Pass(seconds=float(seconds), megabytes=float(megabytes), report=Report.model_validate_json(report))


def _stored(url: str) -> tuple[int, int]:
    """What is in the database, asked past the program."""
    with psycopg.connect(libpq_url(url)) as connection:
        whole = connection.execute(
            "SELECT count(*) FROM persona p WHERE (SELECT count(*) FROM persona_data d WHERE d.persona_id = p.id) = 1"
            " AND (SELECT count(*) FROM persona_version v WHERE v.persona_id = p.id) = 1"
        ).fetchone()
        events = connection.execute("SELECT count(*) FROM event WHERE detail->>'by' = 'migration'").fetchone()
    return (whole or (0,))[0], (events or (0,))[0]


def _plain(url: str) -> float:
    """Seconds that storing the texts alone takes."""
    with psycopg.connect(libpq_url(url)) as connection:
        connection.execute("CREATE TABLE plain_data (LIKE persona_data INCLUDING INDEXES INCLUDING DEFAULTS)")
        began = time.perf_counter()
        connection.execute("INSERT INTO plain_data SELECT * FROM persona_data")
        connection.commit()
        return time.perf_counter() - began
