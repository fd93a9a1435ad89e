"""The database: one engine per process, one unit of work per UI call, request or job phase.

Services take the session first, flush, and never commit; the edge that opened the unit of work commits it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sqlalchemy import DateTime, Engine, create_engine
from sqlmodel import Session, SQLModel

from persona_app.core.errors import Unavailable

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING


UTC_TIME = DateTime(timezone=True)
"""The column type of every time (`datetime` fields name it through `sa_type`)."""

_engine: Engine | None = None
_is_open: ContextVar[bool] = ContextVar("unit_of_work_is_open", default=False)


def sqlalchemy_url(url: str) -> str:
    """The address for SQLAlchemy's psycopg 3 driver; accepts `postgres://` and `postgresql://`."""
    scheme, _, rest = url.partition("://")
    if scheme.split("+")[0] not in {"postgres", "postgresql"}:
        raise Unavailable("The database address does not begin with postgresql://. Set DATABASE_URL to a PostgreSQL 15 or later.")
    return f"postgresql+psycopg://{rest}"


def libpq_url(url: str) -> str:
    """The same address for psycopg, procrastinate and command-line tools."""
    return f"postgresql://{sqlalchemy_url(url).partition('://')[2]}"


def configure(url: str, *, pool_size: int = 10) -> Engine:
    """Point this process at a database; an engine configured before is disposed of."""
    global _engine
    if _engine is not None:
        _engine.dispose()
    _engine = create_engine(
        sqlalchemy_url(url),
        pool_size=pool_size,
        max_overflow=10,
        pool_pre_ping=True,
        hide_parameters=True,  # an error's text ends in a log, and parameters are people's words
        connect_args={"options": "-c timezone=UTC"},
    )
    return _engine


def get_engine() -> Engine:
    """The configured engine.

    Raises:
        Unavailable: `configure` was not called.
    """
    if _engine is None:
        raise Unavailable("No database is configured in this process.")
    return _engine


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """One transaction: commits when the block ends, rolls back when it raises. Units of work do not nest.

    Raises:
        RuntimeError: one is open already in this context.
    """
    if _is_open.get():
        raise RuntimeError("a unit of work is already open")
    token = _is_open.set(True)
    try:
        with Session(get_engine(), expire_on_commit=False) as session, session.begin():
            yield session
    finally:
        _is_open.reset(token)


@contextmanager
def apart(session: Session) -> Iterator[Session]:
    """A short transaction of its own beside the caller's, for what must stay although the caller fails (a counter of wrong passwords).

    Use it before anything else in a unit of work: a session that has not read yet holds no connection, so none waits for a second.
    """
    with Session(session.get_bind().engine, expire_on_commit=False) as own, own.begin():
        yield own


def in_unit_of_work() -> bool:
    """Is a unit of work open in this context? Engines refuse to think while one is."""
    return _is_open.get()
