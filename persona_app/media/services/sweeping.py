"""Pictures that nobody uses go from the store.

Each step may be the last one before a crash: a doomed picture is taken up by nobody, so its files are removed however often it needs,
and its row goes last.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from persona_app.core.clock import now
from persona_app.media.models import Picture

GRACE = timedelta(minutes=10)
"""Between a picture's announcement and its being taken up lies only the writing of its files."""
AT_ONCE = 50


def doom_unused(session: Session, *, grace: timedelta = GRACE) -> Sequence[str]:
    """Pictures that nobody uses and nobody will take up any more, those too that an earlier sweep left behind."""
    return session.execute(select(func.doom_unused_pictures(now() - grace, AT_ONCE))).scalars().all()


def forget(session: Session, *, sha256: str) -> None:
    """Its files are gone."""
    session.execute(delete(Picture).where(col(Picture.sha256) == sha256, col(Picture.doomed_at).is_not(None)))
