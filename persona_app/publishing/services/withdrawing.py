"""What an owner may do with what is public: take it back, list it or not, rate it stricter."""

from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.events.chaining import State, states
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.personas.models import Persona
from persona_app.personas.queries import lock
from persona_app.publishing import queries
from persona_app.publishing.errors import NotPublished, RatingTooLow, VisibilityInvalid
from persona_app.publishing.models import Publication
from persona_app.publishing.protecting import require_no_sexualised_minor
from persona_app.publishing.schemas import PublicationState, Rating, Visibility, rank_of, strictest
from persona_app.publishing.services.confirming import call_off
from persona_app.publishing.services.listing import state_of


def withdraw_publication(session: Session, *, actor: Actor, persona_id: UUID) -> PublicationState:
    """Let nothing of the persona be public any more; an attempt that is not over is called off too. Again does nothing.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        NotPublished: it never was public, and nothing is under way.
    """
    actor.require("write")
    persona = lock(session, actor=actor, persona_id=persona_id)
    was_underway = call_off(session, actor=actor, persona=persona)
    row = queries.find_row(session, persona_id=persona_id)
    if row is None and not was_underway:
        raise NotPublished
    if row is not None and row.visibility is not Visibility.PRIVATE:
        changed = _visible(row, Visibility.PRIVATE)
        queries.change(session, persona_id=persona_id, visibility=Visibility.PRIVATE, withdrawn_at=now())
        _tell(session, EventKind.WITHDRAWN, actor=actor, persona=persona, detail={"number": row.version_number}, changed=changed)
    return state_of(session, persona_id=persona_id)


def set_visibility(session: Session, *, actor: Actor, persona_id: UUID, visibility: Visibility) -> PublicationState:
    """List a public persona, or show it only to those who have its address.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        NotPublished, VisibilityInvalid: nothing was changed.
    """
    persona, row = _public(session, actor=actor, persona_id=persona_id)
    if visibility is Visibility.PRIVATE:
        raise VisibilityInvalid
    if row.visibility is not visibility:
        changed = _visible(row, visibility)
        queries.change(session, persona_id=persona_id, visibility=visibility)
        _tell(session, EventKind.VISIBILITY_CHANGED, actor=actor, persona=persona, detail={"visibility": visibility.value}, changed=changed)
    return state_of(session, persona_id=persona_id)


def raise_rating(session: Session, *, actor: Actor, persona_id: UUID, rating: Rating) -> PublicationState:
    """Rate a public persona stricter than it was rated; whatever its picture does later, it stays so.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        NotPublished, RatingTooLow: nothing was changed.
        SexualisedMinor: the same; withdraw it.
    """
    persona, row = _public(session, actor=actor, persona_id=persona_id)
    if rank_of(rating) < rank_of(row.text_rating):
        raise RatingTooLow
    require_no_sexualised_minor(rating=rating, age_bucket=row.age_bucket)
    if rating is not row.text_rating:
        changed = states({"rating": row.text_rating.value}, {"rating": rating.value})
        queries.change(session, persona_id=persona_id, text_rating=rating, rating=strictest(rating, row.rating))
        _tell(session, EventKind.RATING_RAISED, actor=actor, persona=persona, detail={"rating": rating.value}, changed=changed)
    return state_of(session, persona_id=persona_id)


def change_publication(
    session: Session, *, actor: Actor, persona_id: UUID, visibility: Visibility | None = None, rating: Rating | None = None
) -> PublicationState:
    """Both at once, all or none; what is None stays.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        NotPublished, VisibilityInvalid, RatingTooLow: nothing was changed.
    """
    _public(session, actor=actor, persona_id=persona_id)
    if visibility is not None:
        set_visibility(session, actor=actor, persona_id=persona_id, visibility=visibility)
    if rating is not None:
        raise_rating(session, actor=actor, persona_id=persona_id, rating=rating)
    return state_of(session, persona_id=persona_id)


def _public(session: Session, *, actor: Actor, persona_id: UUID) -> tuple[Persona, Publication]:
    actor.require("write")
    persona = lock(session, actor=actor, persona_id=persona_id)
    row = queries.find_row(session, persona_id=persona_id)
    if row is None or row.visibility is Visibility.PRIVATE:
        raise NotPublished
    return persona, row


def _visible(row: Publication, to: Visibility) -> dict[str, str]:
    public: dict[str, State] = {"version": row.version_number, "slug": row.slug, "visibility": row.visibility.value}
    return states(public, {**public, "visibility": to.value})


def _tell(session: Session, kind: EventKind, *, actor: Actor, persona: Persona, detail: dict[str, object], changed: dict[str, str]) -> None:
    record(session, kind=kind, actor_id=actor.account_id, owner_id=persona.owner_id, persona_id=persona.id, detail=detail, **changed)
