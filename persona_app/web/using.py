"""Counting that a persona was used, after the answer is on its way: nobody waits for it, and no failure of it is told."""

import asyncio
from uuid import UUID

from persona_app.accounts.schemas import Actor
from persona_app.core.errors import AppError
from persona_app.personas.services.using import record_use
from persona_app.personas.studio_schemas import UseKind
from persona_app.web import gateway

_counting: set[asyncio.Task[None]] = set()
"""So that no task goes before it is done."""


async def count_use(actor: Actor, persona_id: UUID, kind: UseKind) -> None:
    """Count it now, in a transaction of its own; `gateway` notes what goes wrong."""
    try:
        await gateway.call(record_use, actor=actor, persona_id=persona_id, kind=kind)
    except AppError:
        return


def count_soon(actor: Actor, persona_id: UUID, kind: UseKind) -> None:
    """Count it beside what goes on."""
    task = asyncio.create_task(count_use(actor, persona_id, kind))
    _counting.add(task)
    task.add_done_callback(_counting.discard)
