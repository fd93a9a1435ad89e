"""Names of personas: those of several at once, and those that are free. An account has no two that differ only in their case."""

import re
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Text, cast, func, select, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.personas.models import Persona

NUMBER = 8
"""Characters that are left for the number behind a name."""
_NUMBERED = re.compile(r"(.+) \((\d{1,5})\)")
_LAST = "\U0010ffff"
"""The highest character: sorts behind every continuation."""


def find_names(session: Session, *, actor: Actor, persona_ids: Collection[UUID]) -> dict[UUID, str]:
    """What those of these personas are called that are the actor's; the others are not in it."""
    actor.require("read")
    if not persona_ids:
        return {}
    mine = (col(Persona.owner_id) == actor.account_id) & col(Persona.id).in_(list(persona_ids))
    return {row[0]: row[1] for row in session.execute(select(col(Persona.id), col(Persona.name)).where(mine))}


def stem_of(name: str) -> str:
    """The name without a number behind it, short enough to get another: “Mara (2)” is “Mara”."""
    numbered = _NUMBERED.fullmatch(name)
    return (numbered[1] if numbered else name)[: get_settings().name_max_characters - NUMBER].rstrip()


def free_name(session: Session, *, owner_id: UUID, wanted: str, but: UUID | None = None) -> str:
    """The name, with the next free number behind it when another persona of this owner has it (`but` one: the persona to be named).

    Until the transaction ends nobody else is given a name of this stem, so it is free when it is written. Whoever asks writes it in
    the same transaction. A unique index refuses what does not ask.
    """
    return free_names(session, owner_id=owner_id, wanted=[wanted], but=but)[0]


def free_names(session: Session, *, owner_id: UUID, wanted: Sequence[str], but: UUID | None = None) -> list[str]:
    """The same for several at once, which also get different names among themselves."""
    stems = _keys(session, [stem_of(name) for name in wanted])
    locked = sorted({f"name {owner_id} {stem}" for stem in stems})  # in one order: two who name several do not wait for each other
    lock = func.unnest(cast(locked, ARRAY(Text))).column_valued("lock")
    session.execute(select(func.count(func.pg_advisory_xact_lock(func.hashtextextended(lock, 0)))))
    taken = _taken(session, owner_id=owner_id, stems=set(stems), but=but)
    given = []
    for name, key, stem in zip(wanted, _keys(session, wanted), stems, strict=True):
        number = _next_number(key, stem=stem, taken=taken)
        given.append(f"{stem_of(name)} ({number})" if number else name)
        taken.add(f"{stem} ({number})" if number else key)
    return given


def _next_number(key: str, *, stem: str, taken: set[str]) -> int:
    """The number that makes it free; 0 when it is."""
    if key not in taken:
        return 0
    return next(number for number in range(2, len(taken) + 3) if f"{stem} ({number})" not in taken)


def _keys(session: Session, names: Sequence[str]) -> list[str]:
    """As the database compares them."""
    return list(session.execute(select(func.lower(func.unnest(cast(list(names), ARRAY(Text)))))).scalars())


def _taken(session: Session, *, owner_id: UUID, stems: Collection[str], but: UUID | None) -> set[str]:
    """The names that begin as these do, as they are compared."""
    key, stem = col(Persona.name_key), func.unnest(cast(list(stems), ARRAY(Text))).column_valued("stem")
    begins = (col(Persona.owner_id) == owner_id) & (key >= stem) & (key < stem.concat(_LAST))
    return set(session.execute(select(key).where(begins, col(Persona.id) != but if but else true())).scalars())
