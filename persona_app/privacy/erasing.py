"""Erasing an account: everything that is its own, at once, in one transaction; what lies outside the database right after it.

What stays are the events' kinds, times and ids, which name nobody any more: their words, the salts of these words' digests and the key of
the states' hashes go, and the chain over them stays valid (decision 25).
"""

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select, text
from sqlmodel import Session

from persona_app.accounts.errors import AccountNotFound, LastOperator
from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.confirming import confirm_password
from persona_app.accounts.services.registering import FIRST_ACCOUNT_LOCK
from persona_app.events.models import Erasure
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record

MARK_BYTES = 16


class ErasurePlan(BaseModel):
    """What would go, counted."""

    model_config = ConfigDict(frozen=True)

    personas: int
    versions: int
    data: int
    public_personas: int
    import_files: int
    pictures: int
    tokens: int
    likes: int
    active_runs: int
    can_go: bool = True
    why_not: str = ""


class Erased(BaseModel):
    """What is left to do outside the database: marks of ids to look for, words that named the account, pictures to remove."""

    model_config = ConfigDict(frozen=True)

    marks: frozenset[bytes]
    words: tuple[str, ...]
    pictures: tuple[str, ...]


_COUNTS = {
    "personas": "SELECT count(*) FROM persona WHERE owner_id = :me",
    "versions": "SELECT count(*) FROM persona_version AS v JOIN persona AS p ON p.id = v.persona_id WHERE p.owner_id = :me",
    "data": "SELECT count(*) FROM persona_data AS d JOIN persona AS p ON p.id = d.persona_id WHERE p.owner_id = :me",
    "public_personas": "SELECT count(*) FROM publication WHERE owner_id = :me AND visibility <> 'private'",
    "import_files": "SELECT count(*) FROM import_file AS f JOIN persona AS p ON p.id = f.persona_id WHERE p.owner_id = :me",
    "pictures": "SELECT count(*) FROM persona_picture AS i JOIN persona AS p ON p.id = i.persona_id WHERE p.owner_id = :me",
    "tokens": "SELECT count(*) FROM api_token WHERE account_id = :me AND revoked_at IS NULL",
    "likes": "SELECT count(*) FROM persona_like WHERE account_id = :me",
    "active_runs": "SELECT count(*) FROM run WHERE owner_id = :me AND state IN ('queued', 'running', 'waiting')",
}
_WITH_IDS = """
SELECT table_name FROM information_schema.columns AS c JOIN pg_class AS t ON t.oid = format('public.%I', c.table_name)::regclass
WHERE table_schema = 'public' AND column_name = 'id' AND udt_name = 'uuid' AND t.relrowsecurity AND table_name NOT IN ('account', 'event')
ORDER BY table_name
"""
_PICTURES = """
SELECT DISTINCT i.sha256 FROM persona_picture AS i JOIN persona AS p ON p.id = i.persona_id WHERE p.owner_id = :me
UNION SELECT picture_sha256 FROM publication WHERE owner_id = :me AND picture_sha256 IS NOT NULL
"""
_JOBS = """
DELETE FROM procrastinate.procrastinate_jobs AS job WHERE status <> 'doing' AND EXISTS (
    SELECT FROM regexp_matches(coalesce(lock, '') || ' ' || args::text, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') AS said
    WHERE said[1]::uuid = ANY (CAST(:ids AS uuid[])))
"""


def plan_erasure(session: Session, *, actor: Actor) -> ErasurePlan:
    """What erasing the actor's account would take, and whether it can be done."""
    counts = {
        name: int(session.connection().execute(text(query), {"me": actor.account_id}).scalar_one()) for name, query in _COUNTS.items()
    }
    try:
        _require_another_operator(session, actor=actor)
    except LastOperator as error:
        return ErasurePlan(**counts, can_go=False, why_not=error.sentence)
    return ErasurePlan(**counts)


def confirm_and_erase(session: Session, *, actor: Actor, password: str, address: str) -> Erased:
    """Erase the actor's account if this is its password. Call it first in its unit of work: wrong passwords are counted.

    Raises:
        ScopeMissing: the actor came with a token that may not write.
        PasswordWrong, TooManyAttempts, LastOperator: nothing was erased.
    """
    actor.require("write")
    confirm_password(session, actor=actor, password=password, address=address)
    return erase_account(session, actor=actor)


def erase_account(session: Session, *, actor: Actor) -> Erased:
    """Erase the account for good, for a unit of work that acts for it. Runs in flight find their run gone, and stop.

    Raises:
        LastOperator, AccountNotFound: nothing was erased.
    """
    _require_another_operator(session, actor=actor)
    connection, me = session.connection(), {"me": actor.account_id}
    if connection.execute(text("SELECT id FROM account WHERE id = :me FOR UPDATE"), me).one_or_none() is None:
        raise AccountNotFound("This account does not exist any more.")
    connection.execute(text("SELECT id FROM persona WHERE owner_id = :me ORDER BY id FOR UPDATE"), me)
    ids = _own_ids(session, actor=actor)
    slugs = connection.execute(text("SELECT slug FROM publication WHERE owner_id = :me"), me).scalars().all()
    pictures = connection.execute(text(_PICTURES), me).scalars().all()
    connection.execute(text(_JOBS), {"ids": ids})
    connection.execute(text("SELECT erase_traces_of(:me)"), me)
    connection.execute(text("DELETE FROM webhook_outbox WHERE owner_id = :me"), me)
    connection.execute(text("DELETE FROM account WHERE id = :me"), me)
    record(session, kind=EventKind.ACCOUNT_ERASED, actor_id=actor.account_id, owner_id=actor.account_id)
    marks = frozenset(mark_of(str(each)) for each in (*ids, *slugs))
    session.add(Erasure(hashes=b"".join(sorted(marks))))
    session.flush()
    return Erased(marks=marks, words=(actor.email, *slugs), pictures=tuple(pictures))


def doom_pictures(session: Session, *, wanted: Iterable[str]) -> tuple[str, ...]:
    """Those of the pictures that nobody shows any more; they are taken up by nobody from here on."""
    asked = text("SELECT doom_pictures(CAST(:wanted AS text[]))")
    return tuple(session.connection().execute(asked, {"wanted": list(wanted)}).scalars())


def mark_of(name: str) -> bytes:
    """What is kept of an id, or of an address' last part, to know it again: not enough to find it out."""
    return sha256(name.lower().encode("utf-8", "surrogatepass")).digest()[:MARK_BYTES]


def _own_ids(session: Session, *, actor: Actor) -> list[UUID]:
    """Every id in every table whose rows are somebody's: the wall shows the actor's alone, and a table that is made later is here too."""
    connection = session.connection()
    found = [actor.account_id]
    for table in connection.execute(text(_WITH_IDS)).scalars().all():
        found += connection.execute(text(f'SELECT id FROM public."{table}"')).scalars()  # noqa: S608 - names from the catalogue
    return found


def _require_another_operator(session: Session, *, actor: Actor) -> None:
    """Who asks last waits for who asked first, so that of two operators one stays."""
    if not actor.is_operator:
        return
    session.execute(select(func.pg_advisory_xact_lock(FIRST_ACCOUNT_LOCK)))
    company = session.connection().execute(text("SELECT accounts, operators FROM company_of(:me)"), {"me": actor.account_id}).one()
    if company.accounts and not company.operators:
        raise LastOperator(company.accounts)
