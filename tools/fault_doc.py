"""Write docs/FAULTS.md from the tests that show faults (`tests/faults.py`): `python -m tools.fault_doc`.

A test fails while the file differs from what this renders.
"""

import importlib.util
import sys
from pathlib import Path

from tests.faults import AREAS, REGISTRY, Fault

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "FAULTS.md"
MARK = "from tests.faults import"
OPENING = """# What can break, and what comes of it

Generated from the tests by `python -m tools.fault_doc`; edit the tests (`tests/faults.py` says how), not this page.

Each row was made to happen in the test that it names: `.venv/bin/python -m pytest "<test>"` does it again.
"""
ABOUT = {
    "Model": "The model server, its answers, and texts that try to give it orders.",
    "Processes": "Workers, web processes, PostgreSQL, the disk and the clock.",
    "People": "Repeated, parallel, interrupted and outsized work of people with good intentions.",
    "Attackers": "People with other intentions.",
}


def load() -> None:
    """Import every test module that registers faults."""
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        if MARK in file.read_text(encoding="utf-8"):
            name = "faults_of." + ".".join(file.relative_to(ROOT).with_suffix("").parts)
            if name not in sys.modules:
                _load(file, name=name)


def _load(file: Path, *, name: str) -> None:
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look themselves up there
    spec.loader.exec_module(module)


def render(faults: tuple[Fault, ...]) -> str:
    """The whole page."""
    sections = [_section(area, [each for each in faults if each.area == area]) for area in AREAS]
    return "\n".join([OPENING, *filter(None, sections)])


def _section(area: str, faults: list[Fault]) -> str:
    if not faults:
        return ""
    rows = [f"| {_cell(each.what)} | {_cell(each.result)} | `{_cell(each.test)}` |" for each in faults]
    return "\n".join(
        [f"## {area} ({len(rows)})", "", ABOUT[area], "", "| what goes wrong | what comes of it | test |", "|---|---|---|", *rows, ""]
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    load()
    TARGET.write_text(render(REGISTRY.faults()), encoding="utf-8")
