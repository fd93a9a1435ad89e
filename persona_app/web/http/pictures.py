"""Pictures of personas, for visitors where a public page shows them, else for their owner."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from persona_app.core.config import get_settings
from persona_app.media.errors import PictureNotFound
from persona_app.media.schemas import Size
from persona_app.publishing.services.picturing import is_own, is_shown_publicly, read_file
from persona_app.web import gateway, routes, session

router = APIRouter()

PUBLIC = "public, max-age=86400, immutable"
"""The bytes at an address never change. A day, so that what an operator hides or an owner erases is gone from caches too."""
PRIVATE = "private, max-age=3600, immutable"

Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


@router.get(routes.PICTURE)
async def get_picture(request: Request, sha256: Sha256, size: Size) -> Response:
    """The picture, if a public or unlisted persona shows it, or one of the asker's.

    Raises:
        PictureNotFound: none of them, or no such picture.
    """
    headers = {"Cache-Control": await _kept_by(request, sha256), "ETag": f'"{sha256}-{size}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    content = await run_in_threadpool(read_file, get_settings(), sha256=sha256, size=size)
    if content is None:
        raise PictureNotFound
    return Response(content, media_type="image/webp", headers=headers)


async def _kept_by(request: Request, sha256: str) -> str:
    """Who may keep the answer, and for how long."""
    if await gateway.call(is_shown_publicly, sha256=sha256):
        return PUBLIC
    actor = await session.actor_of(request.headers.get("cookie", ""))
    if actor is None or not await gateway.call(is_own, actor=actor, sha256=sha256):
        raise PictureNotFound
    return PRIVATE
