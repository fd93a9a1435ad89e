"""What was imported, read and written; the owner stands in every query."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, text
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.interchange.draft import DraftDatum, Format, Kept, Media
from persona_app.interchange.models import ImportFile, KeptAside, KeptMedia
from persona_app.interchange.texts import object_of, read_json
from persona_app.personas.models import Persona, PersonaData


def find_same(session: Session, *, actor: Actor, wanted: Sequence[tuple[str, str]]) -> dict[int, UUID]:
    """By place in `wanted` (hash and name of files): the actor's newest persona that this file was imported as, else that has this name."""
    places = {"hashes": [one for one, _ in wanted], "names": [name for _, name in wanted], "owner": actor.account_id}
    found: dict[int, UUID] = {}
    for query in (_SAME_NAME, _SAME_FILE):
        found |= {row.place - 1: row.id for row in session.connection().execute(text(query), places)}
    return found


_WANTED = "unnest(CAST(:hashes AS text[]), CAST(:names AS text[])) WITH ORDINALITY AS wanted(sha256, name, place)"
_MINE = "persona.owner_id = :owner AND persona.archived_at IS NULL ORDER BY wanted.place, persona.id"
_SAME_NAME = f"SELECT wanted.place, persona.id FROM {_WANTED} JOIN persona ON lower(persona.name) = lower(wanted.name) WHERE {_MINE}"  # noqa: S608 - ours
_SAME_FILE = (
    f"SELECT wanted.place, persona.id FROM {_WANTED} JOIN import_file ON import_file.sha256 = wanted.sha256 "  # noqa: S608 - ours
    f"JOIN persona ON persona.id = import_file.persona_id WHERE {_MINE}"
)


def add_kept(session: Session, *, rows: Sequence[Mapping[str, Sequence[dict[str, Any]]]]) -> None:
    """Store what lies beside personas."""
    for table, model in {"import_file": ImportFile, "kept_aside": KeptAside, "kept_media": KeptMedia}.items():
        if these := [row for one in rows for row in one[table]]:
            session.execute(insert(model), these)


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


def list_own_ids(session: Session, *, actor: Actor) -> tuple[UUID, ...]:
    """The actor's personas, oldest first."""
    mine = select(col(Persona.id)).where(col(Persona.owner_id) == actor.account_id)
    return tuple(session.scalars(mine.order_by(col(Persona.created_at), col(Persona.id))))
