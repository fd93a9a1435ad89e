"""How migrations reach the database.

The connection comes from the caller (`persona_app.core.migrating`), else from `-x url=…`, else from the settings.
"""

import pkgutil
from importlib import import_module
from importlib.util import find_spec

from sqlalchemy import Connection, create_engine
from sqlmodel import SQLModel

import persona_app
from alembic import context
from persona_app.core.config import get_settings
from persona_app.core.db import sqlalchemy_url
from persona_app.core.errors import Unavailable
from persona_app.publishing.seeding import seed_tags


def import_all_models() -> None:
    """Every domain's tables, so that the metadata is whole."""
    for domain in pkgutil.iter_modules(persona_app.__path__):
        name = f"persona_app.{domain.name}.models"
        if domain.ispkg and find_spec(name):
            import_module(name)


def is_ours(_: object, name: str | None, kind: str, is_reflected: bool, counterpart: object) -> bool:
    """Leave tables that no model speaks of to those who made them (the job queue has its own schema)."""
    return not (kind == "table" and is_reflected and counterpart is None and name not in {"alembic_version"})


def run_with(connection: Connection) -> None:
    """Migrate on this connection, all steps in one transaction, and bring in what is kept in files."""
    context.configure(connection=connection, target_metadata=SQLModel.metadata, include_object=is_ours, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
        seed_tags(connection)


def run() -> None:
    """Take the caller's connection, or open one."""
    import_all_models()
    connection = context.config.attributes.get("connection")
    if connection is not None:
        run_with(connection)
        return
    url = context.get_x_argument(as_dictionary=True).get("url") or get_settings().database_url
    if not url:
        raise Unavailable("No database address is known. Set DATABASE_URL, or give -x url=postgresql://….")
    engine = create_engine(sqlalchemy_url(url))
    with engine.connect() as own:
        run_with(own)
    engine.dispose()


run()
