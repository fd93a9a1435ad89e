"""Asking for enrichments: characters of films for a new persona, or for one that there is."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.building.thinking import ENRICH, STEPS
from persona_app.enrichment.errors import EnrichmentWaiting
from persona_app.enrichment.schemas import Split
from persona_app.enrichment.services.opening import open_enrichment, reopen_enrichment, split_dialogues
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.ingestion.schemas import Extracted
from persona_app.jobs.schemas import RunView
from persona_app.jobs.services import runs
from persona_app.personas import queries
from persona_app.personas.errors import PersonaArchived
from persona_app.personas.models import Persona, Source
from persona_app.personas.schemas import PersonaView
from persona_app.personas.services.lifecycle import create_empty_persona
from persona_app.personas.services.submitting import add_data

NAMES_SHOWN = 3


def enrich_and_build(session: Session, *, actor: Actor, persona_id: UUID, character_ids: Sequence[UUID]) -> RunView:
    """Queue a run that reads 500 dialogues of these characters, adds up to 50 thoughts, and builds a version from all there is.

    A build that is queued already becomes this run.

    Raises:
        PersonaNotFound, PersonaArchived: the actor has no such persona at work.
        CharactersInvalid, CharacterNotFound, CharacterTaken, EnrichmentWaiting: nothing was queued.
    """
    actor.require("write")
    persona = queries.lock(session, actor=actor, persona_id=persona_id)
    run = _enriching_run(session, actor=actor, persona=persona)
    split = open_enrichment(session, persona_id=persona.id, run_id=run.id, character_ids=character_ids)
    _tell(session, EventKind.CHARACTERS_ADDED, actor=actor, persona=persona, run=run, split=split)
    return run


def create_from_characters(
    session: Session, *, actor: Actor, name: str = "", character_ids: Sequence[UUID], items: Sequence[Extracted] = ()
) -> tuple[PersonaView, RunView]:
    """Make a persona from characters (source `movie`), and of data too if there are some; its first run is queued.

    Without a name it is called after the characters.

    Raises:
        NameInvalid, CharactersInvalid, CharacterNotFound, TooMuchSubmitted, DataRepeated: nothing was made.
    """
    actor.require("write")
    split = split_dialogues(session, character_ids=character_ids)
    persona = create_empty_persona(session, actor=actor, name=name, proposed=proposed_name(split), source=Source.MOVIE)
    if items:
        add_data(session, actor=actor, persona_id=persona.id, items=items)
    run = enrich_and_build(session, actor=actor, persona_id=persona.id, character_ids=character_ids)
    return queries.get_view(session, actor=actor, persona_id=persona.id), run


def reopened(session: Session, *, actor: Actor, persona: Persona, of_run: UUID) -> RunView:
    """A new run that goes on with a failed or cancelled enrichment: same characters, same lines, no answer asked for twice.

    Raises:
        PersonaArchived, EnrichmentWaiting, CharacterTaken: nothing was queued.
    """
    run = _enriching_run(session, actor=actor, persona=persona)
    reopen_enrichment(session, persona_id=persona.id, run_id=run.id, of_run=of_run)
    detail = {"run_id": str(run.id), "retry_of": str(of_run)}
    record(
        session, kind=EventKind.BUILD_RETRIED, actor_id=actor.account_id, owner_id=persona.owner_id, persona_id=persona.id, detail=detail
    )
    return run


def proposed_name(split: Split) -> str:
    """What a persona of these characters is called until somebody says better."""
    names = [each.name.title() if each.name.isupper() else each.name for each in split.characters]
    if len(names) == 1:
        return names[0]
    shown = names[:NAMES_SHOWN] + ([f"{len(names) - NAMES_SHOWN} more"] if len(names) > NAMES_SHOWN else [])
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _enriching_run(session: Session, *, actor: Actor, persona: Persona) -> RunView:
    """The queued build made an enrichment, or a new run."""
    if persona.archived_at is not None:
        raise PersonaArchived
    queued = runs.find_queued(session, persona_id=persona.id)
    if queued is not None and queued.kind == ENRICH:
        raise EnrichmentWaiting
    turned = runs.turn_queued(session, persona_id=persona.id, kind=ENRICH, plan=STEPS) if queued is not None else None
    if turned is not None:
        return turned
    run, _ = runs.open_run(
        session, persona_id=persona.id, owner_id=persona.owner_id, requested_by=actor.account_id, kind=ENRICH, plan=STEPS
    )
    return run


def _tell(session: Session, kind: EventKind, *, actor: Actor, persona: Persona, run: RunView, split: Split) -> None:
    detail = {"run_id": str(run.id), "characters": len(split.characters), "dialogues": split.total}
    record(session, kind=kind, actor_id=actor.account_id, owner_id=persona.owner_id, persona_id=persona.id, detail=detail)
