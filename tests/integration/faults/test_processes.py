"""Workers, the web process and PostgreSQL are killed while programs submit: a few times here, often in `make torture`."""

from pathlib import Path

import pytest

from tests.faults import fault
from tests.torture.killing import kill_database, kill_web, kill_workers
from tests.torture.siege import Siege

HELD = (
    "Everything acknowledged is there once; each run makes one version; only model calls that were under way are asked again; "
    "all of it is started again by itself, and every run ends"
)


@pytest.mark.slow
@pytest.mark.timeout(600)
@fault(area="Processes", what="kill -9 of workers at random moments of builds", result=HELD)
@fault(area="Processes", what="kill -9 of the web process while programs submit", result=HELD)
@fault(area="Processes", what="kill -9 of PostgreSQL, its main process or another, while programs submit and builds run", result=HELD)
def test_nothing_is_lost_doubled_or_paid_twice_when_processes_are_killed(home: Path) -> None:
    with Siege(home, seed=1, programs=2, workers=1) as siege:
        kill_workers(siege, 3)
        kill_database(siege, 2)
        kill_web(siege, 1)
        findings = siege.settle(title="A few kills")

    assert findings.wrong == ()
    assert len(siege.strikes) == 6
    assert len(siege.ledger.taken) >= 3
