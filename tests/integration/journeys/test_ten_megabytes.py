"""The largest text that one submission takes, from the terminal, with the offline engine: whole, and in bounded memory."""

import os
import subprocess
import sys

import pytest

from persona_app.core.db import unit_of_work
from persona_app.personas.schemas import VersionView
from tests.factories.accounts import make_actor
from tests.integration.journeys.checking import assert_every_citation_stands, assert_provenance_is_whole
from tests.integration.journeys.submissions import ROOT
from tests.integration.journeys.workshop import OFFLINE, stored_data

BYTES = 10_000_000
MOST_MEGABYTES = 1_500
"""0.7 to 0.8 GB alone, up to 1.2 while other tests take the processors: how much waits between the steps depends on whose turn it is."""
NARRATIVE = (
    "It rained on day {number}, and the mill stood still while nobody was looking at the old wheel that turns there. "
    "The road to the harbour was closed for the {number}th time, so the carts went by the bridge instead. "
)


def a_long_text() -> str:
    """Just under ten megabytes in which somebody likes something every few pages, and something else at the very end."""
    last = "\n\nNora Field likes CANARYLAST plums.\n"
    parts, size, number = [], len(last), 0
    while True:
        part = NARRATIVE.format(number=number) * 8 + f"\n\nNora Field likes plum number {number}, “of course”.\n\n"
        size += len(part.encode())
        if size > BYTES:
            return "".join(parts) + last
        parts.append(part)
        number += 1


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not tell how much memory a process took")
def test_version_stands_within_bounded_memory_when_the_text_has_ten_megabytes(database, tmp_path):
    with unit_of_work() as session:
        make_actor(session, is_operator=True)
    text = a_long_text()
    (tmp_path / "long.txt").write_text(text, "utf-8")
    assert BYTES - 5_000 < len(text.encode()) <= BYTES
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}  # tracing triples its time
    environment = unmeasured | {
        "DATABASE_URL": database,
        "PERSONA_HOME": str(tmp_path),
        "PERSONA_ENGINE": "offline",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "persona_app.cli", "build", "long.txt", "--out", "long.json"]

    process = subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)

    assert process.returncode == 0
    assert usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024) < MOST_MEGABYTES
    version = VersionView.model_validate_json((tmp_path / "long.json").read_text("utf-8"))
    data = stored_data(version.persona_id)
    assert [datum.text for datum in data] == [text]
    assert assert_every_citation_stands(version, data) > 100
    assert_provenance_is_whole(version, data, writer=OFFLINE)
