"""Several changes of one persona at once, all or none."""

from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.personas.errors import PersonaChanged
from persona_app.personas.queries import get_view, lock
from persona_app.personas.schemas import PersonaView
from persona_app.personas.services.lifecycle import archive_persona, rename_persona, restore_persona


def seen_persona(session: Session, *, actor: Actor, persona_id: UUID) -> int:
    """The persona's present `lock_version`, for whoever changes it whatever it is by now. Locks it, so that it stays so.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("write")
    return lock(session, actor=actor, persona_id=persona_id).lock_version


def change_persona(
    session: Session,
    *,
    actor: Actor,
    persona_id: UUID,
    lock_version: int | None,
    name: str | None = None,
    is_archived: bool | None = None,
) -> PersonaView:
    """Rename, archive or restore it; what is None stays. Without `lock_version` nothing is compared.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        PersonaChanged, PersonaArchived, NameInvalid: nothing was changed.
    """
    actor.require("write")
    persona = lock(session, actor=actor, persona_id=persona_id)
    if lock_version is not None and persona.lock_version != lock_version:
        counts = {"version_count": persona.version_count, "lock_version": persona.lock_version}
        raise PersonaChanged(what="The change", name=persona.name, **counts)
    if is_archived is False:
        restore_persona(session, actor=actor, persona_id=persona_id)
    if name is not None:
        rename_persona(session, actor=actor, persona_id=persona_id, name=name, lock_version=persona.lock_version)
    if is_archived is True:
        archive_persona(session, actor=actor, persona_id=persona_id)
    session.flush()
    return get_view(session, actor=actor, persona_id=persona_id)
