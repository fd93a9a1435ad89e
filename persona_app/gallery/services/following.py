"""A child's parent, whoever's it is: a persona of one's own by its newest version, another's by what is public of it and nothing else."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.gallery import queries
from persona_app.gallery.errors import PublicPersonaGone
from persona_app.gallery.services.liking import not_there
from persona_app.gallery.services.remixing import public_parent
from persona_app.personas.errors import NoVersionYet, PersonaNotFound
from persona_app.personas.lineage_errors import ParentGone
from persona_app.personas.parents import Parent, ParentView
from persona_app.personas.schemas import VersionView
from persona_app.personas.services import inheriting
from persona_app.personas.services.tying import find_living_tie


def get_parent(session: Session, *, actor: Actor, persona_id: UUID) -> ParentView:
    """The persona's parent and its tie to it, field by field; with no fields where it has none.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    now = _find_now(session, actor=actor, persona_id=persona_id)
    return inheriting.view_parent(session, actor=actor, persona_id=persona_id, now=now)


def choose_parent(
    session: Session, *, actor: Actor, persona_id: UUID, lock_version: int, parent_id: UUID | None = None, slug: str = ""
) -> VersionView:
    """Let the persona follow one of the actor's own (`parent_id`), or a public one (`slug`).

    Raises:
        PersonaNotFound, PublicPersonaNotFound, PublicPersonaGone, PublicPersonaMoved, NoVersionYet: there is nothing to follow.
        PersonaChanged, PersonaArchived, ParentsCircle, ParentTooDeep: nothing was changed.
    """
    if parent_id is not None:
        parent = inheriting.read_own_parent(session, actor=actor, persona_id=parent_id)
    else:
        found = queries.find_face(session, slug=slug)
        if found is None:
            raise not_there(session, slug=slug)
        parent = public_parent(found[1], persona_id=found[0], slug=slug)
    try:
        return inheriting.choose_parent(session, actor=actor, persona_id=persona_id, parent=parent, lock_version=lock_version)
    except ParentGone as error:  # between the look at it and the choice
        raise (PersonaNotFound if parent_id is not None else PublicPersonaGone) from error


def leave_parent(session: Session, *, actor: Actor, persona_id: UUID, lock_version: int) -> ParentView:
    """Follow nobody any more; see `personas.services.inheriting.leave_parent`."""
    return inheriting.leave_parent(session, actor=actor, persona_id=persona_id, lock_version=lock_version)


def set_inheritance(session: Session, *, actor: Actor, persona_id: UUID, fields: Mapping[str, str], lock_version: int) -> VersionView:
    """Say how some fields follow the parent; see `personas.services.inheriting.set_inheritance`."""
    now = _find_now(session, actor=actor, persona_id=persona_id)
    return inheriting.set_inheritance(session, actor=actor, persona_id=persona_id, fields=fields, lock_version=lock_version, now=now)


def take_over(session: Session, *, actor: Actor, persona_id: UUID, fields: Iterable[str] | None, lock_version: int) -> VersionView:
    """Take over what the parent changed; see `personas.services.inheriting.take_over`."""
    now = _find_now(session, actor=actor, persona_id=persona_id)
    return inheriting.take_over(session, actor=actor, persona_id=persona_id, fields=fields, lock_version=lock_version, now=now)


def keep_as_is(session: Session, *, actor: Actor, persona_id: UUID, fields: Iterable[str] | None, lock_version: int) -> ParentView:
    """Do not take over what the parent changed; see `personas.services.inheriting.keep_as_is`."""
    now = _find_now(session, actor=actor, persona_id=persona_id)
    inheriting.keep_as_is(session, actor=actor, persona_id=persona_id, fields=fields, lock_version=lock_version, now=now)
    return inheriting.view_parent(session, actor=actor, persona_id=persona_id, now=now)


def _find_now(session: Session, *, actor: Actor, persona_id: UUID) -> Parent | None:
    """The parent as it is, read from the side that the child follows; None when there is none or it cannot be read."""
    tie = find_living_tie(session, persona_id=persona_id)
    if tie is None:
        return None
    if tie.follows == "public":
        found = queries.find_public_face(session, persona_id=tie.parent_id)
        return public_parent(found[1], persona_id=tie.parent_id, slug=found[0]) if found else None
    try:
        return inheriting.read_own_parent(session, actor=actor, persona_id=tie.parent_id)
    except (NoVersionYet, PersonaNotFound):
        return None
