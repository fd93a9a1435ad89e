"""What an owner sees of publishing: what is public, what was attempted, what waits."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.personas.queries import require_owned
from persona_app.publishing import queries
from persona_app.publishing.schemas import OPEN_ATTEMPT, PublicationState, Visibility

MOST_ATTEMPTS = 20
"""Shown; a publication has few."""


def get_publication(session: Session, *, actor: Actor, persona_id: UUID) -> PublicationState:
    """How the persona's publication stands; also when there never was one.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    require_owned(session, actor=actor, persona_id=persona_id)
    return state_of(session, persona_id=persona_id)


def find_visibilities(session: Session, *, actor: Actor, persona_ids: Sequence[UUID]) -> dict[UUID, Visibility]:
    """For those of the actor's personas that others can see now, how; one query for all. An operator's hiding counts: it can't be seen."""
    actor.require("read")
    return queries.find_visibilities(session, owner_id=actor.account_id, persona_ids=persona_ids)


def state_of(session: Session, *, persona_id: UUID) -> PublicationState:
    """The same; whoever calls has checked who asks."""
    row = queries.find_row(session, persona_id=persona_id)
    tags = queries.tags_of(session, persona_id=persona_id) if row is not None else ()
    attempts = queries.list_attempts(session, persona_id=persona_id, most=MOST_ATTEMPTS)
    return PublicationState(
        persona_id=persona_id,
        state=attempts[0].state if attempts else None,
        publication=queries.view_of(row, tags=tags) if row is not None else None,
        slug=row.slug if row is not None else "",
        attempts=attempts,
        open_attempt=next((each for each in attempts if each.state.value in OPEN_ATTEMPT), None),
    )
