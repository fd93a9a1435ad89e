"""Raw results: what was measured, of which commit, on which machine; one JSON file for each benchmark in `bench/results/`."""

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

FOLDER = Path(__file__).parent / "results"


class Measure(BaseModel):
    """One figure; `aim` says what it should be, `is_met` whether it is (None: no aim)."""

    model_config = ConfigDict(frozen=True)

    name: str
    value: float
    unit: str
    aim: str = ""
    is_met: bool | None = None


class Result(BaseModel):
    """What one benchmark found at one size."""

    model_config = ConfigDict(frozen=True)

    benchmark: str
    title: str
    size: str
    scale: float
    measures: tuple[Measure, ...]
    commit: str
    machine: str
    at: datetime


def result(*, benchmark: str, title: str, size: str, scale: float, measures: tuple[Measure, ...]) -> Result:
    """The measures with commit and machine."""
    return Result(
        benchmark=benchmark,
        title=title,
        size=size,
        scale=scale,
        measures=measures,
        commit=commit(),
        machine=machine(),
        at=datetime.now(UTC),
    )


def commit() -> str:
    """The commit that is measured; `+` when files differ from it."""
    said = subprocess.run(["git", "describe", "--always", "--dirty=+"], capture_output=True, text=True, check=False)
    return said.stdout.strip() or "unknown"


def machine() -> str:
    """Processor, cores, memory, Python."""
    cpus = Path("/proc/cpuinfo")
    model = (
        next((line.partition(":")[2].strip() for line in cpus.read_text().splitlines() if line.startswith("model name")), "")
        if cpus.exists()
        else ""
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{model or platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"
    )


def write(found: Result) -> Path:
    """Keep it; results of a part of the full size go beside the committed ones."""
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / (f"{found.benchmark}.json" if found.scale == 1 else f"{found.benchmark}-at-{found.scale:g}.json")
    path.write_text(json.dumps(found.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n", "utf-8")
    return path


def read_all() -> list[Result]:
    """The committed results, by name."""
    return [Result.model_validate_json(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json")) if "-at-" not in path.name]
