"""A PostgreSQL of our own, for installations that have none.

Any number of processes share one server per home folder. Each holds a shared lock on `users.lock` for as long as it lives; the
kernel drops it even after kill -9, so that the count of users is always right, and the last one out stops the server. Who starts
or stops holds `start.lock`. A server is alive when it answers and its data folder is ours, never because a pid exists.
"""

import atexit
import fcntl
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psutil
import psycopg
from loguru import logger
from psycopg import sql

from persona_app.core.config import Settings
from persona_app.core.db import libpq_url
from persona_app.core.postgres_program import PostgresUnavailable, find_programs, unprivileged_account, within_reach

SUPERUSER = "postgres"
LONGEST_SOCKET_FOLDER = 85
"""A socket's path may have 104 bytes on macOS and 108 on Linux; its name takes the rest."""
SECONDS_TO_START = 600
"""Recovery after a crash may take minutes; giving up on it would only start it again."""
LONGEST_PAUSE = 10.0
"""Seconds between two tries to start a server that died."""
LOG_BYTES = 10_000_000
OLDEST_SERVER = 150_000
CONFIGURATION = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "1GB",
    "jit": "off",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0",
    "log_min_duration_statement": "500",
    "log_parameter_max_length": "0",
    "log_error_verbosity": "terse",  # without it the value that broke a constraint, an address say, is logged
    "log_line_prefix": "'%m [%p] '",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
}
"""No network listener, no replication, and no parameter values in the log: they are what people wrote."""


class EmbeddedPostgres:
    """The server of one home folder, as one process sees it.

    Args:
        home: the folder of the installation; the server lives in its subfolder `postgres`.
        database: made when it is missing.
        max_connections: for all processes together; taken up when the server starts next.
        configuration: further entries of postgresql.conf, for tests that need no durability.
    """

    def __init__(
        self, home: Path, *, database: str = "persona", max_connections: int = 100, configuration: Mapping[str, str] | None = None
    ) -> None:
        self.home = home.expanduser().absolute()
        self.folder = self.home / "postgres"
        self.data = self.folder / "data"
        self.database = database
        self.configuration = {**CONFIGURATION, "max_connections": str(max_connections), **(configuration or {})}
        self.account = unprivileged_account()
        self._users: int | None = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()

    def acquire(self) -> str:
        """Become a user of the server, starting it when nobody else did, and return its address.

        Raises:
            PostgresUnavailable: with the sentence that says why.
        """
        if self._users is None:
            self._make_folders()
            with self._start_lock():
                users = os.open(self.folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(users, fcntl.LOCK_SH)
                try:
                    self._make_alive()
                except BaseException:
                    os.close(users)
                    raise
                self._users = users
            atexit.register(self.release)
        return self.url()

    def release(self) -> None:
        """Stop using the server; the last one out stops it."""
        if self._users is None:
            return
        users, self._users = self._users, None
        atexit.unregister(self.release)
        if not self.data.exists():
            os.close(users)
            return
        with self._start_lock():
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            else:
                self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")
            finally:
                os.close(users)

    def url(self, database: str | None = None) -> str:
        """The address of the database, or of another one on the same server."""
        return f"postgresql://{SUPERUSER}@/{quote(database or self.database)}?host={quote(str(self.socket_folder))}"

    def has_died(self) -> bool:
        """Is its main process gone, although we use it? Cheap enough to ask every second."""
        try:
            pid = (self.data / "postmaster.pid").read_text().partition("\n")[0]
        except OSError:
            return True
        return not (pid.isdigit() and self._is_our_server(int(pid)))

    def revive(self) -> None:
        """Start it again if it is not alive; nothing when it was released meanwhile.

        Raises:
            PostgresUnavailable: with the sentence that says why it can't be started now.
        """
        with self._start_lock():
            if self._users is not None:
                self._make_alive()

    @property
    def socket_folder(self) -> Path:
        """Where the server listens: in the home folder, or, when that path is too long for a socket, in a temporary one."""
        folder = self.folder / "run"
        if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
            return folder
        return Path(tempfile.gettempdir()) / f"persona-{sha256(os.fsencode(self.home)).hexdigest()[:12]}"

    def is_alive(self) -> bool:
        """Does a server answer whose data folder is ours? Waits for one that is starting or recovering."""
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            try:
                with psycopg.connect(self.url("postgres"), connect_timeout=5) as connection:
                    row = connection.execute("SHOW data_directory").fetchone()
                    return row is not None and Path(row[0]) == self.data
            except psycopg.OperationalError as error:
                if not any(sign in str(error) for sign in ("starting up", "recovery", "not yet accepting")):
                    return False
            time.sleep(0.1)
        return False

    def _make_folders(self) -> None:
        try:
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700 if self.account is None else 0o711)
            self._open_home()
            self.folder.mkdir(exist_ok=True, mode=0o700)
            self._give(self.folder)
            self.socket_folder.mkdir(exist_ok=True, mode=0o700)
            self._give(self.socket_folder)
        except OSError as error:
            raise PostgresUnavailable(
                f"The folder {self.home} can't be used ({error.strerror}). Choose one of your own with PERSONA_HOME, or set DATABASE_URL."
            ) from error
        if self.socket_folder.stat().st_uid != (os.geteuid() if self.account is None else self.account.uid):
            raise PostgresUnavailable(f"The folder {self.socket_folder} belongs to somebody else. Choose a shorter PERSONA_HOME.")

    def _open_home(self) -> None:
        """As root: let the server's account pass through our own folder; those above are not ours to change."""
        if self.account is None:
            return
        if not self.home.stat().st_mode & 0o001:
            self.home.chmod(self.home.stat().st_mode | 0o011)
        if not self.account.can_enter(self.home):
            raise PostgresUnavailable(
                f"As root, PostgreSQL runs as {self.account.name}, who can't enter {self.home}. "
                "Set PERSONA_HOME to a folder like /var/lib/persona-studio, start as an ordinary user, or set DATABASE_URL."
            )

    def _give(self, path: Path) -> None:
        if self.account is not None:
            os.chown(path, self.account.uid, self.account.gid)

    @contextmanager
    def _start_lock(self) -> Iterator[None]:
        lock = os.open(self.folder / "start.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _make_alive(self) -> None:
        if self.is_alive():
            return
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._disown_stale_pid()
        self._start()

    def _run(self, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's programs as its account. It writes to a file: the server inherits it, and a pipe would never close."""
        major = int((self.data / "PG_VERSION").read_text()) if (self.data / "PG_VERSION").exists() else None
        programs = within_reach(find_programs(major=major), account=self.account, folder=self.folder)
        drop = {} if self.account is None else {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                [programs.folder / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                env={**os.environ, "LC_ALL": "C"},
                check=False,
                **drop,  # type: ignore[call-overload]
            )
            output.seek(0)
            if done.returncode:
                said = " ".join(output.read().split())[-600:]
                raise PostgresUnavailable(f"PostgreSQL's {program} failed; its log is {self.folder / 'postgres.log'}. It said: {said}")

    def _initialise(self) -> None:
        """Make the data folder aside and rename it: one that exists is whole, whatever was killed."""
        aside = self.folder / "data.new"
        shutil.rmtree(aside, ignore_errors=True)
        locale = ("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8")
        self._run("initdb", "-D", aside, "-U", SUPERUSER, "--auth=trust", *locale, "--data-checksums", "--no-instructions")
        with (aside / "postgresql.conf").open("a") as file:
            file.write("\ninclude_if_exists = 'persona.conf'\n")
        aside.rename(self.data)

    def _disown_stale_pid(self) -> None:
        """Let PostgreSQL start over a pid file whose number now belongs to a stranger, as it does in containers.

        The file is kept, since it names the shared memory that guards against orphaned backends: only its first line changes, to
        our own pid, which PostgreSQL takes for stale because we are its parent.

        Raises:
            PostgresUnavailable: a server does run on our data, and does not answer.
        """
        file = self.data / "postmaster.pid"
        lines = file.read_text().splitlines() if file.exists() else []
        if not lines or not lines[0].isdigit():
            file.unlink(missing_ok=True)
            return
        if self._is_our_server(int(lines[0])):
            raise PostgresUnavailable(
                f"A PostgreSQL (process {lines[0]}) runs on {self.data} and does not answer. Stop it, then start again."
            )
        self._replace(file, "\n".join([str(os.getpid()), *lines[1:]]) + "\n")
        for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
            (self.socket_folder / name).unlink(missing_ok=True)

    def _is_our_server(self, pid: int) -> bool:
        try:
            process = psutil.Process(pid)
            return process.status() != psutil.STATUS_ZOMBIE and str(self.data) in process.cmdline()
        except psutil.Error:
            return False

    def _start(self) -> None:
        entries = {**self.configuration, "unix_socket_directories": f"'{self.socket_folder}'"}
        configuration = self.data / "persona.conf"
        self._replace(configuration, "".join(f"{name} = {value}\n" for name, value in entries.items()))
        log = self.folder / "postgres.log"
        if log.exists() and log.stat().st_size > LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        self._run("pg_ctl", "-D", self.data, "-l", log, "-w", "-t", str(SECONDS_TO_START), "start")
        self._make_database()

    def _replace(self, file: Path, content: str) -> None:
        """Written aside and renamed: on a full disk the file stays as it was."""
        aside = file.with_suffix(f"{file.suffix}.new")
        try:
            aside.write_text(content)
        except OSError as error:
            raise PostgresUnavailable(
                f"PostgreSQL can't be started: {file} can't be written ({error.strerror}). Nothing was lost; free space there."
            ) from error
        self._give(aside)
        aside.replace(file)

    def _make_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.database]).fetchone() is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.database)))


@contextmanager
def kept_alive(server: EmbeddedPostgres, *, look_every: float = 1.0) -> Iterator[None]:
    """Start the server again whenever it dies within the block: killed, out of memory, or stopped by a full disk.

    PostgreSQL itself restarts what one of its processes breaks; nobody but us restarts its main process.
    """
    is_over = threading.Event()
    keeper = threading.Thread(target=_keep_alive, args=(server, is_over, look_every), daemon=True, name="keep postgres alive")
    keeper.start()
    try:
        yield
    finally:
        is_over.set()
        keeper.join()


def _keep_alive(server: EmbeddedPostgres, is_over: threading.Event, look_every: float) -> None:
    pause = look_every
    while not is_over.wait(pause):
        if not server.has_died():
            pause = look_every
            continue
        try:
            server.revive()
            logger.warning("the embedded PostgreSQL had died and was started again")
        except (PostgresUnavailable, OSError, psycopg.Error) as error:
            pause = min(LONGEST_PAUSE, 2 * pause)
            said = error.sentence if isinstance(error, PostgresUnavailable) else type(error).__name__
            logger.error("the embedded PostgreSQL has died and can't be started, trying again in {:.0f} s: {}", pause, said)


def require_answer(url: str) -> None:
    """Find out whether a database can be used.

    Raises:
        PostgresUnavailable: it does not answer, does not let us in, or is older than 15. The address, which may hold a
            password, is not repeated.
    """
    try:
        with psycopg.connect(libpq_url(url), connect_timeout=10) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        said = (str(error).strip().splitlines() or ["no reason was given"])[0].rstrip(".")
        raise PostgresUnavailable(
            f"The database of DATABASE_URL does not answer: {said}. Correct the address, or unset it to use the embedded one."
        ) from error
    if version < OLDEST_SERVER:
        raise PostgresUnavailable(f"The database of DATABASE_URL is PostgreSQL {version // 10_000}; 15 or later is needed.")


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """The address of the database to use: the configured one, else the embedded server's, held for as long as the block lasts.

    Raises:
        PostgresUnavailable: the configured database does not answer, or the embedded server can't be started.
    """
    if settings.database_url:
        require_answer(settings.database_url)
        yield settings.database_url
        return
    with EmbeddedPostgres(settings.home, max_connections=settings.postgres_max_connections) as server, kept_alive(server):
        yield server.url()
