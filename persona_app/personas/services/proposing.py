"""What builds and parents would say where the owner's word stands: listed, taken, or declined."""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.config import get_settings
from persona_app.events.schemas import EventKind
from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas import queries
from persona_app.personas.checking import problems_of
from persona_app.personas.claims import FACTOR_TITLES, FIELD_TITLES, claim_text, claims_at, with_claims, with_factor
from persona_app.personas.errors import ChoiceInvalid, ContentInvalid, ProposalNotFound, ProposalOutdated, ProposalSettled
from persona_app.personas.models import Proposal
from persona_app.personas.profile import BigFiveFactor, Citation, Claim, Profile
from persona_app.personas.reconciling import replace_passage
from persona_app.personas.respecting import SCORES, apply_decisions, ids_of
from persona_app.personas.schemas import ProposalView, VersionView
from persona_app.personas.services.appending import append_by_hand, version_like
from persona_app.personas.services.claiming import Desk, note_seen, open_desk, release_word, tell
from persona_app.personas.services.recalling import CONTENT, read_claim_decisions
from persona_app.personas.services.versioning import EDITED

State = Literal["open", "taken", "declined"]
TAKE, KEEP = "take", "keep"
MOST_LISTED = 200
_CITATIONS = TypeAdapter(tuple[Citation, ...])


def field_title(field: str) -> str:
    """What the field of a proposal is called: `Likes`, `Openness`, `Content`."""
    if field.startswith(SCORES):
        return FACTOR_TITLES.get(field.removeprefix(SCORES), "Score")
    return "Content" if field == CONTENT else FIELD_TITLES[ClaimField(field)]


def list_proposals(session: Session, *, actor: Actor, persona_id: UUID, state: State = "open") -> tuple[ProposalView, ...]:
    """The proposals of this state, oldest first; at most 200.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    queries.require_owned(session, actor=actor, persona_id=persona_id)
    query = select(Proposal).where(col(Proposal.persona_id) == persona_id, col(Proposal.state) == state)
    rows = session.execute(query.order_by(col(Proposal.created_at), col(Proposal.id)).limit(MOST_LISTED)).scalars()
    return tuple(_view(row) for row in rows)


def settle_proposal(
    session: Session, *, actor: Actor, persona_id: UUID, proposal_id: UUID, choice: Literal["take", "keep"], lock_version: int
) -> VersionView:
    """Take what is proposed in the place of the owner's word, or stay with the word; the version that stands after that.

    Taking appends a version, and the owner's word on this place counts no more. Keeping changes no version, and the same is not proposed
    again.

    Raises:
        PersonaNotFound, NoVersionYet, ProposalNotFound: there is nothing to settle.
        PersonaChanged, PersonaArchived, ProposalSettled, ProposalOutdated, ContentInvalid: nothing was changed.
        ChoiceInvalid: neither `take` nor `keep`.
    """
    if choice not in (TAKE, KEEP):
        raise ChoiceInvalid
    desk = open_desk(session, actor=actor, persona_id=persona_id, lock_version=lock_version, what="Your choice")
    row = _get_open(session, persona_id=persona_id, proposal_id=proposal_id)
    version = _take(desk, row) if choice == TAKE else _keep(desk, row)
    row.state, row.settled_at = ("taken" if choice == TAKE else "declined"), now()
    tell(desk, kind=EventKind.PROPOSAL_SETTLED, did=row.state, field=field_title(row.field))
    session.flush()
    return version


def _get_open(session: Session, *, persona_id: UUID, proposal_id: UUID) -> Proposal:
    found: Proposal | None = session.execute(
        select(Proposal).where(col(Proposal.id) == proposal_id, col(Proposal.persona_id) == persona_id)
    ).scalar_one_or_none()
    if found is None:
        raise ProposalNotFound
    if found.state != "open":
        raise ProposalSettled(found.state)
    return found


def _take(desk: Desk, row: Proposal) -> VersionView:
    if row.field == CONTENT:
        return _take_passage(desk, row)
    release_word(desk, field=row.field, claim_id=row.claim_id)
    taken = _with_theirs(desk.newest.profile, row)
    decisions = read_claim_decisions(desk.session, persona_id=desk.persona.id)
    update = {"profile": apply_decisions(taken, decisions).profile}
    return _append(desk, update=update, summary=f"{field_title(row.field)}: taken over {_whence(row)}.")


def _keep(desk: Desk, row: Proposal) -> VersionView:
    if row.field != CONTENT and row.theirs is not None:
        is_score = row.field.startswith(SCORES)
        seen = () if is_score else ids_of(ClaimField(row.field), Claim.model_validate(row.theirs))
        citations = _CITATIONS.validate_python(row.theirs.get("citations", ()))
        note_seen(desk, field=row.field, claim_id=row.claim_id, seen=seen, citations=citations)
    return desk.newest


def _with_theirs(profile: Profile, row: Proposal) -> Profile:
    """The profile with what is proposed where the owner's word stood."""
    if row.field.startswith(SCORES):
        factor = BigFiveFactor.model_validate(row.theirs) if row.theirs else None
        return with_factor(profile, row.field.removeprefix(SCORES), factor)
    field = ClaimField(row.field)
    theirs = [Claim.model_validate(row.theirs)] if row.theirs else []
    if field in SINGLE_FIELDS:
        return with_claims(profile, field, theirs)
    mine = row.claim_id or (row.mine or {}).get("id")
    new_ids = {each.id for each in theirs}
    claims = claims_at(profile, field)
    at = next((place for place, each in enumerate(claims) if each.id == mine), len(claims))
    left = [each for each in claims if each.id != mine and each.id not in new_ids]
    return with_claims(profile, field, [*left[:at], *theirs, *left[at:]])


def _take_passage(desk: Desk, row: Proposal) -> VersionView:
    newest = desk.newest
    engine = newest.content if newest.engine_content is None else newest.engine_content
    mine, theirs = (row.mine or {}).get("text", ""), (row.theirs or {}).get("text", "")
    content = replace_passage(newest.content, mine=mine, theirs=theirs, other=engine)
    if content is None:
        raise ProposalOutdated
    if problems := problems_of(content, most_bytes=get_settings().content_max_bytes):
        raise ContentInvalid(problems)
    return _append(desk, update={"content": content}, summary=f"Content: a passage taken over {_whence(row)}.")


def _append(desk: Desk, *, update: dict[str, Any], summary: str) -> VersionView:
    new = version_like(desk.newest.model_copy(update=update), actor=desk.actor, origin=EDITED, summary=summary)
    return append_by_hand(desk.session, actor=desk.actor, persona_id=desk.persona.id, new=new)


def _whence(row: Proposal) -> str:
    return f"from version {row.parent_version} of the parent" if row.kind == "parent" else f"as version {row.version_number} found it"


def _view(row: Proposal) -> ProposalView:
    mine, theirs = row.mine, row.theirs
    return ProposalView(
        **row.model_dump(exclude={"persona_id", "mine", "theirs"}),
        mine=_told(row.field, mine),
        theirs=_told(row.field, theirs),
        before=mine.get("before") if mine and row.field == CONTENT else None,
        citations=_CITATIONS.validate_python(theirs.get("citations", ())) if theirs else (),
    )


def _told(field: str, side: Mapping[str, Any] | None) -> str | None:
    if side is None:
        return None
    if field == CONTENT:
        return str(side.get("text", ""))
    return str(side["score"]) if field.startswith(SCORES) else claim_text(Claim.model_validate(side))
