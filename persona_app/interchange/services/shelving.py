"""What an account has beside its personas: folders, labels, saved searches and templates of its own, into an archive and out of it.

What is there already stays as it is: a search of the same name that asks for something else gets a number, a template that is the same
is not made twice.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.plurals import counted
from persona_app.interchange.stand_ins import persona_at
from persona_app.interchange.texts import write_json
from persona_app.interchange.whole import Count, Number, Said, Time
from persona_app.personas.lineage_models import OwnTemplate
from persona_app.personas.models import Persona
from persona_app.personas.services.organising import (
    find_organisers,
    list_folders,
    list_own_labels,
    list_saved_searches,
    make_folder,
    make_label,
    save_search,
)
from persona_app.personas.services.templating import create_template
from persona_app.personas.studio_schemas import Search, StudioSort
from persona_app.personas.template_schemas import Blank, TemplateDraft

_MOST_SAME = 500
_MANY = {"saved search": "saved searches"}
Name = Annotated[str, Field(max_length=200)]


class SavedSearch(Said):
    """A saved search; label and folder by their names, a parent by its place in the archive."""

    name: Name
    query: Annotated[str, Field(max_length=400)]
    label: Name
    folder: Name
    is_unfiled: bool
    parent: Number | None
    is_archived: bool
    sort: StudioSort


class SavedTemplate(Said):
    """A template of one's own."""

    name: Name
    description: Annotated[str, Field(max_length=2_000)]
    category: Name
    content: str
    placeholders: tuple[Blank, ...]
    use_count: Count
    created_at: Time
    updated_at: Time


class Studio(Said):
    """All of it."""

    folders: tuple[Name, ...] = ()
    labels: tuple[Name, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    templates: tuple[SavedTemplate, ...] = ()


def gather_studio(session: Session, *, actor: Actor, places: Mapping[UUID, int]) -> bytes:
    """As JSON; a search below a parent that is not in the archive looks below nobody, and is left out."""
    folders, labels = list_folders(session, actor=actor), list_own_labels(session, actor=actor)
    named = {each.id: each.name for each in folders} | {each.id: each.name for each in labels}
    searches = [
        _search(each.name, each.search, named=named, places=places)
        for each in list_saved_searches(session, actor=actor)
        if _is_whole(each.search, known={*named, *places})
    ]
    mine = select(OwnTemplate).where(col(OwnTemplate.owner_id) == actor.account_id)
    templates = session.execute(mine.order_by(col(OwnTemplate.created_at), col(OwnTemplate.id))).scalars()
    studio = Studio(
        folders=tuple(each.name for each in folders),
        labels=tuple(each.name for each in labels),
        searches=tuple(searches),
        templates=tuple(SavedTemplate.model_validate(each.model_dump()) for each in templates),
    )
    return write_json(studio.model_dump(mode="json"))


def _is_whole(search: Search, *, known: set[UUID]) -> bool:
    return all(each is None or each in known for each in (search.label_id, search.folder_id, search.parent_id))


def _search(name: str, search: Search, *, named: Mapping[UUID, str], places: Mapping[UUID, int]) -> SavedSearch:
    return SavedSearch(
        name=name,
        query=search.query,
        label=named[search.label_id] if search.label_id else "",
        folder=named[search.folder_id] if search.folder_id else "",
        is_unfiled=search.is_unfiled,
        parent=places[search.parent_id] if search.parent_id else None,
        is_archived=search.is_archived,
        sort=search.sort,
    )


def restore_studio(session: Session, *, actor: Actor, studio: Studio, archive: UUID) -> str:
    """Make what is not there; what was made, in words.

    Raises:
        AppError: there are more than an account may have, or one can't be made; nothing was.
    """
    for folder in studio.folders:
        make_folder(session, actor=actor, name=folder)
    for label in studio.labels:
        make_label(session, actor=actor, name=label)
    searches = _restore_searches(session, actor=actor, searches=studio.searches, archive=archive)
    templates = sum(_restore_template(session, actor=actor, template=each) for each in studio.templates)
    numbers = {"folder": len(studio.folders), "label": len(studio.labels), "saved search": searches, "template": templates}
    return ", ".join(counted(number, word, _MANY.get(word, "")) for word, number in numbers.items() if number)


def _restore_searches(session: Session, *, actor: Actor, searches: Sequence[SavedSearch], archive: UUID) -> int:
    there = {each.name.lower(): each.search for each in list_saved_searches(session, actor=actor)}
    made = 0
    for each in searches:
        search = _asked(session, each, actor=actor, archive=archive)
        name = _free(each.name, search, there=there)
        if search is None or name is None:
            continue
        there[name.lower()] = save_search(session, actor=actor, name=name, search=search).search
        made += 1
    return made


def _asked(session: Session, said: SavedSearch, *, actor: Actor, archive: UUID) -> Search | None:
    """None: the persona below which it looks did not arrive."""
    label_id, folder_id = find_organisers(session, actor=actor, label=said.label, folder=said.folder)
    parent_id = persona_at(archive, said.parent) if said.parent else None
    if parent_id and session.execute(select(col(Persona.id)).where(col(Persona.id) == parent_id)).first() is None:
        return None
    same: dict[str, Any] = said.model_dump(include={"query", "is_unfiled", "is_archived", "sort"})
    return Search(**same, label_id=label_id, folder_id=folder_id, parent_id=parent_id)


def _free(name: str, search: Search | None, *, there: Mapping[str, Search]) -> str | None:
    """The name, or one with a number; None when the same search has it."""
    for number in range(1, _MOST_SAME + 2):
        wanted = name if number == 1 else f"{name[:52]} ({number})"
        found = there.get(wanted.lower())
        if found is None or found == search:
            return wanted if found is None else None
    return None


def _restore_template(session: Session, *, actor: Actor, template: SavedTemplate) -> bool:
    """Made, unless there is one of this name and content."""
    mine = (col(OwnTemplate.owner_id) == actor.account_id, col(OwnTemplate.name) == template.name)
    if session.execute(select(col(OwnTemplate.id)).where(*mine, col(OwnTemplate.content) == template.content)).first() is not None:
        return False
    draft = TemplateDraft.model_validate(template.model_dump(include={"name", "description", "content", "placeholders"}))
    made = session.get_one(OwnTemplate, UUID(create_template(session, actor=actor, draft=draft).id))
    made.sqlmodel_update(template.model_dump(include={"category", "use_count", "created_at", "updated_at"}))
    session.flush()
    return True
