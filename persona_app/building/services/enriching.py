"""Asking for enrichments: characters of films for a new persona, or for one that there is."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.building.thinking import ENRICH, STEPS
from persona_app.enrichment.errors import EnrichmentWaiting
from persona_app.enrichment.models import Enrichment
from persona_app.enrichment.schemas import EnrichmentState, Split
from persona_app.enrichment.services.opening import drop_enrichment, hand_over, open_enrichment, preview_split
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.ingestion.schemas import Extracted
from persona_app.jobs.models import Run
from persona_app.jobs.schemas import RunState, RunView
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
        NoCharacters, TooManyCharacters, CharacterNotFound, CharactersSilent: nothing was queued.
        CharacterTaken, EnrichmentWaiting: the same.
    """
    actor.require("write")
    persona = queries.lock(session, actor=actor, persona_id=persona_id)
    run = _enriching_run(session, actor=actor, persona=persona)
    drop_ended(session, persona_id=persona.id)
    opened = open_enrichment(session, persona_id=persona.id, run_id=run.id, character_ids=character_ids)
    shares = [each.share for each in opened.characters]
    detail = {"run_id": str(run.id), "characters": len(shares), "dialogues": sum(shares)}
    _record(session, EventKind.CHARACTERS_ADDED, actor=actor, persona=persona, detail=detail)
    return run


def create_from_characters(
    session: Session, *, actor: Actor, name: str = "", character_ids: Sequence[UUID], items: Sequence[Extracted] = ()
) -> tuple[PersonaView, RunView]:
    """Make a persona from characters (source `movie`), and of data too if there are some; its first run is queued.

    Without a name it is called after the characters.

    Raises:
        NameInvalid, TooMuchSubmitted, DataRepeated: nothing was made.
        NoCharacters, TooManyCharacters, CharacterNotFound, CharactersSilent: the same.
    """
    actor.require("write")
    split = preview_split(session, character_ids=character_ids)
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
    drop_ended(session, persona_id=persona.id)
    hand_over(session, run_id=of_run, to_run_id=run.id)
    detail = {"run_id": str(run.id), "retry_of": str(of_run)}
    _record(session, EventKind.BUILD_RETRIED, actor=actor, persona=persona, detail=detail)
    return run


def drop_ended(session: Session, *, persona_id: UUID) -> None:
    """Give up what runs that failed or were cancelled began: their characters are free again. Every way a run ends comes by here."""
    ended = (RunState.FAILED.value, RunState.CANCELLED.value)
    runs_of = select(col(Enrichment.run_id)).join(Run, col(Run.id) == col(Enrichment.run_id))
    asked = col(Enrichment.state) == EnrichmentState.ASKED.value
    for run_id in (
        session.execute(runs_of.where(col(Enrichment.persona_id) == persona_id, asked, col(Run.state).in_(ended))).scalars().all()
    ):
        drop_enrichment(session, run_id=run_id)


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


def _record(session: Session, kind: EventKind, *, actor: Actor, persona: Persona, detail: dict[str, Any]) -> None:
    record(session, kind=kind, actor_id=actor.account_id, owner_id=persona.owner_id, persona_id=persona.id, detail=detail)
