"""Two promises of building: a build takes little longer than its longest chain of model calls, and a recompute with one new datum
among many asks only about what is new, in memory that does not grow with the total.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from bench.results import Measure, Result, result
from bench.studio import BenchStudio, studio
from persona_app.core.db import unit_of_work
from persona_app.jobs.schemas import RunView
from persona_app.jobs.services.runs import get_run

LATENCY = 1.0
PARALLEL = 16
CHAIN = 4
"""clean, extract, merge, then assess and write side by side."""
WARMING_TEXTS = 6
"""Of a build that only warms a process up: enough words for the languages' model to be loaded."""
DATA = 1_000
DATUM_CHARS = 5_000


def run(scale: float) -> Iterator[Result]:
    """Both benchmarks."""
    yield _chain(scale)
    yield _recompute(scale)


def _text(number: int, *, chars: int) -> str:
    """A text of about so many characters with a dozen claims: some that all texts share, and some that each twentieth has."""
    said = f"Ada likes rye bread. Ada is 36 years old. Ada lives in Bath. Ada can sing song {number % 20}.\n"
    said += "\n".join(f"Ada likes tune {(number + each) % 20}. Ada fears storm {(number + each) % 20}." for each in range(4)) + "\n"
    filler = f"Nothing else of note happened in week {number}, and the letters of that time speak of the weather and of the harvest.\n"
    return said + filler * max(0, (chars - len(said)) // len(filler))


def _work(at: BenchStudio, *words: object, parallel: int = PARALLEL) -> dict[str, float]:
    environment = {
        **os.environ,
        "OPENAI_BASE_URL": at.model.base_url,
        "PERSONA_MODEL": "stub",
        "PERSONA_ENGINE": "openai",
        "PERSONA_MODEL_PARALLEL_CALLS": str(parallel),
    }
    command = [sys.executable, "-m", "bench.worker_process", at.url, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _look(at: BenchStudio, run: RunView) -> RunView:
    with unit_of_work(acting_for=at.actor.account_id) as session:
        return get_run(session, actor=at.actor, run_id=run.id)


def _chain(scale: float) -> Result:
    texts = max(1, round(PARALLEL * scale))
    with studio(latency=LATENCY) as at:
        warming_up = at.create([_text(number, chars=2_000) for number in range(WARMING_TEXTS)])
        queued = at.create([_text(number, chars=2_000) for number in range(texts)])
        took = _work(at, warming_up.id, queued.id)
        calls = _look(at, queued).calls
        assert _look(at, queued).state == "done"
    ratio = took["seconds"] / (CHAIN * LATENCY)
    return result(
        benchmark="building-chain",
        title="A build beside its longest chain of model calls",
        size=f"{texts} texts, a model server that takes {LATENCY} s for each answer, {PARALLEL} calls at once.",
        scale=scale,
        measures=(
            Measure(name="wall time", value=took["seconds"], unit="s"),
            Measure(name="longest chain", value=CHAIN * LATENCY, unit="s"),
            Measure(name="ratio", value=ratio, unit="", aim="under 1.2", is_met=ratio < 1.2),
            Measure(name="calls", value=calls, unit=""),
        ),
    )


def _recompute(scale: float) -> Result:
    many, few = max(2, round(DATA * scale)), max(1, round(DATA * scale / 10))
    with studio(latency=0) as at:
        large, small = _recomputed(at, many), _recomputed(at, few)
    growth = large["allocated_peak"] / small["allocated_peak"]
    return result(
        benchmark="building-recompute",
        title="A recompute with one new datum among many",
        size=f"{many:,} data, {many * DATUM_CHARS / 1e6:.2f} MB, then one more that says something new; compared with {few:,} data.",
        scale=scale,
        measures=(
            Measure(name="calls about texts", value=large["reading_calls"], unit="", aim="2", is_met=large["reading_calls"] == 2),
            Measure(name="calls in all", value=large["calls"], unit=""),
            Measure(name="time", value=large["seconds"], unit="s"),
            Measure(name=f"time with {few:,} data", value=small["seconds"], unit="s"),
            Measure(name="peak of allocations", value=large["allocated_peak"] / 2**20, unit="MiB"),
            Measure(name=f"peak of allocations with {few:,} data", value=small["allocated_peak"] / 2**20, unit="MiB"),
            Measure(name="growth of allocations for ten times the data", value=growth, unit="", aim="under 1.5", is_met=growth < 1.5),
            Measure(name="resident memory beyond start", value=(large["rss_peak"] - large["rss_before"]) / 2**10, unit="MiB"),
            Measure(
                name=f"resident memory beyond start with {few:,} data", value=(small["rss_peak"] - small["rss_before"]) / 2**10, unit="MiB"
            ),
        ),
    )


def _recomputed(at: BenchStudio, count: int) -> dict[str, float]:
    """One datum added to so many that were built before: once for time, calls and resident memory, once for allocations.

    Each in a process that has built something before, so that loaded libraries hide nothing.
    """
    first = at.create([_text(number, chars=DATUM_CHARS) for number in range(count)])
    _work(at, first.id, parallel=8)
    assert _look(at, first).state == "done"
    queued = at.add(first.persona_id, "Ada likes the harbour at night. Ada fears fire.\n" + _text(count, chars=DATUM_CHARS))
    warming_up = [at.create([_text(DATA + number, chars=2_000) for number in range(WARMING_TEXTS)]) for _ in range(2)]
    at.model.forget()
    took = _work(at, warming_up[0].id, queued.id, parallel=8)
    assert _look(at, queued).state == "done"
    reading_calls = at.model.count("Cleaning") + at.model.count("Extraction") - 2 * WARMING_TEXTS
    took |= {"calls": _look(at, queued).calls, "reading_calls": reading_calls}
    added = at.add(first.persona_id, _text(count + 1, chars=DATUM_CHARS))
    traced = _work(at, warming_up[1].id, added.id, "tracemalloc", parallel=8)
    return took | {"allocated_peak": traced["allocated_peak"] - traced["allocated_before"]}
