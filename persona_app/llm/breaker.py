"""An endpoint that is down is left alone: after some failures in a row nobody calls it but one probe, after a pause that grows.

All processes share what they know, in PostgreSQL, by its clock. Whoever asks during a pause gets `EngineUnavailable` with the seconds
that are left, so that a run waits for it as for any other endpoint that says when to come back. The probe is a real question: when it is
answered, everybody goes on.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from loguru import logger
from pydantic import BaseModel, ConfigDict
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from persona_app.core.clock import now
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.llm.errors import EngineUnavailable
from persona_app.llm.models import EndpointBreaker

FAILURES_IN_A_ROW = 5
FIRST_PAUSE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 60.0
PROBE_PAUSE_SECONDS = 3.0
"""How long those wait who come while somebody else probes."""

FORGOTTEN_AFTER = timedelta(days=1)
MeansDown = Callable[[BaseException], bool]
T = TypeVar("T")


class BreakerState(BaseModel):
    """An endpoint whose last calls failed: how many in a row, since when, and until when it is left alone (None: it is still called)."""

    model_config = ConfigDict(frozen=True)

    host: str
    failures: int
    since: datetime
    rests_until: datetime | None


class Breaker(Protocol):
    """Watches the calls to an endpoint."""

    def watch(self, endpoint: str, *, host: str, means_down: MeansDown) -> AbstractAsyncContextManager[None]:
        """Around one call; `means_down` tells the failures that speak of a server that is down from all others.

        Raises:
            EngineUnavailable: the endpoint is left alone for now; `retry_after` says for how long.
        """
        ...


class NoBreaker:
    """Lets every call through: for an engine without a database."""

    @asynccontextmanager
    async def watch(self, endpoint: str, *, host: str, means_down: MeansDown) -> AsyncIterator[None]:
        """See `Breaker.watch`."""
        yield


@dataclass(frozen=True, kw_only=True)
class DatabaseBreaker:
    """Counts over all processes.

    Attributes:
        probe_seconds: after this long without a word, a probe is held to be lost with its process.
    """

    probe_seconds: float
    failures_in_a_row: int = FAILURES_IN_A_ROW
    first_pause: float = FIRST_PAUSE_SECONDS
    longest_pause: float = LONGEST_PAUSE_SECONDS

    @asynccontextmanager
    async def watch(self, endpoint: str, *, host: str, means_down: MeansDown) -> AsyncIterator[None]:
        """See `Breaker.watch`."""
        facts = self._facts(endpoint, host=host)
        is_probe = bool(await _quietly(_admit, facts))
        try:
            yield
        except BaseException as error:
            after = _after(error, means_down=means_down, is_probe=is_probe)
            if after is not None:
                await asyncio.shield(_quietly(after, facts))
            raise
        await _quietly(_succeeded, facts)

    def _facts(self, endpoint: str, *, host: str) -> dict[str, Any]:
        return {
            "endpoint": hashlib.sha256(endpoint.encode()).hexdigest(),
            "host": host,
            "most": self.failures_in_a_row,
            "first": self.first_pause,
            "longest": self.longest_pause,
            "probe": self.probe_seconds,
        }


def breaker_states(session: Session) -> tuple[BreakerState, ...]:
    """The endpoints whose last calls failed, by host; those that nobody called for a day are forgotten."""
    rows = session.exec(
        select(EndpointBreaker).where(col(EndpointBreaker.changed_at) > now() - FORGOTTEN_AFTER).order_by(EndpointBreaker.host)
    )
    return tuple(BreakerState(host=row.host, failures=row.failures, since=row.since, rests_until=row.rests_until) for row in rows)


def _after(error: BaseException, *, means_down: MeansDown, is_probe: bool) -> Callable[[Session, dict[str, Any]], None] | None:
    """What a call that did not end well says of the endpoint."""
    if isinstance(error, asyncio.CancelledError):
        return _give_probe_back if is_probe else None
    if not isinstance(error, Exception) or not means_down(error):
        return _succeeded
    return _probe_failed if is_probe else _failed


async def _quietly(work: Callable[[Session, dict[str, Any]], T], facts: dict[str, Any]) -> T | None:
    """In a transaction of its own, off the event loop; a database that is away stops no call."""
    try:
        return await asyncio.to_thread(_transact, work, facts)
    except SQLAlchemyError as error:
        logger.warning("the breaker's database does not answer: {}", type(error).__name__)
        return None


def _transact(work: Callable[[Session, dict[str, Any]], T], facts: dict[str, Any]) -> T:
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        return work(session, facts)


def _admit(session: Session, facts: dict[str, Any]) -> bool:
    """May this call be made, and is it the probe? Of those who come when the pause is over, one is."""
    if session.execute(_TAKE_PROBE, facts).first() is not None:
        return True
    found = session.execute(_LOOK, facts).first()
    if found is not None:
        failures, seconds = found
        raise EngineUnavailable(
            f"The model server {facts['host']} is down: the last {failures} calls to it failed, so it is left alone for a while. "
            "Nothing you submitted is lost.",
            retry_after=float(seconds) if seconds > 0 else PROBE_PAUSE_SECONDS,
        )
    return False


def _succeeded(session: Session, facts: dict[str, Any]) -> None:
    session.execute(text("DELETE FROM endpoint_breaker WHERE endpoint = :endpoint"), facts)


def _failed(session: Session, facts: dict[str, Any]) -> None:
    session.execute(_COUNT_FAILURE, facts)


def _probe_failed(session: Session, facts: dict[str, Any]) -> None:
    session.execute(_LENGTHEN_PAUSE, facts)


def _give_probe_back(session: Session, facts: dict[str, Any]) -> None:
    session.execute(text("UPDATE endpoint_breaker SET probed_until = NULL WHERE endpoint = :endpoint"), facts)


_TAKE_PROBE = text("""
UPDATE endpoint_breaker SET probed_until = now() + make_interval(secs => :probe)
WHERE endpoint = :endpoint
  AND (rests_until <= now() OR rests_until > now() + make_interval(secs => 2 * :longest))
  AND (probed_until IS NULL OR probed_until <= now() OR probed_until > now() + make_interval(secs => 2 * :probe))
RETURNING 1
""")
"""A time that lies further ahead than any we set is left from a clock that was put back: it counts as over."""

_LOOK = text("""
SELECT failures, extract(epoch FROM rests_until - now()) FROM endpoint_breaker WHERE endpoint = :endpoint AND rests_until IS NOT NULL
""")
_COUNT_FAILURE = text("""
INSERT INTO endpoint_breaker AS known (endpoint, host, failures, pause_seconds, since, changed_at, rests_until)
VALUES (:endpoint, :host, 1, :first, now(), now(), CASE WHEN :most <= 1 THEN now() + make_interval(secs => :first) END)
ON CONFLICT (endpoint) DO UPDATE SET
  failures = known.failures + 1,
  changed_at = now(),
  rests_until = CASE WHEN known.rests_until IS NULL AND known.failures + 1 >= :most
    THEN now() + make_interval(secs => :first) ELSE known.rests_until END
""")
"""Calls that were under way when the pause began and fail during it do not lengthen it."""

_LENGTHEN_PAUSE = text("""
UPDATE endpoint_breaker SET
  failures = failures + 1,
  changed_at = now(),
  pause_seconds = least(2 * pause_seconds, :longest),
  rests_until = now() + make_interval(secs => least(2 * pause_seconds, :longest)),
  probed_until = NULL
WHERE endpoint = :endpoint
""")
