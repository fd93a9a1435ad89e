"""For operators: what visitors reported, settled; public personas hidden and shown again."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from persona_app.api.dependencies import CurrentCaller, Cursor, GuardedRoute, Limit
from persona_app.api.openapi import WITH_BODY, problems
from persona_app.core.paging import CursorInvalid, Page
from persona_app.publishing.errors import ModeratorNeeded, PublicationNotFound, ReasonMissing, ReportNotFound
from persona_app.publishing.reports import ReportView
from persona_app.publishing.services.moderating import (
    MOST_REASON_CHARACTERS,
    dismiss_report,
    hide_publication,
    list_reports,
    unhide_publication,
)

router = APIRouter(route_class=GuardedRoute, tags=["moderation"])


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReportPatch(_Sent):
    """A report that needs nothing done."""

    is_settled: Literal[True]


class Moderation(_Sent):
    """Hide a public persona from everybody, or show it again; its owner reads the reason."""

    is_hidden: bool = Field(strict=True)
    reason: str = Field(max_length=MOST_REASON_CHARACTERS * 4)


@router.get("/v1/reports", responses=problems(ModeratorNeeded, CursorInvalid))
async def list_visitor_reports(
    caller: CurrentCaller,
    settled: Annotated[bool, Query(description="Those that are settled, in place of those that wait.")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ReportView]:
    """What visitors told about public personas, newest first."""
    return await caller.call(list_reports, is_settled=settled, limit=limit, cursor=cursor)


@router.patch("/v1/reports/{report_id}", status_code=HTTPStatus.NO_CONTENT, responses=problems(*WITH_BODY, ModeratorNeeded, ReportNotFound))
async def settle_visitor_report(report_id: UUID, _patch: ReportPatch, caller: CurrentCaller) -> None:
    """Settle a report without hiding anything; again does nothing."""
    await caller.call(dismiss_report, report_id=report_id)


@router.patch(
    "/v1/moderation/{persona_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(*WITH_BODY, ModeratorNeeded, PublicationNotFound, ReasonMissing),
)
async def moderate_persona(persona_id: UUID, moderation: Moderation, caller: CurrentCaller) -> None:
    """Hide it, which settles its reports, or show it again; the same twice is once."""
    service = hide_publication if moderation.is_hidden else unhide_publication
    await caller.call(service, persona_id=persona_id, reason=moderation.reason)
