"""For developers of the program, with `PERSONA_DEV=1` only: an operator makes any persona public without an engine."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.config import get_settings
from persona_app.core.db import go_on_for, go_on_with
from persona_app.core.row_security import SystemWork
from persona_app.personas import queries as personas
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.models import Persona
from persona_app.personas.profile import Profile
from persona_app.publishing import queries
from persona_app.publishing.correcting import one_line
from persona_app.publishing.errors import ModeratorNeeded, PublicationNotFound
from persona_app.publishing.schemas import Asked, AttemptState, Description, PublicationState, Visibility
from persona_app.publishing.services.completing import end_attempt
from persona_app.publishing.services.listing import state_of
from persona_app.publishing.services.preflight import get_publishable
from persona_app.publishing.services.requesting import open_attempt, require_publishable
from persona_app.publishing.writing import Consent, write_publication


def is_offered() -> bool:
    """Does this installation have the button at all?"""
    return get_settings().dev


def publish_at_once(session: Session, *, actor: Actor, persona_id: UUID, visibility: Visibility = Visibility.PUBLIC) -> PublicationState:
    """Publish the newest version of anybody's persona now, in place of a public one; without tags, and unrated, since nothing judged it.

    Raises:
        PublicationNotFound: this installation does not run with `PERSONA_DEV=1`.
        ModeratorNeeded: the actor is no operator.
        PersonaNotFound, PersonaArchived, NoVersionYet, VisibilityInvalid, PublicationUnderway: nothing was published.
    """
    if not is_offered():
        raise PublicationNotFound
    actor.require("write")
    if not actor.is_operator:
        raise ModeratorNeeded
    _act_for_owner(session, actor=actor, persona_id=persona_id)
    persona = personas.lock_any(session, persona_id=persona_id)
    number = require_publishable(session, persona=persona, visibility=visibility, version=None, replace=True)
    asked = Asked(visibility=visibility, version=number, replace=True)
    attempt_id = open_attempt(session, actor=actor, persona=persona, asked=asked, run_id=None).id
    profile = get_publishable(session, persona_id=persona_id, number=number).profile
    consent = Consent(by=actor.account_id, at=now())
    write_publication(session, persona=persona, asked=asked, description=_plain(profile), consent=consent)
    attempt = queries.find_open_attempt(session, persona_id=persona_id)
    assert attempt is not None and attempt.id == attempt_id  # noqa: S101 - opened above, and the persona is locked
    end_attempt(attempt, AttemptState.DONE)
    session.add(attempt)
    session.flush()
    return state_of(session, persona_id=persona_id)


def _act_for_owner(session: Session, *, actor: Actor, persona_id: UUID) -> None:
    """From here on the unit of work is for whoever owns the persona."""
    go_on_with(session, account_id=actor.account_id, work=SystemWork.MODERATE)
    owner_id = session.execute(select(col(Persona.owner_id)).where(col(Persona.id) == persona_id)).scalar_one_or_none()
    if owner_id is None:
        raise PersonaNotFound
    go_on_for(session, account_id=owner_id)


def _plain(profile: Profile) -> Description:
    """A headline from the profile; nothing else was derived."""
    said = [claim.value for claims in (profile.occupation, profile.personality.traits, profile.facts) for claim in claims[:1]]
    return Description(headline=one_line("; ".join(said)))
