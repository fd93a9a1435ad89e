"""The studio's list: an owner's personas, by words, label, folder and parent, in one of several orders."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, case, cast, exists, func, not_, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.paging import CursorInvalid, Key, Page, decode_cursor, encode_cursor, page_size
from persona_app.personas import queries
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.models import Persona
from persona_app.personas.queries import AnyRow, AnySelect
from persona_app.personas.services.matching import Wanted, first_of_many, have_words, is_one_of, look_up
from persona_app.personas.services.using import get_uses
from persona_app.personas.studio_models import PendingDeletion, PersonaFolder, PersonaLabel, PersonaUsage, StudioLabel
from persona_app.personas.studio_schemas import Chosen, FiledPersona, Found, Search, StudioCard, StudioSort

MOST_CHOSEN = 50_000
"""Personas that one action on all found takes."""


MOST_COUNTED = 1_000
"""So many personas with a word that many have are counted."""


class _Order(NamedTuple):
    """The columns that a list is ordered by, what a cursor keeps of each, and whether it goes down."""

    columns: tuple[Any, ...]
    kinds: tuple[type[Key], ...]
    is_down: bool = True


class _Asked(NamedTuple):
    """A search as it is worked on; `fitting` narrows it more than a search can say, `wanted` says who has its words, None without words."""

    actor: Actor
    search: Search
    fitting: Sequence[ColumnElement[bool]]
    wanted: Wanted | None


def find_personas(
    session: Session, *, actor: Actor, search: Search, cursor: str | None = None, limit: int = 50, among: Collection[UUID] | None = None
) -> Page[StudioCard]:
    """The actor's personas that fit, in the search's order; `among` these only, if given.

    Words are found in name, display name, description, newest content and metadata, whole or by their beginning; accents and
    capitals are the same. A persona counts as used when it was made.

    Raises:
        CursorInvalid: the cursor is none of this list's, or of another order.
    """
    actor.require("read")
    fitting = () if among is None else (col(Persona.id).in_(list(among)),)
    return _page(session, _look_up(session, actor=actor, search=search, fitting=fitting), cursor=cursor, limit=limit)


def find_and_count(session: Session, *, actor: Actor, search: Search, limit: int = 50) -> tuple[Page[StudioCard], Found]:
    """The first page, and how many a search finds; of words that many have, at most `MOST_COUNTED` are counted."""
    actor.require("read")
    asked = _look_up(session, actor=actor, search=search)
    return _page(session, asked, cursor=None, limit=limit), _count(session, asked)


def find_parents(
    session: Session, *, actor: Actor, query: str = "", but: UUID | None = None, cursor: str | None = None, limit: int = 50
) -> tuple[Page[StudioCard], Found]:
    """The actor's personas that another can follow, and how many they are: those at work that have a version, `but` the child itself.

    Whose names have the words first, each as they were used last.

    Raises:
        CursorInvalid: the cursor is none of this list's.
    """
    actor.require("read")
    fitting = [col(Persona.version_count) > 0, *([col(Persona.id) != but] if but is not None else [])]
    asked = _look_up(session, actor=actor, search=Search(query=query, sort=StudioSort.BEST), fitting=fitting)
    return _page(session, asked, cursor=cursor, limit=limit), _count(session, asked)


def chosen_ids(session: Session, *, actor: Actor, chosen: Chosen) -> list[UUID]:
    """The ids of the actor's personas that are meant; those of others and those that are gone are left out."""
    actor.require("read")
    if chosen.search is not None:
        asked = _look_up(session, actor=actor, search=chosen.search)
        conditions = [*_conditions(asked), *_with_words(asked)]
    else:
        conditions = [col(Persona.owner_id) == actor.account_id, col(Persona.id).in_(chosen.ids)]
    query = select(col(Persona.id)).where(*conditions).order_by(col(Persona.id)).limit(MOST_CHOSEN)
    return list(session.execute(query).scalars())


def get_filed(session: Session, *, actor: Actor, persona_id: UUID) -> FiledPersona:
    """One persona with what its owner noted about it, and its uses.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    query = _select_filed().add_columns(col(Persona.facts).label("metadata")).where(queries.owned(actor, persona_id))
    row = session.execute(query).one_or_none()
    if row is None:
        raise PersonaNotFound
    return FiledPersona.model_validate({**row._mapping, "uses": get_uses(session, persona_id=persona_id)})


def _joined() -> Any:
    return Persona.__table__.join(PersonaUsage, col(PersonaUsage.persona_id) == col(Persona.id))  # type: ignore[attr-defined]


def _look_up(session: Session, *, actor: Actor, search: Search, fitting: Sequence[ColumnElement[bool]] = ()) -> _Asked:
    return _Asked(actor, search, fitting, look_up(session, actor=actor, query=search.query))


def _page(session: Session, asked: _Asked, *, cursor: str | None, limit: int) -> Page[StudioCard]:
    sort = asked.search.sort
    is_best = sort is StudioSort.BEST and asked.wanted is not None
    order = _ORDERS.get(sort, _USED)
    place = _place_of(cursor, sort, (int, *order.kinds) if is_best else order.kinds) if cursor is not None else None
    size = page_size(limit)
    rows = _best(session, asked, place=place, most=size + 1) if is_best else _rows(session, asked, order, place=place, most=size + 1)
    cards = _cards(session, actor=asked.actor, ids=[row[0] for row in rows[:size]])
    following = encode_cursor(sort.value, *rows[size - 1][1:]) if len(rows) > size else None
    return Page(items=tuple(cards[row[0]] for row in rows[:size] if row[0] in cards), next_cursor=following)


def _count(session: Session, asked: _Asked) -> Found:
    """Some of many are enough to know that they are more than are counted; where most of them are filtered away, all are counted."""
    query = select(func.count()).select_from(Persona).where(*_conditions(asked))
    if asked.wanted is not None and asked.wanted.ids is None:
        some = session.execute(query.where(is_one_of(asked.wanted.some))).scalar_one()
        if some > MOST_COUNTED:
            return Found(count=MOST_COUNTED, is_more=True)
    return Found(count=int(session.execute(query.where(*_with_words(asked))).scalar_one()))


_USED = _Order((col(PersonaUsage.used_at), col(PersonaUsage.persona_id)), (datetime, UUID))
_ORDERS = {
    StudioSort.NAME: _Order((col(Persona.name_key), col(Persona.id)), (str, UUID), is_down=False),
    StudioSort.NEWEST: _Order((col(Persona.created_at), col(Persona.id)), (datetime, UUID)),
    StudioSort.CHANGED: _Order((col(Persona.updated_at), col(Persona.id)), (datetime, UUID)),
    StudioSort.MOST_USED: _Order((col(PersonaUsage.use_count), col(PersonaUsage.persona_id)), (int, UUID)),
}


def _rows(
    session: Session, asked: _Asked, order: _Order, *, place: Sequence[Any] | None, most: int, in_names: bool | None = None
) -> Sequence[Sequence[Any]]:
    """Ids with the keys that they are ordered by; of those who have the words in their names, elsewhere only, or anywhere."""
    listed, wanted = _listed(asked, order, place), asked.wanted
    if wanted is not None and (wanted.named if in_names else wanted.ids) is None:
        some = first_of_many(session, listed=listed, is_down=order.is_down, wanted=wanted, in_names=in_names, most=most)
        if some is not None:
            return some
    return session.execute(listed.where(*_with_words(asked, in_names=in_names)).limit(most)).all()


def _best(session: Session, asked: _Asked, *, place: Sequence[Any] | None, most: int) -> list[Sequence[Any]]:
    """Those whose names have the words, then the others; each as they were used. The first key is 1 for the former and 0 for the latter."""
    found: list[Sequence[Any]] = []
    for tier in (1, 0):
        if place is None or place[0] >= tier:
            after = place[1:] if place is not None and place[0] == tier else None
            rows = _rows(session, asked, _USED, place=after, most=most - len(found), in_names=tier == 1)
            found += [(row[0], tier, *row[1:]) for row in rows]
        if len(found) == most:
            break
    return found


def _listed(asked: _Asked, order: _Order, place: Sequence[Any] | None = None) -> AnySelect:
    """Ids and keys in order, below a place, whatever words they have."""
    joined = Persona.__table__.join(PersonaUsage, col(PersonaUsage.persona_id) == col(Persona.id))  # type: ignore[attr-defined]
    query = select(col(Persona.id), *(column.label(f"key{n}") for n, column in enumerate(order.columns))).select_from(joined)
    if place is not None:
        query = query.where(tuple_(*order.columns) < tuple_(*place) if order.is_down else tuple_(*order.columns) > tuple_(*place))
    return query.where(*_conditions(asked)).order_by(*(key.desc() if order.is_down else key.asc() for key in order.columns))


def _place_of(cursor: str, sort: StudioSort, kinds: Sequence[type[Key]]) -> Sequence[Any]:
    name, *keys = decode_cursor(cursor, str, *kinds)
    if name != sort.value:
        raise CursorInvalid
    return keys


def _conditions(asked: _Asked) -> list[ColumnElement[bool]]:
    """All but the words."""
    search, archived = asked.search, col(Persona.archived_at)
    conditions = [
        col(Persona.owner_id) == asked.actor.account_id,
        archived.is_not(None) if search.is_archived else archived.is_(None),
    ]
    if search.label_id is not None:
        has_it = and_(col(PersonaLabel.persona_id) == col(Persona.id), col(PersonaLabel.label_id) == search.label_id)
        conditions.append(exists().where(has_it))
    if search.folder_id is not None:
        conditions.append(col(Persona.folder_id) == search.folder_id)
    if search.is_unfiled:
        conditions.append(col(Persona.folder_id).is_(None))
    if search.parent_id is not None:
        conditions.append(col(Persona.parent_id) == search.parent_id)
    return [*conditions, *asked.fitting]


def _with_words(asked: _Asked, *, in_names: bool | None = None) -> list[ColumnElement[bool]]:
    if asked.wanted is None:
        return []
    named = have_words(asked.wanted, in_names=True)
    if in_names:
        return [named]
    anywhere = have_words(asked.wanted)
    return [anywhere] if in_names is None else [anywhere, not_(named)]


def _select_filed() -> AnySelect:
    names = func.array(
        select(col(StudioLabel.name))
        .join(PersonaLabel, col(PersonaLabel.label_id) == col(StudioLabel.id))
        .where(col(PersonaLabel.persona_id) == col(Persona.id))
        .order_by(col(StudioLabel.name_key))
        .scalar_subquery()
    )
    used = case((col(PersonaUsage.use_count) > 0, col(PersonaUsage.used_at)), else_=None)
    return (
        queries.select_cards()
        .add_columns(col(Persona.display_name), col(Persona.description), col(Persona.folder_id), col(PersonaFolder.name).label("folder"))
        .add_columns(cast(names, ARRAY(Text)).label("labels"), used.label("used_at"))
        .add_columns(func.coalesce(PersonaUsage.use_count, 0).label("use_count"))
        .add_columns(col(PendingDeletion.due_at).label("deleted_at"))
        .outerjoin(PersonaUsage, col(PersonaUsage.persona_id) == col(Persona.id))
        .outerjoin(PersonaFolder, col(PersonaFolder.id) == col(Persona.folder_id))
        .outerjoin(PendingDeletion, col(PendingDeletion.persona_id) == col(Persona.id))
    )


def _cards(session: Session, *, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, StudioCard]:
    if not ids:
        return {}
    mine = _select_filed().where(col(Persona.owner_id) == actor.account_id, col(Persona.id).in_(ids))
    rows: Sequence[AnyRow] = session.execute(mine).all()
    return {row.id: StudioCard.model_validate(row._mapping) for row in rows}
