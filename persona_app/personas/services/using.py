"""Counting how personas are used, in rows of their own: no use waits for an edit, and none counts as one."""

from uuid import UUID

from sqlalchemy import func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.personas import queries
from persona_app.personas.models import Persona
from persona_app.personas.studio_models import PersonaUsage, PersonaUse
from persona_app.personas.studio_schemas import UseKind, Uses


def record_use(session: Session, *, actor: Actor, persona_id: UUID, kind: UseKind, times: int = 1) -> bool:
    """Count that the actor's persona was exported, copied, or read as a prompt, so many times, now.

    False, and nothing happens, when it is not there.

    Meant for a transaction of its own after the answer: whoever reads does not wait for it.
    """
    actor.require("read")
    at = now()
    mine = select(col(Persona.id), col(Persona.owner_id), literal(at), literal(times)).where(queries.owned(actor, persona_id))
    counted = insert(PersonaUsage).from_select(["persona_id", "owner_id", "used_at", "use_count"], mine)
    again = {"used_at": func.greatest(PersonaUsage.used_at, at), "use_count": PersonaUsage.use_count + times}
    total = counted.on_conflict_do_update(index_elements=["persona_id"], set_=again).returning(col(PersonaUsage.persona_id)).cte("counted")
    day = select(total.c.persona_id, literal(kind.value), literal(at.date()), literal(times), literal(at))
    per_day = insert(PersonaUse).from_select(["persona_id", "kind", "day", "count", "last_at"], day)
    latest = {"count": PersonaUse.count + times, "last_at": func.greatest(PersonaUse.last_at, at)}
    written = per_day.on_conflict_do_update(index_elements=["persona_id", "kind", "day"], set_=latest)
    return session.execute(written.returning(col(PersonaUse.persona_id))).first() is not None


def get_uses(session: Session, *, persona_id: UUID) -> Uses:
    """How often it was used, by kind, and when last; whoever calls has checked who asks."""
    query = select(col(PersonaUse.kind), func.sum(PersonaUse.count), func.max(PersonaUse.last_at)).group_by(col(PersonaUse.kind))
    rows = session.execute(query.where(col(PersonaUse.persona_id) == persona_id)).all()
    by_kind = {UseKind(kind): int(count) for kind, count, _ in rows}
    return Uses(count=sum(by_kind.values()), last_at=max((at for *_, at in rows), default=None), by_kind=by_kind)
