"""Folders, labels and saved searches of an owner's own, and what is done to many personas at once."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Uuid, cast, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record_for_each
from persona_app.personas.errors import OrganiserNotFound, OrganiserTaken, TooManyOrganisers, WordInvalid
from persona_app.personas.models import Persona
from persona_app.personas.services.finding import chosen_ids
from persona_app.personas.studio_models import PersonaFolder, PersonaLabel, SavedSearch, StudioLabel
from persona_app.personas.studio_schemas import Chosen, Folder, OwnLabel, SavedSearchView, Search

LONGEST_WORD = 60
MOST = 500
"""Of each kind, for one account."""
Kind = type[PersonaFolder] | type[StudioLabel] | type[SavedSearch]
Row = TypeVar("Row", PersonaFolder, StudioLabel, SavedSearch)


class Shelf(StrEnum):
    """What an owner puts names on."""

    FOLDER = "folder"
    LABEL = "label"
    SEARCH = "search"

    @property
    def words(self) -> str:
        """In a sentence."""
        return "saved search" if self is Shelf.SEARCH else self.value


_TABLES: dict[Shelf, Kind] = {Shelf.FOLDER: PersonaFolder, Shelf.LABEL: StudioLabel, Shelf.SEARCH: SavedSearch}


def list_folders(session: Session, *, actor: Actor) -> tuple[Folder, ...]:
    """The actor's folders, by name."""
    actor.require("read")
    inside = select(func.count()).where(col(Persona.folder_id) == col(PersonaFolder.id), col(Persona.archived_at).is_(None))
    query = select(col(PersonaFolder.id), col(PersonaFolder.name), inside.scalar_subquery().label("count"))
    rows = session.execute(query.where(col(PersonaFolder.owner_id) == actor.account_id).order_by(col(PersonaFolder.name_key))).all()
    return tuple(Folder.model_validate(row._mapping) for row in rows)


def list_own_labels(session: Session, *, actor: Actor) -> tuple[OwnLabel, ...]:
    """The actor's labels, by name."""
    actor.require("read")
    with_it = select(col(PersonaLabel.label_id), func.count().label("count")).join(Persona, col(Persona.id) == col(PersonaLabel.persona_id))
    counts = with_it.where(col(Persona.archived_at).is_(None)).group_by(col(PersonaLabel.label_id)).subquery()
    query = select(col(StudioLabel.id), col(StudioLabel.name), func.coalesce(counts.c.count, 0).label("count"))
    query = query.outerjoin(counts, counts.c.label_id == col(StudioLabel.id)).where(col(StudioLabel.owner_id) == actor.account_id)
    rows = session.execute(query.order_by(col(StudioLabel.name_key))).all()
    return tuple(OwnLabel.model_validate(row._mapping) for row in rows)


def list_saved_searches(session: Session, *, actor: Actor) -> tuple[SavedSearchView, ...]:
    """The actor's saved searches, by name. One whose label or folder is gone finds nothing until it is saved anew."""
    actor.require("read")
    query = select(col(SavedSearch.id), col(SavedSearch.name), col(SavedSearch.asked))
    rows = session.execute(query.where(col(SavedSearch.owner_id) == actor.account_id).order_by(col(SavedSearch.name_key))).all()
    return tuple(SavedSearchView(id=row.id, name=row.name, search=Search.model_validate(row.asked)) for row in rows)


def find_organisers(session: Session, *, actor: Actor, label: str = "", folder: str = "") -> tuple[UUID | None, UUID | None]:
    """The ids of the actor's label and folder of these names; None where none was named.

    Raises:
        OrganiserNotFound: there is none of this name.
    """
    actor.require("read")
    return _named(session, StudioLabel, actor=actor, name=label), _named(session, PersonaFolder, actor=actor, name=folder)


def _named(session: Session, kind: Kind, *, actor: Actor, name: str) -> UUID | None:
    if not name.strip():
        return None
    word = " ".join(name.replace("\x00", " ").split())
    query = select(col(kind.id)).where(col(kind.owner_id) == actor.account_id, col(kind.name_key) == func.lower(word))
    found: UUID | None = session.execute(query).scalar_one_or_none()
    if found is None:
        raise OrganiserNotFound(_what(kind))
    return found


def make_folder(session: Session, *, actor: Actor, name: str) -> Folder:
    """The actor's folder of this name, made if it is not there.

    Raises:
        WordInvalid, TooManyOrganisers: nothing was made.
    """
    return Folder(id=_made(session, PersonaFolder, actor=actor, name=name), name=checked_word(name))


def make_label(session: Session, *, actor: Actor, name: str) -> OwnLabel:
    """The actor's label of this name, made if it is not there.

    Raises:
        WordInvalid, TooManyOrganisers: nothing was made.
    """
    return OwnLabel(id=_made(session, StudioLabel, actor=actor, name=name), name=checked_word(name))


def save_search(session: Session, *, actor: Actor, name: str, search: Search) -> SavedSearchView:
    """Give a search a name; one that has the name already becomes this one.

    Raises:
        WordInvalid, TooManyOrganisers: nothing was saved.
    """
    asked = search.model_dump(mode="json")
    saved_id = _made(session, SavedSearch, actor=actor, name=name, asked=asked)
    return SavedSearchView(id=saved_id, name=checked_word(name), search=search)


def rename_organiser(session: Session, *, actor: Actor, kind: Shelf, organiser_id: UUID, name: str) -> None:
    """Call a folder, a label or a saved search otherwise.

    Raises:
        WordInvalid, OrganiserTaken, OrganiserNotFound: nothing was changed.
    """
    actor.require("write")
    word, table = checked_word(name), _TABLES[kind]
    mine = col(table.owner_id) == actor.account_id
    same = select(col(table.id)).where(mine, col(table.name_key) == func.lower(word), col(table.id) != organiser_id)
    if session.execute(same).first() is not None:
        raise OrganiserTaken(kind.words, word)
    changed = update(table).where(mine, col(table.id) == organiser_id).values(name=word).returning(col(table.id))
    if session.execute(changed).first() is None:
        raise OrganiserNotFound(kind.words)


def delete_organiser(session: Session, *, actor: Actor, kind: Shelf, organiser_id: UUID) -> None:
    """Delete a folder, a label or a saved search; personas stay, without it. Nothing happens when it is gone."""
    actor.require("write")
    table = _TABLES[kind]
    session.execute(delete(table).where(col(table.owner_id) == actor.account_id, col(table.id) == organiser_id))


def label_personas(session: Session, *, actor: Actor, chosen: Chosen, label_id: UUID, is_on: bool = True) -> int:
    """Put a label on personas, or take it off; how many were meant.

    Raises:
        OrganiserNotFound: the actor has no such label.
    """
    actor.require("write")
    _require(session, StudioLabel, actor=actor, organiser_id=label_id)
    ids = chosen_ids(session, actor=actor, chosen=chosen)
    if is_on:
        rows = select(func.unnest(cast(ids, ARRAY(Uuid))), literal(label_id, Uuid))
        session.execute(insert(PersonaLabel).from_select(["persona_id", "label_id"], rows).on_conflict_do_nothing())
    else:
        session.execute(delete(PersonaLabel).where(col(PersonaLabel.label_id) == label_id, col(PersonaLabel.persona_id).in_(ids)))
    return len(ids)


def move_personas(session: Session, *, actor: Actor, chosen: Chosen, folder_id: UUID | None) -> int:
    """Put personas into a folder, or (None) out of theirs; how many were meant.

    Raises:
        OrganiserNotFound: the actor has no such folder.
    """
    actor.require("write")
    if folder_id is not None:
        _require(session, PersonaFolder, actor=actor, organiser_id=folder_id)
    ids = locked_ids(session, chosen_ids(session, actor=actor, chosen=chosen))
    session.execute(update(Persona).where(col(Persona.id).in_(ids)).values(folder_id=folder_id))
    return len(ids)


def archive_personas(session: Session, *, actor: Actor, chosen: Chosen, is_archived: bool = True) -> int:
    """Put personas away, or take them out of the archive; how many that changed. What is public is withdrawn by being put away."""
    actor.require("write")
    ids = locked_ids(session, chosen_ids(session, actor=actor, chosen=chosen))
    at, archived = now(), col(Persona.archived_at)
    changing = update(Persona).where(col(Persona.id).in_(ids), archived.is_(None) if is_archived else archived.is_not(None))
    values = {"archived_at": at if is_archived else None, "updated_at": at, "lock_version": Persona.lock_version + 1}
    rows = session.execute(changing.values(**values).returning(col(Persona.id), col(Persona.name))).all()
    kind = EventKind.PERSONA_ARCHIVED if is_archived else EventKind.PERSONA_RESTORED
    same = {"actor_id": actor.account_id, "owner_id": actor.account_id}
    record_for_each(session, kind=kind, details={row.id: {"name": row.name} for row in rows}, **same)
    return len(rows)


def checked_word(name: str) -> str:
    """A name of a folder, a label or a saved search as it is kept.

    Raises:
        WordInvalid: it is empty or too long.
    """
    word = " ".join("".join(character if character.isprintable() else " " for character in name).split())
    if not 1 <= len(word) <= LONGEST_WORD:
        raise WordInvalid
    return word


def set_labels(session: Session, *, actor: Actor, persona_id: UUID, names: Sequence[str]) -> None:
    """Give the persona these labels and no others; those that are new are made. Whoever calls has checked whose it is.

    Raises:
        WordInvalid, TooManyOrganisers: nothing was changed.
    """
    wanted = {_made(session, StudioLabel, actor=actor, name=name) for name in names}
    session.execute(delete(PersonaLabel).where(col(PersonaLabel.persona_id) == persona_id, col(PersonaLabel.label_id).not_in(wanted)))
    if wanted:
        rows = [{"persona_id": persona_id, "label_id": label_id} for label_id in sorted(wanted)]
        session.execute(insert(PersonaLabel).values(rows).on_conflict_do_nothing())


def _made(session: Session, kind: type[Row], *, actor: Actor, name: str, **more: Any) -> UUID:
    """The id of the actor's row of this name; race-safe: who comes second finds the first one's."""
    actor.require("write")
    word = checked_word(name)
    mine = col(kind.owner_id) == actor.account_id
    found = session.execute(select(col(kind.id)).where(mine, col(kind.name_key) == func.lower(word))).scalar_one_or_none()
    if found is not None and not more:
        return UUID(str(found))
    if found is None and session.execute(select(func.count()).where(mine)).scalar_one() >= MOST:
        raise TooManyOrganisers(_what(kind), most=MOST)
    row = kind(owner_id=actor.account_id, name=word, **more)
    values = row.model_dump(exclude={"name_key"})
    keeps = insert(kind).values(**values).on_conflict_do_update(index_elements=["owner_id", "name_key"], set_={"name": word, **more})
    return UUID(str(session.execute(keeps.returning(col(kind.id))).scalar_one()))


def _what(table: Kind) -> str:
    return next(shelf.words for shelf, one in _TABLES.items() if one is table)


def _require(session: Session, kind: Kind, *, actor: Actor, organiser_id: UUID) -> None:
    mine = (col(kind.owner_id) == actor.account_id, col(kind.id) == organiser_id)
    if session.execute(select(col(kind.id)).where(*mine)).first() is None:
        raise OrganiserNotFound(_what(kind))


def locked_ids(session: Session, ids: Sequence[UUID]) -> list[UUID]:
    """Those that are still there, locked in one order: two who change many at once do not wait for each other in a ring."""
    query = select(col(Persona.id)).where(col(Persona.id).in_(list(ids))).order_by(col(Persona.id)).with_for_update(key_share=True)
    return list(session.execute(query).scalars())
