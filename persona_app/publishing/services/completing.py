"""The end of an attempt's work: what an engine derived is there, and is published, or waits for the owner."""

from uuid import UUID

from loguru import logger
from sqlmodel import Session

from persona_app.core.clock import now
from persona_app.personas.queries import lock_any
from persona_app.publishing import queries
from persona_app.publishing.errors import NothingToConfirm
from persona_app.publishing.models import PublicationAttempt
from persona_app.publishing.schemas import Asked, AttemptState, AttemptView, Description
from persona_app.publishing.writing import Consent, require_as_rated, write_publication


def complete_attempt(session: Session, *, run_id: UUID, description: Description, rated_sha256: str | None = None) -> AttemptView:
    """Publish what the run derived, or put it before the owner, as was asked. A second call says what the first one did.

    `rated_sha256` is of what was rated. It locks the persona, then the attempt. An attempt that was cancelled meanwhile stays so: look at
    the state of what is returned.

    Raises:
        NothingToConfirm: the run belongs to no attempt.
        PersonaNotFound: the persona was deleted meanwhile.
        ChangedSinceRated: what visitors would read was changed meanwhile; rate it again.
        PersonaArchived, AlreadyPublic, NoVersionYet, NoAddressFree, SexualisedMinor: nothing was published.
    """
    known = queries.find_attempt(session, run_id=run_id)
    if known is None:
        raise NothingToConfirm
    persona = lock_any(session, persona_id=known.persona_id)
    attempt = queries.find_attempt(session, run_id=run_id, is_locking=True)
    if attempt is None:
        raise NothingToConfirm
    if attempt.state != AttemptState.PENDING.value:
        return queries.attempt_view(attempt)
    asked = Asked.model_validate(attempt.asked)
    require_as_rated(session, persona=persona, asked=asked, rated_sha256=rated_sha256)
    attempt.rated_sha256 = rated_sha256
    attempt.draft = description.model_dump(mode="json")
    if asked.review:
        attempt.state = AttemptState.REVIEW.value
    else:
        consent = Consent(by=attempt.requested_by, at=attempt.created_at)
        write_publication(session, persona=persona, asked=asked, description=description, consent=consent)
        end_attempt(attempt, AttemptState.DONE)
    session.add(attempt)
    session.flush()
    logger.info("attempt {} to publish persona {} is now {}", attempt.id, attempt.persona_id, attempt.state)
    return queries.attempt_view(attempt)


def end_attempt(attempt: PublicationAttempt, state: AttemptState, *, why: str = "") -> None:
    """The attempt is over."""
    attempt.state, attempt.why, attempt.ended_at = state.value, why, now()
