"""The studio's list beyond the page: those chosen as one archive, and a use that the browser tells of."""

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response, StreamingResponse
from pydantic import ValidationError

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.errors import Invalid
from persona_app.interchange.archive_writing import stream_personas
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.services.finding import chosen_ids
from persona_app.personas.services.using import record_use
from persona_app.personas.studio_schemas import Chosen, Search, UseKind
from persona_app.web import gateway, routes
from persona_app.web.http.downloads import OWN_EYES
from persona_app.web.http.guard import actor_of

router = APIRouter()
CurrentActor = Annotated[Actor, Depends(actor_of)]


class NobodyChosen(Invalid):
    """An export of nobody."""

    code = "nobody_chosen"

    def __init__(self) -> None:
        super().__init__("Nobody was chosen, or those chosen are gone, so nothing was exported. Choose in the studio, and export again.")


@router.post(routes.EXPORT_MANY)
async def post_export(
    actor: CurrentActor, ids: Annotated[list[UUID] | None, Form(alias="id")] = None, search: Annotated[str, Form()] = ""
) -> Response:
    """The chosen personas as one archive, written while it is sent; it imports again to the same state."""
    found = await gateway.call(chosen_ids, actor=actor, chosen=_chosen(ids or [], search))
    if not found:
        raise NobodyChosen

    name = f"personas-{now():%Y-%m-%d}.zip"
    headers = {**OWN_EYES, "Content-Disposition": f'attachment; filename="{name}"'}
    sent = stream_personas(found, call=partial(gateway.call, actor=actor))
    return StreamingResponse(sent, media_type="application/zip", headers=headers)


@router.post(routes.USE, status_code=HTTPStatus.NO_CONTENT)
async def post_use(persona_id: UUID, actor: CurrentActor, kind: Literal["copy", "prompt"] = "copy") -> None:
    """The prompt was copied on a page."""
    if not await gateway.call(record_use, actor=actor, persona_id=persona_id, kind=UseKind(kind)):
        raise PersonaNotFound


def _chosen(ids: Sequence[UUID], search: str) -> Chosen:
    try:
        return Chosen(search=Search.model_validate_json(search)) if search else Chosen(ids=tuple(ids))
    except ValidationError as error:
        raise NobodyChosen from error
