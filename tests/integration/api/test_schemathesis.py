"""Every operation of `/v1` is asked what its schema allows and what it does not; the long form is `make torture`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import fault
from tests.torture.api import an_installation, examine

SENDING = ("coverage", "fuzzing", "stateful")
"""Phases that have something to send; one that were left out would prove nothing."""


@pytest.fixture(scope="module")
def installation() -> Iterator[tuple[str, str]]:
    """A running one, and a token for it."""
    with an_installation() as running:
        yield running


@pytest.mark.slow
@pytest.mark.timeout(600)
@fault(
    area="Attackers",
    what="Requests to each operation of /v1 that its schema allows, or that break it, and stories of several of them (Schemathesis)",
    result="No server error but the documented 503 and 504; no status, content type, header or body that the document does not know",
)
def test_every_answer_is_a_documented_one_whatever_is_asked(installation: tuple[str, str], tmp_path: Path) -> None:
    url, token = installation
    found = examine(url, token, examples=8, folder=tmp_path)
    assert found.failures == (), found.report
    assert found.tested[0] == found.tested[1]
    assert {name: found.phases.get(name) for name in SENDING} == dict.fromkeys(SENDING, "success")
    assert found.cases > 500
