"""Adding many personas at once, each whole: its data and its first version, in a handful of statements for all together."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import insert
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.ids import new_id
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record_for_each
from persona_app.ingestion.schemas import Extracted
from persona_app.personas.models import Persona, PersonaData, PersonaVersion, Source
from persona_app.personas.schemas import NewVersion
from persona_app.personas.semantic import FIRST
from persona_app.personas.services.naming import free_names
from persona_app.personas.storable import storable

LOCK_VERSION = 2
"""Of a persona that was made, and got its first version."""


class NewDatum(BaseModel):
    """A datum with the id that citations name already."""

    model_config = ConfigDict(frozen=True)

    id: UUID = Field(default_factory=new_id)
    item: Extracted


class Newcomer(BaseModel):
    """A persona that is complete before it is stored. `version` names its data by their ids; None for one that was never built."""

    model_config = ConfigDict(frozen=True)

    id: UUID = Field(default_factory=new_id)
    name: str
    data: tuple[NewDatum, ...]
    version: NewVersion | None


def add_personas(session: Session, *, actor: Actor, newcomers: Sequence[Newcomer]) -> dict[UUID, str]:
    """Add them all; by id the names they have now: one that is taken gets a number behind it.

    The trail says of each what it says of one that is made step by step.

    Raises:
        ScopeMissing: the actor may not write.
    """
    actor.require("write")
    if not newcomers:
        return {}
    given = free_names(session, owner_id=actor.account_id, wanted=[one.name for one in newcomers])
    names = {one.id: name for one, name in zip(newcomers, given, strict=True)}
    session.execute(insert(Persona), [_persona_row(one, actor=actor, name=names[one.id]) for one in newcomers])
    data = [_data_row(datum, persona_id=one.id, number=at, actor=actor) for one in newcomers for at, datum in enumerate(one.data, start=1)]
    if data:
        session.execute(insert(PersonaData), data)
    versions = [_version_row(one.version, persona_id=one.id) for one in newcomers if one.version]
    if versions:
        session.execute(insert(PersonaVersion), versions)
    _record(session, actor=actor, newcomers=newcomers, names=names)
    return names


def _persona_row(one: Newcomer, *, actor: Actor, name: str) -> dict[str, Any]:
    at = now()
    return {
        "id": one.id,
        "owner_id": actor.account_id,
        "name": name,
        "is_name_provisional": False,
        "subject": one.name,
        "source": Source.MANUAL.value,
        "data_count": len(one.data),
        "version_count": 1 if one.version else 0,
        "lock_version": LOCK_VERSION,
        "created_at": at,
        "updated_at": at,
    }


def _data_row(datum: NewDatum, *, persona_id: UUID, number: int, actor: Actor) -> dict[str, Any]:
    item = datum.item
    return {
        "id": datum.id,
        "persona_id": persona_id,
        "number": number,
        "kind": item.kind,
        "title": item.title,
        "origin": item.origin,
        "media_type": item.media_type,
        "text": item.text,
        "text_sha256": sha256(item.text.encode()).hexdigest(),
        "char_count": len(item.text),
        "size_bytes": item.size_bytes,
        "details": dict(item.metadata),
        "created_by": actor.account_id,
        "created_at": now(),
    }


def _version_row(version: NewVersion, *, persona_id: UUID) -> dict[str, Any]:
    content = storable(version.content)
    return {
        **version.model_dump(include={"author_id", "engine", "model", "is_extractive", "prompt_version", "summary", "origin"}),
        "id": new_id(),
        "persona_id": persona_id,
        "number": 1,
        "semantic": FIRST,
        "profile": storable(version.profile.model_dump(mode="json", by_alias=True)),
        "content": content,
        "content_sha256": sha256(content.encode()).hexdigest(),
        "data_ids": list(version.data_ids),
        "thought_ids": [],
        "created_at": now(),
    }


def _record(session: Session, *, actor: Actor, newcomers: Sequence[Newcomer], names: Mapping[UUID, str]) -> None:
    made = {one.id: {"name": names[one.id], "source": Source.MANUAL.value} for one in newcomers}
    added = {
        one.id: {"count": len(one.data), "first_number": 1, "data_ids": [str(datum.id) for datum in one.data]}
        for one in newcomers
        if one.data
    }
    built = {one.id: {"number": 1, "run_id": None, "data": len(one.data), "thoughts": 0} for one in newcomers if one.version}
    told: dict[EventKind, Mapping[UUID, Mapping[str, Any]]] = {
        EventKind.PERSONA_CREATED: made,
        EventKind.DATA_ADDED: added,
        EventKind.VERSION_BUILT: built,
    }
    for kind, details in told.items():
        record_for_each(session, kind=kind, actor_id=actor.account_id, owner_id=actor.account_id, details=details)
