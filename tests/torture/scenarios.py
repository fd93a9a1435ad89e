"""Every scenario by name, at a size: 1 is the whole of it."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.serving import make_home, remove
from tests.torture import clock, disk, files, killing, poison
from tests.torture.api import examine_all
from tests.torture.findings import Findings
from tests.torture.siege import Siege

Scenario = Callable[[float, int], Findings]


@contextmanager
def a_home() -> Iterator[Path]:
    """A home folder for one scenario."""
    home = make_home()
    try:
        yield home
    finally:
        remove(home)


def processes(scale: float, seed: int) -> Findings:
    """A hundred kills: sixty of three workers, forty of the web server or the process of it that answers."""
    with a_home() as home, Siege(home, seed=seed, programs=4, workers=2) as siege:
        return killing.kill_processes(siege, workers=_part(60, scale), web=_part(40, scale))


def database(scale: float, seed: int) -> Findings:
    """Ten kills of PostgreSQL: its main process, and one of its others, in turn."""
    with a_home() as home, Siege(home, seed=seed, programs=4, workers=1) as siege:
        killing.kill_database(siege, _part(10, scale))
        return siege.settle(title="PostgreSQL killed")


def poisoned(_scale: float, seed: int) -> Findings:
    """One text that kills the worker each time it is worked on, and the only worker there is, while others are worked on."""
    with a_home() as home, Siege(home, seed=seed, programs=2) as siege:
        wrong = poison.poison(siege)
        found = siege.settle(title="A text that kills its workers", wrong_so_far=wrong)
    failed = siege.states.get("failed", 0)
    return found if failed == 1 else replace(found, wrong=(*found.wrong, f"{failed} runs failed, and only one text kills"))


def full_disk(scale: float, seed: int) -> Findings:
    """The disk is filled four times for half a minute, and once for one and a half."""
    title = "Full disk"
    try:
        with disk.small_disk() as folder:
            home = folder / "home"
            home.mkdir(mode=0o755)
            with Siege(home, seed=seed, programs=3, weight=60) as siege:
                disk.fill_disk(siege, times=_part(4, scale), seconds=30)
                disk.fill_disk(siege, times=1, seconds=90 * min(1, scale))
                return siege.settle(title=title)
    except disk.NotPermitted as error:
        return Findings(title=title, figures={}, skipped=str(error))


def leaping_clock(scale: float, seed: int) -> Findings:
    """The clock is set twelve times, an hour forwards or back; each time it goes back a worker has just been killed."""
    title = "A clock that leaps"
    try:
        with clock.a_clock() as set_clock, a_home() as home, Siege(home, seed=seed, workers=1, **set_clock.environment) as siege:
            clock.leap(siege, set_clock, hours=[1, 0, -1, 0] * _part(3, scale))
            return siege.settle(title=title)
    except clock.NoCompiler as error:
        return Findings(title=title, figures={}, skipped=str(error))


def damaged_files(scale: float, seed: int) -> Findings:
    """Two hundred damaged files of each kind, read one by one and imported together."""
    with a_home() as home, tempfile.TemporaryDirectory(prefix="persona-damaged-") as folder:
        return files.damage_files(home, Path(folder), scale=scale, seed=seed)


SCENARIOS: dict[str, Scenario] = {
    "processes": processes,
    "database": database,
    "poison": poisoned,
    "disk": full_disk,
    "clock": leaping_clock,
    "api": examine_all,
    "files": damaged_files,
}


def _part(whole: int, scale: float) -> int:
    return max(1, round(whole * scale))
