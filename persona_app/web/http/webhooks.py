"""Making a webhook, and a new secret for one. The secret is in this one answer: a page's state is kept on disk, so it never goes there."""

from html import escape
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.events.schemas import EventKind
from persona_app.web import gateway, routes
from persona_app.web.http.answers import wants_page
from persona_app.web.http.guard import actor_of
from persona_app.webhooks.checking import checked_address
from persona_app.webhooks.schemas import NewSecret
from persona_app.webhooks.services.subscribing import create_webhook, rotate_secret

router = APIRouter()
UNKEPT = {"Cache-Control": "no-store"}


@router.post(routes.MAKE_WEBHOOK)
async def post_webhook(
    request: Request,
    actor: Annotated[Actor, Depends(actor_of)],
    url: Annotated[str, Form(max_length=5000)] = "",
    kinds: Annotated[list[EventKind] | None, Form(max_length=200)] = None,
    description: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """The new webhook's secret."""
    checked = await checked_address(url, settings=get_settings())
    made = await gateway.call(create_webhook, actor=actor, url=checked, kinds=kinds or (), description=description)
    return _shown_once(request, made)


@router.post(routes.WEBHOOK_SECRET)
async def post_webhook_secret(request: Request, webhook_id: UUID, actor: Annotated[Actor, Depends(actor_of)]) -> Response:
    """Another secret for a webhook; for a day the old one signs too."""
    return _shown_once(request, await gateway.call(rotate_secret, actor=actor, webhook_id=webhook_id))


def _shown_once(request: Request, made: NewSecret) -> Response:
    if wants_page(request):
        page = (
            f"<!doctype html><html lang=en><title>Secret</title><p>Copy it now, it is shown only once: <code>{escape(made.secret)}</code>"
        )
        return HTMLResponse(page, status_code=HTTPStatus.CREATED, headers=UNKEPT)
    return JSONResponse({"token": made.secret, "name": made.webhook.url}, status_code=HTTPStatus.CREATED, headers=UNKEPT)
