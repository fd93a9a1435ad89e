"""Putting committed events into the chain."""

from sqlalchemy import text
from sqlmodel import Session

from persona_app.events.schemas import Head

AT_ONCE = 500


def seal(session: Session, *, most: int = AT_ONCE) -> int:
    """Give waiting events their places; how many. None while another process does it."""
    return int(session.connection().execute(text("SELECT seal_events(:most)"), {"most": most}).scalar_one())


def find_head(session: Session) -> Head | None:
    """The chain's last link; none before the first event."""
    found = session.connection().execute(text("SELECT place, hash FROM event_seal ORDER BY place DESC LIMIT 1")).one_or_none()
    return Head(place=found.place, hash=found.hash) if found else None


def holds(session: Session, *, head: Head) -> bool:
    """Is this link, seen earlier, still in the chain?"""
    asked = text("SELECT hash FROM event_seal WHERE place = :place")
    return session.connection().execute(asked, {"place": head.place}).scalar_one_or_none() == head.hash
