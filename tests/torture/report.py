"""What scenarios showed: printed, kept as JSON beside this module, and written as docs/TORTURE.md."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.torture.findings import Findings

RESULTS = Path(__file__).parent / "results"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "TORTURE.md"
ORDER = ("processes", "database", "poison", "disk", "clock", "api", "files")
INTRODUCTION = """\
# Torture

Written by `make torture` from its last full runs (`SCALE=0.1` for a tenth, `SEED=7` for other choices,
`.venv/bin/python -m tests.torture processes` for one of them); short forms of all of them run in `make test`
(`tests/integration/faults`).

Each scenario starts `persona serve` with its embedded PostgreSQL in a home of its own, a model server that counts what it is asked,
and programs that submit texts through `/v1` with idempotency keys, follow the runs, and send some submissions again. While that
goes on, something is broken. Afterwards all of this must hold, or the scenario fails:

- every submission that was answered 201 or 202 is there exactly once, and nothing is there that was not submitted;
- every answer that was no success was a 503 problem document with a sentence, or no answer at all while nobody listened;
- sent again with its key, a submission answers the same;
- every run has ended by itself; each run that is done made one version, no other did, and a persona's versions are numbered
  without gap; its last version was computed from all its data;
- no call that the model server had answered, and whose answer had two seconds to be stored, was asked again;
- no job is left waiting, working or locked; no process outlives `persona serve`.

`files` starts no server: copies of every kind of file that can be imported are damaged (bits flipped, cut, doubled, retyped, packed to
bombs, chunks that disagree), two hundred of each. Each is read within two seconds of the processor and 200 MB in all, or refused with a
sentence; then `persona import` imports them all, and `persona verify` and an export of everything find every persona that was told of,
whole, and no other.
"""


@dataclass(frozen=True, kw_only=True)
class Result:
    """One run of a scenario."""

    name: str
    scale: float
    seed: int
    seconds: int
    findings: Findings


def printed(result: Result) -> str:
    """For a terminal."""
    found = result.findings
    lines = [f"{found.title} (scale {result.scale:g}, seed {result.seed}, {result.seconds} s)"]
    lines += [f"  {name}: {value}" for name, value in found.figures.items()]
    lines += [f"  not tried: {found.skipped}"] if found.skipped else []
    lines += [f"  WRONG: {each}" for each in found.wrong] or ([] if found.skipped else ["  everything held"])
    return "\n".join(lines) + "\n"


def keep(result: Result) -> None:
    """Keep a full run, and write the page anew."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{result.name}.json").write_text(json.dumps(asdict(result), indent=1, ensure_ascii=False) + "\n", "utf-8")
    PAGE.write_text(rendered(), "utf-8")


def rendered() -> str:
    """The page, from what is kept."""
    kept = {path.stem: json.loads(path.read_text("utf-8")) for path in RESULTS.glob("*.json")}
    parts = [INTRODUCTION]
    for name in ORDER:
        if name in kept:
            parts.append(_section(kept[name]))
    return "\n".join(parts)


def _section(kept: dict[str, object]) -> str:
    found = kept["findings"]
    assert isinstance(found, dict)
    held = "Not tried: " + found["skipped"] if found["skipped"] else "Everything held." if not found["wrong"] else "**Did not hold:**"
    table = "".join(f"| {name} | {value} |\n" for name, value in found["figures"].items())
    wrong = "".join(f"- {each}\n" for each in found["wrong"])
    head = f"## {found['title']}\n\n`{kept['name']}`, seed {kept['seed']}, {kept['seconds']:,} s. {held}\n"
    return f"{head}\n{wrong}" + (f"\n| | |\n|---|---|\n{table}" if table else "")
