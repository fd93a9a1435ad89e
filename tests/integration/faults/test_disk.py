"""The disk is full while programs submit and builds run: once here, and for longer in `make torture`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import fault
from tests.torture.disk import NotPermitted, fill_disk, small_disk
from tests.torture.siege import Siege


@pytest.fixture
def small_home() -> Iterator[Path]:
    """A home folder on a small disk."""
    try:
        with small_disk() as folder:
            home = folder / "home"
            home.mkdir(mode=0o755)
            yield home
    except NotPermitted as error:
        pytest.skip(str(error))


@pytest.mark.slow
@pytest.mark.timeout(600)
@fault(
    area="Processes",
    what="The disk is full while programs submit and builds run",
    result=(
        "`storage_full` or `database_away` (503) with a sentence; nothing acknowledged is lost, no finished model call is paid for again; "
        "when there is space every run ends without anybody's help (`make torture` makes PostgreSQL stop, too, and start again)"
    ),
)
def test_everything_goes_on_by_itself_when_the_disk_was_full(small_home: Path) -> None:
    with Siege(small_home, seed=1, programs=4, weight=60) as siege:
        fill_disk(siege, times=1, seconds=10, new_files=0)
        findings = siege.settle(title="A full disk")

    assert findings.wrong == ()
    assert len(siege.ledger.taken) >= 3
