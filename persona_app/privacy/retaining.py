"""What is kept for a time only goes when that is over."""

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session

from persona_app.core.clock import now
from persona_app.core.config import Settings
from persona_app.core.ids import new_id

AT_ONCE = 5_000
_FORGET = text("SELECT forget_old(:named, :moment, :before, :most)")


def retire_words(session: Session, *, settings: Settings, at: datetime | None = None) -> int:
    """Empty the words of events that are too old; how many. An event of its own says so, or the chain would not hold."""
    before = (at or now()) - timedelta(days=settings.event_words_days)
    retired = session.connection().execute(text("SELECT retire_events(:before, :note)"), {"before": before, "note": new_id()})
    return int(retired.scalar_one())


def forget_old(session: Session, *, settings: Settings, at: datetime | None = None) -> int:
    """Remove counts of uses and marks of erasures whose time is over, so many at a time; how many."""
    at = at or now()
    kept = (
        ("persona_use", "last_at", settings.use_days),
        ("erasure", "at", settings.log_max_days + 1),
    )
    return sum(
        int(
            session.connection()
            .execute(_FORGET, {"named": named, "moment": moment, "before": at - timedelta(days=days), "most": AT_ONCE})
            .scalar_one()
        )
        for named, moment, days in kept
    )
