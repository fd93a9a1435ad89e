"""Counting that a persona was used by a program."""

from uuid import UUID

from fastapi.responses import Response

from persona_app.api.dependencies import Caller
from persona_app.personas.studio_schemas import UseKind
from persona_app.personas.tallying import count_use


def counted(response: Response, caller: Caller, persona_id: UUID, kind: UseKind) -> Response:
    """The answer, with a use to be counted beside its way out."""
    if caller.actor is not None:
        count_use(caller.actor, persona_id, kind)
    return response
