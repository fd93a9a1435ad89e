"""A persona's present state as a file of another program; the file that it was imported from is never read for it."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict
from slugify import slugify
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.interchange import queries
from persona_app.interchange.converting import JSON_TYPE, MEDIA_TYPES, write_file
from persona_app.interchange.draft import Format, LossReport, Noted, Snapshot
from persona_app.personas.profile import Profile
from persona_app.personas.schemas import VersionView
from persona_app.personas.services.claiming import list_owners_words
from persona_app.personas.services.finding import get_filed
from persona_app.personas.services.labelling import LATEST, resolve_version
from persona_app.personas.services.versioning import find_latest_version, get_version
from persona_app.personas.studio_schemas import FiledPersona


class Exported(BaseModel):
    """A file, and what found no place in it."""

    model_config = ConfigDict(frozen=True)

    data: bytes
    media_type: str
    file_name: str
    losses: LossReport


def export_persona(
    session: Session,
    *,
    actor: Actor,
    persona_id: UUID,
    format: Format,  # noqa: A002 - as programs name it
    version: str = LATEST,
) -> Exported:
    """A version, the newest unless another is named by number or label, with what the persona carries for other programs.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        VersionNotFound: it has no such version.
        FormatReadOnly: this format is read and never written.
    """
    snapshot = take_snapshot(session, actor=actor, persona_id=persona_id, has_data=format is Format.OWN, version=version)
    written = write_file(snapshot, format)
    media_type, ending = MEDIA_TYPES.get(format, JSON_TYPE)
    name = f"{slugify(snapshot.name, max_length=60) or 'persona'}{ending}"
    return Exported(data=written.data, media_type=media_type, file_name=name, losses=written.losses)


def take_snapshot(session: Session, *, actor: Actor, persona_id: UUID, has_data: bool = False, version: str = LATEST) -> Snapshot:
    """The persona's present state, with one of its versions.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        VersionNotFound: it has no such version.
    """
    persona = get_filed(session, actor=actor, persona_id=persona_id)
    found = _find_version(session, actor=actor, persona_id=persona_id, named=version)
    return Snapshot(
        name=persona.name,
        content=found.content if found else "",
        profile=found.profile if found else Profile(),
        kept=queries.find_kept(session, persona_id=persona_id),
        media=queries.list_media(session, persona_id=persona_id),
        persona_id=persona.id,
        parent_id=persona.parent_id,
        version=found.number if found else 0,
        semantic=found.semantic if found else "",
        data=queries.list_all_data(session, persona_id=persona_id) if has_data else (),
        noted=_noted(persona),
        words=list_owners_words(session, actor=actor, persona_id=persona_id) if has_data else (),
    )


def _find_version(session: Session, *, actor: Actor, persona_id: UUID, named: str) -> VersionView | None:
    if named == LATEST:
        return find_latest_version(session, actor=actor, persona_id=persona_id)
    number = resolve_version(session, actor=actor, persona_id=persona_id, named=named)
    return get_version(session, actor=actor, persona_id=persona_id, number=number)


def list_everything(session: Session, *, actor: Actor) -> tuple[UUID, ...]:
    """The actor's personas in the order in which they were made, archived ones too."""
    actor.require("read")
    return queries.list_own_ids(session, actor=actor)


def _noted(persona: FiledPersona) -> Noted:
    return Noted(
        display_name=persona.display_name,
        description=persona.description,
        metadata={key: fact.model_dump(mode="json") for key, fact in persona.metadata.items()},
        labels=tuple(sorted(persona.labels)),
        folder=persona.folder or "",
        is_archived=persona.archived_at is not None,
    )
