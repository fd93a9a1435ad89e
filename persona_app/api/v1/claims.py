"""The owner's words on single claims and scores, and what builds and parents propose against them."""

from collections.abc import Callable
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, GuardedRoute
from persona_app.api.errors import PreconditionFailed, PreconditionMissing
from persona_app.api.openapi import WITH_BODY, problems
from persona_app.api.v1.person import IfMatch, expected
from persona_app.api.v1.schemas import ChangedClaim, NewClaim, OwnScore, ProposalChoice
from persona_app.api.v1.working import json_answer
from persona_app.llm.questions import ClaimField
from persona_app.personas.errors import (
    ClaimInvalid,
    ClaimNotFound,
    ClaimRepeated,
    ClaimWordNotFound,
    ContentInvalid,
    NoVersionYet,
    PersonaArchived,
    PersonaChanged,
    PersonaNotFound,
    ProposalNotFound,
    ProposalOutdated,
    ProposalSettled,
    TooManyClaims,
)
from persona_app.personas.schemas import ClaimWordView, ProposalView, VersionView
from persona_app.personas.services.changing import seen_persona
from persona_app.personas.services.claiming import edit_claim, list_claim_words, remove_claim, set_score
from persona_app.personas.services.proposing import list_proposals, settle_proposal
from persona_app.personas.services.putting_back import put_back
from persona_app.personas.services.reading import get_persona

router = APIRouter(route_class=GuardedRoute, tags=["persona"])
ClaimId = Annotated[str, Path(max_length=200, description="The claim's `id` in the profile.")]
WordId = Annotated[UUID, Path(description="The `id` of the word: GET /v1/person/{id}/claims lists those with `choice` `removed`.")]
Factor = Literal["openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism"]
State = Annotated[Literal["open", "taken", "declined"], Query(description="Which of them.")]
_COMMON = (PersonaNotFound, NoVersionYet, PersonaChanged, PersonaArchived, PreconditionFailed, PreconditionMissing)
WRITING = problems(*WITH_BODY, *_COMMON, ClaimNotFound, ClaimInvalid, ClaimRepeated, TooManyClaims)
REMOVING = problems(*_COMMON, ClaimNotFound)
PUTTING_BACK = problems(*_COMMON, ClaimWordNotFound, TooManyClaims)
SCORING = problems(*WITH_BODY, *_COMMON, ClaimInvalid)
SETTLING = problems(*WITH_BODY, *_COMMON, ProposalNotFound, ProposalSettled, ProposalOutdated, ContentInvalid)
Word = Callable[[Session, Actor, int], VersionView]


@router.get("/v1/person/{persona_id}/claims", responses=problems(PersonaNotFound))
async def list_person_claim_words(persona_id: UUID, caller: CurrentCaller) -> tuple[ClaimWordView, ...]:
    """What the owner said of single claims and scores, newest first."""
    return await caller.call(list_claim_words, persona_id=persona_id)


@router.post("/v1/person/{persona_id}/claims", response_model=VersionView, responses=WRITING)
async def add_person_claim(persona_id: UUID, claim: NewClaim, caller: CurrentCaller, if_match: IfMatch = None) -> Response:
    """Add a claim to the profile, as a new version; every later version keeps it."""

    def work(session: Session, actor: Actor, lock_version: int) -> VersionView:
        said = {"value": claim.value, "who": claim.who}
        return edit_claim(session, actor=actor, persona_id=persona_id, field=claim.field, lock_version=lock_version, **said)

    return await _decided(caller, work, persona_id=persona_id, if_match=if_match, lock_version=claim.lock_version)


@router.put("/v1/person/{persona_id}/claims/{field}/{claim_id}", response_model=VersionView, responses=WRITING)
async def change_person_claim(
    persona_id: UUID, field: ClaimField, claim_id: ClaimId, claim: ChangedClaim, caller: CurrentCaller, if_match: IfMatch = None
) -> Response:
    """Put the owner's words in the place of a claim, as a new version; every later version keeps them."""

    def work(session: Session, actor: Actor, lock_version: int) -> VersionView:
        said = {"claim_id": claim_id, "value": claim.value, "who": claim.who}
        return edit_claim(session, actor=actor, persona_id=persona_id, field=field, lock_version=lock_version, **said)

    return await _decided(caller, work, persona_id=persona_id, if_match=if_match, lock_version=claim.lock_version)


@router.delete("/v1/person/{persona_id}/claims/{field}/{claim_id}", response_model=VersionView, responses=REMOVING)
async def remove_person_claim(
    persona_id: UUID, field: ClaimField, claim_id: ClaimId, caller: CurrentCaller, if_match: IfMatch = None
) -> Response:
    """Take a claim out, as a new version; it stays out of every later one, though the data say so."""

    def work(session: Session, actor: Actor, lock_version: int) -> VersionView:
        return remove_claim(session, actor=actor, persona_id=persona_id, field=field, claim_id=claim_id, lock_version=lock_version)

    return await _decided(caller, work, persona_id=persona_id, if_match=if_match, lock_version=None)


@router.post("/v1/person/{persona_id}/claims/words/{word_id}/put-back", response_model=VersionView, responses=PUTTING_BACK)
async def put_person_claim_back(persona_id: UUID, word_id: WordId, caller: CurrentCaller, if_match: IfMatch = None) -> Response:
    """Undo that a claim was taken out, or a score left open: the newest version has it again, as far as it still rests on something."""

    def work(session: Session, actor: Actor, lock_version: int) -> VersionView:
        return put_back(session, actor=actor, persona_id=persona_id, word_id=word_id, lock_version=lock_version)

    return await _decided(caller, work, persona_id=persona_id, if_match=if_match, lock_version=None)


@router.put("/v1/person/{persona_id}/scores/{factor}", response_model=VersionView, responses=SCORING)
async def set_person_score(persona_id: UUID, factor: Factor, scored: OwnScore, caller: CurrentCaller, if_match: IfMatch = None) -> Response:
    """Say one of the five factors oneself, as a new version; every later version keeps it."""

    def work(session: Session, actor: Actor, lock_version: int) -> VersionView:
        return set_score(session, actor=actor, persona_id=persona_id, factor=factor, score=scored.score, lock_version=lock_version)

    return await _decided(caller, work, persona_id=persona_id, if_match=if_match, lock_version=scored.lock_version)


@router.get("/v1/person/{persona_id}/proposals", responses=problems(PersonaNotFound))
async def list_person_proposals(persona_id: UUID, caller: CurrentCaller, state: State = "open") -> tuple[ProposalView, ...]:
    """What builds would say where the owner's word stands, oldest first. What a parent changed is told by GET /v1/person/{id}/parent."""
    return await caller.call(list_proposals, persona_id=persona_id, state=state)


@router.post("/v1/person/{persona_id}/proposals/{proposal_id}", response_model=VersionView, responses=SETTLING)
async def settle_person_proposal(
    persona_id: UUID, proposal_id: UUID, settled: ProposalChoice, caller: CurrentCaller, if_match: IfMatch = None
) -> Response:
    """Take what is proposed, as a new version, or keep the owner's words; the version that stands after that."""

    def work(session: Session, actor: Actor, lock_version: int) -> VersionView:
        named = {"proposal_id": proposal_id, "lock_version": lock_version}
        return settle_proposal(session, actor=actor, persona_id=persona_id, choice=settled.choice, **named)  # type: ignore[arg-type]

    return await _decided(caller, work, persona_id=persona_id, if_match=if_match, lock_version=settled.lock_version)


async def _decided(caller: CurrentCaller, word: Word, *, persona_id: UUID, if_match: str | None, lock_version: int | None) -> Response:
    """The version that came of it; a stale If-Match is a failed precondition. Another's persona is not found, whatever is missing."""
    try:
        seen = expected(if_match, lock_version, is_needed=True)
    except PreconditionMissing:
        await caller.call(get_persona, persona_id=persona_id)
        raise

    def work(session: Session, *, actor: Actor) -> VersionView:
        present = seen_persona(session, actor=actor, persona_id=persona_id) if seen is None else seen
        return word(session, actor, present)

    try:
        return json_answer(await caller.call(work))
    except PersonaChanged as error:
        raise (PreconditionFailed(error) if if_match else error) from error
