"""A public page: kept, beside a bare route that sends the same bytes; made anew; and withdrawn, until no process shows it any more."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import httpx

from bench.http_load import Load, request_bytes, send
from bench.results import Measure, Result, result
from bench.studio import BenchStudio, studio
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.publishing.services.withdrawing import withdraw_publication
from tests.factories.publications import make_public
from tests.serving import build_pages, free_port

CONNECTIONS = 16
READS = 16_000
COLD = 400
WITHDRAWN = 200
LONGEST_WAIT = 60
"""Seconds."""
TURNS = 20
"""Short ones, each beside the other: what else the machine does meets both. The ratio is the median of the turns' own."""


def run(scale: float) -> Iterator[Result]:
    """Both ways."""
    build_pages()
    with studio(latency=0) as at, tempfile.TemporaryDirectory() as home:
        with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
            slug = make_public(session, actor=at.actor, content="# Mara\n\n" + "She bakes before the harbour wakes.\n\n" * 60).slug
        with _server(at, _folder(home, "one"), slug) as port:
            yield _measure(port, slug, scale)
            with _server(at, _folder(home, "other"), slug) as other:
                yield _withdrawals(at, (port, other), scale)


def _folder(home: str, name: str) -> Path:
    folder = Path(home) / name
    folder.mkdir()
    return folder


@contextmanager
def _server(at: BenchStudio, home: Path, slug: str) -> Iterator[int]:
    port, page = free_port(), home / "page"
    process = subprocess.Popen([sys.executable, "-m", "bench.public_server", at.url, str(port), str(home), str(page)], env=dict(os.environ))
    try:
        page.write_bytes(_first(port, slug))
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _first(port: int, slug: str) -> bytes:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/p/{slug}") as answer:
                return bytes(answer.read())
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _measure(port: int, slug: str, scale: float) -> Result:
    each = max(2, round(READS * scale / CONNECTIONS / TURNS))
    kept, bare = (request_bytes("GET", path, headers={}) for path in (f"/p/{slug}", f"/bare/{slug}"))
    for request in (kept, bare):
        asyncio.run(send(port, [[request] * 20] * CONNECTIONS))
    turns = [tuple(asyncio.run(send(port, [[request] * each] * CONNECTIONS)) for request in (bare, kept)) for _ in range(TURNS)]
    beside, product = (_joined([turn[place] for turn in turns]) for place in (0, 1))
    cold = [request_bytes("GET", f"/p/{slug}?cold={number}", headers={}) for number in range(max(4, round(COLD * scale)))]
    anew = asyncio.run(send(port, [cold]))
    ratio = median(kept.per_second / bare.per_second for bare, kept in turns)
    return result(
        benchmark="public-page",
        title="A public page beside a bare route that sends the same bytes",
        size=f"{each * CONNECTIONS * TURNS:,} requests over {CONNECTIONS} connections to one server process; {len(cold)} pages made anew, "
        "one after the other.",
        scale=scale,
        measures=(
            Measure(name="kept pages a second", value=product.per_second, unit="/s"),
            Measure(name="requests a second of the bare route", value=beside.per_second, unit="/s"),
            Measure(name="ratio", value=ratio, unit="", aim="at least 0.7", is_met=ratio >= 0.7),
            Measure(name="p50 of a kept page", value=product.percentile(50) * 1000, unit="ms"),
            Measure(name="p99 of a kept page", value=product.percentile(99) * 1000, unit="ms"),
            Measure(name="p50 of a page made anew, alone", value=anew.percentile(50) * 1000, unit="ms"),
            Measure(name="p99 of a page made anew, alone", value=anew.percentile(99) * 1000, unit="ms"),
        ),
    )


def _withdrawals(at: BenchStudio, ports: tuple[int, int], scale: float) -> Result:
    count = max(2, round(WITHDRAWN * scale))
    seconds = sorted(_seconds_until_gone(at, ports) for _ in range(count))
    return result(
        benchmark="public-page-withdrawn",
        title="A withdrawn page until no process shows it",
        size=f"{count} public personas, each kept by two server processes behind one database, withdrawn one after the other.",
        scale=scale,
        measures=(
            Measure(name="p50", value=seconds[count // 2] * 1000, unit="ms"),
            Measure(name="slowest", value=seconds[-1] * 1000, unit="ms", aim="under a second", is_met=seconds[-1] < 1),
        ),
    )


def _seconds_until_gone(at: BenchStudio, ports: tuple[int, int]) -> float:
    """From the commit on, with the page kept by both."""
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        public = make_public(session, actor=at.actor)
    pages = [f"http://127.0.0.1:{port}/p/{public.slug}" for port in ports]
    with httpx.Client() as visitor:
        if [visitor.get(page).status_code for page in pages * 2] != [200] * 4:
            raise RuntimeError("the page is not there")
        with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
            withdraw_publication(session, actor=at.actor, persona_id=public.persona_id)
        began = time.perf_counter()
        while [visitor.get(page).status_code for page in pages] != [410, 410]:
            if time.perf_counter() - began > LONGEST_WAIT:
                raise RuntimeError("the page does not go")
        return time.perf_counter() - began


def _joined(loads: list[Load]) -> Load:
    return Load(seconds=tuple(sorted(each for load in loads for each in load.seconds)), wall=sum(load.wall for load in loads))
