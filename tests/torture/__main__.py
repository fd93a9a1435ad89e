"""`python -m tests.torture [--scale 0.1] [--seed 7] [name …]`: run scenarios, print what they showed, and write docs/TORTURE.md.

At full size the results are kept in `tests/torture/results`, and the page is written from them.
"""

import argparse
import os
import sys
import time

from tests.serving import build_pages
from tests.torture import report
from tests.torture.scenarios import SCENARIOS


def main() -> int:
    """Run what was asked for; 1 when something did not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("names", nargs="*", help=f"which of {', '.join(SCENARIOS)}; all when left out")
    parser.add_argument("--scale", type=float, default=float(os.environ.get("SCALE") or 1), help="part of the full size")
    parser.add_argument("--seed", type=int, default=int(os.environ.get("SEED") or 1), help="of every choice")
    chosen = parser.parse_args()
    unknown = set(chosen.names) - set(SCENARIOS)
    if unknown:
        parser.error(f"there is no scenario {', '.join(sorted(unknown))}")
    build_pages()
    has_failed = False
    for name in chosen.names or SCENARIOS:
        began = time.monotonic()
        found = SCENARIOS[name](chosen.scale, chosen.seed)
        result = report.Result(name=name, scale=chosen.scale, seed=chosen.seed, seconds=round(time.monotonic() - began), findings=found)
        sys.stdout.write(report.printed(result))
        sys.stdout.flush()
        has_failed |= bool(found.wrong)
        if chosen.scale == 1:
            report.keep(result)
    return int(has_failed)


if __name__ == "__main__":
    sys.exit(main())
