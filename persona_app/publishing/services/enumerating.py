"""All public personas, for machines: the addresses for a sitemap, the newest for a feed. Unlisted and adult ones are in neither."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import InstrumentedAttribute, load_only
from sqlmodel import Session, col, select

from persona_app.publishing.models import Publication
from persona_app.publishing.schemas import ADULT, Visibility

SHOWN: tuple[InstrumentedAttribute[Any], ...] = tuple(
    getattr(Publication, name) for name in ("slug", "public_name", "headline", "creator", "published_at", "changed_at")
)


class PublicEntry(BaseModel):
    """A line of a list."""

    model_config = ConfigDict(frozen=True)

    persona_id: UUID
    slug: str
    name: str
    headline: str
    creator: str
    published_at: datetime
    changed_at: datetime


def count_public(session: Session) -> int:
    """How many there are."""
    return session.exec(select(func.count()).select_from(Publication).where(*_listed())).one()


def find_entry_at(session: Session, *, position: int) -> UUID | None:
    """The persona at this place, from 0, in the order of ids; None behind the last."""
    ids = select(Publication.persona_id).where(*_listed()).order_by(col(Publication.persona_id))
    return session.exec(ids.offset(position).limit(1)).first()


def list_public(session: Session, *, start: UUID, limit: int) -> Sequence[PublicEntry]:
    """In the order of ids, from this one on."""
    return _entries(session, col(Publication.persona_id) >= start, order=col(Publication.persona_id).asc(), limit=limit)


def list_newest(session: Session, *, limit: int) -> Sequence[PublicEntry]:
    """Those published last, the newest first."""
    return _entries(session, order=col(Publication.published_at).desc(), limit=limit)


def _listed() -> tuple[ColumnElement[bool], ...]:
    return (
        col(Publication.visibility) == Visibility.PUBLIC,
        col(Publication.hidden_at).is_(None),
        col(Publication.rating).not_in(ADULT),
    )


def _entries(session: Session, *more: ColumnElement[bool], order: ColumnElement[Any], limit: int) -> Sequence[PublicEntry]:
    wanted = select(Publication).options(load_only(*SHOWN, raiseload=True)).where(*_listed(), *more)
    rows = session.exec(wanted.order_by(order).limit(limit))
    return [
        PublicEntry(
            persona_id=row.persona_id,
            slug=row.slug,
            name=row.public_name,
            headline=row.headline,
            creator=row.creator,
            published_at=row.published_at,
            changed_at=row.changed_at,
        )
        for row in rows
    ]
