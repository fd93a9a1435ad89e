"""A version's content and profile, and a datum's text, as files."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from slugify import slugify

from persona_app.accounts.schemas import Actor
from persona_app.personas.services.reading import get_data, get_persona
from persona_app.personas.services.versioning import get_version
from persona_app.web import gateway, routes
from persona_app.web.http.guard import actor_of

router = APIRouter()
CurrentActor = Annotated[Actor, Depends(actor_of)]
OWN_EYES = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
}
"""What a person wrote is for the one who asked, and never runs as a page."""


@router.get(routes.VERSION_MARKDOWN)
async def get_markdown(persona_id: UUID, number: int, actor: CurrentActor) -> Response:
    """The content."""
    version = await gateway.call(get_version, actor=actor, persona_id=persona_id, number=number)
    name = await _name(actor, persona_id)
    return _file(version.content, f"{name}-v{number}.md", "text/markdown")


@router.get(routes.VERSION_PROFILE)
async def get_profile(persona_id: UUID, number: int, actor: CurrentActor) -> Response:
    """The profile, as `docs/PROFILE.md` describes it."""
    version = await gateway.call(get_version, actor=actor, persona_id=persona_id, number=number)
    name = await _name(actor, persona_id)
    return _file(version.profile.model_dump_json(by_alias=True, indent=2) + "\n", f"{name}-v{number}.json", "application/json")


@router.get(routes.DATUM_TEXT)
async def get_text(persona_id: UUID, data_id: UUID, actor: CurrentActor) -> Response:
    """A datum's text, as all offsets count in it."""
    data = await gateway.call(get_data, actor=actor, persona_id=persona_id, data_id=data_id)
    return _file(data.text, f"{slugify(data.title, max_length=60) or 'text'}-{data.number}.txt", "text/plain")


async def _name(actor: Actor, persona_id: UUID) -> str:
    persona = await gateway.call(get_persona, actor=actor, persona_id=persona_id)
    return slugify(persona.name, max_length=60) or "persona"


def _file(text: str, name: str, media_type: str) -> Response:
    headers = {**OWN_EYES, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(text.encode(), media_type=f"{media_type}; charset=utf-8", headers=headers)
