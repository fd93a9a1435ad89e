"""The picture of a persona, and what it means for the rating, before, while and after the persona is public.

Read, judged and stored outside of any transaction; then one transaction lets the persona, and what is public of it, show the picture.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import text
from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core.config import Settings
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.llm.breaker import Breaker
from persona_app.llm.moderation import judge_picture
from persona_app.media.errors import DeclarationStays, PictureNotFound, PictureRefused
from persona_app.media.schemas import KeptPicture, PictureRating, Size
from persona_app.media.services.keeping import announce, drop, find_picture, keep
from persona_app.media.services.rendering import render
from persona_app.media.stores import store_of
from persona_app.personas.errors import PersonaArchived
from persona_app.personas.models import Persona
from persona_app.personas.queries import get_view, lock
from persona_app.publishing import queries
from persona_app.publishing.protecting import require_no_sexualised_minor
from persona_app.publishing.schemas import Rating, Visibility, rank_of, strictest


class Door(Protocol):
    """How an edge runs a service in a unit of work, as the actor (`api`'s Caller.call; pages bind theirs)."""

    def __call__(self, service: Callable[..., Any], /, **kwargs: Any) -> Awaitable[Any]:
        """What the service returns."""


class ReadyPicture(BaseModel):
    """A picture in the store; `judged` is what a judge said."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    judged: PictureRating | None


async def take_picture(
    content: bytes, *, persona_id: UUID, declared: PictureRating | None, call: Door, settings: Settings, breaker: Breaker | None = None
) -> KeptPicture:
    """Give a persona this picture. Where the provider judges pictures, its verdict counts too; else what the owner declares.

    Raises:
        PersonaNotFound, PersonaArchived: the actor owns no such persona, or it is archived.
        PictureTooLarge, PictureUnreadable, PictureUnfit, PictureDamaged, PictureTooSlow: it cannot be used.
        PictureRefused: it was judged to show what nobody may.
        PictureGoing, PictureStoreUnavailable: it cannot be kept now.
        DeclarationStays: it is shown already, publicly, and was declared stricter.
        SexualisedMinor: the persona is public and under age, and the picture explicit.
    """
    await call(require_pictured, persona_id=persona_id)
    ready = await ready_picture(content, call=call, settings=settings, breaker=breaker)
    kept = await call(set_picture, persona_id=persona_id, sha256=ready.sha256, judged=ready.judged, declared=declared)
    assert isinstance(kept, KeptPicture)  # noqa: S101 - what set_picture returns
    return kept


async def ready_picture(content: bytes, *, call: Door, settings: Settings, breaker: Breaker | None = None) -> ReadyPicture:
    """Draw it anew, have it judged and put it into the store, where nobody shows it yet: what is not taken up goes with a sweep.

    Raises:
        PictureTooLarge, PictureUnreadable, PictureUnfit, PictureDamaged, PictureTooSlow, PictureRefused: it cannot be used.
        PictureGoing, PictureStoreUnavailable: it cannot be kept now.
    """
    picture = await render(content, settings=settings)
    verdict = await judge_picture(picture.png, settings=settings, breaker=breaker)
    if verdict is not None and verdict.harms_minors:
        raise PictureRefused
    await call(announce_picture, sha256=picture.sha256, width=picture.width, height=picture.height)
    await asyncio.to_thread(store_of(settings).write, picture.sha256, picture.files)
    return ReadyPicture(sha256=picture.sha256, judged=PictureRating(verdict.rating) if verdict is not None else None)


def require_pictured(session: Session, *, actor: Actor, persona_id: UUID) -> None:
    """Go on only if the actor may give this persona a picture.

    Raises:
        ScopeMissing, PersonaNotFound, PersonaArchived: not so.
    """
    _lock(session, actor=actor, persona_id=persona_id)


def announce_picture(session: Session, *, actor: Actor, sha256: str, width: int, height: int) -> None:
    """Before its files are written.

    Raises:
        PictureGoing: they are just being removed.
    """
    actor.require("write")
    announce(session, sha256=sha256, width=width, height=height)


def set_picture(
    session: Session, *, actor: Actor, persona_id: UUID, sha256: str, judged: PictureRating | None, declared: PictureRating | None
) -> KeptPicture:
    """The persona shows this picture, which is in the store; a public page shows it at once, rated no milder than its text.

    Raises:
        PersonaNotFound, PersonaArchived, PictureGoing: nothing was changed.
        DeclarationStays, SexualisedMinor: see `take_picture`.
    """
    _lock(session, actor=actor, persona_id=persona_id)
    keep(session, persona_id=persona_id, sha256=sha256, judged=judged, declared=declared)
    kept = find_picture(session, persona_id=persona_id)
    assert kept is not None  # noqa: S101 - kept one line above
    _show(session, persona_id=persona_id, picture=kept)
    detail = {"sha256": sha256, "rating": kept.rating.value}
    _tell(session, EventKind.PICTURE_CHANGED, actor=actor, persona_id=persona_id, detail=detail)
    return kept


def declare_picture(session: Session, *, actor: Actor, persona_id: UUID, declared: PictureRating) -> KeptPicture:
    """Say for whom the present picture is.

    Raises:
        PersonaNotFound, PersonaArchived, DeclarationStays: nothing was changed.
        PictureNotFound: it has none.
    """
    kept = get_picture(session, actor=actor, persona_id=persona_id)
    return set_picture(session, actor=actor, persona_id=persona_id, sha256=kept.sha256, judged=kept.judged, declared=declared)


def remove_picture(session: Session, *, actor: Actor, persona_id: UUID) -> bool:
    """Show none any more; the rating is the text's again. Was there one? Its files go with the next sweep, if nobody else shows them.

    Raises:
        PersonaNotFound, PersonaArchived: nothing was changed.
    """
    _lock(session, actor=actor, persona_id=persona_id)
    if not drop(session, persona_id=persona_id):
        return False
    _show(session, persona_id=persona_id, picture=None)
    _tell(session, EventKind.PICTURE_REMOVED, actor=actor, persona_id=persona_id, detail={})
    return True


def get_picture(session: Session, *, actor: Actor, persona_id: UUID) -> KeptPicture:
    """The persona's picture.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        PictureNotFound: it has none.
    """
    kept = find_own_picture(session, actor=actor, persona_id=persona_id)
    if kept is None:
        raise PictureNotFound
    return kept


def find_own_picture(session: Session, *, actor: Actor, persona_id: UUID) -> KeptPicture | None:
    """The persona's picture, if it has one.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    get_view(session, actor=actor, persona_id=persona_id)
    return find_picture(session, persona_id=persona_id)


def is_shown_publicly(session: Session, *, sha256: str) -> bool:
    """Does a public or unlisted persona show it now?"""
    return session.execute(_PUBLIC, {"sha256": sha256}).first() is not None


def is_own(session: Session, *, actor: Actor, sha256: str) -> bool:
    """Does a persona of the actor's show it, public or not?"""
    return session.execute(_OWN, {"sha256": sha256, "owner": actor.account_id}).first() is not None


_PUBLIC = text("SELECT 1 FROM publication WHERE picture_sha256 = :sha256 AND visibility <> 'private' AND hidden_at IS NULL LIMIT 1")
_OWN = text("SELECT 1 FROM persona_picture JOIN persona ON persona.id = persona_id WHERE sha256 = :sha256 AND owner_id = :owner LIMIT 1")


def read_file(settings: Settings, *, sha256: str, size: Size) -> bytes | None:
    """The bytes of one size; nobody's leave is asked here.

    Raises:
        PictureStoreUnavailable: the store does not answer.
    """
    return store_of(settings).read(sha256, size)


def _lock(session: Session, *, actor: Actor, persona_id: UUID) -> Persona:
    actor.require("write")
    persona = lock(session, actor=actor, persona_id=persona_id)
    if persona.archived_at is not None:
        raise PersonaArchived
    return persona


def _show(session: Session, *, persona_id: UUID, picture: KeptPicture | None) -> None:
    """What is public of the persona, or was, follows; a publication to come takes the picture up by itself (`publishing.writing`)."""
    row = queries.find_row(session, persona_id=persona_id)
    if row is None:
        return
    rating = strictest(row.text_rating, *([Rating(picture.rating.value)] if picture else []))
    sha256 = picture.sha256 if picture else None
    if row.visibility is not Visibility.PRIVATE:
        require_no_sexualised_minor(rating=rating, age_bucket=row.age_bucket)
    is_milder = rank_of(rating) < rank_of(row.rating) and row.rating is not Rating.UNRATED
    if row.visibility is not Visibility.PRIVATE and is_milder and sha256 == row.picture_sha256:
        raise DeclarationStays
    queries.change(session, persona_id=persona_id, rating=rating, picture_sha256=sha256)


def _tell(session: Session, kind: EventKind, *, actor: Actor, persona_id: UUID, detail: Mapping[str, object]) -> None:
    record(session, kind=kind, actor_id=actor.account_id, owner_id=actor.account_id, persona_id=persona_id, detail=detail)
