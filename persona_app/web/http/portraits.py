"""The generated faces, as pictures that browsers keep: they depend on nothing but their address."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from persona_app.web import routes
from persona_app.web.components.portrait import portrait_svg

router = APIRouter()


@router.get(routes.PORTRAIT)
async def get_portrait(persona_id: UUID, initial: Annotated[str, Query(max_length=20)] = "") -> Response:
    """The picture. Nothing is looked up, so it tells nothing about whether there is such a persona."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(portrait_svg(persona_id, initial), media_type="image/svg+xml", headers=headers)
