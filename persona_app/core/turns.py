"""Taking turns: what is counted before something is added must not be counted by two at once."""

from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session


def take_turn(session: Session, what: str, *, account_id: UUID) -> None:
    """Until the transaction ends nobody else has this turn of the account; whoever asks for it waits.

    Whoever holds one must not go on to wait for what others hold who ask for it: take it just before the row is added.
    """
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"turn {what} {account_id}", 0))))
