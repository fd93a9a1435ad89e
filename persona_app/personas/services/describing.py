"""What an owner notes about a persona, beside what it is: another name to show, a description, metadata, labels, a folder."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, TypeAdapter
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.config import get_settings
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.personas.errors import DetailsInvalid
from persona_app.personas.models import Persona
from persona_app.personas.queries import lock
from persona_app.personas.services.finding import get_filed
from persona_app.personas.services.lifecycle import require_unchanged, touch
from persona_app.personas.services.organising import make_folder, set_labels
from persona_app.personas.studio_schemas import Fact, Facts, FiledPersona

MOST_LABELS = 50
_FACTS: TypeAdapter[dict[str, Fact]] = TypeAdapter(Facts)


class Details(BaseModel):
    """What shall be noted; what is None stays. `folder` is a name, empty for none; folders and labels that are new are made."""

    model_config = ConfigDict(frozen=True)

    display_name: str | None = None
    description: str | None = None
    metadata: Mapping[str, Fact] | None = None
    labels: Sequence[str] | None = None
    folder: str | None = None

    @property
    def is_empty(self) -> bool:
        """Is nothing to be changed?"""
        return not self.model_fields_set or all(value is None for value in (getattr(self, name) for name in type(self).model_fields))


def describe_persona(session: Session, *, actor: Actor, persona_id: UUID, details: Details, lock_version: int) -> FiledPersona:
    """Note these things about the persona, all or none.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        PersonaChanged, PersonaArchived, DetailsInvalid, WordInvalid, TooManyOrganisers: nothing was changed.
    """
    actor.require("write")
    persona = lock(session, actor=actor, persona_id=persona_id)
    require_unchanged(persona, lock_version=lock_version, what="What you noted")
    _note(persona, details)
    if details.folder is not None:
        persona.folder_id = make_folder(session, actor=actor, name=details.folder).id if details.folder.strip() else None
    if details.labels is not None:
        if len(details.labels) > MOST_LABELS:
            raise DetailsInvalid(f"A persona has at most {MOST_LABELS} labels.")
        set_labels(session, actor=actor, persona_id=persona_id, names=details.labels)
    touch(persona, at=now())
    kind, detail = EventKind.PERSONA_DESCRIBED, {"name": persona.name}
    record(session, kind=kind, actor_id=actor.account_id, owner_id=persona.owner_id, persona_id=persona_id, detail=detail)
    session.flush()
    return get_filed(session, actor=actor, persona_id=persona_id)


def checked_facts(facts: Mapping[str, Any]) -> dict[str, Fact]:
    """Metadata as it is kept.

    Raises:
        DetailsInvalid: a key or a value is too long, of the wrong kind, or there are too many.
    """
    try:
        return _FACTS.validate_python(dict(facts))
    except ValueError as error:
        raise DetailsInvalid(
            "Metadata are at most 50 keys of 60 characters; a value is words (at most 500 characters), a number, yes or no, or a date."
        ) from error


def _note(persona: Persona, details: Details) -> None:
    if details.display_name is not None:
        persona.display_name = _line(details.display_name, most=get_settings().display_name_max_characters, what="A display name")
    if details.description is not None:
        persona.description = _text(details.description)
    if details.metadata is not None:
        facts = checked_facts({key: fact.model_dump() for key, fact in details.metadata.items()})
        persona.facts = {key: fact.model_dump(mode="json") for key, fact in facts.items()}


def _line(text: str, *, most: int, what: str) -> str:
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    if len(line) > most:
        raise DetailsInvalid(f"{what} has at most {most:,} characters.")
    return line


def _text(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    plain = "\n".join("".join(character if character.isprintable() else " " for character in line).rstrip() for line in lines).strip()
    most = get_settings().description_max_characters
    if len(plain) > most:
        raise DetailsInvalid(f"A description has at most {most:,} characters.")
    return plain
