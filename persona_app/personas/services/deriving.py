"""A child of a persona of one's own: its fields copied, each claim leading to the parent's."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.personas import queries
from persona_app.personas.errors import NoVersionYet, PersonaNotFound
from persona_app.personas.inheriting import State
from persona_app.personas.models import Persona, Source
from persona_app.personas.parents import Parent
from persona_app.personas.profile import InheritedCitation, Profile
from persona_app.personas.schemas import NewVersion, PersonaView, VersionView
from persona_app.personas.services.lifecycle import checked_name, short_name
from persona_app.personas.services.naming import free_name
from persona_app.personas.services.tying import require_line, told_when_gone, write_tie
from persona_app.personas.services.versioning import append_version, find_latest_version

WITHOUT_CLAIMS = "big_five"
"""In place of a claim's id, for a score that rests on the parent's owner alone."""
INHERITED = "inherited"
"""The origin of the version that a child begins with."""


def derive_persona(session: Session, *, actor: Actor, persona_id: UUID, name: str = "") -> PersonaView:
    """Make a child: the parent's newest profile and content as its version 1, its own data and enrichments from here on.

    Whatever happens to the parent later changes nothing in the child: it is proposed (`services/inheriting.py`).

    Raises:
        PersonaNotFound: the actor owns no such persona.
        NoVersionYet: there is nothing to copy.
        NameInvalid, ParentTooDeep: nothing was made.
    """
    actor.require("write")
    parent = queries.get_view(session, actor=actor, persona_id=persona_id)
    version = find_latest_version(session, actor=actor, persona_id=persona_id)
    if version is None:
        queries.require_owned(session, actor=actor, persona_id=persona_id)  # it may have gone with its versions since
        raise NoVersionYet
    given = checked_name(name) if name.strip() else ""
    child = Persona(
        owner_id=actor.account_id,
        name=free_name(session, owner_id=actor.account_id, wanted=given or short_name(f"{parent.name}, derived")),
        subject=given or parent.subject or parent.name,
        source=Source.DERIVED.value,
        parent_id=parent.id,
    )
    with told_when_gone(session, PersonaNotFound):
        session.add(child)
    detail = {"name": child.name, "parent_id": str(parent.id), "source": child.source}
    record(
        session, kind=EventKind.PERSONA_CREATED, actor_id=actor.account_id, owner_id=actor.account_id, persona_id=child.id, detail=detail
    )
    first = _first_version(version, parent=parent, actor=actor)
    append_version(session, persona_id=child.id, new=first)
    follow(session, child=child, parent=_as_parent(parent, first, version.number))
    return queries.get_view(session, actor=actor, persona_id=child.id)


def follow(session: Session, *, child: Persona, parent: Parent) -> None:
    """Tie a child that was just made to its parent.

    Raises:
        ParentTooDeep: the line would become too long.
    """
    require_line(session, child_id=child.id, parent_id=parent.id)
    write_tie(session, child=child, parent=parent)


def _as_parent(parent: PersonaView, first: NewVersion, version: int) -> Parent:
    state = State(profile=first.profile, content=first.content)
    return Parent(id=parent.id, name=parent.name, version=version, follows="version", state=state)


def _first_version(version: VersionView, *, parent: PersonaView, actor: Actor) -> NewVersion:
    return NewVersion(
        profile=inherited_profile(version.profile, persona_id=parent.id, version=version.number),
        content=version.content,
        author_id=actor.account_id,
        data_ids=(),
        engine=version.engine,
        model=version.model,
        is_extractive=version.is_extractive,
        prompt_version=version.prompt_version,
        summary=f"Copied from version {version.number} of “{parent.name}”.",
        origin=INHERITED,
    )


def inherited_profile(profile: Profile, *, persona_id: UUID, version: int) -> Profile:
    """The same claims, each cited as the parent's. What the parent's owner settled stays settled by what is left of it."""

    def cited(claim_id: str) -> dict[str, Any]:
        return InheritedCitation(persona_id=persona_id, version=version, claim_id=claim_id).model_dump()

    def adopted(node: Any) -> Any:
        if isinstance(node, dict):
            if "citations" in node:
                ids = node.get("claim_ids") or [node.get("id", WITHOUT_CLAIMS)]
                return {**node, "citations": [cited(each) for each in ids]}
            return {name: adopted(each) for name, each in node.items()}
        return [adopted(each) for each in node] if isinstance(node, list | tuple) else node

    tree = profile.model_dump(by_alias=True)
    tree["contradictions"] = [each for each in tree["contradictions"] if each["settled"] is None]
    return Profile.model_validate(adopted(tree))
