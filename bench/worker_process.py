"""`python -m bench.worker_process <database url> <run id>… [tracemalloc]`: work on runs, and say what the last of them took.

Runs before the last warm the process up: a worker's first call loads libraries and opens connections, once in its life.
Prints JSON: seconds, resident memory before and at its peak (KiB, Linux), and what Python had allocated before and at its peak (bytes; 0
without tracemalloc).
"""

import asyncio
import json
import sys
import time
import tracemalloc
from pathlib import Path
from uuid import UUID

from persona_app.building.engines import close_engine, engine_of_loop
from persona_app.building.execution import run_build
from persona_app.core.config import get_settings
from persona_app.core.db import configure


async def work(url: str, *runs: UUID) -> dict[str, float]:
    """The last run, measured."""
    configure(url)
    engine = engine_of_loop(get_settings())
    for run_id in runs[:-1]:
        await run_build(run_id, engine=engine, settings=get_settings())
    before = _forget_peaks()
    allocated = tracemalloc.get_traced_memory()[0] if tracemalloc.is_tracing() else 0
    began = time.perf_counter()
    await run_build(runs[-1], engine=engine, settings=get_settings())
    seconds = time.perf_counter() - began
    peak = tracemalloc.get_traced_memory()[1] if tracemalloc.is_tracing() else 0
    await close_engine()
    return {"seconds": seconds, "rss_before": before, "rss_peak": _status("VmHWM"), "allocated_before": allocated, "allocated_peak": peak}


def _forget_peaks() -> int:
    """Begin to measure peaks anew; the resident memory now."""
    if tracemalloc.is_tracing():
        tracemalloc.reset_peak()
    Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(name)))


if __name__ == "__main__":
    if "tracemalloc" in sys.argv:
        tracemalloc.start()
    print(json.dumps(asyncio.run(work(sys.argv[1], *(UUID(word) for word in sys.argv[2:] if word != "tracemalloc")))))
