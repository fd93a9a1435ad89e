"""`persona serve`: everything starts under one roof, and nothing outlives it."""

import http.client
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.serving import SECONDS_TO_START, Studio, build_pages, eventually, make_home, persona, remove

WEB, WORKER = "persona_app.serving", "persona_app.cli worker"


@pytest.fixture(scope="module", autouse=True)
def pages() -> None:
    """There must be something to serve."""
    build_pages()


@pytest.fixture
def home() -> Iterator[Path]:
    """A home folder, removed afterwards."""
    folder = make_home()
    yield folder
    remove(folder)


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., Studio]]:
    """Starts studios in this home, and stops those that still run."""
    started: list[Studio] = []

    def begin(*arguments: str, **settings: str) -> Studio:
        started.append(Studio(home, *arguments, **settings).wait_until_ready())
        return started[-1]

    yield begin
    for one in started:
        one.stop()


def status_and_cache(studio: Studio, path: str) -> tuple[int, str | None]:
    """What a browser is told about a path."""
    connection = http.client.HTTPConnection("127.0.0.1", studio.port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("cache-control")


def is_gone(process: psutil.Process) -> bool:
    """Ended, whether or not somebody has taken note."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def database_runs(home: Path) -> bool:
    """Is there a server on this home?"""
    return (home / "postgres" / "data" / "postmaster.pid").exists()


def test_second_one_shares_the_database_and_the_last_one_stops_it(home: Path, start) -> None:
    first, second = start("--no-worker"), start("--no-worker")
    assert status_and_cache(first, "/login") == (200, "no-cache")
    assert status_and_cache(second, "/login") == (200, "no-cache")
    assert f"http://localhost:{second.port}" in second.output()

    refused = persona("serve", PERSONA_HOME=str(home), PORT=str(first.port))
    assert refused.returncode == 1
    assert f"Port {first.port} is taken" in refused.stderr
    assert "Traceback" not in refused.stderr

    assert first.stop() == 0
    assert status_and_cache(second, "/")[0] == 200
    assert second.stop(signal.SIGINT) == 0
    assert not database_runs(home)


def test_nothing_is_left_when_told_to_stop(home: Path, start) -> None:
    studio = start()
    family = studio.family()
    assert len(family) >= 3
    assert studio.stop() == 0
    assert all(is_gone(process) for process in family)
    assert not database_runs(home)


def test_dead_children_are_started_again(start) -> None:
    studio = start()
    eventually(lambda: studio.child(WORKER), what="a worker")
    for module in (WORKER, WEB):
        killed = studio.child(module)
        assert killed is not None
        killed.kill()
        eventually(lambda module=module, old=killed.pid: (new := studio.child(module)) and new.pid != old, what=f"a new {module}")
    eventually(lambda: answers(studio), seconds=SECONDS_TO_START, what="an answer")


def answers(studio: Studio) -> bool:
    """Is the page there?"""
    try:
        return status_and_cache(studio, "/")[0] == 200
    except OSError:
        return False


def test_children_end_when_their_supervisor_is_killed(start) -> None:
    studio = start()
    family = studio.family()
    studio.process.kill()
    studio.process.wait(60)
    eventually(lambda: all(is_gone(process) for process in family), what="the end of the children")
    again = start()
    assert status_and_cache(again, "/")[0] == 200


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"PORT": "many"}, "PORT"),
        ({"PERSONA_ENGINE": "magic"}, "PERSONA_ENGINE"),
        ({"PERSONA_MODEL_PRICES": "{"}, "PERSONA_MODEL_PRICES"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({"HOST": "no such host"}, "HOST"),
    ],
)
def test_start_is_refused_in_one_sentence_when_a_setting_is_invalid(home: Path, settings: dict[str, str], named: str) -> None:
    refused = persona(
        "serve", **{"PERSONA_HOME": str(home), "PORT": "0", **settings} if "PORT" in settings else {"PERSONA_HOME": str(home), **settings}
    )
    assert refused.returncode == 1
    assert named in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1


def test_doctor_says_what_is_there_and_what_is_missing(home: Path) -> None:
    seen = persona("doctor", PERSONA_HOME=str(home))
    assert "embedded" in seen.stdout
    assert "not up to date" in seen.stdout
    assert "offline" in seen.stdout
    assert seen.returncode == 0


def test_doctor_counts_the_worker_when_one_runs(start) -> None:
    studio = start()
    eventually(lambda: "1 at work" in persona("doctor", PERSONA_HOME=str(studio.home)).stdout, seconds=60, what="a worker's sign of life")


def test_doctor_fails_and_advises_when_the_model_server_is_away(home: Path) -> None:
    seen = persona("doctor", PERSONA_HOME=str(home), OPENAI_BASE_URL="http://127.0.0.1:9/v1")
    assert "127.0.0.1" in seen.stdout
    assert "OPENAI_BASE_URL" in seen.stdout
    assert seen.returncode == 1
