"""The role that the application works in, on databases whose user is no superuser: as those of a hosting company are."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from persona_app.core import db
from persona_app.core.db import unit_of_work
from persona_app.core.migrating import migrate
from persona_app.core.postgres import EmbeddedPostgres
from persona_app.core.postgres_program import PostgresUnavailable
from persona_app.core.row_security import SystemWork
from persona_app.personas.services.reading import list_personas
from tests.factories.accounts import make_registered
from tests.factories.personas import make_persona

Admin = Callable[..., None]


def as_user(url: str, user: str) -> str:
    """The same database, another user (nobody needs a password here)."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{user}@"))


@pytest.fixture
def admin(postgres: EmbeddedPostgres) -> Admin:
    """Run a statement as the cluster's administrator."""

    def run(statement: str, **names: str) -> None:
        with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(**{key: sql.Identifier(name) for key, name in names.items()}))

    return run


@pytest.fixture
def owner(admin: Admin) -> Iterator[str]:
    """Somebody who may own databases, and nothing else."""
    name = f"owner_{uuid4().hex[:12]}"
    admin("CREATE ROLE {name} LOGIN", name=name)
    yield name


def own_database(admin: Admin, postgres: EmbeddedPostgres, owner: str) -> str:
    """An empty database of the owner's."""
    name = f"test_{uuid4().hex}"
    admin("CREATE DATABASE {name} OWNER {owner}", name=name, owner=owner)
    return as_user(postgres.url(name), owner)


def work_a_little(url: str) -> None:
    """Register, make a persona, list it, and forget the owner once."""
    engine = db.configure(url)
    with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
        actor = make_registered(session)
    with unit_of_work(acting_for=actor.account_id) as session:
        make_persona(session, actor=actor)
    with unit_of_work(acting_for=actor.account_id) as session:
        assert len(list_personas(session, actor=actor).items) == 1
    with unit_of_work() as session:
        assert session.execute(text("SELECT count(*) FROM persona")).scalar_one() == 0
    engine.dispose()


def test_the_role_is_made_when_the_user_may_make_roles(admin: Admin, postgres: EmbeddedPostgres, owner: str) -> None:
    admin("ALTER ROLE {owner} CREATEROLE", owner=owner)
    url = own_database(admin, postgres, owner)
    migrate(url)
    work_a_little(url)


def test_it_says_what_to_run_when_the_user_may_not_make_roles(admin: Admin, postgres: EmbeddedPostgres, owner: str) -> None:
    url = own_database(admin, postgres, owner)
    with pytest.raises(PostgresUnavailable, match="may not make the role") as refused:
        migrate(url)
    role = f"persona_app_{owner}"
    assert f'CREATE ROLE "{role}" NOLOGIN; GRANT "{role}" TO "{owner}";' in refused.value.sentence
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)

    admin("CREATE ROLE {role} NOLOGIN", role=role)
    admin("GRANT {role} TO {owner}", role=role, owner=owner)
    migrate(url)
    work_a_little(url)


def test_nothing_is_gained_by_leaving_the_role_when_the_login_is_only_its_member(
    admin: Admin, postgres: EmbeddedPostgres, owner: str
) -> None:
    """What docs/decisions advises: one user migrates, another one, who owns nothing, serves."""
    admin("ALTER ROLE {owner} CREATEROLE", owner=owner)
    url = own_database(admin, postgres, owner)
    migrate(url)
    guest = f"guest_{uuid4().hex[:12]}"
    admin("CREATE ROLE {guest} LOGIN IN ROLE {role}", guest=guest, role=f"persona_app_{owner}")
    served = as_user(url, guest)

    migrate(served)  # every start does; there is nothing left to do
    work_a_little(served)
    engine = db.configure(served)
    for escape in (f'SET ROLE "{owner}"', "ALTER TABLE persona DISABLE ROW LEVEL SECURITY"):
        with pytest.raises(DBAPIError, match=r"permission denied|must be owner"), unit_of_work() as session:
            session.execute(text(escape))
    with unit_of_work(for_system=SystemWork.MAINTAIN) as session:
        assert session.execute(text("SELECT count(*) FROM persona")).scalar_one() == 0
    engine.dispose()


def test_databases_of_one_owner_share_the_role_when_they_are_made_at_once(admin: Admin, postgres: EmbeddedPostgres, owner: str) -> None:
    admin("ALTER ROLE {owner} CREATEROLE", owner=owner)
    urls = [own_database(admin, postgres, owner) for _ in range(3)]
    with ThreadPoolExecutor(len(urls)) as pool:
        for done in [pool.submit(_migrate_as_one_process, url) for url in urls]:
            done.result()
    for url in urls:
        work_a_little(url)


def _migrate_as_one_process(url: str) -> None:
    """Alembic keeps its context in a module, so each has a process of its own, as installations have."""
    code = "import sys; from persona_app.core.migrating import migrate; migrate(sys.argv[1])"
    done = subprocess.run([sys.executable, "-c", code, url], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
