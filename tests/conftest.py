"""What every test may ask for: a database of its own, on a real PostgreSQL.

One embedded server serves a test run; a migrated template is made once, and each test that asks for `database_url` or `database`
gets a copy of it, gone afterwards.
"""

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from persona_app.core import db
from persona_app.core.migrating import migrate
from persona_app.core.postgres import EmbeddedPostgres
from persona_app.core.row_security import SystemWork
from tests.serving import make_home, remove

NOT_DURABLE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",
    "log_min_duration_statement": "-1",
}
TEMPLATE = "template_migrated"


def _run_sql(url: str, statement: str, **names: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(**{key: sql.Identifier(name) for key, name in names.items()}))


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """A server for this run, in a folder that the server's account can reach."""
    home = make_home()
    try:
        with EmbeddedPostgres(home, configuration=NOT_DURABLE) as server:
            yield server
    finally:
        remove(home)


@pytest.fixture(scope="session")
def template(postgres: EmbeddedPostgres) -> str:
    """The name of a migrated, empty database."""
    _run_sql(postgres.url("postgres"), "CREATE DATABASE {name}", name=TEMPLATE)
    migrate(postgres.url(TEMPLATE))
    return TEMPLATE


@pytest.fixture
def empty_database_url(postgres: EmbeddedPostgres) -> Iterator[str]:
    """The address of a database with nothing in it, for tests of migrations."""
    name = f"test_{uuid4().hex}"
    _run_sql(postgres.url("postgres"), "CREATE DATABASE {name}", name=name)
    yield postgres.url(name)
    _run_sql(postgres.url("postgres"), "DROP DATABASE {name} WITH (FORCE)", name=name)


@pytest.fixture
def database_url(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    """The address of a migrated database of the test's own; nothing is configured yet."""
    name = f"test_{uuid4().hex}"
    _run_sql(postgres.url("postgres"), "CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY", name=name, template=template)
    yield postgres.url(name)
    _run_sql(postgres.url("postgres"), "DROP DATABASE {name} WITH (FORCE)", name=name)


@pytest.fixture
def database(database_url: str) -> Iterator[str]:
    """The same, with this process pointed at it. A `unit_of_work()` that names nobody sees everything here; in the product, nothing."""
    engine = db.configure(database_url, pool_size=20, unnamed=SystemWork.MAINTAIN)
    yield database_url
    engine.dispose()
