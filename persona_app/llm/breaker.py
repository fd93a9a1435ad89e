"""An endpoint that is down is left alone: after some failures in a row nobody calls it but one probe, after a pause that grows.

All processes share what they know, in PostgreSQL, by its clock. Whoever asks during a pause gets `EngineUnavailable` with the seconds
that are left, so that a run waits for it as for any other endpoint that says when to come back. The probe is a real question: when it is
answered, everybody goes on.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from loguru import logger
from pydantic import BaseModel, ConfigDict
from sqlalchemy import TextClause, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from persona_app.core.batching import Batched
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
MOST_AT_ONCE = 100
MeansDown = Callable[[BaseException], bool]


class Word(StrEnum):
    """What a call says of an endpoint before and after."""

    MAY_I = "may I"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    PROBE_FAILED = "probe failed"
    PROBE_CANCELLED = "probe cancelled"


_Reply = bool | EngineUnavailable
"""Whether the call is the probe, or why it may not be made; nothing of interest for other words."""
_Desk = Batched[Word, _Reply]
_Desks = WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, _Desk]]


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
    _desks: _Desks = field(default_factory=WeakKeyDictionary, compare=False, repr=False)

    @asynccontextmanager
    async def watch(self, endpoint: str, *, host: str, means_down: MeansDown) -> AsyncIterator[None]:
        """See `Breaker.watch`."""
        desk = self._desk(endpoint, host=host)
        admitted = await desk.do(Word.MAY_I)
        if isinstance(admitted, EngineUnavailable):
            raise admitted
        is_probe = bool(admitted)
        try:
            yield
        except BaseException as error:
            word = _word_after(error, means_down=means_down, is_probe=is_probe)
            if word is not None:
                await asyncio.shield(desk.do(word))
            raise
        await desk.do(Word.SUCCEEDED)

    def _desk(self, endpoint: str, *, host: str) -> _Desk:
        """Where the calls of this event loop to one endpoint are heard: those that come at the same time in one transaction, in order."""
        desks = self._desks.setdefault(asyncio.get_running_loop(), {})
        if endpoint not in desks:
            facts = self._facts(endpoint, host=host)

            async def hear(words: Sequence[Word]) -> Sequence[_Reply]:
                return await _quietly(words, facts)

            desks[endpoint] = Batched(hear, most=MOST_AT_ONCE)
        return desks[endpoint]

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


def _word_after(error: BaseException, *, means_down: MeansDown, is_probe: bool) -> Word | None:
    """What a call that did not end well says of the endpoint."""
    if isinstance(error, asyncio.CancelledError):
        return Word.PROBE_CANCELLED if is_probe else None
    if not isinstance(error, Exception) or not means_down(error):
        return Word.SUCCEEDED
    return Word.PROBE_FAILED if is_probe else Word.FAILED


async def _quietly(words: Sequence[Word], facts: dict[str, Any]) -> Sequence[_Reply]:
    """In a transaction of its own, off the event loop; a database that is away stops no call."""
    try:
        return await asyncio.to_thread(_transact, words, facts)
    except SQLAlchemyError as error:
        logger.warning("the breaker's database does not answer: {}", type(error).__name__)
        return [False] * len(words)


def _transact(words: Sequence[Word], facts: dict[str, Any]) -> Sequence[_Reply]:
    replies: list[_Reply] = []
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        for word, same in groupby(words):
            replies += _hear(session, facts, word=word, count=len(list(same)))
    return replies


def _hear(session: Session, facts: dict[str, Any], *, word: Word, count: int) -> list[_Reply]:
    """The same word from so many calls, one after the other. Saying it once is enough where the second changes nothing."""
    if word is Word.MAY_I:
        return _admit(session, facts, count=count)
    for _ in range(count if word in (Word.FAILED, Word.PROBE_FAILED) else 1):
        session.execute(_STATEMENTS[word], facts)
    return [False] * count


def _admit(session: Session, facts: dict[str, Any], *, count: int) -> list[_Reply]:
    """May these calls be made, and is the first one the probe? Of those who come when the pause is over, one is."""
    is_probe = session.execute(_TAKE_PROBE, facts).first() is not None
    others = count - is_probe
    found = session.execute(_LOOK, facts).first() if others else None
    replies: list[_Reply] = [False if found is None else _refusal(*found, host=facts["host"]) for _ in range(others)]
    return [True, *replies] if is_probe else replies


def _refusal(failures: int, seconds: float, *, host: str) -> EngineUnavailable:
    return EngineUnavailable(
        f"The model server {host} is down: the last {failures} calls to it failed, so it is left alone for a while. "
        "Nothing you submitted is lost.",
        retry_after=float(seconds) if seconds > 0 else PROBE_PAUSE_SECONDS,
    )


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

_STATEMENTS: Mapping[Word, TextClause] = {
    Word.SUCCEEDED: text("DELETE FROM endpoint_breaker WHERE endpoint = :endpoint"),
    Word.FAILED: _COUNT_FAILURE,
    Word.PROBE_FAILED: _LENGTHEN_PAUSE,
    Word.PROBE_CANCELLED: text("UPDATE endpoint_breaker SET probed_until = NULL WHERE endpoint = :endpoint"),
}
