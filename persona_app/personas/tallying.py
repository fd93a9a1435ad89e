"""Counting how personas are used, beside what goes on: nobody waits for it, and no failure of it is told.

The first use is written at once; those that come while it is, and in the moment after it, are written together: a program that reads
a prompt a hundred times a second costs a few transactions, not a hundred. A process that is killed forgets the last moment's.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID
from weakref import WeakKeyDictionary

from persona_app.accounts.schemas import Actor
from persona_app.core.batching import Batched
from persona_app.core.db import unit_of_work
from persona_app.core.failures import note
from persona_app.personas.services.using import record_use
from persona_app.personas.studio_schemas import UseKind

MOMENT_SECONDS = 0.25
MOST_AT_ONCE = 10_000


class _Use(NamedTuple):
    actor: Actor
    persona_id: UUID
    kind: UseKind


class _Uses:
    """What is to be counted by one event loop."""

    def __init__(self) -> None:
        self._batched = Batched[_Use, None](_write, most=MOST_AT_ONCE)
        self._counting: set[asyncio.Task[None]] = set()

    def count(self, use: _Use) -> None:
        task = asyncio.create_task(self._batched.do(use), name="count a use")
        self._counting.add(task)
        task.add_done_callback(self._counting.discard)

    async def settle(self) -> None:
        await asyncio.gather(*self._counting)


_uses: WeakKeyDictionary[asyncio.AbstractEventLoop, _Uses] = WeakKeyDictionary()


def count_use(actor: Actor, persona_id: UUID, kind: UseKind) -> None:
    """Count that the actor's persona was used, soon; nothing happens when it is not there."""
    _uses.setdefault(asyncio.get_running_loop(), _Uses()).count(_Use(actor, persona_id, kind))


async def settle_uses() -> None:
    """Return when every use of this event loop is counted."""
    await _uses.setdefault(asyncio.get_running_loop(), _Uses()).settle()


async def _write(uses: Sequence[_Use]) -> Sequence[None]:
    by_account: defaultdict[UUID, Counter[_Use]] = defaultdict(Counter)
    for use in uses:
        by_account[use.actor.account_id][use] += 1
    for account_id, counts in by_account.items():
        try:
            await asyncio.to_thread(_record, account_id, counts)
        except Exception as error:  # noqa: BLE001 - the answers are out; the log keeps why
            note(error)
    await asyncio.sleep(MOMENT_SECONDS)
    return [None] * len(uses)


def _record(account_id: UUID, counts: Counter[_Use]) -> None:
    """In the order of ids, so that two processes never wait for each other."""
    with unit_of_work(acting_for=account_id) as session:
        for use, times in sorted(counts.items(), key=lambda each: (each[0].persona_id, each[0].kind)):
            record_use(session, actor=use.actor, persona_id=use.persona_id, kind=use.kind, times=times)
