"""Versions as programs name them: by number, by a label, or as `latest`."""

from collections.abc import Callable
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Path
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.personas.services.labelling import resolve_version

NamedVersion = Annotated[str, Path(max_length=100, description="The version's number, a label that is on it, or `latest`.")]
Answer = TypeVar("Answer")


def at_version(service: Callable[..., Answer], *, persona_id: UUID, named: str) -> Callable[..., Answer]:
    """The service, called with the number of the version that is named, in one unit of work."""

    def work(session: Session, *, actor: Actor) -> Answer:
        number = resolve_version(session, actor=actor, persona_id=persona_id, named=named)
        return service(session, actor=actor, persona_id=persona_id, number=number)

    return work
