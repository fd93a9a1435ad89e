"""Bringing the database's schema to what this program needs."""

from functools import lru_cache
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from alembic import command
from persona_app.core.db import sqlalchemy_url

ROOT = Path(__file__).resolve().parents[2]
LOCK = 7_305_806_251
"""The advisory lock that migrating processes take in turn; any number no one else uses."""


def _config(connection: Connection | None = None) -> Config:
    config = Config(ROOT / "alembic.ini")
    config.attributes["connection"] = connection
    return config


def migrate(url: str, *, revision: str = "head") -> None:
    """Upgrade the schema, all steps in one transaction; processes that start at once wait for each other."""
    engine = create_engine(sqlalchemy_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
        connection.commit()
        command.upgrade(_config(connection), revision)


def downgrade(url: str, *, revision: str) -> None:
    """Take the schema back to a revision; what only later ones can hold is lost."""
    engine = create_engine(sqlalchemy_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
        connection.commit()
        command.downgrade(_config(connection), revision)


def is_at_head(url: str) -> bool:
    """Does the schema have every step that this program knows, and none beyond?"""
    heads = set(ScriptDirectory.from_config(_config()).get_heads())
    engine = create_engine(sqlalchemy_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == heads


@lru_cache(maxsize=1)
def known_heads() -> frozenset[str]:
    """The newest steps that this program knows."""
    return frozenset(ScriptDirectory.from_config(_config()).get_heads())


def has_known_schema(session: Session) -> bool:
    """The same as `is_at_head`, in a unit of work, cheap enough to be asked every second."""
    return frozenset(session.connection().execute(text("SELECT version_num FROM alembic_version")).scalars()) == known_heads()
