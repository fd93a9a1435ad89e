"""Stopping a run of any kind, and going on with one: each kind knows what that means for what it works on."""

from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.building.services import requesting as building
from persona_app.jobs.errors import RunFinished, RunNotRetriable
from persona_app.jobs.schemas import RunState, RunView
from persona_app.jobs.services import runs
from persona_app.personas.queries import lock
from persona_app.publishing import queries
from persona_app.publishing.describing import KIND
from persona_app.publishing.schemas import Asked
from persona_app.publishing.services.confirming import call_off
from persona_app.publishing.services.requesting import request_publication


def cancel_run(session: Session, *, actor: Actor, run_id: UUID) -> RunView:
    """Stop a run: at once when it is queued, within about a second when it is worked on. The attempt of a publication ends with it.

    Raises:
        RunNotFound: the actor has no such run.
        RunFinished: it has ended.
    """
    actor.require("write")
    run = runs.get_run(session, actor=actor, run_id=run_id)
    if run.kind != KIND:
        return building.cancel_build(session, actor=actor, run_id=run_id)
    persona = lock(session, actor=actor, persona_id=run.persona_id)
    attempt = queries.find_attempt(session, run_id=run_id)
    if attempt is None or not run.is_active:
        raise RunFinished
    call_off(session, actor=actor, persona=persona)
    return runs.get_run(session, actor=actor, run_id=run_id)


def retry_run(session: Session, *, actor: Actor, run_id: UUID) -> RunView:
    """Go on, in a new run, where a failed or cancelled one stopped; nothing that was answered is asked again.

    A publication is asked for again, as it was: the same version, the same wishes.

    Raises:
        RunNotFound: the actor has no such run.
        RunNotRetriable: it neither failed nor was cancelled.
        PersonaArchived: the persona is archived.
        EnrichmentWaiting, CharacterTaken: its characters cannot be read now.
        AlreadyPublic, PublicationUnderway, VersionNotFound: it cannot be published now.
    """
    actor.require("write")
    run = runs.get_run(session, actor=actor, run_id=run_id)
    attempt = queries.find_attempt(session, run_id=run_id) if run.kind == KIND else None
    if attempt is None:
        return building.retry_run(session, actor=actor, run_id=run_id)
    if run.state not in {RunState.FAILED, RunState.CANCELLED}:
        raise RunNotRetriable
    asked = Asked.model_validate(attempt.asked)
    again = request_publication(session, actor=actor, persona_id=run.persona_id, **asked.model_dump())
    if again.run_id is None:
        raise RunNotRetriable
    return runs.get_run(session, actor=actor, run_id=again.run_id)
