"""A persona's present state as a file of another program; the file that it was imported from is never read for it."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict
from slugify import slugify
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.interchange import queries
from persona_app.interchange.converting import JSON_TYPE, MEDIA_TYPES, write_file
from persona_app.interchange.draft import Format, LossReport, Noted, Snapshot
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.profile import Profile
from persona_app.personas.services.finding import get_filed
from persona_app.personas.services.versioning import find_latest_version
from persona_app.personas.studio_schemas import FiledPersona


class Exported(BaseModel):
    """A file, and what found no place in it."""

    model_config = ConfigDict(frozen=True)

    data: bytes
    media_type: str
    file_name: str
    losses: LossReport


def export_persona(session: Session, *, actor: Actor, persona_id: UUID, format: Format) -> Exported:  # noqa: A002 - as programs name it
    """The newest version, with what the persona carries for other programs.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        FormatReadOnly: this format is read and never written.
    """
    snapshot = take_snapshot(session, actor=actor, persona_id=persona_id, has_data=format is Format.OWN)
    written = write_file(snapshot, format)
    media_type, ending = MEDIA_TYPES.get(format, JSON_TYPE)
    name = f"{slugify(snapshot.name, max_length=60) or 'persona'}{ending}"
    return Exported(data=written.data, media_type=media_type, file_name=name, losses=written.losses)


def take_snapshot(session: Session, *, actor: Actor, persona_id: UUID, has_data: bool = False) -> Snapshot:
    """The persona's present state.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    persona = get_filed(session, actor=actor, persona_id=persona_id)
    version = find_latest_version(session, actor=actor, persona_id=persona_id)
    return Snapshot(
        name=persona.name,
        content=version.content if version else "",
        profile=version.profile if version else Profile(),
        kept=queries.find_kept(session, persona_id=persona_id),
        media=queries.list_media(session, persona_id=persona_id),
        persona_id=persona.id,
        parent_id=persona.parent_id,
        version=version.number if version else 0,
        data=queries.list_all_data(session, persona_id=persona_id) if has_data else (),
        noted=_noted(persona),
    )


def list_everything(session: Session, *, actor: Actor) -> tuple[UUID, ...]:
    """The actor's personas in the order in which they were made, archived ones too."""
    actor.require("read")
    return queries.list_own_ids(session, actor=actor)


def find_snapshot(session: Session, *, actor: Actor, persona_id: UUID) -> Snapshot | None:
    """A persona with its data; None when it was deleted meanwhile."""
    try:
        return take_snapshot(session, actor=actor, persona_id=persona_id, has_data=True)
    except PersonaNotFound:
        return None


def _noted(persona: FiledPersona) -> Noted:
    return Noted(
        display_name=persona.display_name,
        description=persona.description,
        metadata={key: fact.model_dump(mode="json") for key, fact in persona.metadata.items()},
        labels=tuple(sorted(persona.labels)),
        folder=persona.folder or "",
        is_archived=persona.archived_at is not None,
    )
