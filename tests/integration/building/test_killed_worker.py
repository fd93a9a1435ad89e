"""A worker process that is killed in the middle of a build, with a real model server that counts what it was asked."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from persona_app.building.services.enriching import create_from_characters
from persona_app.core.db import unit_of_work
from persona_app.movies.services.finding import find_characters
from persona_app.movies.services.starter import seed_starter
from tests.faults import fault
from tests.model_server.fixtures import model_server

__all__ = ["model_server"]
QUIET_LOOKS = 20
TEXTS = tuple(f"Ada likes number {number}. CANARY{number}." for number in range(12))


@contextmanager
def worker_process(url: str, base_url: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "OPENAI_BASE_URL": base_url, "PERSONA_MODEL": "stub", "PERSONA_MODEL_PARALLEL_CALLS": "2"}
    process = subprocess.Popen([sys.executable, "-m", "tests.integration.building.worker_process", url], env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(is_reached: Callable[[], bool], *, seconds: float = 240) -> None:
    deadline = time.monotonic() + seconds
    while not is_reached():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def kept_answers() -> int:
    with unit_of_work() as session:
        return session.execute(text("SELECT count(*) FROM engine_answer WHERE calls > 0")).scalar_one()


def lost_calls(model_server) -> int:
    """Calls whose answers nobody kept, once what was on its way when a worker was killed has arrived, here and in the database."""
    seen: list[tuple[int, int, int]] = []

    def is_quiet() -> bool:
        seen.append((model_server.count(), model_server.count(outcome="answered"), kept_answers()))
        return len(seen) > QUIET_LOOKS and len(set(seen[-QUIET_LOOKS:])) == 1

    until(is_quiet)
    return seen[-1][0] - seen[-1][2]


@pytest.mark.slow
def test_build_is_whole_and_nothing_is_paid_twice_when_its_worker_is_killed(studio, model_server):
    model_server.latency_seconds = 0.15
    queued = studio.create(*TEXTS)

    lost = 0
    for answered in (5, 14):
        with worker_process(studio.url, model_server.base_url) as process:
            until(lambda answered=answered: model_server.count(outcome="answered") >= answered)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        lost = lost_calls(model_server)
    with worker_process(studio.url, model_server.base_url):
        until(lambda: studio.look(queued).state == "done")

    run = studio.look(queued)
    version = studio.version(run)
    assert (run.version_number, run.attempts) == (1, 3)
    assert len(version.data_ids) == len(TEXTS)
    assert {claim.value for claim in version.profile.likes} == {f"number {number}" for number in range(12)}
    with unit_of_work() as session:
        assert session.execute(text("SELECT count(*) FROM persona_version")).scalar_one() == 1
        assert session.execute(text("SELECT crashes FROM run")).scalar_one() == 2
    assert model_server.count() == kept_answers() + lost, "only calls that were under way when a worker was killed are asked again"
    assert lost <= 2 * 4, "at most two under way and two just answered, each time"
    assert all(any(f"CANARY{number}." in call.material for call in model_server.calls) for number in range(12))


@pytest.mark.slow
@fault(
    area="Processes",
    what="A run kills its worker process each time it is started",
    result="After five crashes it fails with `run_crashed` and a sentence that says what to do; what it had read is kept, and others go on",
)
def test_poison_run_ends_with_an_explanation_when_it_has_killed_its_worker_five_times(studio, model_server):
    model_server.latency_seconds = 0.3
    poison = studio.create("Ada likes poison. CANARYpoison.")
    died = 0
    while studio.look(poison).state not in ENDED and died < 10:
        with worker_process(studio.url, model_server.base_url) as process:
            seen = writings(model_server)
            until(lambda seen=seen: writings(model_server) > seen or studio.look(poison).state in ENDED)
            if studio.look(poison).state not in ENDED:
                died += 1
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
    innocent = studio.create("Ada likes tea. CANARYtea.")
    with worker_process(studio.url, model_server.base_url):
        until(lambda: studio.look(innocent).state == "done")

    run = studio.look(poison)
    assert (died, run.state, run.error_code, run.version_number) == (5, "failed", "run_crashed", None)
    assert "given up" in run.sentence
    assert "kept" in run.sentence
    assert model_server.count("Extraction") == 2, "what had been read before the crash is not read again"


ENDED = ("done", "failed", "cancelled")


def writings(model_server) -> int:
    return model_server.count("Writing")


@pytest.mark.slow
@fault(
    area="Processes",
    what="A worker is killed while it thinks about film characters, and again while it builds",
    result="One version with fifty thoughts, none before; only calls that were under way at the kill are asked again",
)
def test_an_enrichment_is_whole_and_nothing_is_paid_twice_when_its_worker_is_killed(studio, model_server):
    model_server.latency_seconds = 0.15
    with unit_of_work() as session:
        seed_starter(session)
        ids = [find_characters(session, query=name, limit=1).items[0].id for name in ("Ebba Holmvik", "Nils", "Ruth")]
        _, queued = create_from_characters(session, actor=studio.actor, character_ids=ids)

    lost = 0
    for question, answered in (("Thinking", 2), ("Extraction", 1)):
        with worker_process(studio.url, model_server.base_url) as process:
            until(lambda question=question, answered=answered: model_server.count(question, outcome="answered") >= answered)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        assert counts("thought", "persona_version") == (0, 0), "a run that has not ended leaves no half of it"
        lost = lost_calls(model_server)
    with worker_process(studio.url, model_server.base_url):
        until(lambda: studio.look(queued).state == "done")

    assert counts("thought", "persona_version", "enrichment") == (50, 1, 1)
    assert studio.look(queued).attempts == 3
    assert model_server.count() == kept_answers() + lost
    assert lost <= 2 * 4


def counts(*tables: str) -> tuple[int, ...]:
    with unit_of_work() as session:
        return tuple(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables)
