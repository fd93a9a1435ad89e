"""Files of other programs: a file becomes a person, and a person a file."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from persona_app.accounts.schemas import Actor
from persona_app.api.arriving import FILE, Arrived, arriving
from persona_app.api.dependencies import BYTES_TYPE, FORM_TYPE, CurrentCaller, GuardedRoute, fingerprint_of
from persona_app.api.openapi import POSTS, problems
from persona_app.api.posting import CurrentOnce
from persona_app.api.using import counted
from persona_app.core.config import get_settings
from persona_app.ingestion.errors import FileTooLarge
from persona_app.interchange.big_archives import is_archive_of_files
from persona_app.interchange.bulk import BatchView
from persona_app.interchange.draft import Format, LossReport
from persona_app.interchange.errors import FormatReadOnly, ImportRefused, ImportTooLarge
from persona_app.interchange.preparing import Original
from persona_app.interchange.reading import read_apart
from persona_app.interchange.services.exporting import export_persona
from persona_app.interchange.services.importing import Imported, OnSame, import_persona
from persona_app.interchange.services.receiving import add_part, begin_import, open_import
from persona_app.personas.errors import PersonaArchived, PersonaNotFound, VersionNotFound
from persona_app.personas.services.labelling import LATEST
from persona_app.personas.studio_schemas import UseKind

router = APIRouter(route_class=GuardedRoute, tags=["exchange"])
MOST_IN_HEADER = 20
_FORM = {"type": "object", "properties": {FILE: {"type": "string", "format": "binary"}}, "required": [FILE]}
_BYTES = {"schema": {"type": "string", "format": "binary"}}
BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {"application/octet-stream": _BYTES, FORM_TYPE: {"schema": _FORM}}}}
"""Whatever type is said is taken, or none; the description names one, so that generated clients have no choice to make."""
_ANY_FILE: dict[int | str, dict[str, Any]] = {200: {"description": "The file, as bytes.", "content": {BYTES_TYPE: _BYTES}}}
"""Whatever the format: whoever asked for it knows what it is, and generated clients read one type."""


class ImportAnswer(BaseModel):
    """What became of a file."""

    model_config = ConfigDict(frozen=True)

    id: UUID = Field(description="Of the persona.")
    name: str
    outcome: str = Field(description="`created`, `updated` or `skipped`.")
    format: str = Field(description="What the file is, told by what it holds.")
    losses: LossReport = Field(description="What is in the persona, what is kept aside for exports, what could not be used.")

    @classmethod
    def of(cls, imported: Imported) -> "ImportAnswer":
        """As programs see it."""
        persona = imported.persona
        return cls(id=persona.id, name=persona.name, outcome=imported.outcome, format=imported.format, losses=imported.losses)


ExportedVersion = Annotated[str, Query(max_length=100, description="The version: its number, a label that is on it, or `latest`.")]
Same = Annotated[
    OnSame, Query(description="When the same file, or a persona of the same name, is there: make another, update it, or skip.")
]


FileName = Annotated[
    str, Query(max_length=200, description="Of a file that is the body itself: shown, and a name where the file has none.")
]


@router.post(
    "/v1/imports",
    status_code=HTTPStatus.CREATED,
    responses={
        202: {"model": BatchView, "description": "An archive of many files: they are imported from here on."},
        **problems(*POSTS, FileTooLarge, ImportRefused, ImportTooLarge, PersonaArchived),
    },
    openapi_extra=BODY,
)
async def import_file(
    request: Request, once: CurrentOnce, response: Response, on_same: Same = "keep_both", file_name: FileName = ""
) -> ImportAnswer | BatchView:
    """Make a persona of a card, an agent's file or instructions, sent as the body itself or as the file of a form.

    The format is told by the content. No engine is asked. A ZIP of many files is answered at once with 202, and imported by a job: look at
    `GET /v1/imports/{import_id}`.
    """
    async with arriving(request, file_name=file_name) as arrived:
        fingerprint = fingerprint_of([on_same, arrived.name, arrived.sha256])
        answer = await once.caller.find_answer(route=once.route, key=once.key, fingerprint=fingerprint)
        if answer is None:
            is_many = await run_in_threadpool(is_archive_of_files, arrived.file, name=arrived.name)
            work = await (_receive(arrived, once, on_same) if is_many else _read(arrived, on_same))
            answer = await once.caller.once(work, route=once.route, key=once.key, fingerprint=fingerprint)
    if "losses" in json.loads(answer):
        imported = ImportAnswer.model_validate_json(answer)
        response.headers["Location"] = f"/v1/person/{imported.id}"
        return imported
    batch = BatchView.model_validate_json(answer)
    response.status_code = HTTPStatus.ACCEPTED
    response.headers["Location"] = f"/v1/imports/{batch.id}"
    return batch


Work = Callable[[Session, Actor], str]


async def _read(arrived: Arrived, on_same: OnSame) -> Work:
    """One file, read outside of the transaction."""
    most = get_settings().upload_max_bytes
    if arrived.size > most:
        raise FileTooLarge(arrived.name, size=arrived.size, limit=most)
    data = await arrived.read()
    reading = await read_apart(data, file_name=arrived.name)
    original = Original(file_name=arrived.name, data=data)

    def work(session: Session, actor: Actor) -> str:
        imported = import_persona(session, actor=actor, reading=reading, original=original, on_same=on_same)
        return ImportAnswer.of(imported).model_dump_json()

    return work


async def _receive(arrived: Arrived, once: CurrentOnce, on_same: OnSame) -> Work:
    """An archive, kept piece by piece; what is left is to begin."""
    batch = await once.caller.call(open_import, kind="archive", title=arrived.name, on_same=on_same)
    async for piece in arrived.pieces():
        await once.caller.call(add_part, batch_id=batch.id, data=piece)

    def work(session: Session, actor: Actor) -> str:
        return begin_import(session, actor=actor, batch_id=batch.id).model_dump_json()

    return work


@router.get(
    "/v1/person/{persona_id}/export",
    response_class=Response,
    responses={**_ANY_FILE, **problems(PersonaNotFound, VersionNotFound, FormatReadOnly)},
)
async def export_person(
    persona_id: UUID,
    caller: CurrentCaller,
    format: Annotated[Format, Query(description="What to write.")] = Format.CARD_V3,  # noqa: A002
    version: ExportedVersion = LATEST,
) -> Response:
    """A version as a file of another program; the header `X-Persona-Losses` tells, as JSON, what found no place in it."""
    exported = await caller.call(export_persona, persona_id=persona_id, format=format, version=version)
    told = exported.losses.shortened().model_dump(mode="json")["unusable"][:MOST_IN_HEADER]
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(exported.file_name)}",
        "X-Content-Type-Options": "nosniff",
        "X-Persona-Losses": json.dumps(told),
    }
    return counted(Response(exported.data, media_type=BYTES_TYPE, headers=headers), caller, persona_id, UseKind.EXPORT)
