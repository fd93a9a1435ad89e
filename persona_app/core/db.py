"""The database: one engine per process, one unit of work per UI call, request or job phase.

Services take the session first, flush, and never commit; the edge that opened the unit of work commits it, and names whom it is
for: PostgreSQL shows it that account's rows and no others (`core.row_security`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

import psycopg
from loguru import logger
from sqlalchemy import Connection, DateTime, Engine, create_engine, event
from sqlmodel import Session, SQLModel

from persona_app.core.errors import Unavailable
from persona_app.core.row_security import ENTER_ROLE, SystemWork, act_for, begin_for

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


@dataclass(frozen=True)
class _For:
    """For whom a transaction is: an account, a kind of system work, or nobody."""

    account_id: UUID | None = None
    work: SystemWork | None = None


_NOBODY = _For()
_GLANCE = _For()
_engine: Engine | None = None
_unnamed: _For = _NOBODY
_open: ContextVar[_For | None] = ContextVar("open_unit_of_work", default=None)


def sqlalchemy_url(url: str) -> str:
    """The address for SQLAlchemy's psycopg 3 driver; accepts `postgres://` and `postgresql://`."""
    scheme, _, rest = url.partition("://")
    if scheme.split("+")[0] not in {"postgres", "postgresql"}:
        raise Unavailable("The database address does not begin with postgresql://. Set DATABASE_URL to a PostgreSQL 15 or later.")
    return f"postgresql+psycopg://{rest}"


def libpq_url(url: str) -> str:
    """The same address for psycopg, procrastinate and command-line tools."""
    return f"postgresql://{sqlalchemy_url(url).partition('://')[2]}"


def configure(url: str, *, pool_size: int = 10, unnamed: SystemWork | None = None) -> Engine:
    """Point this process at a database; an engine configured before is disposed of.

    `unnamed` is for tests: what a unit of work is for that names nobody. The product leaves it out, and such a unit sees no owner's row.
    """
    global _engine, _unnamed
    if _engine is not None:
        _engine.dispose()
    _unnamed = _For(work=unnamed)
    _engine = create_engine(
        sqlalchemy_url(url),
        pool_size=pool_size,
        max_overflow=10,
        pool_pre_ping=True,
        hide_parameters=True,  # an error's text ends in a log, and parameters are people's words
        connect_args={"options": "-c timezone=UTC"},
    )
    event.listen(_engine, "connect", _enter_role)
    event.listen(_engine, "begin", _begin)
    return _engine


def _enter_role(connection: psycopg.Connection, _record: object) -> None:
    """Work in the application's role. Transactions are begun by `_begin`, so the driver must not begin them."""
    connection.autocommit = True
    try:
        connection.execute(ENTER_ROLE)
    except psycopg.errors.UndefinedFunction:
        logger.warning("the database has no second wall yet: its schema is older than this program")


def _begin(connection: Connection) -> None:
    """Begin the transaction and name whom it is for, in one round trip."""
    scope = _open.get() or _NOBODY
    if scope is _GLANCE:
        return
    connection.exec_driver_sql(begin_for(account_id=scope.account_id, work=scope.work))


def get_engine() -> Engine:
    """The configured engine.

    Raises:
        Unavailable: `configure` was not called.
    """
    if _engine is None:
        raise Unavailable("No database is configured in this process.")
    return _engine


@contextmanager
def unit_of_work(*, acting_for: UUID | None = None, for_system: SystemWork | None = None) -> Iterator[Session]:
    """One transaction: commits when the block ends, rolls back when it raises. Units of work do not nest.

    It sees the rows of the account `acting_for`; or, where work is for no one account, what that kind of work opens.

    Raises:
        RuntimeError: one is open already in this context.
    """
    if _open.get() is not None:
        raise RuntimeError("a unit of work is already open")
    token = _open.set(_For(acting_for, for_system) if acting_for or for_system else _unnamed)
    try:
        with Session(get_engine(), expire_on_commit=False) as session, session.begin():
            yield session
    finally:
        _open.reset(token)


@contextmanager
def glance() -> Iterator[Session]:
    """For reading what everybody may see, with no round trip but the queries' own. It is for nobody, so no owner's row is seen.

    There is no transaction: two queries may see two moments.

    Raises:
        RuntimeError: a unit of work is open already in this context.
    """
    if _open.get() is not None:
        raise RuntimeError("a unit of work is already open")
    token = _open.set(_GLANCE)
    try:
        with Session(get_engine(), expire_on_commit=False) as session:
            yield session
    finally:
        _open.reset(token)


def go_on_for(session: Session, *, account_id: UUID) -> None:
    """From here on the unit of work is for this account, and for nobody else: who asks has been found out."""
    session.connection().exec_driver_sql(act_for(account_id=account_id))
    _open.set(_For(account_id))


def go_on_with(session: Session, *, account_id: UUID, work: SystemWork) -> None:
    """From here on the unit of work is for this account and also sees what this work opens: the service has checked who asks."""
    session.connection().exec_driver_sql(act_for(account_id=account_id, work=work))
    _open.set(_For(account_id, work))


@contextmanager
def apart(session: Session) -> Iterator[Session]:
    """A short transaction of its own beside the caller's, for what must stay although the caller fails (a counter of wrong passwords).

    It is for whom the caller's is. Use it before anything else in a unit of work: a session that has not read yet holds no
    connection, so none waits for a second.
    """
    with Session(session.get_bind().engine, expire_on_commit=False) as own, own.begin():
        yield own


def in_unit_of_work() -> bool:
    """Is a unit of work open in this context? Engines refuse to think while one is."""
    return _open.get() is not None


async def enter_role(connection: psycopg.AsyncConnection) -> None:
    """For connections beside the engine's (the queue's, listeners): work in the application's role there too, if there is one."""
    try:
        await connection.execute(ENTER_ROLE)
    except psycopg.errors.UndefinedFunction:
        await connection.rollback()
    else:
        await connection.commit()
