"""Giving a persona its picture: one file and, if the owner says so, for whom it is; bounded while it arrives."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.core.errors import Invalid
from persona_app.media.errors import PictureTooLarge
from persona_app.media.schemas import PictureRating
from persona_app.publishing.services.picturing import take_picture
from persona_app.web import gateway, routes
from persona_app.web.http.answers import wants_page
from persona_app.web.http.guard import actor_of

router = APIRouter()
MOST_FIELDS = 4
OVERHEAD_BYTES = 100_000
"""For fields and the headers between the parts."""


class PictureFormUnreadable(Invalid):
    """Not the form of the page, or without a file."""

    code = "picture_form_unreadable"

    def __init__(self) -> None:
        super().__init__("No picture arrived, so nothing was changed. Choose a file and send it again.")


@router.post(routes.SUBMIT_PICTURE)
async def post_picture(request: Request, persona_id: UUID, actor: Annotated[Actor, Depends(actor_of)]) -> Response:
    """Take the picture; a public page shows it at once."""
    content, declared = await _read(request)

    def call(service: Callable[..., Any], /, **kwargs: Any) -> Awaitable[Any]:
        return gateway.call(service, actor=actor, **kwargs)

    kept = await take_picture(content, persona_id=persona_id, declared=declared, call=call, settings=get_settings())
    if wants_page(request):
        return RedirectResponse(routes.persona(persona_id, "publish"), status_code=HTTPStatus.SEE_OTHER)
    return JSONResponse({"sha256": kept.sha256, "rating": kept.rating.value}, status_code=HTTPStatus.CREATED)


async def _read(request: Request) -> tuple[bytes, PictureRating | None]:
    """The file, and what the owner declares.

    Raises:
        PictureTooLarge: more arrives than a picture may have; reading stopped there.
        PictureFormUnreadable: it is no such form.
    """
    limit = get_settings().picture_max_bytes
    form = await _parse(request, limit)
    try:
        upload, declared = form.get("picture"), form.get("declared") or None
        if not isinstance(upload, UploadFile) or not upload.filename:
            raise PictureFormUnreadable
        if (upload.size or 0) > limit:
            raise PictureTooLarge(limit=limit)
        return await upload.read(), PictureRating(str(declared)) if declared else None
    except ValueError:
        raise PictureFormUnreadable from None
    finally:
        await form.close()


async def _parse(request: Request, limit: int) -> FormData:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise PictureFormUnreadable
    parser = MultiPartParser(request.headers, _bounded(request, limit), max_files=1, max_fields=MOST_FIELDS)
    try:
        return await parser.parse()
    except (MultiPartException, ValueError) as error:
        raise PictureFormUnreadable from error


async def _bounded(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    arrived = 0
    async for chunk in request.stream():
        arrived += len(chunk)
        if arrived > limit + OVERHEAD_BYTES:
            raise PictureTooLarge(limit=limit)
        yield chunk
