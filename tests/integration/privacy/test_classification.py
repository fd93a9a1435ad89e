"""Nobody adds a table without saying whose data it holds and how it is erased."""

import psycopg
from sqlmodel import SQLModel

from persona_app.core.db import libpq_url
from persona_app.privacy.classification import TABLES, Erasure

NOT_OURS = {"alembic_version"}


def tables_in(url: str) -> set[str]:
    with psycopg.connect(libpq_url(url)) as connection:
        rows = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        return {name for (name,) in rows} - NOT_OURS


def cascading_tables_in(url: str) -> set[str]:
    """Tables that go with an account, a persona or a corpus, over any number of steps."""
    with psycopg.connect(libpq_url(url)) as connection:
        rows = connection.execute(
            "SELECT child.relname, parent.relname FROM pg_constraint k JOIN pg_class child ON child.oid = k.conrelid"
            " JOIN pg_class parent ON parent.oid = k.confrelid WHERE k.contype = 'f' AND k.confdeltype = 'c'"
        ).fetchall()
    gone = {"account", "persona", "corpus"}
    while grown := {child for child, parent in rows if parent in gone} - gone:
        gone |= grown
    return gone


def test_every_table_is_classified_when_the_schema_is_walked(database_url: str) -> None:
    assert tables_in(database_url) == set(TABLES)
    assert {table.name for table in SQLModel.metadata.tables.values() if table.schema is None} <= set(TABLES)


def test_tables_go_by_cascade_when_their_classification_says_so(database_url: str) -> None:
    promised = {name for name, table in TABLES.items() if table.erasure is Erasure.CASCADE}
    assert promised <= cascading_tables_in(database_url)
