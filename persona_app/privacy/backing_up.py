"""A backup of the whole installation while it serves, and its way back.

The database is read by pg_dump in one snapshot; the digest is taken in the same snapshot, so that what comes back can be compared.
Pictures are named by what they show and never change: copying those that the snapshot names, after it, is consistent.
A restore is one transaction: either everything is as in the backup, or nothing was changed.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import text
from sqlmodel import Session

from persona_app.core.clock import now
from persona_app.core.config import Settings
from persona_app.core.db import libpq_url, unit_of_work
from persona_app.core.errors import Conflict, Unavailable
from persona_app.core.migrating import known_heads, migrate
from persona_app.core.plurals import counted
from persona_app.core.postgres_program import find_programs
from persona_app.core.row_security import SystemWork
from persona_app.events.minding import start_anew
from persona_app.events.services.sealing import find_head
from persona_app.media.schemas import Size
from persona_app.media.stores import PictureStore, store_of
from persona_app.privacy.backup_file import DUMP, PICTURES, Manifest, copy_out, reading, writing
from persona_app.privacy.verifying import digest_of

Tell = Callable[[str], None]
_ROLE = re.compile(r"\bpersona_app_\w+|\"persona_app_[^\"]+\"")
_PRELUDE = """
DROP SCHEMA IF EXISTS procrastinate CASCADE;
DROP SCHEMA IF EXISTS public CASCADE;
CREATE SCHEMA public;
DO $$
BEGIN
    EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', 'persona_app_' || current_user);
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END $$;
"""


class AlreadyInUse(Conflict):
    """A backup was to be restored where something is."""

    code = "installation_in_use"

    def __init__(self, accounts: int) -> None:
        who = "an account" if accounts == 1 else f"{accounts} accounts"
        super().__init__(
            f"This installation has {who}, and a restore replaces everything. Nothing was changed. If that is meant: --replace"
        )


class StillServing(Conflict):
    """Others work with the database that was to be replaced."""

    code = "still_serving"

    def __init__(self) -> None:
        super().__init__("Something still uses this database. Nothing was changed. Stop the server and its workers, then restore.")


class BackupTooNew(Conflict):
    """The backup's schema is later than this program's."""

    code = "backup_too_new"

    def __init__(self, revision: str) -> None:
        super().__init__(f"A later Persona Studio made this backup (schema {revision}). Nothing was changed. Update the program first.")


class PostgresRefused(Unavailable):
    """pg_dump, pg_restore or psql failed."""

    code = "backup_failed"

    def __init__(self, program: str, said: str) -> None:
        super().__init__(f"{program} could not do it, and nothing was changed: {said}")


def make_backup(target: Path, *, url: str, settings: Settings, tell: Tell) -> Manifest:
    """Write a backup of everything to `target`; others go on working meanwhile.

    Raises:
        FileExistsError: there is a half-written one beside it.
        PostgresRefused: PostgreSQL's programs failed; no file is left.
    """
    store = store_of(settings)
    with writing(target) as backup, tempfile.TemporaryDirectory(dir=target.parent) as folder:
        dump = Path(folder) / DUMP
        with _snapshot() as (session, snapshot):
            digest, rows = digest_of(session)
            trail = find_head(session)
            tell(counted(rows, "row"))
            _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={dump}", url=url)
            revision = str(session.connection().execute(text("SELECT version_num FROM alembic_version")).scalar_one())
            owner = str(session.connection().execute(text("SELECT current_user")).scalar_one())
            pictures = session.connection().execute(text("SELECT sha256 FROM picture ORDER BY sha256")).scalars().all()
        backup.add(DUMP, dump)
        for sha256 in pictures:
            for name, content in _files_of(store, sha256):
                backup.add(name, content)
        tell(counted(len(pictures), "picture"))
        manifest = Manifest(
            made_at=now(),
            program=version("persona-studio"),
            schema_revision=revision,
            owner=owner,
            digest=digest,
            trail=trail,
            members=backup.members,
        )
        backup.seal(manifest)
    return manifest


def restore_backup(source: Path, *, url: str, settings: Settings, is_replacing: bool = False, tell: Tell) -> Manifest:
    """Make the installation what it was when the backup was written. The file is checked whole before anything changes.

    Raises:
        BackupDamaged, BackupTooNew: the file cannot be used.
        StillServing, AlreadyInUse: others are connected; there are accounts, and it was not said that they may go.
        PostgresRefused: nothing was changed.
    """
    with reading(source) as (manifest, archive):
        accounts, others = _in_use(url)
        if accounts and not is_replacing:
            raise AlreadyInUse(accounts)
        if others:
            raise StillServing
        if not known_revision(manifest.schema_revision):
            raise BackupTooNew(manifest.schema_revision)
        tell("the file is whole")
        store = store_of(settings)
        for name in manifest.members:
            if name.startswith(PICTURES):
                _, sha256, file = name.split("/")
                store.write(sha256, {Size(file.removesuffix(".webp")): archive.read(name)})
        _restore_database(archive, url=url, scratch=settings.home)
        start_anew(settings.home)
        tell("the database is back")
    migrate(url)
    return manifest


def known_revision(revision: str) -> bool:
    """Does this program know the schema's step? Steps are numbered."""
    return all(revision <= head for head in known_heads())


def _restore_database(archive: ZipFile, *, url: str, scratch: Path) -> None:
    """Everything in one transaction: what is there goes, what was there comes, with the rights of the application's own role."""
    with tempfile.TemporaryDirectory(dir=scratch) as name:
        folder = Path(name)
        dump, prelude, rows, rights = (folder / part for part in (DUMP, "prelude.sql", "rows.sql", "rights.sql"))
        with archive.open(DUMP) as opened:
            copy_out(opened, dump)
        prelude.write_text(_PRELUDE, "utf-8")
        _run("pg_restore", "--no-owner", "--no-privileges", f"--file={rows}", str(dump))
        rights.write_text(_rights(dump, folder=folder, url=url), "utf-8")
        steps = [f"--file={each}" for each in (prelude, rows, rights)]
        _run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *steps, url=url)


def _rights(dump: Path, *, folder: Path, url: str) -> str:
    """The grants of the dump, for the role of whoever owns the tables here. They hold names only, nobody's words."""
    listed = _run("pg_restore", "--list", str(dump))
    grants = [line for line in listed.splitlines() if re.match(r"\d+; \d+ \d+ (ACL|DEFAULT ACL) ", line)]
    (folder / "grants.txt").write_text("\n".join(grants) + "\n", "utf-8")
    said = _run("pg_restore", "--no-owner", f"--use-list={folder / 'grants.txt'}", "--file=-", str(dump))
    role, person = _names(url)
    ours = re.sub(r"ALTER DEFAULT PRIVILEGES FOR ROLE \S+", f"ALTER DEFAULT PRIVILEGES FOR ROLE {person}", _ROLE.sub(lambda _: role, said))
    return f"GRANT {role} TO {person};\n{ours}"


def _names(url: str) -> tuple[str, str]:
    """The application's role and the tables' owner, as SQL writes them."""
    with psycopg.connect(libpq_url(url)) as connection:
        found = connection.execute("SELECT quote_ident('persona_app_' || current_user), quote_ident(current_user)").fetchone()
    return (str(found[0]), str(found[1])) if found else ("", "")


def _in_use(url: str) -> tuple[int, int]:
    """How many accounts there are, and how many others are connected."""
    with psycopg.connect(libpq_url(url)) as connection:
        there = connection.execute("SELECT to_regclass('public.account') IS NOT NULL").fetchone()
        accounts = connection.execute("SELECT count(*) FROM public.account").fetchone() if there and there[0] else None
        others = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
    return int(accounts[0]) if accounts else 0, int(others[0]) if others else 0


@contextmanager
def _snapshot() -> Iterator[tuple[Session, str]]:
    """A transaction that sees one moment, and the name by which pg_dump sees the same one."""
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        session.connection().execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        yield session, str(session.connection().execute(text("SELECT pg_export_snapshot()")).scalar_one())


def _files_of(store: PictureStore, sha256: str) -> Iterator[tuple[str, bytes]]:
    for size in Size:
        content = store.read(sha256, size)
        if content is not None:
            yield f"{PICTURES}{sha256}/{size}.webp", content


def _run(program: str, *arguments: str, url: str = "") -> str:
    """What the program says. A database's password goes by the environment: everybody may read the words of a command."""
    names = conninfo_to_dict(libpq_url(url)) if url else {}
    password = names.pop("password", None)
    environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    at = [f"--dbname={make_conninfo(**{name: str(value) for name, value in names.items()})}"] if url else []
    command = [str(find_programs().folder / program), *arguments, *at]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise PostgresRefused(program, " ".join(done.stderr.split("\n")[0].split())[:300])
    return done.stdout
