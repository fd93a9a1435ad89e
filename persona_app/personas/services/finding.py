"""The studio's list: an owner's personas, by words, label, folder and parent, in one of several orders."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Text, and_, case, cast, exists, func, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.paging import CursorInvalid, Key, Page, decode_cursor, encode_cursor, page_size
from persona_app.personas import queries
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.models import Persona
from persona_app.personas.queries import AnyRow, AnySelect
from persona_app.personas.services.using import get_uses
from persona_app.personas.studio_models import PendingDeletion, PersonaFolder, PersonaLabel, PersonaUsage, StudioLabel
from persona_app.personas.studio_schemas import Chosen, FiledPersona, Search, StudioCard, StudioSort

MOST_CHOSEN = 50_000
"""Personas that one action on all found takes."""


class _Order(NamedTuple):
    """The columns that a list is ordered by, what a cursor keeps of each, and whether it goes down."""

    columns: tuple[Any, ...]
    kinds: tuple[type[Key], ...]
    is_down: bool = True


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
    order = _order(search, actor=actor)
    query = select(col(Persona.id), *(column.label(f"key{n}") for n, column in enumerate(order.columns))).select_from(_joined())
    query = query.where(*_conditions(search, actor=actor, among=among))
    if cursor is not None:
        place = tuple_(*_place_of(cursor, search.sort, order))
        query = query.where(tuple_(*order.columns) < place if order.is_down else tuple_(*order.columns) > place)
    query = query.order_by(*(column.desc() if order.is_down else column.asc() for column in order.columns))
    size = page_size(limit)
    rows = session.execute(query.limit(size + 1)).all()
    cards = _cards(session, actor=actor, ids=[row.id for row in rows[:size]])
    following = encode_cursor(search.sort.value, *rows[size - 1][1:]) if len(rows) > size else None
    return Page(items=tuple(cards[row.id] for row in rows[:size] if row.id in cards), next_cursor=following)


def count_found(session: Session, *, actor: Actor, search: Search, among: Collection[UUID] | None = None) -> int:
    """How many personas a search finds."""
    actor.require("read")
    query = select(func.count()).select_from(Persona).where(*_conditions(search, actor=actor, among=among))
    return int(session.execute(query).scalar_one())


def chosen_ids(session: Session, *, actor: Actor, chosen: Chosen) -> list[UUID]:
    """The ids of the actor's personas that are meant; those of others and those that are gone are left out."""
    actor.require("read")
    if chosen.search is not None:
        conditions = _conditions(chosen.search, actor=actor, among=None)
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


def _order(search: Search, *, actor: Actor) -> _Order:
    used = (col(PersonaUsage.used_at), col(PersonaUsage.persona_id))
    if search.sort is StudioSort.BEST and _has_words(search.query):
        is_named = col(Persona.id).in_(_matching(actor, search.query, in_names=True))
        return _Order((cast(case((is_named, 1), else_=0), Integer), *used), (int, datetime, UUID))
    return {
        StudioSort.NAME: _Order((col(Persona.name_key), col(Persona.id)), (str, UUID), is_down=False),
        StudioSort.NEWEST: _Order((col(Persona.created_at), col(Persona.id)), (datetime, UUID)),
        StudioSort.CHANGED: _Order((col(Persona.updated_at), col(Persona.id)), (datetime, UUID)),
        StudioSort.MOST_USED: _Order((col(PersonaUsage.use_count), col(PersonaUsage.persona_id)), (int, UUID)),
    }.get(search.sort, _Order(used, (datetime, UUID)))


def _place_of(cursor: str, sort: StudioSort, order: _Order) -> Sequence[Any]:
    name, *keys = decode_cursor(cursor, str, *order.kinds)
    if name != sort.value:
        raise CursorInvalid
    return keys


def _conditions(search: Search, *, actor: Actor, among: Collection[UUID] | None) -> list[ColumnElement[bool]]:
    archived = col(Persona.archived_at)
    conditions = [
        col(Persona.owner_id) == actor.account_id,
        archived.is_not(None) if search.is_archived else archived.is_(None),
    ]
    if _has_words(search.query):
        conditions.append(col(Persona.id).in_(_matching(actor, search.query, in_names=False)))
    if search.label_id is not None:
        has_it = and_(col(PersonaLabel.persona_id) == col(Persona.id), col(PersonaLabel.label_id) == search.label_id)
        conditions.append(exists().where(has_it))
    if search.folder_id is not None:
        conditions.append(col(Persona.folder_id) == search.folder_id)
    if search.is_unfiled:
        conditions.append(col(Persona.folder_id).is_(None))
    if search.parent_id is not None:
        conditions.append(col(Persona.parent_id) == search.parent_id)
    return conditions if among is None else [*conditions, col(Persona.id).in_(list(among))]


def _has_words(query: str) -> bool:
    return bool(query.replace("\x00", " ").strip())


def _matching(actor: Actor, query: str, *, in_names: bool) -> AnySelect:
    """A function of the database asks the index: policies come before what an index of words answers."""
    return select(func.matching_personas(actor.account_id, query.replace("\x00", " "), in_names))


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
