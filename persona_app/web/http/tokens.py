"""Making an API token. Its secret is in this one answer: a page's state is kept on disk, so it never goes there."""

from datetime import timedelta
from html import escape
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.tokens import create_token
from persona_app.core.clock import now
from persona_app.web import gateway, routes
from persona_app.web.http.answers import wants_page
from persona_app.web.http.guard import actor_of

router = APIRouter()

Days = Literal["", "7", "30", "90", "365"]
UNKEPT = {"Cache-Control": "no-store"}


@router.post(routes.MAKE_TOKEN)
async def post_token(
    request: Request,
    actor: Annotated[Actor, Depends(actor_of)],
    name: Annotated[str, Form(max_length=1000)] = "",
    days: Annotated[Days, Form()] = "30",
    read: Annotated[str, Form(max_length=10)] = "",
    write: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """The new token and its name."""
    scopes = [scope for scope, is_wanted in (("read", read), ("write", write)) if is_wanted]
    expires_at = now() + timedelta(days=int(days)) if days else None
    made = await gateway.call(create_token, actor=actor, name=name, scopes=scopes, expires_at=expires_at)
    if wants_page(request):
        page = f"<!doctype html><html lang=en><title>Token</title><p>Copy it now, it is shown only once: <code>{escape(made.token)}</code>"
        return HTMLResponse(page, status_code=HTTPStatus.CREATED, headers=UNKEPT)
    return JSONResponse({"token": made.token, "name": made.view.name}, status_code=HTTPStatus.CREATED, headers=UNKEPT)
