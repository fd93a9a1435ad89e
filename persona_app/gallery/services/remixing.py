"""Making a persona of one's own from a public one: from what visitors see of it, and from nothing else."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.ids import new_id
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.gallery import queries
from persona_app.gallery.errors import PublicPersonaGone
from persona_app.gallery.services.liking import not_there
from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas.inheriting import State
from persona_app.personas.models import Persona, Source
from persona_app.personas.parents import Parent
from persona_app.personas.profile import CLAIM_PATHS, BigFive, InheritedCitation, Profile
from persona_app.personas.queries import get_view
from persona_app.personas.schemas import NewVersion, PersonaView
from persona_app.personas.services.deriving import INHERITED, WITHOUT_CLAIMS, follow
from persona_app.personas.services.lifecycle import checked_name, short_name
from persona_app.personas.services.naming import free_name
from persona_app.personas.services.tying import told_when_gone
from persona_app.personas.services.versioning import append_version
from persona_app.publishing.schemas import Face, PublicClaim, PublicFactor, PublicProfile

PROMPT_VERSION = "remix"


def remix(session: Session, *, actor: Actor, slug: str, name: str = "") -> PersonaView:
    """Make a derived persona from a public one, whoever's it is: claims and content as visitors see them are its version 1.

    Each claim cites the parent's; quotes stay with the parent. It follows the public version and nothing else: another public version
    is proposed, field by field (`services/following.py`).

    Raises:
        ScopeMissing: the actor may not write.
        PublicPersonaNotFound, PublicPersonaGone, PublicPersonaMoved: nothing public is at this address.
        NameInvalid, ParentTooDeep: nothing was made.
    """
    actor.require("write")
    given = checked_name(name) if name.strip() else ""
    found = queries.find_face(session, slug=slug)
    if found is None:
        raise not_there(session, slug=slug)
    parent_id, face = found
    child = _child(session, actor=actor, parent_id=parent_id, face=face, given=given)
    parent = public_parent(face, persona_id=parent_id, slug=slug)
    append_version(session, persona_id=child.id, new=_first_version(face, parent=parent, actor=actor))
    follow(session, child=child, parent=parent)
    return get_view(session, actor=actor, persona_id=child.id)


def count_remixes(session: Session, *, persona_id: UUID) -> int:
    """How many public personas were made from this one."""
    return queries.count_remixes(session, persona_id=persona_id)


def _child(session: Session, *, actor: Actor, parent_id: UUID, face: Face, given: str) -> Persona:
    shown = free_name(session, owner_id=actor.account_id, wanted=given or short_name(f"{face.name}, remixed"))
    child = Persona(
        id=new_id(), owner_id=actor.account_id, name=shown, subject=given or face.name, source=Source.DERIVED.value, parent_id=parent_id
    )
    with told_when_gone(session, PublicPersonaGone):  # its owner's rows cannot be locked from here
        session.add(child)
    detail = {"name": child.name, "parent_id": str(parent_id), "source": child.source}
    record(
        session, kind=EventKind.PERSONA_CREATED, actor_id=actor.account_id, owner_id=actor.account_id, persona_id=child.id, detail=detail
    )
    return child


def public_parent(face: Face, *, persona_id: UUID, slug: str) -> Parent:
    """What visitors see, as a parent."""
    profile = profile_of(face.profile, persona_id=persona_id, version=face.provenance.version)
    state = State(profile=profile, content=face.content)
    return Parent(id=persona_id, name=face.name, version=face.provenance.version, follows="public", slug=slug, state=state)


def _first_version(face: Face, *, parent: Parent, actor: Actor) -> NewVersion:
    made = face.provenance
    return NewVersion(
        profile=parent.state.profile,
        content=parent.state.content,
        author_id=actor.account_id,
        data_ids=(),
        engine=made.engine,
        model=made.model,
        is_extractive=made.is_extractive,
        prompt_version=PROMPT_VERSION,
        summary=f"Copied from version {made.version} of {parent.called}.",
        origin=INHERITED,
    )


def profile_of(public: PublicProfile, *, persona_id: UUID, version: int) -> Profile:
    """What visitors see, as a profile again: each claim cited as the parent's. What the schema does not know (any more) is left out."""

    def cited(claim_id: str) -> dict[str, Any]:
        return InheritedCitation(persona_id=persona_id, version=version, claim_id=claim_id).model_dump()

    tree: dict[str, Any] = {}
    for field in public.fields:
        if field.name in set(ClaimField) and field.claims:
            which = ClaimField(field.name)
            claims = [_claim(each, cited(each.id)) for each in field.claims]
            _put(tree, CLAIM_PATHS[which], claims[0] if which in SINGLE_FIELDS else claims)
    known = [each for each in public.factors if each.name in BigFive.model_fields]
    factors = {each.name: _factor(each, [cited(one) for one in each.claim_ids or (WITHOUT_CLAIMS,)]) for each in known}
    if factors:
        _put(tree, ("personality", "big_five"), factors)
    return Profile.model_validate(tree)


def _put(tree: dict[str, Any], path: tuple[str, ...], what: Any) -> None:
    for part in path[:-1]:
        tree = tree.setdefault(part, {})
    tree[path[-1]] = what


def _claim(claim: PublicClaim, citation: dict[str, Any]) -> dict[str, Any]:
    value = claim.text.removeprefix(f"{claim.who}: ") if claim.who else claim.text
    return {"id": claim.id, "value": value, "who": claim.who, "citations": [citation], "support": 1}


def _factor(factor: PublicFactor, citations: list[dict[str, Any]]) -> dict[str, Any]:
    return {"score": factor.score, "confidence": factor.confidence, "claim_ids": factor.claim_ids, "citations": citations}
