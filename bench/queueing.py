"""Builds that are queued, over one, two and four worker processes: what a second and a fourth process add."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg

from bench.results import Measure, Result, result
from bench.studio import BenchStudio, studio
from persona_app.core.db import libpq_url

QUEUED = 1_000
LATENCY = 2.0
JOBS = 4
"""Per worker process."""
CHAIN = 4
"""Calls of a build that cannot be made at the same time."""
WARMING_WAVES = 2
SECONDS_TO_WARM_UP = 120
LEAST = 2 * JOBS
"""Builds that a line is laid through, however short the window."""
WINDOW = 60.0
"""Seconds: what each number of workers finishes once all are at work is counted for so long. Draining the whole queue with one worker would
take over half an hour, and say the same."""


def run(scale: float) -> Iterator[Result]:
    """One queue, worked on by 1, 2 and 4 workers in turn."""
    latency, window = max(0.5, LATENCY * scale), max(4.0, WINDOW * scale)
    queued = max(round(QUEUED * scale), round(7 * JOBS * (WARMING_WAVES + 2 + window / (CHAIN * latency))))
    with studio(latency=latency) as at:
        for number in range(queued):
            at.create([f"Ada likes tune {number}. Ada fears storm {number}."])
        rates = {workers: _rate(at, workers=workers, window=window) for workers in (1, 2, 4)}
    ratios = {workers: rates[workers] / (workers * rates[1]) for workers in (2, 4)}
    yield result(
        benchmark="queueing",
        title="Queued builds over worker processes",
        size=f"{queued:,} queued builds, a model server that takes {latency:g} s for each answer, {JOBS} jobs a worker; what "
        f"is finished in {window:g} s, after {WARMING_WAVES} builds of each job.",
        scale=scale,
        measures=(
            *(Measure(name=f"builds a minute, {workers} at work", value=rate * 60, unit="") for workers, rate in rates.items()),
            *(
                Measure(name=f"of linear, {workers} at work", value=ratio, unit="", aim="at least 0.9", is_met=ratio >= 0.9)
                for workers, ratio in ratios.items()
            ),
        ),
    )


def _rate(at: BenchStudio, *, workers: int, window: float) -> float:
    """Builds a second: the slope of the line through the moments at which they ended (they end in waves of as many as run at once)."""
    with _working(at, workers):
        _wait_for(at, finished=_finished(at) + WARMING_WAVES * workers * JOBS)
        began, before = time.time(), _finished(at)
        time.sleep(window)
        _wait_for(at, finished=before + LEAST)
        ended = time.time()
    with psycopg.connect(libpq_url(at.url)) as connection:
        rows = connection.execute(
            "SELECT extract(epoch FROM finished_at)::float FROM run WHERE state = 'done' AND finished_at BETWEEN to_timestamp(%s) AND "
            "to_timestamp(%s) ORDER BY finished_at",
            (began, ended),
        ).fetchall()
        failed = connection.execute("SELECT count(*), max(sentence) FROM run WHERE state = 'failed'").fetchone()
    assert failed == (0, None), failed
    return _slope([row[0] for row in rows])


def _slope(moments: Sequence[float]) -> float:
    """Least squares: how the count grows with time."""
    count = len(moments)
    middle, mean = sum(moments) / count, (count - 1) / 2
    spread = sum((moment - middle) ** 2 for moment in moments)
    return sum((moment - middle) * (number - mean) for number, moment in enumerate(moments)) / spread


def _finished(at: BenchStudio) -> int:
    with psycopg.connect(libpq_url(at.url)) as connection:
        row = connection.execute("SELECT count(*) FROM run WHERE finished_at IS NOT NULL").fetchone()
    assert row is not None
    return int(row[0])


def _wait_for(at: BenchStudio, *, finished: int) -> None:
    for _ in range(SECONDS_TO_WARM_UP * 5):
        if _finished(at) >= finished:
            return
        time.sleep(0.2)
    raise RuntimeError("the workers did not get to work")


@contextmanager
def _working(at: BenchStudio, workers: int) -> Iterator[None]:
    environment = {
        **os.environ,
        "DATABASE_URL": at.url,
        "OPENAI_BASE_URL": at.model.base_url,
        "PERSONA_MODEL": "stub",
        "PERSONA_ENGINE": "openai",
        "PERSONA_WORKER_JOBS": str(JOBS),
        "PERSONA_MODEL_PARALLEL_CALLS": "256",
        "PERSONA_LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "persona_app.cli", "worker"]
    with tempfile.TemporaryDirectory() as home:  # what a worker keeps beside the database is not this machine's
        started = [subprocess.Popen(command, env={**environment, "PERSONA_HOME": home}, stdout=subprocess.DEVNULL) for _ in range(workers)]
        try:
            yield
        finally:
            for each in started:
                each.send_signal(signal.SIGTERM)
            for each in started:
                each.wait(60)
