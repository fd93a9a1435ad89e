"""`python -m bench [--scale 0.01] [name …]`: run benchmarks, keep their results, and at full size write `docs/PERFORMANCE.md`."""

import argparse
import os
import pkgutil
import sys
from importlib import import_module

import bench
from bench import report, results


def main() -> int:
    """Run what was asked for; 1 when an aim was missed at full size."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("names", nargs="*", help="which benchmarks; all when left out")
    parser.add_argument("--scale", type=float, default=float(os.environ.get("SCALE") or 1), help="part of the full size")
    chosen = parser.parse_args()
    has_missed = False
    for module in pkgutil.iter_modules(bench.__path__):
        run = getattr(import_module(f"bench.{module.name}"), "run", None) if not chosen.names or module.name in chosen.names else None
        if run is None or module.name == "__main__":
            continue
        for found in run(chosen.scale):
            print(f"{found.title} ({results.write(found).name})")
            for each in found.measures:
                print(f"  {each.name}: {each.value:,.2f} {each.unit} {each.aim}{'' if each.is_met in {None, True} else ' MISSED'}")
                has_missed |= each.is_met is False
    if chosen.scale == 1:
        report.PAGE.write_text(report.render(results.read_all()), "utf-8")
    return int(has_missed and chosen.scale == 1)


if __name__ == "__main__":
    sys.exit(main())
