"""Cards and other programs' files: a look at what would become of one, the import, and the export."""

from collections.abc import AsyncGenerator
from http import HTTPStatus
from typing import Annotated, cast, get_args
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.core.errors import Invalid
from persona_app.ingestion.errors import FileTooLarge
from persona_app.interchange.draft import Format, Loss, Reading
from persona_app.interchange.preparing import Original
from persona_app.interchange.reading import read_apart
from persona_app.interchange.services.exporting import export_persona
from persona_app.interchange.services.importing import OnSame, import_persona
from persona_app.personas.studio_schemas import UseKind
from persona_app.personas.tallying import count_use
from persona_app.web import gateway, routes
from persona_app.web.http.answers import wants_page
from persona_app.web.http.downloads import OWN_EYES
from persona_app.web.http.guard import actor_of

router = APIRouter()
MOST_FIELDS = 4
OVERHEAD_BYTES = 100_000
"""For fields and the headers between the parts."""


class ImportFormUnreadable(Invalid):
    """Not the form of the page, or without a file."""

    code = "import_form_unreadable"

    def __init__(self) -> None:
        super().__init__("No file arrived, so nothing was imported. Choose one and send it again.")


@router.post(routes.SUBMIT_IMPORT)
async def post_import(request: Request, actor: Annotated[Actor, Depends(actor_of)]) -> Response:
    """Tell what would become of a file (`look`), or make a persona of it."""
    original, is_look, on_same = await _read(request)
    reading = await read_apart(original.data, file_name=original.file_name)
    if is_look:
        return JSONResponse(_report(reading), headers={"Cache-Control": "no-store"})
    imported = await gateway.call(import_persona, actor=actor, reading=reading, original=original, on_same=on_same)
    location = routes.persona(imported.persona.id)
    if wants_page(request):
        return RedirectResponse(location, status_code=HTTPStatus.SEE_OTHER)
    return JSONResponse({"location": location}, status_code=HTTPStatus.CREATED)


@router.get(routes.EXPORT)
async def get_export(persona_id: UUID, actor: Annotated[Actor, Depends(actor_of)], format: Format = Format.CARD_V3) -> Response:  # noqa: A002
    """The persona's newest version as a file of another program."""
    exported = await gateway.call(export_persona, actor=actor, persona_id=persona_id, format=format)
    headers = {**OWN_EYES, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(exported.file_name)}"}
    count_use(actor, persona_id, UseKind.EXPORT)
    return Response(exported.data, media_type=exported.media_type, headers=headers)


def _report(reading: Reading) -> dict[str, object]:
    """What the page shows before anything is saved."""
    losses = reading.losses
    return {
        "name": reading.draft.name,
        "format": reading.draft.format.value,
        "claims": len(reading.draft.claims),
        "mapped": list(losses.mapped),
        "kept": [_told(one) for one in losses.kept],
        "unusable": [_told(one) for one in losses.unusable],
    }


def _told(loss: Loss) -> dict[str, str]:
    return {"place": loss.place, "why": loss.why}


async def _read(request: Request) -> tuple[Original, bool, OnSame]:
    """The form: its file, whether it is only looked at, and what to do when the persona is there.

    Raises:
        FileTooLarge: more arrives than an upload may have; reading stopped there.
        ImportFormUnreadable: it is no such form.
    """
    limit = get_settings().upload_max_bytes
    form = await _parse(request, limit)
    try:
        upload, same = form.get("file"), form.get("on_same") or "keep_both"
        if not isinstance(upload, UploadFile) or not upload.filename or same not in get_args(OnSame):
            raise ImportFormUnreadable
        media_type = (upload.content_type or "application/octet-stream")[:100]
        original = Original(file_name=upload.filename[:200], media_type=media_type, data=await upload.read())
        return original, bool(form.get("look")), cast("OnSame", same)
    finally:
        await form.close()


async def _parse(request: Request, limit: int) -> FormData:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise ImportFormUnreadable
    parser = MultiPartParser(request.headers, _bounded(request, limit), max_files=1, max_fields=MOST_FIELDS)
    try:
        return await parser.parse()
    except (MultiPartException, ValueError) as error:
        raise ImportFormUnreadable from error


async def _bounded(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    arrived = 0
    async for chunk in request.stream():
        arrived += len(chunk)
        if arrived > limit + OVERHEAD_BYTES:
            raise FileTooLarge("The file", size=arrived, limit=limit)
        yield chunk
