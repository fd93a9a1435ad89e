"""Which persona shows which picture, and what lies in the store.

The order that survives a crash: a row announces the picture, its files are written, then a persona takes it up. What is announced
and never taken up, and what nobody uses any more, is swept (`media.services.sweeping`).
"""

from uuid import UUID

from sqlalchemy import delete, func, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from persona_app.core.clock import now
from persona_app.media.errors import PictureGoing
from persona_app.media.models import PersonaPicture, Picture
from persona_app.media.schemas import KeptPicture, PictureRating


def announce(session: Session, *, sha256: str, width: int, height: int) -> None:
    """Say that this picture's files are about to be written.

    Raises:
        PictureGoing: they are just being removed.
    """
    row = {"sha256": sha256, "width": width, "height": height, "used_at": now()}
    session.execute(insert(Picture).values(row).on_conflict_do_nothing())
    _take_up(session, sha256)


def find_picture(session: Session, *, persona_id: UUID) -> KeptPicture | None:
    """The persona's picture; for whom may see the persona."""
    found = session.execute(
        select(PersonaPicture, Picture)
        .join(Picture, col(Picture.sha256) == col(PersonaPicture.sha256))
        .where(col(PersonaPicture.persona_id) == persona_id)
    ).one_or_none()
    if found is None:
        return None
    kept, picture = found
    return KeptPicture(
        sha256=kept.sha256, width=picture.width, height=picture.height, judged=_rating(kept.judged), declared=_rating(kept.declared)
    )


def keep(session: Session, *, persona_id: UUID, sha256: str, judged: PictureRating | None, declared: PictureRating | None) -> None:
    """The persona shows this picture from now on.

    Raises:
        PictureGoing: its files are being removed.
    """
    _take_up(session, sha256)
    row = {"sha256": sha256, "judged": _word(judged), "declared": _word(declared), "created_at": now()}
    statement = insert(PersonaPicture).values(persona_id=persona_id, **row)
    session.execute(statement.on_conflict_do_update(index_elements=["persona_id"], set_=row))


def drop(session: Session, *, persona_id: UUID) -> bool:
    """The persona shows none any more; was there one?"""
    gone = delete(PersonaPicture).where(col(PersonaPicture.persona_id) == persona_id)
    result = session.execute(gone.returning(col(PersonaPicture.persona_id)))
    return result.one_or_none() is not None


def _take_up(session: Session, sha256: str) -> None:
    """The row changes, so that a sweep that waits for it looks again."""
    taken = update(Picture).where(col(Picture.sha256) == sha256, col(Picture.doomed_at).is_(None))
    if session.execute(taken.values(used_at=func.clock_timestamp()).returning(col(Picture.sha256))).one_or_none() is None:
        raise PictureGoing


def _rating(word: str | None) -> PictureRating | None:
    return PictureRating(word) if word else None


def _word(rating: PictureRating | None) -> str | None:
    return rating.value if rating and rating is not PictureRating.UNRATED else None
