"""From making a persona to deleting it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.config import get_settings
from persona_app.events.chaining import states
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.ingestion.schemas import Extracted
from persona_app.personas.errors import NameInvalid, NameTaken, PersonaArchived, PersonaChanged
from persona_app.personas.models import Persona, Source
from persona_app.personas.queries import get_view, lock
from persona_app.personas.schemas import PersonaView
from persona_app.personas.services.naming import free_name
from persona_app.personas.services.submitting import append

LONGEST_PROVISIONAL = 40
UNNAMED = "New persona"


def short_name(name: str, *, most: int | None = None) -> str:
    """One line of at most so many characters (else: as names of personas have at most); may be empty."""
    most = most or get_settings().name_max_characters
    line = " ".join("".join(character if character.isprintable() else " " for character in name).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def provisional_name(title: str) -> str:
    """What a persona is called until a build finds a name: the first words of a title, at most 40 characters."""
    line = short_name(title)
    if len(line) <= LONGEST_PROVISIONAL:
        return line.rstrip(" ,;:") or UNNAMED
    words = line[:LONGEST_PROVISIONAL].rpartition(" ")[0] or line[: LONGEST_PROVISIONAL - 1]
    return words.rstrip(" ,;:.–—-…") + "…"


def checked_name(name: str) -> str:
    """The name as it is kept.

    Raises:
        NameInvalid: it is empty or too long.
    """
    wanted = " ".join("".join(character if character.isprintable() else " " for character in name).split())
    most = get_settings().name_max_characters
    if not 1 <= len(wanted) <= most:
        raise NameInvalid(most=most)
    return wanted


def require_unchanged(persona: Persona, *, lock_version: int, what: str) -> None:
    """Go on only when the persona is as the actor saw it.

    Raises:
        PersonaChanged: somebody changed it meanwhile; says what it is now.
        PersonaArchived: it is archived.
    """
    if persona.lock_version != lock_version:
        raise PersonaChanged(what=what, name=persona.name, version_count=persona.version_count, lock_version=persona.lock_version)
    if persona.archived_at is not None:
        raise PersonaArchived


def require_free(session: Session, *, persona: Persona, wanted: str) -> None:
    """Go on only with a name that no other persona of this owner has.

    Raises:
        NameTaken: one has it; says which name is free.
    """
    free = free_name(session, owner_id=persona.owner_id, wanted=wanted, but=persona.id)
    if free != wanted:
        raise NameTaken(wanted, free=free)


def touch(persona: Persona, *, at: datetime) -> None:
    """Note a change that another's edit could collide with."""
    persona.lock_version += 1
    persona.updated_at = at


def _open(session: Session, *, actor: Actor, name: str, shown: str, source: Source = Source.MANUAL) -> Persona:
    """A persona without data; a name that nobody gave is provisional, one that is taken gets a number."""
    shown = free_name(session, owner_id=actor.account_id, wanted=shown)
    persona = Persona(owner_id=actor.account_id, name=shown, is_name_provisional=not name, subject=name, source=source.value)
    session.add(persona)
    session.flush()
    _tell(session, EventKind.PERSONA_CREATED, actor=actor, persona=persona, detail={"name": shown, "source": source.value})
    return persona


def create_persona(
    session: Session, *, actor: Actor, name: str = "", items: Sequence[Extracted], allow_repeats: bool = False
) -> PersonaView:
    """Make a persona from what was submitted. Without a name it is called after the first item until a build finds one; a name that
    another of the actor's has gets a number behind it.

    Raises:
        ScopeMissing: the actor may not write.
        NameInvalid, NothingSubmitted, TooMuchSubmitted, DataRepeated: nothing was made.
    """
    actor.require("write")
    given = checked_name(name) if name.strip() else ""
    persona = _open(session, actor=actor, name=given, shown=given or provisional_name(items[0].title if items else ""))
    append(session, persona=persona, actor=actor, items=items, allow_repeats=allow_repeats)
    return get_view(session, actor=actor, persona_id=persona.id)


def create_empty_persona(
    session: Session, *, actor: Actor, name: str = "", proposed: str = "", source: Source = Source.MANUAL
) -> PersonaView:
    """Make a persona that waits for its first data, as programs do that send them one by one; or for characters of films.

    Without a name it is called as `proposed` until a build finds one.

    Raises:
        ScopeMissing: the actor may not write.
        NameInvalid: nothing was made.
    """
    actor.require("write")
    given = checked_name(name) if name.strip() else ""
    persona = _open(session, actor=actor, name=given, shown=given or short_name(proposed) or UNNAMED, source=source)
    return get_view(session, actor=actor, persona_id=persona.id)


def rename_persona(session: Session, *, actor: Actor, persona_id: UUID, name: str, lock_version: int) -> PersonaView:
    """Call it otherwise; builds no longer change the name.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        PersonaChanged, PersonaArchived, NameInvalid: nothing was changed.
        NameTaken: another of the actor's is called so; nothing was changed.
    """
    actor.require("write")
    wanted = checked_name(name)
    persona = lock(session, actor=actor, persona_id=persona_id)
    require_unchanged(persona, lock_version=lock_version, what=f"The name “{wanted}”")
    require_free(session, persona=persona, wanted=wanted)
    detail = {"old_name": persona.name, "name": wanted}
    persona.name, persona.is_name_provisional = wanted, False
    touch(persona, at=now())
    changed = states({"name": detail["old_name"]}, {"name": detail["name"]})
    _tell(session, EventKind.PERSONA_RENAMED, actor=actor, persona=persona, detail=detail, changed=changed)
    return get_view(session, actor=actor, persona_id=persona_id)


def archive_persona(session: Session, *, actor: Actor, persona_id: UUID) -> PersonaView:
    """Put it away; nothing is lost, and `restore_persona` brings it back. Does nothing when it is archived.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("write")
    persona = lock(session, actor=actor, persona_id=persona_id)
    if persona.archived_at is None:
        persona.archived_at = now()
        touch(persona, at=persona.archived_at)
        _tell(session, EventKind.PERSONA_ARCHIVED, actor=actor, persona=persona, detail={"name": persona.name})
    return get_view(session, actor=actor, persona_id=persona_id)


def restore_persona(session: Session, *, actor: Actor, persona_id: UUID) -> PersonaView:
    """Take it out of the archive. Does nothing when it is not there.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("write")
    persona = lock(session, actor=actor, persona_id=persona_id)
    if persona.archived_at is not None:
        persona.archived_at = None
        touch(persona, at=now())
        _tell(session, EventKind.PERSONA_RESTORED, actor=actor, persona=persona, detail={"name": persona.name})
    return get_view(session, actor=actor, persona_id=persona_id)


def delete_persona(session: Session, *, actor: Actor, persona_id: UUID) -> None:
    """Delete it with its data, versions, decisions, runs and all that builds kept of it, for good; only the trail stays.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("write")
    persona = lock(session, actor=actor, persona_id=persona_id, is_ending=True)
    detail = {"name": persona.name, "data": persona.data_count, "versions": persona.version_count}
    _tell(session, EventKind.PERSONA_DELETED, actor=actor, persona=persona, detail=detail)
    session.expunge(persona)
    session.execute(delete(Persona).where(col(Persona.id) == persona_id))


def _tell(
    session: Session,
    kind: EventKind,
    *,
    actor: Actor,
    persona: Persona,
    detail: Mapping[str, object],
    changed: Mapping[str, str] = MappingProxyType({}),
) -> None:
    record(session, kind=kind, actor_id=actor.account_id, owner_id=persona.owner_id, persona_id=persona.id, detail=detail, **changed)
