"""Appending versions that an owner made by hand."""

from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.personas.schemas import NewVersion, VersionView
from persona_app.personas.services.versioning import append_version, get_version


def version_like(version: VersionView, *, actor: Actor, origin: str, summary: str) -> NewVersion:
    """A version as this one, to be appended by this actor."""
    kept = {"content", "engine_content", "data_ids", "thought_ids", "engine", "model", "is_extractive", "prompt_version"}
    told = {"author_id": actor.account_id, "summary": summary, "origin": origin}
    return NewVersion(**version.model_dump(include=kept), profile=version.profile, **told)


def append_by_hand(session: Session, *, actor: Actor, persona_id: UUID, new: NewVersion) -> VersionView:
    """Append it, and read it as it is kept."""
    number = append_version(session, persona_id=persona_id, new=new)
    session.flush()
    return get_version(session, actor=actor, persona_id=persona_id, number=number)
