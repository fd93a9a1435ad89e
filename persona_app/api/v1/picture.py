"""The picture of a persona."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from persona_app.api.dependencies import BYTES_TYPE, FORM_OVERHEAD, FORM_TYPE, CurrentCaller, GuardedRoute
from persona_app.api.errors import FieldProblem, RequestInvalid
from persona_app.api.openapi import WITH_BODY, problems
from persona_app.core.config import get_settings
from persona_app.media.errors import (
    DeclarationStays,
    PictureDamaged,
    PictureGoing,
    PictureNotFound,
    PictureRefused,
    PictureStoreUnavailable,
    PictureTooLarge,
    PictureTooSlow,
    PictureUnfit,
    PictureUnreadable,
)
from persona_app.media.schemas import KeptPicture, PictureRating
from persona_app.personas.errors import PersonaArchived, PersonaNotFound
from persona_app.publishing.errors import SexualisedMinor
from persona_app.publishing.services.picturing import get_picture, remove_picture, take_picture

router = APIRouter(route_class=GuardedRoute, tags=["publication"])
UNUSABLE = (PictureTooLarge, PictureUnreadable, PictureUnfit, PictureDamaged, PictureTooSlow, PictureRefused)
STAYING = (DeclarationStays, SexualisedMinor)
FILE = "file"
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_FORM = {"type": "object", "properties": {FILE: {"type": "string", "format": "binary"}}, "required": [FILE]}
BODY = {"requestBody": {"required": True, "content": {BYTES_TYPE: _BYTES, FORM_TYPE: {"schema": _FORM}}}}
"""The types of pictures are taken too; generators of clients know none of them."""

Declared = Annotated[
    PictureRating | None,
    Query(description="For whom the picture is, as its owner says: `safe`, `suggestive` or `explicit`. A stricter judge is followed."),
]


class PersonPicture(BaseModel):
    """A persona's picture as it is kept: drawn anew, without metadata. Visitors get it at `/pictures/{sha256}/{size}.webp`."""

    model_config = ConfigDict(frozen=True)

    sha256: str = Field(description="Of its large size; the same picture has the same.")
    width: int
    height: int
    rating: PictureRating = Field(description="The stricter of both words; `unrated`, which counts as adult, when there is neither.")
    judged: PictureRating | None = Field(description="What the provider's moderation said; null when nothing could judge.")
    declared: PictureRating | None

    @classmethod
    def of(cls, kept: KeptPicture) -> "PersonPicture":
        """As programs see it."""
        return cls(rating=kept.rating, **kept.model_dump())


@router.put(
    "/v1/person/{persona_id}/picture",
    responses=problems(*WITH_BODY, PersonaNotFound, PersonaArchived, *UNUSABLE, PictureGoing, PictureStoreUnavailable, *STAYING),
    openapi_extra=BODY,
)
async def set_person_picture(persona_id: UUID, request: Request, caller: CurrentCaller, declared: Declared = None) -> PersonPicture:
    """Give a persona this picture (PNG, JPEG or WebP), as the body itself or as the file of a form; a public page shows it at once."""
    content = await _read(request)
    said = None if declared is PictureRating.UNRATED else declared
    kept = await take_picture(content, persona_id=persona_id, declared=said, call=caller.call, settings=get_settings())
    return PersonPicture.of(kept)


@router.get("/v1/person/{persona_id}/picture", responses=problems(PersonaNotFound, PictureNotFound))
async def get_person_picture(persona_id: UUID, caller: CurrentCaller) -> PersonPicture:
    """What is known of a persona's picture."""
    return PersonPicture.of(await caller.call(get_picture, persona_id=persona_id))


@router.delete("/v1/person/{persona_id}/picture", status_code=HTTPStatus.NO_CONTENT, responses=problems(PersonaNotFound, PersonaArchived))
async def remove_person_picture(persona_id: UUID, caller: CurrentCaller) -> None:
    """Show none any more; a public persona's rating is again that of its text."""
    await caller.call(remove_picture, persona_id=persona_id)


async def _read(request: Request) -> bytes:
    if not request.headers.get("content-type", "").lower().startswith(FORM_TYPE):
        return await request.body()
    most = get_settings().picture_max_bytes + FORM_OVERHEAD
    try:
        form = await MultiPartParser(request.headers, request.stream(), max_files=1, max_fields=1, max_part_size=most).parse()
    except (MultiPartException, ValueError, KeyError) as error:
        raise RequestInvalid([FieldProblem(pointer="", detail="The form cannot be read.")]) from error
    try:
        part = form.get(FILE)
        if not isinstance(part, UploadFile):
            raise RequestInvalid([FieldProblem(pointer=f"/{FILE}", detail="The picture is missing: a part with a file name.")])
        return await part.read()
    finally:
        await form.close()
