"""How many requests an account's programs may send in a minute, over all processes.

The count lies in the database, one atomic upsert; but a process takes a twentieth of the limit at a time and spends it from
memory, so that most requests write nothing. The limit is never exceeded; what a process took and did not spend is lost to the
others until the minute ends.
"""

from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import case
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from persona_app.accounts.errors import TooManyRequests
from persona_app.accounts.models import RequestWindow
from persona_app.core.clock import now
from persona_app.core.config import get_settings

WINDOW = timedelta(minutes=1)
SHARES = 20
MOST_REMEMBERED = 10_000
"""Accounts whose shares one process remembers; beyond that all are forgotten, and taken anew."""


class Allowance(BaseModel):
    """What is left in this minute; `own` of it is this process's to spend without asking."""

    model_config = ConfigDict(frozen=True)

    limit: int
    remaining: int
    own: int
    ends_at: datetime

    def seconds_left(self, at: datetime) -> int:
        """Whole seconds until the next minute begins, at least 1."""
        return max(1, -((at - self.ends_at) // timedelta(seconds=1)))


_allowances: dict[UUID, Allowance] = {}
_guarding = Lock()


def spend_share(account_id: UUID, *, at: datetime | None = None) -> Allowance | None:
    """Spend one request from what this process took; None when it must take more (`take_share`).

    Raises:
        TooManyRequests: the limit was reached, and the minute has not ended.
    """
    at = at or now()
    with _guarding:
        allowance = _allowances.get(account_id)
        if allowance is None or not at < allowance.ends_at <= at + 2 * WINDOW or allowance.limit != get_settings().api_requests_per_minute:
            return None
        if allowance.own > 0:
            spent = allowance.model_copy(update={"own": allowance.own - 1, "remaining": allowance.remaining - 1})
            _allowances[account_id] = spent
            return spent
    if allowance.remaining <= 0:
        raise TooManyRequests(limit=allowance.limit, seconds=allowance.seconds_left(at))
    return None


def take_share(session: Session, *, account_id: UUID, at: datetime | None = None) -> Allowance:
    """Take a share from the database and spend one request of it. A unit of work of its own, so that it counts whatever follows.

    Raises:
        TooManyRequests: the limit was reached; nothing was written but the count.
    """
    at = at or now()
    limit = get_settings().api_requests_per_minute
    wanted = max(1, limit // SHARES)
    count, ends_at = _count(session, account_id=account_id, by=wanted, at=at)
    granted = max(0, min(wanted, limit - (count - wanted)))
    left = Allowance(limit=limit, remaining=max(0, limit - count) + granted, own=granted, ends_at=ends_at)
    spent = left.model_copy(update={"own": max(0, granted - 1), "remaining": max(0, left.remaining - 1)})
    with _guarding:
        if len(_allowances) > MOST_REMEMBERED:
            _allowances.clear()
        before = _allowances.get(account_id)
        same = before.own if before is not None and before.ends_at == ends_at else 0
        _allowances[account_id] = spent.model_copy(update={"own": spent.own + same, "remaining": spent.remaining + same})
    if granted == 0:
        raise TooManyRequests(limit=limit, seconds=left.seconds_left(at))
    return spent


def _count(session: Session, *, account_id: UUID, by: int, at: datetime) -> tuple[int, datetime]:
    """So many more within the window, and when it ends."""
    row = RequestWindow.__table__.c  # type: ignore[attr-defined]
    is_over = (row.window_ends_at <= at) | (row.window_ends_at > at + 2 * WINDOW)  # or the clock was set back
    fresh = insert(RequestWindow).values(account_id=account_id, count=by, window_ends_at=at + WINDOW)
    counted = fresh.on_conflict_do_update(
        index_elements=["account_id"],
        set_={"count": case((is_over, by), else_=row.count + by), "window_ends_at": case((is_over, at + WINDOW), else_=row.window_ends_at)},
    ).returning(row.count, row.window_ends_at)
    count, ends_at = session.execute(counted).one()
    return count, ends_at
