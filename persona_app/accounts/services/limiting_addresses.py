"""How many requests without a token may come from one address in a minute, over all processes.

As `limiting` does it for accounts: one atomic upsert, of which a process takes a share at a time. Of an IPv6 address its network of 64
bits counts, which is what one household or server has; kept is a hash, until the minute is long over.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from threading import Lock

from sqlalchemy import case, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.accounts.errors import TooManyVisits
from persona_app.accounts.models import AddressWindow
from persona_app.accounts.services.limiting import MOST_REMEMBERED, SHARES, WINDOW, Allowance
from persona_app.core.clock import now
from persona_app.core.config import get_settings

NETWORK_BITS = 64
_allowances: dict[str, Allowance] = {}
_guarding = Lock()


def key_of_address(address: str) -> str:
    """What is kept of an address: the SHA-256 (hex) of it, or of its network."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        counted = address
    else:
        plain = getattr(parsed, "ipv4_mapped", None) or parsed
        counted = str(int(plain) >> (128 - NETWORK_BITS)) if isinstance(plain, IPv6Address) else str(plain)
    return sha256(f"visitor:{counted}".encode("utf-8", "replace")).hexdigest()


def spend_visit(key: str, *, at: datetime | None = None) -> Allowance | None:
    """Spend one request from what this process took for the address; None when it must take more (`take_visits`).

    Raises:
        TooManyVisits: the limit was reached, and the minute has not ended.
    """
    at = at or now()
    with _guarding:
        allowance = _allowances.get(key)
        if allowance is None or not at < allowance.ends_at <= at + 2 * WINDOW or allowance.limit != _limit():
            return None
        if allowance.own > 0:
            spent = allowance.model_copy(update={"own": allowance.own - 1, "remaining": allowance.remaining - 1})
            _allowances[key] = spent
            return spent
    if allowance.remaining <= 0:
        raise TooManyVisits(limit=allowance.limit, seconds=allowance.seconds_left(at))
    return None


def take_visits(session: Session, *, key: str, at: datetime | None = None) -> Allowance:
    """Take a share from the database and spend one request of it. A unit of work of its own, so that it counts whatever follows.

    Raises:
        TooManyVisits: the limit was reached; nothing was written but the count.
    """
    at, limit = at or now(), _limit()
    wanted = max(1, limit // SHARES)
    count, ends_at = _count(session, key=key, by=wanted, at=at)
    granted = max(0, min(wanted, limit - (count - wanted)))
    left = Allowance(limit=limit, remaining=max(0, limit - count) + granted, own=granted, ends_at=ends_at)
    spent = left.model_copy(update={"own": max(0, granted - 1), "remaining": max(0, left.remaining - 1)})
    _remember(key, spent)
    if granted == 0:
        raise TooManyVisits(limit=limit, seconds=left.seconds_left(at))
    return spent


def forget_addresses(session: Session, *, at: datetime | None = None) -> int:
    """Delete what is over, at most a thousand; how many there were."""
    over = select(col(AddressWindow.key)).where(col(AddressWindow.window_ends_at) < (at or now()) - timedelta(minutes=5))
    deletion = delete(AddressWindow).where(col(AddressWindow.key).in_(over.limit(1000).with_for_update(skip_locked=True)))
    return session.connection().execute(deletion).rowcount


def _limit() -> int:
    return get_settings().visitor_requests_per_minute


def _remember(key: str, spent: Allowance) -> None:
    with _guarding:
        if len(_allowances) > MOST_REMEMBERED:
            _allowances.clear()
        before = _allowances.get(key)
        same = before.own if before is not None and before.ends_at == spent.ends_at else 0
        _allowances[key] = spent.model_copy(update={"own": spent.own + same, "remaining": spent.remaining + same})


def _count(session: Session, *, key: str, by: int, at: datetime) -> tuple[int, datetime]:
    """So many more within the window, and when it ends."""
    row = AddressWindow.__table__.c  # type: ignore[attr-defined]
    is_over = (row.window_ends_at <= at) | (row.window_ends_at > at + 2 * WINDOW)  # or the clock was set back
    fresh = insert(AddressWindow).values(key=key, count=by, window_ends_at=at + WINDOW)
    counted = fresh.on_conflict_do_update(
        index_elements=["key"],
        set_={"count": case((is_over, by), else_=row.count + by), "window_ends_at": case((is_over, at + WINDOW), else_=row.window_ends_at)},
    ).returning(row.count, row.window_ends_at)
    count, ends_at = session.execute(counted).one()
    return count, ends_at
