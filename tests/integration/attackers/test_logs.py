"""Whatever is sent, nothing that was said in confidence is written down."""

import stat
from pathlib import Path

import pytest

from tests.factories.accounts import PASSWORD
from tests.faults import fault
from tests.integration.attackers.enumerating import Reachable
from tests.integration.attackers.malformed import Confided, Nonsense, send_events, send_lines, send_requests
from tests.integration.attackers.people import PRIVATE, Belongings, Somebody
from tests.integration.attackers.requests_sent import listed
from tests.serving import Studio

SEED = 1122
REQUESTS, LINES, EVENTS = 480, 40, 500


def written(home: Path) -> dict[str, str]:
    """Every file of the installation that is no data of the database: logs, the database's too, and what was said on stderr."""
    files = [file for file in home.rglob("*") if file.is_file() and (file.suffix in {".log", ".txt", ".json", ".1"} or "log" in file.parts)]
    return {str(file.relative_to(home)): file.read_text(errors="replace") for file in files}


def places_of(secrets: tuple[str, ...], logs: dict[str, str]) -> list[tuple[str, str]]:
    """File and line (cut short) of everything that should not be there."""
    lines = [(name, line) for name, text in logs.items() if any(secret in text for secret in secrets) for line in text.splitlines()]
    return [(name, line[:600]) for name, line in lines if any(secret in line for secret in secrets)]


@pytest.fixture
def confided(everybody: dict[str, Somebody], belongings: Belongings) -> Confided:
    """What these people said, and what they got to prove who they are."""
    people = [one for one in everybody.values() if one.handle]
    return Confided(
        words=PRIVATE,
        tokens=tuple(token for one in people for token in one.tokens.values()),
        cookies=tuple(one.cookie for one in people),
        passwords=(PASSWORD,),
    )


@fault(
    area="Attackers",
    what="1,020 malformed requests, lines and events, full of real cookies, tokens, passwords and words of the data, are sent",
    result="No secret and no word of the data is in any log or on stderr, no answer is a server's error, and the server goes on",
)
def test_no_log_repeats_what_was_confided_when_a_thousand_malformed_things_are_sent(
    site: Studio, found: Reachable, confided: Confided, everybody: dict[str, Somebody]
) -> None:
    server = site.child("persona_app.serving")
    nonsense = Nonsense(confided, seed=SEED)
    statuses = send_requests(site.url, nonsense, sorted(listed() - {("POST", "/auth/logout")}), count=REQUESTS)
    send_lines(site.url, nonsense, count=LINES)
    send_events(site.url, nonsense, found, count=EVENTS)
    logs = written(site.home)
    assert {"web.log", "worker.log"} <= {Path(name).name for name in logs}
    assert "refused event" in "".join(logs.values()), "the events did not arrive"
    assert places_of(confided.all, logs) == []
    assert {status for status in statuses if status >= 500} == set()
    assert statuses.count(0) < REQUESTS / 10
    assert everybody["owner"].program().get("/v1/person").status_code == 200
    assert server is not None and server.is_running()


def test_what_pages_hold_is_for_the_programs_account_alone(site: Studio, everybody: dict[str, Somebody]) -> None:
    assert everybody["owner"].handle
    assert stat.S_IMODE((site.home / "states").stat().st_mode) == 0o700
