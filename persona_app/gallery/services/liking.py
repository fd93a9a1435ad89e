"""Likes: one per account and persona, counted by nobody's waiting.

A like is a row of its own; a trigger notes the step, and whoever minds the queue adds the steps to the publication. What is shown is
the sum of both, so that it is exact at any moment.
"""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.paging import Page, decode_cursor, encode_cursor, page_of, page_size
from persona_app.gallery import queries
from persona_app.gallery.errors import PublicPersonaGone, PublicPersonaMoved, PublicPersonaNotFound
from persona_app.gallery.models import PersonaLike
from persona_app.gallery.schemas import LikeView, PublicCard
from persona_app.publishing.schemas import PublicPersona


def like(session: Session, *, actor: Actor, slug: str) -> LikeView:
    """Like it; does nothing when the actor likes it already.

    Raises:
        ScopeMissing: the actor may not write.
        PublicPersonaNotFound, PublicPersonaGone, PublicPersonaMoved: nothing public is at this address.
    """
    actor.require("write")
    persona_id = _persona_at(session, slug)
    new = insert(PersonaLike).values(account_id=actor.account_id, persona_id=persona_id, created_at=now())
    session.execute(new.on_conflict_do_nothing())
    return _view(session, actor=actor, persona_id=persona_id)


def unlike(session: Session, *, actor: Actor, slug: str) -> LikeView:
    """Take the like back; does nothing when there is none.

    Raises:
        ScopeMissing, PublicPersonaNotFound, PublicPersonaGone, PublicPersonaMoved: as `like`.
    """
    actor.require("write")
    persona_id = _persona_at(session, slug)
    mine = (col(PersonaLike.account_id) == actor.account_id) & (col(PersonaLike.persona_id) == persona_id)
    session.execute(delete(PersonaLike).where(mine))
    return _view(session, actor=actor, persona_id=persona_id)


def get_like(session: Session, *, slug: str, actor: Actor | None = None) -> LikeView:
    """How many like it, and whether the actor does.

    Raises:
        PublicPersonaNotFound, PublicPersonaGone, PublicPersonaMoved: nothing public is at this address.
    """
    return _view(session, actor=actor, persona_id=_persona_at(session, slug))


def counted(session: Session, *, persona: PublicPersona) -> PublicPersona:
    """The same, with the likes that wait to be added up."""
    count, _ = queries.count_likes(session, persona_id=persona.persona_id, account_id=None)
    return persona.model_copy(update={"likes": count})


def list_liked(session: Session, *, actor: Actor, cursor: str | None = None, limit: int = 24) -> Page[PublicCard]:
    """What the actor likes and can still be seen, the newest like first; adult personas too, for the actor chose them.

    Raises:
        ScopeMissing: the actor may not read.
        CursorInvalid: `cursor` is none of this list.
    """
    actor.require("read")
    place = decode_cursor(cursor, *queries.LIKED_PLACE) if cursor else None
    rows = queries.read_liked(session, account_id=actor.account_id, place=place, most=page_size(limit) + 1)
    return page_of(rows, limit=limit, view=queries.card_of, cursor=lambda row: encode_cursor(row.created_at, row.persona_id))


def _persona_at(session: Session, slug: str) -> UUID:
    found = queries.find_visible(session, slug=slug)
    if found is None:
        raise not_there(session, slug=slug)
    return found


def not_there(session: Session, *, slug: str) -> PublicPersonaNotFound | PublicPersonaGone | PublicPersonaMoved:
    """Why nothing public is at an address."""
    is_known, present = queries.find_address(session, slug=slug)
    if present is not None and present != slug:
        return PublicPersonaMoved(present)
    return PublicPersonaGone() if is_known else PublicPersonaNotFound()


def _view(session: Session, *, actor: Actor | None, persona_id: UUID) -> LikeView:
    count, is_liked = queries.count_likes(session, persona_id=persona_id, account_id=actor.account_id if actor else None)
    return LikeView(count=count, is_liked=is_liked)
