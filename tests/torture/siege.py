"""An installation under siege: `persona serve` and more workers in a home of their own, a model server that counts, and programs."""

import contextlib
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import psycopg

from persona_app.accounts.services.registering import register
from persona_app.accounts.services.tokens import create_token
from persona_app.core.db import configure, unit_of_work
from persona_app.core.postgres import EmbeddedPostgres
from persona_app.core.row_security import SystemWork
from tests.model_server.stub import StubModelServer
from tests.serving import ROOT, Studio, clean_environment, eventually
from tests.torture.checking import Strike, active_runs, paid_again, runs_by_state, wrongs
from tests.torture.findings import Findings
from tests.torture.programs import Ledger, Program

WEB, WORKER = "persona_app.serving", "persona_app.cli worker"
LATENCY = 0.25
SECONDS_TO_END = 240.0
"""After the last strike: until every run has ended. A dead worker's job is taken over after 20 to 30 seconds."""
SECONDS_TO_BE_BACK = 120.0
SECONDS_OLD = 4.0
"""A worker of this age is at work; a younger one still loads its libraries."""


class Siege:
    """The attributes `studio`, `model`, `ledger` and `dice` are for scenarios; `strike` is how they break things."""

    def __init__(self, home: Path, *, seed: int, programs: int = 3, workers: int = 0, weight: int = 0, **settings: str) -> None:
        self.home = home
        self.dice = random.Random(seed)
        self.model = StubModelServer(latency_seconds=LATENCY)
        self.ledger = Ledger()
        self.strikes: list[Strike] = []
        self.states: dict[str, int] = {}
        self._seed, self._how_many, self._weight = seed, programs, weight
        self._more_workers: list[subprocess.Popen[bytes] | None] = [None] * workers
        self._more_settings = settings
        self._programs: list[Program] = []
        self._lock = threading.Lock()
        self._is_stopped = False

    def __enter__(self) -> "Siege":
        self.model.__enter__()
        self._settings = {
            "OPENAI_BASE_URL": self.model.base_url,
            "PERSONA_MODEL": "stub",
            "PERSONA_API_REQUESTS_PER_MINUTE": "100000",
            **self._more_settings,
        }
        self.studio = Studio(self.home, **self._settings)
        try:
            self.studio.wait_until_ready()
            self._open_fire()
        except BaseException:
            self._stop_everything()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is not None:
            sys.stderr.write(self.last_words())
        self._stop_everything()

    @property
    def url(self) -> str:
        """The database, as its superuser."""
        return EmbeddedPostgres(self.home).url()

    def last_words(self) -> str:
        """What the programs said last, for whoever looks into a siege that failed."""
        said = []
        for file in (*self.home.glob("*.txt"), self.home / "postgres" / "postgres.log"):
            with contextlib.suppress(OSError):
                said.append(f"--- {file.name}, {shutil.disk_usage(self.home)}\n{file.read_text(errors='replace')[-4000:]}\n")
        return "".join(said)

    def _open_fire(self) -> None:
        self.token = new_token(self.url)
        for number in range(len(self._more_workers)):
            self._start_worker(number)
        for number in range(self._how_many):
            name = f"{'ABCDEFGHIJ'[number]}{self._seed}"
            program = Program(name, url=self.studio.url, token=self.token, ledger=self.ledger, seed=self._seed, weight=self._weight)
            self._programs.append(program)
            program.start()

    def _start_worker(self, number: int) -> None:
        with (self.home / f"worker-{number}.txt").open("a") as log:
            self._more_workers[number] = subprocess.Popen(
                [sys.executable, "-m", "persona_app.cli", "worker"],
                cwd=ROOT,
                env=clean_environment(PERSONA_HOME=str(self.home), **self._settings),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def workers(self) -> list[psutil.Process]:
        """Worker processes that are at work by now."""
        return [one for one in self.all_workers() if _is_at_work(one)]

    def all_workers(self) -> list[psutil.Process]:
        """Worker processes, those that just begin included."""
        own = self.studio.child(WORKER)
        more = [psutil.Process(one.pid) for one in self._more_workers if one is not None and one.poll() is None]
        return ([own] if own else []) + more

    def web_processes(self) -> list[psutil.Process]:
        """The server and the process of it that answers."""
        server = self.studio.child(WEB)
        return [server, *server.children()] if server else []

    def database_processes(self) -> list[psutil.Process]:
        """PostgreSQL's main process, first, and all it started."""
        with contextlib.suppress(OSError, psutil.Error, ValueError):
            pid = int((self.home / "postgres" / "data" / "postmaster.pid").read_text().partition("\n")[0])
            server = psutil.Process(pid)
            return [server, *server.children()]
        return []

    def wait_for_a_moment(self) -> None:
        """Until a random number of further calls have come in, and a random moment of one more has passed."""
        with self._lock:
            calls, moment = self.dice.randint(1, 6), self.dice.uniform(0, LATENCY * 1.5)
        wanted = self.model.count() + calls
        deadline = time.monotonic() + 20
        while self.model.count() < wanted and time.monotonic() < deadline:
            threading.Event().wait(0.02)
        threading.Event().wait(moment)

    def choose(self, what: Callable[[], list[psutil.Process]]) -> psutil.Process:
        """One of the processes, as soon as there is one."""
        found: list[psutil.Process] = []
        eventually(lambda: found.extend(what()) or found, seconds=SECONDS_TO_BE_BACK, what="a process to kill")
        with self._lock:
            return self.dice.choice(found)

    @contextmanager
    def strike(self, what: str) -> Iterator[None]:
        """Something is broken within the block."""
        at, under_way = time.monotonic(), self.model.under_way
        try:
            yield
        finally:
            with self._lock:
                self.strikes.append(Strike(what=what, at=at, until=time.monotonic(), under_way=under_way))

    def kill(self, process: psutil.Process, what: str) -> None:
        """kill -9, now; a worker of ours is started again at once."""
        with self.strike(what):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
            for number, one in enumerate(self._more_workers):
                if one is not None and one.pid == process.pid:
                    one.wait(10)
                    self._start_worker(number)

    def answers(self) -> bool:
        """Does the web process answer, and the database behind it?"""
        try:
            return httpx.get(f"{self.studio.url}/v1/health", timeout=5).is_success
        except httpx.TransportError:
            return False

    def wait_until_back(self, what: str, *, seconds: float = SECONDS_TO_BE_BACK) -> None:
        """Until it answers again."""
        eventually(self.answers, seconds=seconds, what=f"an answer after {what}")

    def wait_for_acknowledgements(self, how_many: int) -> None:
        """Until so many more submissions were taken."""
        wanted = self.ledger.count() + how_many
        eventually(lambda: self.ledger.count() >= wanted, seconds=SECONDS_TO_BE_BACK, what="an acknowledged submission")

    def settle(self, *, title: str, wrong_so_far: Sequence[str] = ()) -> Findings:
        """End the siege: let all runs end, compare, stop everything, and look for what is left behind."""
        for program in self._programs:
            program.stop()
        for program in self._programs:
            program.join(SECONDS_TO_BE_BACK * 2)
        began = time.monotonic()
        wrong = list(wrong_so_far)
        try:
            eventually(self._has_settled, seconds=SECONDS_TO_END, what="the end of every run")
        except AssertionError as error:
            wrong.append(str(error))
        quiet_after = time.monotonic() - began
        repeated, paid = paid_again(self.model.calls, self.strikes, latency=LATENCY)
        wrong += [*wrongs(self.url, self.ledger.taken), *paid, *self.ledger.lies]
        wrong += [f"never acknowledged: {text[:60]}" for text in self.ledger.given_up]
        self.states = runs_by_state(self.url)
        wrong += self._stop_everything()
        return Findings.of(
            title,
            strikes=self.strikes,
            ledger=self.ledger,
            runs=self.states,
            calls=self.model.calls,
            repeated=repeated,
            quiet=quiet_after,
            wrong=wrong,
        )

    def _has_settled(self) -> bool:
        try:
            return active_runs(self.url) == 0
        except psycopg.Error:
            return False

    def _stop_everything(self) -> list[str]:
        """Stop all processes, and say which are left behind."""
        if self._is_stopped:
            return []
        self._is_stopped = True
        for program in self._programs:
            program.stop()
        code = self.studio.stop()
        for one in self._more_workers:
            if one is not None and one.poll() is None:
                one.terminate()
        for one in self._more_workers:
            if one is not None:
                one.wait(40)
        self.model.__exit__()
        left = left_behind(self.home)
        for one in left:
            with contextlib.suppress(psutil.Error):
                one.kill()
        return [f"left behind: {one}" for one in left] + ([f"persona serve ended with {code}"] if code else [])


def new_token(url: str) -> str:
    """A token of an account of its own."""
    engine = configure(url)
    try:
        with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
            actor = register(session, email="siege@example.org", handle="siege", password="a long enough sentence")
        with unit_of_work(acting_for=actor.account_id) as session:
            return create_token(session, actor=actor, name="siege", scopes=["read", "write"]).token
    finally:
        engine.dispose()


def left_behind(home: Path) -> list[psutil.Process]:
    """Processes of this home that still run."""
    found = []
    for one in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            of_home = one.environ().get("PERSONA_HOME") == str(home) or any(str(home) in part for part in one.cmdline())
            if of_home and one.status() != psutil.STATUS_ZOMBIE:
                found.append(one)
    return found


def _is_at_work(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.Error):
        return time.time() - process.create_time() > SECONDS_OLD and process.status() != psutil.STATUS_ZOMBIE
    return False
