"""Asking for builds: always in the transaction of what makes one necessary."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.building.pipeline import KIND, STEPS
from persona_app.building.services.enriching import drop_ended, reopened
from persona_app.building.thinking import ENRICH
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.ingestion.schemas import Extracted
from persona_app.jobs.errors import RunNotRetriable
from persona_app.jobs.schemas import RunState, RunView
from persona_app.jobs.services import runs
from persona_app.personas import queries
from persona_app.personas.errors import PersonaArchived
from persona_app.personas.models import Persona
from persona_app.personas.schemas import Choice, PersonaView
from persona_app.personas.services.deciding import settle_contradiction
from persona_app.personas.services.lifecycle import create_persona
from persona_app.personas.services.submitting import add_data


def request_build(session: Session, *, actor: Actor, persona_id: UUID) -> RunView:
    """Queue a build that includes everything there is now; joins one that is queued already.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        PersonaArchived: it is archived.
    """
    actor.require("write")
    return _request(session, actor=actor, persona=queries.lock(session, actor=actor, persona_id=persona_id))


def create_and_build(
    session: Session, *, actor: Actor, name: str = "", items: Sequence[Extracted], allow_repeats: bool = False
) -> tuple[PersonaView, RunView]:
    """Make a persona and queue its first build, both or neither.

    Raises:
        NothingSubmitted, TooMuchSubmitted, DataRepeated, NameInvalid: nothing was made.
    """
    persona = create_persona(session, actor=actor, name=name, items=items, allow_repeats=allow_repeats)
    return persona, request_build(session, actor=actor, persona_id=persona.id)


def add_and_build(session: Session, *, actor: Actor, persona_id: UUID, items: Sequence[Extracted], allow_repeats: bool = False) -> RunView:
    """Add data and queue a build that includes it, both or neither.

    Raises:
        PersonaNotFound, PersonaArchived, NothingSubmitted, TooMuchSubmitted, DataRepeated: nothing was added.
    """
    add_data(session, actor=actor, persona_id=persona_id, items=items, allow_repeats=allow_repeats)
    return request_build(session, actor=actor, persona_id=persona_id)


def settle_and_build(
    session: Session, *, actor: Actor, persona_id: UUID, contradiction_id: str, choice: Choice, lock_version: int
) -> RunView:
    """Settle a contradiction and queue a build that respects it, both or neither.

    Raises:
        PersonaNotFound, PersonaChanged, PersonaArchived, ContradictionNotFound, ChoiceInvalid: nothing was settled.
    """
    settle_contradiction(
        session, actor=actor, persona_id=persona_id, contradiction_id=contradiction_id, choice=choice, lock_version=lock_version
    )
    return request_build(session, actor=actor, persona_id=persona_id)


def retry_run(session: Session, *, actor: Actor, run_id: UUID) -> RunView:
    """Queue a build that goes on where a failed or cancelled one stopped: nothing that was answered is asked again.

    Raises:
        RunNotFound: the actor has no such run.
        RunNotRetriable: it neither failed nor was cancelled.
        EnrichmentWaiting, CharacterTaken: its characters cannot be read now.
    """
    actor.require("write")
    run = runs.get_run(session, actor=actor, run_id=run_id)
    if run.state not in {RunState.FAILED, RunState.CANCELLED}:
        raise RunNotRetriable
    persona = queries.lock(session, actor=actor, persona_id=run.persona_id)
    if run.kind == ENRICH:
        return reopened(session, actor=actor, persona=persona, of_run=run.id)
    return _request(session, actor=actor, persona=persona, retry_of=run.id)


def cancel_build(session: Session, *, actor: Actor, run_id: UUID) -> RunView:
    """Stop a build: at once when it is queued, within about a second when it runs.

    Raises:
        RunNotFound: the actor has no such run.
        RunFinished: it has ended.
    """
    actor.require("write")
    was_asked = runs.get_run(session, actor=actor, run_id=run_id).is_cancel_requested
    run = runs.cancel_run(session, actor=actor, run_id=run_id)
    drop_ended(session, persona_id=run.persona_id)
    if not was_asked:
        record(
            session,
            kind=EventKind.BUILD_CANCELLED,
            actor_id=actor.account_id,
            owner_id=actor.account_id,
            persona_id=run.persona_id,
            detail={"run_id": str(run.id)},
        )
    return run


def _request(session: Session, *, actor: Actor, persona: Persona, retry_of: UUID | None = None) -> RunView:
    if persona.archived_at is not None:
        raise PersonaArchived
    run, is_new = runs.open_run(
        session, persona_id=persona.id, owner_id=persona.owner_id, requested_by=actor.account_id, kind=KIND, plan=STEPS
    )
    if is_new:
        record(
            session,
            kind=EventKind.BUILD_RETRIED if retry_of else EventKind.BUILD_REQUESTED,
            actor_id=actor.account_id,
            owner_id=persona.owner_id,
            persona_id=persona.id,
            detail={"run_id": str(run.id)} | ({"retry_of": str(retry_of)} if retry_of else {}),
        )
    return run
