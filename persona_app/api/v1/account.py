"""The account itself: its trail, everything about it as an archive, and its end."""

import asyncio
import re
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field
from sqlmodel import Session

from persona_app.accounts.errors import LastOperator, PasswordWrong, TooManyAttempts
from persona_app.accounts.schemas import Actor
from persona_app.api.dependencies import CurrentCaller, Cursor, GuardedRoute, Limit
from persona_app.api.openapi import problems
from persona_app.api.visiting import address_of
from persona_app.core.config import get_settings
from persona_app.core.paging import CursorInvalid, Page
from persona_app.events.schemas import EventKind, EventView, TrailQuery
from persona_app.events.services.listing import list_events
from persona_app.privacy.clearing import clear_after
from persona_app.privacy.erasing import confirm_and_erase
from persona_app.privacy.exporting import export_account, file_name, note_export

router = APIRouter(route_class=GuardedRoute, tags=["account"])
_ARCHIVE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A ZIP archive, written while it is sent.",
        "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
    }
}

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _written_as_moment(said: object) -> object:
    """A bare number, also one below zero, is no moment, though pydantic takes it for seconds since 1970."""
    if isinstance(said, str) and not _DAY.match(said):
        raise ValueError("give a date and a time with its zone, as RFC 3339 writes them")
    return said


Moment = Annotated[AwareDatetime, BeforeValidator(_written_as_moment)]
Since = Annotated[Moment | None, Query(alias="from", description="Not before this moment, with its zone.")]
Until = Annotated[Moment | None, Query(alias="to", description="Before this moment, with its zone.")]


class Confirmation(BaseModel):
    """What is asked again before an account is erased."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    password: str = Field(max_length=1000, description="Of the account, once more: a token alone erases nothing.")


@router.get("/v1/events", responses=problems(CursorInvalid))
async def list_account_events(
    caller: CurrentCaller,
    kind: EventKind | None = None,
    persona: Annotated[UUID | None, Query(description="Of this person; also after it was deleted.")] = None,
    since: Since = None,
    until: Until = None,
    q: Annotated[str, Query(max_length=200, description="Words that an event was recorded with, or that its kind is called by.")] = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[EventView]:
    """What happened to what is yours, newest first."""
    wanted = TrailQuery(kind=kind, persona_id=persona, since=since, until=until, text=q)
    return await caller.call(list_events, wanted=wanted, limit=limit, cursor=cursor)


@router.get("/v1/account/export", response_class=StreamingResponse, responses={**_ARCHIVE, **problems()})
async def export_everything(caller: CurrentCaller) -> Response:
    """Everything about the account as an archive that a person can read: persons as our own JSON, texts, files, pictures, the trail."""
    actor = await caller.call(_exporting)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file_name(actor))}", "X-Accel-Buffering": "no"}
    return StreamingResponse(export_account(actor=actor, settings=get_settings()), media_type="application/zip", headers=headers)


@router.post(
    "/v1/account/erasure",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=problems(PasswordWrong, TooManyAttempts, LastOperator),
)
async def erase_everything(body: Confirmation, caller: CurrentCaller, request: Request) -> Response:
    """Erase the account with everything that is its own, at once and for good; the token is refused from here on."""
    erased = await caller.call(confirm_and_erase, password=body.password, address=address_of(request))
    await asyncio.to_thread(clear_after, erased, settings=get_settings())
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _exporting(session: Session, *, actor: Actor) -> Actor:
    note_export(session, actor=actor)
    return actor
