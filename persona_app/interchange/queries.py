"""What was imported, read and written; the owner stands in every query."""

from uuid import UUID

from sqlalchemy import case, delete, select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.interchange.draft import DraftDatum, Format, Kept, Media
from persona_app.interchange.models import ImportFile, KeptAside, KeptMedia
from persona_app.interchange.texts import object_of, read_json
from persona_app.personas.models import Persona, PersonaData


def find_same(session: Session, *, actor: Actor, sha256: str, name: str) -> UUID | None:
    """The actor's persona that this file was imported as, else the newest one of this name."""
    is_file = select(col(ImportFile.persona_id)).where(col(ImportFile.sha256) == sha256)
    is_same_file = col(Persona.id).in_(is_file)
    query = select(col(Persona.id)).where(
        col(Persona.owner_id) == actor.account_id,
        col(Persona.archived_at).is_(None),
        is_same_file | (col(Persona.name) == name),
    )
    found: UUID | None = session.scalars(query.order_by(case((is_same_file, 0), else_=1), col(Persona.id).desc()).limit(1)).first()
    return found


def find_names(session: Session, *, actor: Actor, beginning: str) -> set[str]:
    """The names of the actor's personas that begin so."""
    query = select(col(Persona.name)).where(
        col(Persona.owner_id) == actor.account_id, col(Persona.name).startswith(beginning, autoescape=True)
    )
    return set(session.scalars(query))


def find_kept(session: Session, *, persona_id: UUID) -> Kept | None:
    """What a persona carries for other programs; whoever asks has found the persona."""
    row = session.get(KeptAside, persona_id)
    return Kept(format=Format(row.format), value=object_of(read_json(row.value), what="What is kept aside")) if row else None


def list_media(session: Session, *, persona_id: UUID) -> tuple[Media, ...]:
    """The pictures and files that came with it, in their order."""
    rows = session.scalars(select(KeptMedia).where(col(KeptMedia.persona_id) == persona_id).order_by(col(KeptMedia.id)))
    return tuple(Media(place=row.place, media_type=row.media_type, data=row.data) for row in rows)


def list_all_data(session: Session, *, persona_id: UUID) -> tuple[DraftDatum, ...]:
    """Every datum whole, in order."""
    rows = session.scalars(select(PersonaData).where(col(PersonaData.persona_id) == persona_id).order_by(col(PersonaData.number)))
    return tuple(
        DraftDatum(id=row.id, kind=row.kind, title=row.title, origin=row.origin, media_type=row.media_type, text=row.text) for row in rows
    )


def forget_kept(session: Session, *, persona_id: UUID) -> None:
    """Make room for what another import brings."""
    session.execute(delete(KeptAside).where(col(KeptAside.persona_id) == persona_id))
    session.execute(delete(KeptMedia).where(col(KeptMedia.persona_id) == persona_id))
