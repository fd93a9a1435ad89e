"""What the program says to a person."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import fault
from tests.serving import ROOT

SAYING = "from persona_app.cli.terminal import console, step\nwith step('one'): console.print('two')\nopen('{}', 'w').write('went on')"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
@fault(
    area="Processes",
    what="What `persona serve` prints goes to a file on a full disk",
    result="The program goes on; what it said is lost",
)
def test_program_goes_on_when_what_it_says_cannot_be_written(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        subprocess.run([sys.executable, "-c", SAYING.format(tmp_path / "end")], cwd=ROOT, stdout=full, stderr=full, timeout=60, check=False)
    assert (tmp_path / "end").read_text() == "went on"
