"""Taking personas over that another system computed: its ids and times stay, and its words are kept to the letter.

The profile of such a version is empty, since nothing cites the words it came from. What the other system knew stands whole in the
version's content, from where `former_profile` reads it until a build computes a profile from the data.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Uuid, and_, cast, func, insert, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.ids import new_id
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record_for_each
from persona_app.ingestion.schemas import clean_line
from persona_app.personas.models import DataKind, Persona, PersonaData, PersonaVersion
from persona_app.personas.profile import Profile
from persona_app.personas.schemas import FormerPersona, TakenPersona
from persona_app.personas.services.lifecycle import provisional_name, short_name
from persona_app.personas.services.naming import free_names

IMPORTED = "imported"
_TITLE_CHARACTERS = 80
_FENCE = "\n```json\n"
_END = "\n```\n"
"""No line of valid JSON begins with a backquote: they stand in strings only, and those hold no line breaks."""


def import_personas(session: Session, *, actor: Actor, former: Sequence[FormerPersona]) -> None:
    """Add them all: each with one datum, and with one version if it had a profile. Nothing is built.

    Raises:
        ScopeMissing: the actor may not write.
        sqlalchemy.exc.IntegrityError: one of the ids is taken; nothing was added.
    """
    actor.require("write")
    if not former:
        return
    free = free_names(session, owner_id=actor.account_id, wanted=[_name(one) for one in former])
    names = {one.id: name for one, name in zip(former, free, strict=True)}
    data = {one.id: _data_row(one, actor=actor) for one in former}
    versions = [
        _version_row(one.profile, former=one, actor=actor, name=names[one.id], data_id=data[one.id]["id"])
        for one in former
        if one.profile is not None
    ]
    session.execute(insert(Persona), [_persona_row(one, actor=actor, name=names[one.id]) for one in former])
    session.execute(insert(PersonaData), list(data.values()))
    if versions:
        session.execute(insert(PersonaVersion), versions)
    details = {one.id: {"name": names[one.id], "by": "migration"} for one in former}
    record_for_each(session, kind=EventKind.PERSONA_CREATED, actor_id=actor.account_id, owner_id=actor.account_id, details=details)


def find_taken(session: Session, *, actor: Actor, former: Sequence[FormerPersona]) -> tuple[TakenPersona, ...]:
    """Which of these are there, and what is stored of them now; the text's hash is PostgreSQL's own, made of the stored words.

    A persona of another account that has one of the ids is told too, without what belongs to it.
    """
    mine = col(Persona.owner_id) == actor.account_id
    legacy_ids = [one.legacy_id for one in former if one.legacy_id is not None]
    own_ids = [one.id for one in former if one.legacy_id is None]
    is_one = or_(col(Persona.id).in_(own_ids), and_(mine, col(Persona.legacy_id).in_(legacy_ids)))
    first = and_(col(PersonaData.persona_id) == col(Persona.id), col(PersonaData.number) == 1, mine)
    imported = and_(
        col(PersonaVersion.persona_id) == col(Persona.id), col(PersonaVersion.number) == 1, col(PersonaVersion.origin) == IMPORTED, mine
    )
    stored = func.encode(func.sha256(func.convert_to(PersonaData.text, "UTF8")), "hex")
    query = (
        select(
            col(Persona.id),
            col(Persona.legacy_id),
            col(PersonaData.created_at),
            stored.label("text_sha256"),
            col(PersonaVersion.content),
            col(PersonaVersion.created_at).label("updated_at"),
        )
        .outerjoin(PersonaData, first)
        .outerjoin(PersonaVersion, imported)
        .where(is_one)
    )
    found = {row["id"]: _taken(row) for row in session.execute(query).mappings()}
    in_use = session.scalars(select(func.persona_ids_in_use(cast(own_ids, ARRAY(Uuid)))))
    return (*found.values(), *(_of_another(taken) for taken in in_use if taken not in found))


def former_profile(content: str) -> str | None:
    """The profile that the other system had, as it wrote it (JSON), out of an imported version's content."""
    _, fence, rest = content.partition(_FENCE)
    return rest.removesuffix(_END) if fence and rest.endswith(_END) else None


def read_former_profile(content: str) -> dict[str, Any] | None:
    """The same as values, with a question mark for what UTF-8 can't hold (a lone surrogate)."""
    written = former_profile(content)
    if written is None:
        return None
    plain = json.dumps(json.loads(written), ensure_ascii=False).encode(errors="replace")
    found: dict[str, Any] = json.loads(plain)
    return found


def _taken(row: RowMapping) -> TakenPersona:
    profile = former_profile(row["content"]) if row["content"] is not None else None
    return TakenPersona(**{**row, "profile": profile})


def _of_another(persona_id: UUID) -> TakenPersona:
    return TakenPersona(id=persona_id, legacy_id=None, text_sha256=None, profile=None, created_at=None, updated_at=None)


def _name(former: FormerPersona) -> str:
    """The name that its profile gives, else its first words."""
    return short_name(_given_name(former)) or provisional_name(_title(former.text))


def _given_name(former: FormerPersona) -> str:
    profile = json.loads(former.profile) if former.profile is not None else {}
    identity = profile.get("identity")
    places = (profile, identity if isinstance(identity, dict) else {})
    names = (place.get(key) for place in places for key in ("name", "full_name"))
    return next((name for name in names if isinstance(name, str) and name.strip()), "")


def _title(text: str) -> str:
    return clean_line(text.strip().split("\n", 1)[0], limit=_TITLE_CHARACTERS) or "Text"


def _persona_row(former: FormerPersona, *, actor: Actor, name: str) -> dict[str, Any]:
    return {
        "id": former.id,
        "owner_id": actor.account_id,
        "name": name,
        "is_name_provisional": not short_name(_given_name(former)),
        "legacy_id": former.legacy_id,
        "data_count": 1,
        "version_count": 1 if former.profile is not None else 0,
        "created_at": former.created_at,
        "updated_at": former.updated_at,
    }


def _data_row(former: FormerPersona, *, actor: Actor) -> dict[str, Any]:
    stored = former.text.encode()
    return {
        "id": new_id(),
        "persona_id": former.id,
        "number": 1,
        "kind": DataKind.TEXT.value,
        "title": _title(former.text),
        "text": former.text,
        "text_sha256": sha256(stored).hexdigest(),
        "char_count": len(former.text),
        "size_bytes": len(stored),
        "details": {},
        "created_by": actor.account_id,
        "created_at": former.created_at,
    }


def _version_row(profile: str, *, former: FormerPersona, actor: Actor, name: str, data_id: UUID) -> dict[str, Any]:
    content = f"# {name}\n\nTaken over from an older system, which knew:\n{_FENCE}{profile}{_END}"
    return {
        "id": new_id(),
        "persona_id": former.id,
        "number": 1,
        "profile": Profile().model_dump(mode="json", by_alias=True),
        "content": content,
        "content_sha256": sha256(content.encode()).hexdigest(),
        "summary": "Taken over from an older system",
        "origin": IMPORTED,
        "author_id": actor.account_id,
        "data_ids": [data_id],
        "engine": IMPORTED,
        "model": "",
        "is_extractive": False,
        "prompt_version": "",
        "created_at": former.updated_at,
    }
