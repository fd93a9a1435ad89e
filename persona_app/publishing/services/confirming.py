"""The owner's word on what an engine derived: published as corrected, or called off."""

from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.jobs.schemas import Lane
from persona_app.jobs.services import runs
from persona_app.personas.models import Persona
from persona_app.personas.queries import lock
from persona_app.publishing import queries
from persona_app.publishing.correcting import corrected, given_by_owner
from persona_app.publishing.errors import NothingToConfirm, ReviewOver
from persona_app.publishing.models import PublicationAttempt
from persona_app.publishing.schemas import Asked, AttemptState, Corrections, Description, PublicationState
from persona_app.publishing.services.completing import end_attempt
from persona_app.publishing.services.listing import state_of
from persona_app.publishing.writing import Consent, require_as_rated, write_publication

AS_DERIVED = Corrections()
CALLED_OFF = "Called off by the owner."


def confirm_publication(
    session: Session, *, actor: Actor, persona_id: UUID, corrections: Corrections = AS_DERIVED, attempt_id: UUID | None = None
) -> PublicationState:
    """Publish what waits for the owner, with what they say otherwise. That they agreed, and when, is kept.

    `attempt_id` is the attempt that they looked at; without it, the one that waits.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        NothingToConfirm: nothing waits for them.
        ReviewOver: another attempt waits than the one that they looked at.
        ChangedSinceRated: what visitors would read is not what was rated; it still waits.
        TagUnknown, TooManyTags, RatingTooLow, SexualisedMinor: nothing was published; it still waits.
        PersonaArchived, AlreadyPublic, NoAddressFree: the same.
    """
    actor.require("write")
    persona = lock(session, actor=actor, persona_id=persona_id)
    attempt = queries.find_open_attempt(session, persona_id=persona_id)
    if attempt is None or attempt.state != AttemptState.REVIEW.value:
        raise NothingToConfirm
    if attempt_id is not None and attempt.id != attempt_id:
        raise ReviewOver
    asked = Asked.model_validate(attempt.asked)
    require_as_rated(session, persona=persona, asked=asked, rated_sha256=attempt.rated_sha256)
    draft = Description.model_validate(attempt.draft)
    description = corrected(draft, corrections)
    write_publication(
        session,
        persona=persona,
        asked=asked,
        description=description,
        consent=Consent(by=actor.account_id, at=now()),
        own_tags=given_by_owner(draft, description),
    )
    attempt.draft = description.model_dump(mode="json")
    end_attempt(attempt, AttemptState.DONE)
    session.add(attempt)
    session.flush()
    return state_of(session, persona_id=persona_id)


def decline_publication(session: Session, *, actor: Actor, persona_id: UUID) -> PublicationState:
    """Call off what waits for the owner, or what is still at work; what is public stays.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        NothingToConfirm: there is nothing to call off.
    """
    actor.require("write")
    persona = lock(session, actor=actor, persona_id=persona_id)
    if not call_off(session, actor=actor, persona=persona):
        raise NothingToConfirm
    return state_of(session, persona_id=persona_id)


def call_off(session: Session, *, actor: Actor, persona: Persona) -> bool:
    """End the attempt that is not over, with its run. Was there one? The caller holds the persona locked."""
    attempt = queries.find_open_attempt(session, persona_id=persona.id)
    if attempt is None:
        return False
    if attempt.state == AttemptState.PENDING.value:
        _cancel_run(session, actor=actor, attempt=attempt)
    end_attempt(attempt, AttemptState.CANCELLED, why=CALLED_OFF)
    session.add(attempt)
    session.flush()
    detail = {"number": attempt.version_number}
    record(
        session,
        kind=EventKind.PUBLICATION_DECLINED,
        actor_id=actor.account_id,
        owner_id=persona.owner_id,
        persona_id=persona.id,
        detail=detail,
    )
    return True


def _cancel_run(session: Session, *, actor: Actor, attempt: PublicationAttempt) -> None:
    """Stop the run, unless it has just ended."""
    run = runs.find_active_run(session, actor=actor, persona_id=attempt.persona_id, lane=Lane.PUBLICATIONS)
    if run is not None and run.id == attempt.run_id:
        runs.cancel_run(session, actor=actor, run_id=run.id)
