"""Damaged files, two hundred of each kind: each is read in a process that is measured, then all are imported by `persona import`.

`python -m tests.torture.files COUNT SEED COPIES FILE…` is that process: it damages each FILE, keeps the copies in the folder COPIES, reads
them, and tells as JSON what it took.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from persona_app.core.config import get_settings
from persona_app.core.errors import AppError
from persona_app.core.ids import new_id
from persona_app.interchange.bulk_reading import read_portions
from persona_app.interchange.bulk_sources import entries_of_archive
from persona_app.interchange.reading import read_named
from tests.factories import bulk, cards
from tests.serving import ROOT, clean_environment
from tests.torture.findings import Findings
from tests.unit.interchange.fuzzing import damaged

COUNT, LONGEST_SECONDS, MOST_MEMORY = 200, 2.0, 200_000_000
"""Seconds of the processor for one file; bytes that the process grew by."""
EMAIL, PASSWORD = "torture@example.com", "a long enough password"
ARCHIVES = {"whole-files", "whole-table", "whole-everything"}
TITLE = "Damaged files"
_RESULTS = ("imported", "failed", "skipped")


def damage_files(home: Path, folder: Path, *, scale: float, seed: int) -> Findings:
    """Every kind of card, and archives: of files, with a table of prompts, and of everything of an account."""
    settings = {"PERSONA_HOME": str(home)}
    _run("account", "create", "--email", EMAIL, "--handle", "torture", "--password", PASSWORD, **settings)
    wholes, count = _wholes(folder, settings), max(1, round(COUNT * scale))
    copies = folder / "copies"
    copies.mkdir()
    command = [sys.executable, "-m", "tests.torture.files", str(count), str(seed), str(copies), *map(str, wholes.values())]
    done = subprocess.run(command, cwd=ROOT, env=clean_environment(**settings), capture_output=True, text=True, timeout=3_600, check=False)
    if done.returncode:
        return Findings(title=TITLE, figures={}, wrong=(f"the process that read them ended with {done.returncode}: {done.stderr[-500:]}",))
    told: dict[str, Any] = json.loads(done.stdout)
    imported, faults = _import(copies, least=count * len(wholes), settings=settings)
    faults += _whole(imported["imported"] + len(cards.files()), settings)
    figures = {
        "kinds": ", ".join(wholes),
        "files": f"{count} of each kind: {told['read']:,} read, {told['refused']:,} refused with a sentence",
        "slowest": f"{told['slowest']:.2f} s of the processor",
        "most memory": f"{told['memory'] / 1_000_000:.0f} MB more than before",
        "imported": f"{imported['imported']:,} personas; {imported['failed']:,} files failed with a reason",
    }
    return Findings(title=TITLE, figures=figures, wrong=(*told["wrong"], *faults))


def _wholes(folder: Path, settings: dict[str, str]) -> dict[str, Path]:
    """The files that are damaged; the archive of everything holds what all the others became."""
    kinds = cards.files()
    some = {name: kinds[name] for name in ("v1", "png-both", "charx", "markdown", "letta")}
    kinds["files"] = bulk.archive({f"a/{name}.bin": data for name, data in some.items()})
    kinds["table"] = bulk.archive({"prompts.csv": bulk.table(("Baker", "Bake."), ("Miller", "Mill."))})
    files = {kind: folder / f"whole-{kind}" for kind in kinds}
    for kind, data in kinds.items():
        files[kind].write_bytes(data)
    _run("import", *(str(files[kind]) for kind in cards.files()), "--email", EMAIL, "--json", **settings)
    files["everything"] = folder / "whole-everything"
    _run("export", "--all", "--email", EMAIL, "--out", str(files["everything"]), **settings)
    return files


def _import(copies: Path, *, least: int, settings: dict[str, str]) -> tuple[dict[str, int], list[str]]:
    """All of them; how many became what, and what broke a promise."""
    done = _run("import", str(copies), "--email", EMAIL, "--json", **settings)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        return dict.fromkeys(_RESULTS, 0), [f"persona import told nothing: {done.stderr[-500:]}"]
    results = {name: len(report[name]) for name in _RESULTS}
    missing = least - sum(results.values())
    return results, [f"{missing} files have no result"] if missing > 0 else []


def _whole(personas: int, settings: dict[str, str]) -> list[str]:
    """Nothing half imported: every persona that was told of is there, whole, and nothing else."""
    verified = _run("verify", **settings)
    wrong = [] if verified.returncode == 0 else [f"persona verify: {verified.stdout[-500:]}{verified.stderr[-500:]}"]
    exported = _run("export", "--all", "--email", EMAIL, "--out", f"{settings['PERSONA_HOME']}/all.zip", **settings)
    there = exported.stderr.partition(" personas, digest")[0].rpartition("\n")[2].strip().replace(",", "")
    return (
        wrong if there == str(personas) else [*wrong, f"{personas} personas were imported, and {there or exported.stderr[-300:]} are there"]
    )


def _run(*words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of the program to its end."""
    command = [sys.executable, "-m", "persona_app.cli", *words]
    return subprocess.run(command, cwd=ROOT, env=clean_environment(**settings), capture_output=True, text=True, timeout=3_600, check=False)


def read_all(files: Sequence[Path], *, count: int, seed: int, copies: Path) -> dict[str, Any]:
    """Damage each, keep the copies, and read them."""
    counts, wrong, slowest = {"read": 0, "refused": 0}, list[str](), 0.0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for at, file in enumerate(files):
        for number, data in enumerate(damaged(file.read_bytes(), count=count, seed=seed + at)):
            copy = copies / f"{file.name}-{number:04}.bin"
            copy.write_bytes(data)
            began = time.process_time()
            outcome, fault = _read(copy, data, is_archive=file.name in ARCHIVES)
            took = time.process_time() - began
            counts[outcome] += 1
            slowest = max(slowest, took)
            wrong += [f"{copy.name} of seed {seed}: {fault}"] if fault else []
            wrong += [f"{copy.name} of seed {seed} took {took:.1f} s"] if took > LONGEST_SECONDS else []
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    wrong += [f"{memory:,} bytes of memory"] if memory > MOST_MEMORY else []
    return {**counts, "slowest": slowest, "memory": memory, "wrong": wrong}


def _read(copy: Path, data: bytes, *, is_archive: bool) -> tuple[str, str]:
    """What it is, and what is wrong with that."""
    try:
        return "read" if _is_read(data, copy, is_archive=is_archive) else "refused", ""
    except AppError as error:
        return "refused", "" if error.sentence.endswith(".") else f"no sentence: {error.sentence[:80]}"
    except Exception as error:
        return "refused", type(error).__name__


def _is_read(data: bytes, copy: Path, *, is_archive: bool) -> bool:
    """An archive is, when one of its files is."""
    if not is_archive:
        read_named(data, file_name=copy.name)
        return True
    with copy.open("rb") as file:
        entries = entries_of_archive(file, settings=get_settings(), is_instructions_only=False, base=new_id())
        found = [one for portion in read_portions(entries, done=(), author_id=new_id()) for one in portion]
    return any(one.prepared is not None for one in found)


if __name__ == "__main__":
    _, count, seed, copies, *files = sys.argv
    told = read_all([Path(file) for file in files], count=int(count), seed=int(seed), copies=Path(copies))
    sys.stdout.write(json.dumps(told))
