"""Deleting many personas with ten seconds to take it back.

What is asked for is a row with a due time, kept by the server: it goes through though the page was closed, and taking it back works from
any page as long as the row is there. Whoever works on the queue carries out what is due (`personas/minding.py`).
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.ids import new_id
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.services.finding import chosen_ids
from persona_app.personas.services.lifecycle import delete_persona
from persona_app.personas.services.organising import locked_ids
from persona_app.personas.studio_models import PendingDeletion
from persona_app.personas.studio_schemas import Chosen, Going

UNDO_SECONDS = 10
AT_ONCE = 20
"""Personas that one transaction deletes; each may have thousands of rows."""


def delete_later(session: Session, *, actor: Actor, chosen: Chosen) -> Going:
    """Let personas go in ten seconds; those already on their way keep their time."""
    actor.require("write")
    ids = locked_ids(session, chosen_ids(session, actor=actor, chosen=chosen))
    batch_id, at = new_id(), now()
    due_at = at + timedelta(seconds=UNDO_SECONDS)
    same = {"owner_id": actor.account_id, "batch_id": batch_id, "asked_at": at, "due_at": due_at}
    if ids:
        session.execute(insert(PendingDeletion).on_conflict_do_nothing(), [{"persona_id": one, **same} for one in ids])
    return Going(batch_id=batch_id, count=_count(session, batch_id=batch_id), due_at=due_at)


def keep_going(session: Session, *, actor: Actor, batch_id: UUID) -> int:
    """Take a deletion back: how many personas stay. 0: it was too late, they are gone."""
    actor.require("write")
    mine = (col(PendingDeletion.owner_id) == actor.account_id, col(PendingDeletion.batch_id) == batch_id)
    return len(session.execute(delete(PendingDeletion).where(*mine).returning(col(PendingDeletion.persona_id))).all())


def find_going(session: Session, *, actor: Actor) -> tuple[Going, ...]:
    """What of the actor's is on its way out, newest first."""
    actor.require("read")
    query = select(col(PendingDeletion.batch_id), func.count().label("count"), func.min(PendingDeletion.due_at).label("due_at"))
    mine = query.where(col(PendingDeletion.owner_id) == actor.account_id).group_by(col(PendingDeletion.batch_id))
    rows = session.execute(mine.order_by(func.min(PendingDeletion.due_at).desc())).all()
    return tuple(Going.model_validate(row._mapping) for row in rows)


def find_owners_of_due(session: Session) -> list[UUID]:
    """Whose deletions are due; for the worker, which may see this of everybody."""
    query = select(col(PendingDeletion.owner_id)).where(col(PendingDeletion.due_at) <= now()).distinct().limit(100)
    return list(session.execute(query).scalars())


def delete_due(session: Session, *, owner_id: UUID) -> int:
    """Delete some of an owner's personas whose time is over: how many. Two workers never take the same ones."""
    due = (col(PendingDeletion.owner_id) == owner_id, col(PendingDeletion.due_at) <= now())
    query = select(col(PendingDeletion.persona_id)).where(*due).order_by(col(PendingDeletion.persona_id)).limit(AT_ONCE)
    ids = list(session.execute(query.with_for_update(skip_locked=True)).scalars())
    owner = Actor(account_id=owner_id, email="", handle="", is_operator=False)
    for persona_id in ids:
        try:
            delete_persona(session, actor=owner, persona_id=persona_id)
        except PersonaNotFound:  # by hand, a moment ago
            continue
    return len(ids)


def _count(session: Session, *, batch_id: UUID) -> int:
    query = select(func.count()).where(col(PendingDeletion.batch_id) == batch_id)
    return int(session.execute(query).scalar_one())
