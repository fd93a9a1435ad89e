"""Asking for a publication: a version is locked in, and a run derives what visitors find it by."""

from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.jobs.schemas import Lane
from persona_app.jobs.services import runs
from persona_app.personas import queries as personas
from persona_app.personas.errors import NoVersionYet, PersonaArchived
from persona_app.personas.models import Persona
from persona_app.publishing import queries
from persona_app.publishing.describing import KIND, STEPS
from persona_app.publishing.errors import AlreadyPublic, PublicationUnderway, VisibilityInvalid
from persona_app.publishing.models import PublicationAttempt
from persona_app.publishing.schemas import Asked, AttemptState, AttemptView, Visibility
from persona_app.publishing.services.preflight import get_publishable


def request_publication(
    session: Session,
    *,
    actor: Actor,
    persona_id: UUID,
    visibility: Visibility = Visibility.PUBLIC,
    version: int | None = None,
    replace: bool = False,
    review: bool = False,
    shows_quotes: bool = False,
    new_slug: bool = False,
) -> AttemptView:
    """Queue the publication of a version (the newest, if none is named); it stops for the owner's word if `review`.

    What is published does not change any more; `replace` lets it take the place of a public version, in one transaction. Of two requests
    at once one wins.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        PersonaArchived, NoVersionYet, VersionNotFound, VisibilityInvalid: nothing was begun.
        AlreadyPublic, PublicationUnderway: the same.
    """
    actor.require("write")
    persona = personas.lock(session, actor=actor, persona_id=persona_id)
    asked = Asked(
        visibility=visibility,
        version=require_publishable(session, persona=persona, visibility=visibility, version=version, replace=replace),
        replace=replace,
        review=review,
        shows_quotes=shows_quotes,
        new_slug=new_slug,
    )
    run_id = _open_run(session, actor=actor, persona=persona)
    return open_attempt(session, actor=actor, persona=persona, asked=asked, run_id=run_id)


def _open_run(session: Session, *, actor: Actor, persona: Persona) -> UUID:
    """A run of its own: no attempt is open, so none is queued that could be joined."""
    run, _ = runs.open_run(
        session,
        persona_id=persona.id,
        owner_id=persona.owner_id,
        requested_by=actor.account_id,
        kind=KIND,
        plan=STEPS,
        lane=Lane.PUBLICATIONS,
    )
    return run.id


def require_publishable(session: Session, *, persona: Persona, visibility: Visibility, version: int | None, replace: bool) -> int:
    """The number of the version that may be published now. The caller holds the persona locked.

    Raises:
        PersonaArchived, NoVersionYet, VersionNotFound, VisibilityInvalid, AlreadyPublic, PublicationUnderway: none may.
    """
    if visibility is Visibility.PRIVATE:
        raise VisibilityInvalid
    if persona.archived_at is not None:
        raise PersonaArchived
    if not persona.version_count:
        raise NoVersionYet
    number = get_publishable(session, persona_id=persona.id, number=persona.version_count if version is None else version).number
    underway = queries.find_open_attempt(session, persona_id=persona.id)
    if underway is not None:
        raise PublicationUnderway(in_review=underway.state == AttemptState.REVIEW.value)
    public = queries.find_row(session, persona_id=persona.id)
    if public is not None and public.visibility is not Visibility.PRIVATE and not replace:
        raise AlreadyPublic(version=public.version_number)
    return number


def open_attempt(session: Session, *, actor: Actor, persona: Persona, asked: Asked, run_id: UUID | None) -> AttemptView:
    """Write down that somebody wants this to be public."""
    attempt = PublicationAttempt(
        persona_id=persona.id,
        run_id=run_id,
        requested_by=actor.account_id,
        version_number=asked.version,
        asked=asked.model_dump(mode="json"),
    )
    session.add(attempt)
    session.flush()
    detail = {"number": asked.version, "run_id": str(run_id) if run_id else None, "replace": asked.replace}
    record(
        session,
        kind=EventKind.PUBLICATION_REQUESTED,
        actor_id=actor.account_id,
        owner_id=persona.owner_id,
        persona_id=persona.id,
        detail=detail,
    )
    return queries.attempt_view(attempt)
