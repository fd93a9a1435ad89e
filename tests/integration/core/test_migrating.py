"""The migrations make exactly the schema that the models speak of."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from persona_app.core.db import sqlalchemy_url, unit_of_work
from persona_app.core.migrating import downgrade, is_at_head, migrate
from persona_app.personas.services.versioning import append_version
from tests.factories.accounts import make_actor
from tests.factories.personas import make_persona, make_version


def _table_names(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return {name for (name,) in rows}


def _is_missing_from_models(change) -> bool:
    """A table that no model speaks of belongs to somebody else, for example to the job queue."""
    if not isinstance(change, tuple):
        return False
    return change[0] == "remove_table" or (change[0] == "remove_index" and change[1].table.name not in SQLModel.metadata.tables)


def test_models_and_schema_agree_when_migrated(database_url):
    engine = create_engine(sqlalchemy_url(database_url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        changes = [change for change in compare_metadata(context, SQLModel.metadata) if not _is_missing_from_models(change)]
    engine.dispose()
    assert changes == []


def test_schema_is_whole_again_when_downgraded_and_upgraded(empty_database_url):
    migrate(empty_database_url)
    whole = _table_names(empty_database_url)
    downgrade(empty_database_url, revision="base")
    assert _table_names(empty_database_url) == {"alembic_version"}
    assert not is_at_head(empty_database_url)
    migrate(empty_database_url)
    assert _table_names(empty_database_url) == whole
    assert is_at_head(empty_database_url)


def test_both_succeed_when_two_processes_migrate_at_once(empty_database_url):
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(migrate, empty_database_url) for _ in range(2)]:
            done.result()
    assert is_at_head(empty_database_url)


@pytest.fixture
def history(database):
    """A persona with a datum, a version and events, so that there is something to tamper with."""
    with unit_of_work() as session:
        actor = make_actor(session)
        persona = make_persona(session, actor=actor)
        append_version(session, persona_id=persona.id, new=make_version(author_id=actor.account_id))
    return persona.id


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE persona_data SET title = 'other'",
        "UPDATE persona_data SET text = 'other'",
        "UPDATE persona_version SET content = 'other'",
        "DELETE FROM persona_data",
        "DELETE FROM persona_version",
        "UPDATE event SET kind = 'other'",
        "DELETE FROM event",
        "TRUNCATE event",
        "TRUNCATE persona_version CASCADE",
        "TRUNCATE persona CASCADE",
    ],
)
def test_database_refuses_when_history_would_change(history, statement):
    with pytest.raises(DBAPIError, match=r"are never changed|go only with their persona"), unit_of_work() as session:
        session.execute(text(statement))


def test_everything_below_goes_when_the_persona_is_deleted(history):
    with unit_of_work() as session:
        session.execute(text("DELETE FROM persona"))
    with unit_of_work() as session:
        counts = "SELECT (SELECT count(*) FROM persona_data), (SELECT count(*) FROM persona_version), (SELECT count(*) FROM event)"
        data, versions, events = session.execute(text(counts)).one()
    assert (data, versions) == (0, 0)
    assert events > 0
