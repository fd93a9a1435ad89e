"""Which personas have the words that are looked for, without reading all that have a frequent one.

What few have, the index names whole, and it is ordered afterwards. What many have is looked for along the order that is wanted: the first
that the list would show without words are asked whether they have them, until there are enough. Where that does not suffice, because
they all stand far down, or because most of a list is filtered away, all are taken after all: slower, and right.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, any_, cast, column, func, not_, select, table, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.personas.models import Persona
from persona_app.personas.queries import AnyRow, AnySelect

FEW = 2_000
"""So many are ordered at once."""
WINDOW = 2_500
"""Of so many that would be listed it is asked whether they have a frequent word."""
_WORDS = table("persona_words", column("persona_id", Uuid()), column("words"))


class Wanted(NamedTuple):
    """Words that somebody looks for: `ids` has who has them, None when they are more than `FEW`, of whom `some` has some; `named` is who
    has them in their names."""

    owner_id: UUID
    query: str
    some: Sequence[UUID]
    ids: Sequence[UUID] | None
    named: Sequence[UUID] | None


def look_up(session: Session, *, actor: Actor, query: str) -> Wanted | None:
    """Ask the index; None when there is no word to look for."""
    words = query.replace("\x00", " ").strip()
    if not words:
        return None
    found, named = (_some(session, actor=actor, query=words, in_names=in_names) for in_names in (False, True))
    return Wanted(actor.account_id, words, found, found if len(found) <= FEW else None, named if len(named) <= FEW else None)


def have_words(wanted: Wanted, *, in_names: bool = False) -> ColumnElement[bool]:
    """A persona is one of them. Asks the index once more unless it is known who they are."""
    known = wanted.named if in_names else wanted.ids
    return is_one_of(known) if known is not None else col(Persona.id).in_(_all(wanted.owner_id, wanted.query, in_names=in_names))


def is_one_of(ids: Sequence[UUID]) -> ColumnElement[bool]:
    """A persona is one of these; as one parameter, however many they are."""
    return col(Persona.id) == any_(cast(list(ids), ARRAY(Uuid())))


def first_of_many(
    session: Session, *, listed: AnySelect, is_down: bool, wanted: Wanted, in_names: bool | None, most: int
) -> list[AnyRow] | None:
    """The first rows of a list that have words many have; None: nobody knows without looking at all.

    Args:
        listed: its first column is the persona's id; it is ordered by the others, down or up.
        in_names: in names; False: elsewhere only; None: anywhere.
    """
    near = listed.limit(WINDOW).subquery("near")
    words = select(_WORDS.c.words).where(_WORDS.c.persona_id == near.c[0]).offset(0).lateral("words")
    query = select(*near.c).select_from(near.join(words, true())).where(_fits(words.c.words, wanted, in_names))
    query = query.order_by(*(key.desc() if is_down else key.asc() for key in list(near.c)[1:]))
    rows = list(session.execute(query.limit(most)).all())
    if len(rows) == most or session.execute(select(func.count()).select_from(listed.limit(WINDOW).subquery())).scalar_one() < WINDOW:
        return rows
    return None


def _fits(words: ColumnElement[Any], wanted: Wanted, in_names: bool | None) -> ColumnElement[bool]:
    anywhere: ColumnElement[bool] = words.op("@@")(_asked(wanted, in_names=False))
    if in_names is None:
        return anywhere
    named: ColumnElement[bool] = words.op("@@")(_asked(wanted, in_names=True))
    return named if in_names else anywhere & not_(named)


def _asked(wanted: Wanted, *, in_names: bool) -> Any:
    return select(func.asked_words(wanted.owner_id, wanted.query, in_names)).scalar_subquery()


def _all(owner_id: UUID, query: str, *, in_names: bool) -> AnySelect:
    """A function of the database asks the index: policies come before what an index of words answers."""
    return select(func.matching_personas(owner_id, query, in_names))


def _some(session: Session, *, actor: Actor, query: str, in_names: bool) -> list[UUID]:
    asked = select(func.matching_personas(actor.account_id, query, in_names, FEW + 1))
    return list(session.execute(asked).scalars())
