"""Adding data: append only, numbered, never the same content twice without being asked."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.config import get_settings
from persona_app.core.ids import new_id
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.ingestion.schemas import Extracted
from persona_app.personas.errors import DataRepeated, NothingSubmitted, PersonaArchived, Repeat, TooMuchSubmitted
from persona_app.personas.models import Persona, PersonaData
from persona_app.personas.queries import data_of, lock, select_data
from persona_app.personas.schemas import DataSummary


def _hash(item: Extracted) -> str:
    return sha256(item.text.encode()).hexdigest()


def _known(session: Session, *, persona_id: UUID, hashes: Sequence[str]) -> dict[str, DataSummary]:
    """The oldest datum of each of these contents."""
    query = select_data().where(col(PersonaData.persona_id) == persona_id, col(PersonaData.text_sha256).in_(set(hashes)))
    newest_first = map(data_of, session.execute(query.order_by(col(PersonaData.number).desc())))
    return {datum.text_sha256: datum for datum in newest_first}


def _refuse_repeats(session: Session, *, persona_id: UUID, items: Sequence[Extracted], hashes: Sequence[str]) -> None:
    known = _known(session, persona_id=persona_id, hashes=hashes)
    repeats, first_given = [], dict[str, str]()
    for position, (item, content) in enumerate(zip(items, hashes, strict=True)):
        there = known.get(content)
        number, since = (there.number, there.created_at) if there else (None, None)
        if there or content in first_given:
            existing = there.title if there else first_given[content]
            repeats.append(Repeat(position=position, title=item.title, existing_title=existing, number=number, created_at=since))
        first_given.setdefault(content, item.title)
    if repeats:
        raise DataRepeated(repeats)


def _row(item: Extracted, *, persona: Persona, actor: Actor, number: int, content_hash: str) -> dict[str, Any]:
    return {
        "id": new_id(),
        "persona_id": persona.id,
        "number": number,
        "kind": item.kind,
        "title": item.title,
        "origin": item.origin,
        "media_type": item.media_type,
        "text": item.text,
        "text_sha256": content_hash,
        "char_count": len(item.text),
        "size_bytes": item.size_bytes,
        "details": dict(item.metadata),
        "created_by": actor.account_id,
        "created_at": now(),
    }


def append(session: Session, *, persona: Persona, actor: Actor, items: Sequence[Extracted], allow_repeats: bool) -> tuple[DataSummary, ...]:
    """Append to a persona that the caller has locked or just made.

    Raises:
        NothingSubmitted, TooMuchSubmitted, PersonaArchived, DataRepeated: nothing was added.
    """
    most = get_settings().upload_max_count
    if not items:
        raise NothingSubmitted
    if len(items) > most:
        raise TooMuchSubmitted(count=len(items), most=most)
    if persona.archived_at is not None:
        raise PersonaArchived
    hashes = [_hash(item) for item in items]
    if not allow_repeats:
        _refuse_repeats(session, persona_id=persona.id, items=items, hashes=hashes)
    numbered = enumerate(zip(items, hashes, strict=True), start=persona.data_count + 1)
    rows = [_row(item, persona=persona, actor=actor, number=number, content_hash=content) for number, (item, content) in numbered]
    session.execute(insert(PersonaData), rows)
    persona.data_count += len(rows)
    persona.updated_at = now()
    detail = {"count": len(rows), "first_number": rows[0]["number"], "data_ids": [str(row["id"]) for row in rows]}
    record(session, kind=EventKind.DATA_ADDED, actor_id=actor.account_id, owner_id=persona.owner_id, persona_id=persona.id, detail=detail)
    return tuple(DataSummary.model_validate(row) for row in rows)


def add_data(
    session: Session, *, actor: Actor, persona_id: UUID, items: Sequence[Extracted], allow_repeats: bool = False
) -> tuple[DataSummary, ...]:
    """Append what was submitted, in the order given, all or nothing.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        DataRepeated: the same content is there already, or twice in the submission; `items` tells which and since when.
        NothingSubmitted, TooMuchSubmitted, PersonaArchived: nothing was added.
    """
    actor.require("write")
    persona = lock(session, actor=actor, persona_id=persona_id)
    return append(session, persona=persona, actor=actor, items=items, allow_repeats=allow_repeats)
