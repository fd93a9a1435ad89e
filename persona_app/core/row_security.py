"""The second wall: PostgreSQL itself shows a transaction only the rows of the account that it acts for.

The first wall is the owner in every query. This one stands for the day when a query forgets it. The application works in a database
role of its own, which owns no table and is no superuser; policies compare each row's owner with the account that the unit of work
named when it began (`persona.account_id`). Without a name no row is seen, and none can be written.

Migrations take their statements from here: `op.execute(protect_by_persona("thought"))`. What a function answers never changes for
tables that exist; a new rule is a new function and a new migration.
"""

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

ACCOUNT, WORK = "persona.account_id", "persona.work"
"""The settings of a transaction that the policies read."""


class SystemWork(StrEnum):
    """Work that is for no one account, each kind with the tables that it opens (see migration 0004)."""

    IDENTIFY = "identify"
    """Finding out who somebody is: registering, logging in and out, finding a session or a token."""
    RUN_JOBS = "run jobs"
    """The worker's look at everybody's runs: taking one, recovering those whose worker died, counting."""
    SHARED = "shared"
    """What belongs to the whole installation: films, counters, the queue. It opens no row that has an owner."""
    MODERATE = "moderate"
    """An operator's look at reports and at what they speak of: hiding a publication, showing it again. For services that have made sure
    that it is an operator who asks."""
    DELIVER = "deliver webhooks"
    """The worker's work on everybody's webhooks: handing out what happened, sending it, keeping the log."""
    AUDIT = "audit"
    """An operator's look at the trail of everybody: it opens events for reading, for services that made sure that it is an operator."""
    MAINTAIN = "maintain"
    """As the user of the database's address, past every policy where that user owns the tables: for tests, and for an operator's
    work on the whole database."""


ENTER_ROLE = "SELECT set_config('role', public.application_role(), false)"
"""What every connection of the application says first."""

FUNCTIONS = f"""
CREATE FUNCTION acting_account() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('{ACCOUNT}', true), '')::uuid;
CREATE FUNCTION system_work() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN current_setting('{WORK}', true);
"""
"""Of one expression each, so that PostgreSQL puts them into the query, and looks them up once where it can."""


def begin_for(*, account_id: UUID | None = None, work: SystemWork | None = None) -> str:
    """The statement that begins a transaction for this account, for this work, or for nobody; one round trip."""
    leave = "SET LOCAL ROLE NONE; " if work is SystemWork.MAINTAIN else ""
    return f"BEGIN; {leave}{act_for(account_id=account_id, work=work)}"


def act_for(*, account_id: UUID | None = None, work: SystemWork | None = None) -> str:
    """The statement by which a transaction acts for somebody else from here on; it ends with the transaction."""
    return f"SET LOCAL {ACCOUNT} = '{account_id or ''}'; SET LOCAL {WORK} = '{work.value if work else ''}'"


def protect_by_owner(table: str, *, column: str = "owner_id") -> str:
    """Rows are their owner's: `column` holds the account."""
    return _protected(table, f"{column} = acting_account()")


def protect_by_persona(table: str, *, column: str = "persona_id") -> str:
    """Rows belong to a persona, and so to its owner."""
    owner = f"SELECT 1 FROM persona WHERE persona.id = {_name(table)}.{column} AND persona.owner_id = acting_account()"  # noqa: S608 - names from migrations
    return _protected(table, f"EXISTS ({owner})")


def protect_by_parent(table: str, *, parent: str, column: str) -> str:
    """Rows are seen by whoever sees the row of another protected table that they belong to (a run's steps with the run)."""
    return _protected(table, f"EXISTS (SELECT 1 FROM {_name(parent)} AS parent WHERE parent.id = {_name(table)}.{column})")  # noqa: S608 - names from migrations


def open_to(work: SystemWork, *, tables: Mapping[str, str]) -> str:
    """Rows that this work sees too: by table the command (`ALL`, `SELECT`, `INSERT`)."""
    return "\n".join(
        f"CREATE POLICY {work.name.lower()} ON {_name(table)} FOR {command} "
        + " ".join(f"{clause} (system_work() = '{work.value}')" for clause in _CLAUSES[command])
        + ";"
        for table, command in tables.items()
    )


_CLAUSES = {"ALL": ("USING", "WITH CHECK"), "SELECT": ("USING",), "INSERT": ("WITH CHECK",)}


def _protected(table: str, condition: str) -> str:
    """Switch the wall on, and let through what meets the condition, for reading and for writing alike."""
    return (
        f"ALTER TABLE {_name(table)} ENABLE ROW LEVEL SECURITY;\n"
        f"CREATE POLICY owner ON {_name(table)} USING ({condition}) WITH CHECK ({condition});"
    )


def unprotect(table: str) -> str:
    """Take the wall away again, for a downgrade that keeps the table."""
    policies = "".join(
        f"DROP POLICY IF EXISTS {name} ON {_name(table)};\n" for name in ("owner", *(each.name.lower() for each in SystemWork))
    )
    return f"{policies}ALTER TABLE {_name(table)} DISABLE ROW LEVEL SECURITY;"


def _name(table: str) -> str:
    return f'"{table}"'


EXEMPT: Mapping[str, str] = {
    "login_failure": "hashes of addresses that tried to log in, before anybody is known; counted for everybody",
    "corpus": "films of the whole installation",
    "movie": "films of the whole installation",
    "character": "films of the whole installation",
    "exchange": "films of the whole installation",
    "line": "films of the whole installation",
    "counter": "sums over everybody, by model and kind of step",
    "endpoint_breaker": "whether a model's endpoint answers, for every build",
    "tag": "the curated list; the application may only read it",
    "public_address": "hashes of every public address that was ever given, so that one that is gone is known; it is only added to",
    "picture": "hashes and sizes of pictures; who shows one is in persona_picture, which is protected",
    "search_tier": "bounds of popularity that part the search's index",
    "search_doc": "words of what is public to everybody, kept by a trigger on publication",
    "search_name": "words of the names of what is public to everybody",
    "search_word": "how many public personas have a word",
    "search_facet": "how many public personas have a tag, a gender, …",
    "search_change": "words of what became public or ceased to be, until they are added up",
    "like_change": "that a persona was liked or not any more, without by whom, until it is added up",
    "address_window": "hashes of addresses that asked without a token, before anybody is known; counted for everybody",
    "event_seal": "hashes over the trail, without a word; the application adds to it through a door alone",
    "event_unsealed": "ids of events that wait a second for their place in the chain",
    "event_key": "keys of hashes; the application may not even read it",
    "erasure": "hashes of ids that were erased, from which nobody comes back to an id",
    "template_use": "how often a template that comes with the program was used, by everybody together",
    "alembic_version": "the schema's number; the application may only read it",
}
"""Tables without a wall, and why. A test fails on a table that is neither here nor protected."""
