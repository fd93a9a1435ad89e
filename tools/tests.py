"""Run every test with coverage of the package, the processes that tests start included, and hold it to its floor.

Arguments go to pytest: `python tools/tests.py -k accounts` runs some of them, without the floor.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.steps import BIN, ROOT

FLOOR = "90"
ON_ALL_CORES = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
"""A file's tests stay together, and files start in order: those with a browser come last in each process (tests/e2e/conftest.py)."""


def main(*chosen: str) -> int:
    """The exit code of the first thing that failed."""
    coverage = [BIN / "python", "-m", "coverage"]
    environment = {**os.environ, "COVERAGE_FILE": str(ROOT / ".coverage")}

    def said(*arguments: str) -> int:
        return subprocess.run([*coverage, *arguments], cwd=ROOT, env=environment, check=False).returncode

    said("erase")
    result = said("run", "-m", "pytest", "-q", *ON_ALL_CORES, *(chosen or ("tests",)))
    said("combine", "--quiet")
    floor = said("report", *(() if chosen else ("--fail-under", FLOOR)))
    return result or floor


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
