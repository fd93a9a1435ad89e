"""Who is at work on the jobs."""

from sqlalchemy import text
from sqlmodel import Session

from persona_app.jobs.app import SCHEMA


def count_live_workers(session: Session, *, seen_within: float = 20.0) -> int:
    """How many workers gave a sign of life in the last so many seconds, on all machines."""
    heard = f"SELECT count(*) FROM {SCHEMA}.procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => :seconds)"  # noqa: S608 - a constant
    return int(session.connection().execute(text(heard), {"seconds": seen_within}).scalar_one())
