"""The clock of the whole installation is set while programs submit and builds run."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import fault
from tests.serving import ROOT
from tests.torture.clock import Clock, NoCompiler, a_clock, leap
from tests.torture.siege import Siege

ORDERED = """
import mmap, os, struct, sys
from persona_app.core.clock import now
from persona_app.core.ids import new_id
with open(os.environ["TORTURE_CLOCK"], "r+b") as file:
    seconds = mmap.mmap(file.fileno(), 8)
before, first = now(), new_id()
seconds[:] = struct.pack("=q", -3600)
assert (now() - before).total_seconds() < -3500
assert [first] == sorted([first, new_id()])[:1]
"""


@pytest.fixture
def clock() -> Iterator[Clock]:
    """A clock that can be set."""
    try:
        with a_clock() as made:
            yield made
    except NoCompiler as error:
        pytest.skip(str(error))


@pytest.mark.slow
@pytest.mark.timeout(600)
@fault(
    area="Processes",
    what="The clock of the whole installation, PostgreSQL included, leaps an hour forwards and back while a worker dies",
    result="Nothing is lost, doubled or paid for twice; the dead worker's job is taken over in time and every run ends",
)
def test_nothing_is_lost_when_the_clock_leaps(home: Path, clock: Clock) -> None:
    with Siege(home, seed=1, programs=2, workers=1, **clock.environment) as siege:
        leap(siege, clock, hours=[1, 0])
        findings = siege.settle(title="A leaping clock")

    assert findings.wrong == ()
    assert len(siege.strikes) == 3


@fault(area="Processes", what="The clock is set back within a process", result="Ids made later still sort after those made before")
def test_ids_keep_their_order_when_the_clock_is_set_back(clock: Clock) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ORDERED], cwd=ROOT, env=clock.environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
