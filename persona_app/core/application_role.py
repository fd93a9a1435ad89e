"""The database role that the application works in: without login, no superuser, owner of nothing.

Its name is made from that of the tables' owner, so that databases of one owner in one cluster share a role, and those of different
owners never do. Whoever migrates makes it, and may enter it.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlmodel import Session

from persona_app.core.postgres_program import PostgresUnavailable

_NAME = """
CREATE OR REPLACE FUNCTION application_role() RETURNS name LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT ('persona_app_' || pg_get_userbyid(relowner))::name FROM pg_class WHERE oid = 'public.persona'::regclass);
"""
_LOOK = text(
    """
    SELECT role, current_user AS person, wanted.oid IS NOT NULL AS is_there, me.rolsuper OR me.rolcreaterole AS may_make,
        wanted.oid IS NOT NULL AND pg_has_role(wanted.oid, CASE WHEN current_setting('server_version_num')::int >= 160000
            THEN 'SET' ELSE 'MEMBER' END) AS may_enter
    FROM application_role() AS role
    JOIN pg_roles AS me ON me.rolname = current_user
    LEFT JOIN pg_roles AS wanted ON wanted.rolname = role
    """
)
_MAKE = """
DO $$
BEGIN
    EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', application_role());
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""
"""Another database of the cluster may make it at the same moment."""
_LET_ENTER = """
DO $$
BEGIN
    EXECUTE format('GRANT %I TO %I', application_role(), current_user);
EXCEPTION WHEN unique_violation OR internal_error THEN NULL;
END $$
"""
_GRANT = """
DO $$
DECLARE role name := application_role();
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA public, procrastinate TO %I', role);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, procrastinate TO %I', role);
    EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, procrastinate TO %I', role);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public, procrastinate GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', role);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public, procrastinate GRANT USAGE, SELECT ON SEQUENCES TO %I', role);
    EXECUTE format('REVOKE UPDATE, DELETE ON persona_data, persona_version, event FROM %I', role);
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM %I', role);
END $$
"""
"""Reading and writing rows, no more: no TRUNCATE, no references, no triggers; what is only ever added to, is; functions are everybody's."""


_CURRENT = text(
    """
    SELECT rolname, NOT (rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_class WHERE oid = 'public.persona'::regclass
        AND relowner = pg_roles.oid)) FROM pg_roles WHERE rolname = current_user
    """
)


@dataclass(frozen=True)
class WorkingRole:
    """The role that a connection works in; `is_bound`: no superuser, without BYPASSRLS, and not the tables' owner."""

    name: str
    is_bound: bool


def current_role(session: Session) -> WorkingRole:
    """Which role this unit of work has."""
    return WorkingRole(*session.connection().execute(_CURRENT).one())


def make_role(connection: Connection) -> None:
    """Make the role if it is not there, and give it its rights in this database; again does no harm.

    Raises:
        PostgresUnavailable: the user may not make roles, and nobody made this one.
    """
    connection.execute(text(_NAME))
    found = connection.execute(_LOOK).one()
    if not found.is_there:
        _require(found.may_make, role=found.role, person=found.person)
        connection.execute(text(_MAKE))
    if not connection.execute(_LOOK).one().may_enter:
        _require(found.may_make, role=found.role, person=found.person)
        connection.execute(text(_LET_ENTER))
    connection.execute(text(_GRANT))


def _require(may_make: bool, *, role: str, person: str) -> None:
    if not may_make:
        raise PostgresUnavailable(
            f"The database user {person} may not make the role that the application works in; nothing was changed. "
            f'As an administrator of the database run once: CREATE ROLE "{role}" NOLOGIN; GRANT "{role}" TO "{person}"; then start again.'
        )
