"""What the owner said, recalled whenever somebody else makes a version: their claims stand in it, and what differs is proposed."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, not_, select, text, true, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.core.clock import now
from persona_app.core.ids import new_id
from persona_app.llm.questions import ClaimField
from persona_app.personas.models import Decision, PersonaVersion, Proposal
from persona_app.personas.reconciling import Overlap
from persona_app.personas.respecting import SCORES, AnyDecision, ClaimDecision, Proposed, ScoreDecision, apply_decisions
from persona_app.personas.schemas import NewVersion
from persona_app.personas.storable import storable

CLAIM = "claim"
"""The kind of decision that speaks of a claim or a score."""
SET, REMOVED, RELEASED = "set", "removed", "released"
CONTENT = "content"
"""The field of a proposal that is about a passage of the content."""
BUILD, PARENT = "build", "parent"


def read_claim_decisions(session: Session, *, persona_id: UUID) -> tuple[AnyDecision, ...]:
    """The owner's words on claims and scores that hold; whoever calls has checked who asks."""
    held = (col(Decision.persona_id) == persona_id, col(Decision.kind) == CLAIM, col(Decision.choice) != RELEASED)
    query = select(Decision).where(*held).order_by(col(Decision.id)).execution_options(populate_existing=True)
    rows = session.execute(query).scalars().all()
    read = _read_by_version(session, persona_id=persona_id, numbers={row.detail["version"] for row in rows})
    return tuple(_decision(row, read=read) for row in rows)


def _read_by_version(session: Session, *, persona_id: UUID, numbers: set[int]) -> dict[int, frozenset[str]]:
    """What each of these versions was computed from, as `respecting.source_of` names it."""
    if not numbers:
        return {}
    query = select(col(PersonaVersion.number), col(PersonaVersion.data_ids)).where(
        col(PersonaVersion.persona_id) == persona_id, col(PersonaVersion.number).in_(numbers)
    )
    return {number: frozenset(f"data:{each}" for each in data_ids) for number, data_ids in session.execute(query)}


def _decision(row: Decision, *, read: dict[int, frozenset[str]]) -> AnyDecision:
    detail = row.detail
    sources = frozenset(detail["sources"]) | read.get(detail["version"], frozenset())
    if detail["field"].startswith(SCORES):
        return ScoreDecision(id=row.id, factor=detail["field"].removeprefix(SCORES), score=detail["score"], sources=sources)
    return ClaimDecision(
        id=row.id,
        field=ClaimField(detail["field"]),
        claim_id=detail["claim_id"],
        choice=SET if row.choice == SET else REMOVED,
        value=detail["value"],
        who=detail["who"],
        seen=frozenset(detail["seen"]),
        sources=sources,
    )


def with_owners_claims(session: Session, new: NewVersion, *, persona_id: UUID) -> tuple[NewVersion, tuple[Proposed, ...]]:
    """The version with every claim as the owner decided, and what it would have said in these places."""
    applied = apply_decisions(new.profile, read_claim_decisions(session, persona_id=persona_id))
    if not applied.proposals:
        return new.model_copy(update={"profile": applied.profile}), ()
    many = len(applied.proposals)
    note = f" Kept as you said: {'a claim' if many == 1 else f'{many} claims'} that {'is' if many == 1 else 'are'} told otherwise now."
    return new.model_copy(update={"profile": applied.profile, "summary": new.summary + note}), applied.proposals


def keep_proposals(
    session: Session, *, persona_id: UUID, number: int, proposed: Iterable[Proposed], overlaps: Sequence[Overlap], is_build: bool
) -> None:
    """What version `number` proposes. What earlier builds proposed and this build does not is gone: nothing says so any more."""
    rows = [_row(each, persona_id=persona_id, number=number) for each in proposed]
    rows += [_passage_row(each, persona_id=persona_id, number=number) for each in overlaps]
    if is_build:
        _forget_past(session, persona_id=persona_id, again=[(row["field"], row["claim_id"]) for row in rows])
    for row in rows:
        propose_row(session, row)


def _forget_past(session: Session, *, persona_id: UUID, again: Sequence[tuple[str, str]]) -> None:
    """Passages stay: a build tells only those that it wrote otherwise than the one before."""
    open_ones = and_(col(Proposal.persona_id) == persona_id, col(Proposal.kind) == BUILD, col(Proposal.state) == "open")
    others = not_(tuple_(col(Proposal.field), col(Proposal.claim_id)).in_(again)) if again else true()
    session.execute(delete(Proposal).where(open_ones, others, col(Proposal.field) != CONTENT))


def propose_row(session: Session, row: dict[str, Any]) -> None:
    """One proposal; it takes the place of an open one about the same."""
    news = {key: row[key] for key in ("version_number", "parent_version", "mine", "theirs", "created_at")}
    written = insert(Proposal).values(row)
    about = ["persona_id", "kind", "field", "claim_id"]
    session.execute(written.on_conflict_do_update(index_elements=about, index_where=text("state = 'open'"), set_=news))


def _row(proposed: Proposed, *, persona_id: UUID, number: int) -> dict[str, Any]:
    mine, theirs = (each.model_dump(mode="json") if each else None for each in (proposed.mine, proposed.theirs))
    return new_row(
        persona_id=persona_id, kind=BUILD, field=proposed.field, claim_id=proposed.claim_id, number=number, mine=mine, theirs=theirs
    )


def _passage_row(overlap: Overlap, *, persona_id: UUID, number: int) -> dict[str, Any]:
    """A passage is known by what the owner made of it."""
    mine, theirs = {"text": overlap.mine, "before": overlap.ancestor}, {"text": overlap.theirs}
    known = sha256((overlap.mine or f"gone: {overlap.ancestor}").encode(errors="replace")).hexdigest()[:16]
    return new_row(persona_id=persona_id, kind=BUILD, field=CONTENT, claim_id=known, number=number, mine=mine, theirs=theirs)


def new_row(
    *,
    persona_id: UUID,
    kind: str,
    field: str,
    claim_id: str,
    number: int,
    mine: dict[str, Any] | None,
    theirs: dict[str, Any] | None,
    parent_version: int | None = None,
) -> dict[str, Any]:
    """A row of `proposal`, open."""
    return {
        "id": new_id(),
        "persona_id": persona_id,
        "kind": kind,
        "field": field,
        "claim_id": claim_id,
        "version_number": number,
        "parent_version": parent_version,
        "mine": storable(mine),
        "theirs": storable(theirs),
        "state": "open",
        "created_at": now(),
        "settled_at": None,
    }
