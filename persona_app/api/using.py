"""Counting that a persona was used by a program, after the answer was sent: nobody waits for it, and no failure of it is told."""

from uuid import UUID

from fastapi.responses import Response
from starlette.background import BackgroundTask

from persona_app.api.dependencies import Caller
from persona_app.core.failures import note
from persona_app.personas.services.using import record_use
from persona_app.personas.studio_schemas import UseKind


def counted(response: Response, caller: Caller, persona_id: UUID, kind: UseKind) -> Response:
    """The answer, with a use to be counted once it is on its way."""
    response.background = BackgroundTask(_count, caller, persona_id, kind)
    return response


async def _count(caller: Caller, persona_id: UUID, kind: UseKind) -> None:
    try:
        await caller.call(record_use, persona_id=persona_id, kind=kind)
    except Exception as error:  # noqa: BLE001 - the answer is out; the log keeps why
        note(error)
