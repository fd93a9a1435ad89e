"""Registering, logging in and out: plain form posts, answered with 303, so that the page and its socket come back with the cookie."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse

from persona_app.accounts.schemas import OpenedSession
from persona_app.accounts.services.logging_in import log_in, log_out
from persona_app.accounts.services.registering import register
from persona_app.core.config import get_settings
from persona_app.core.errors import AppError
from persona_app.web import gateway, routes, session
from persona_app.web.client_address import client_address
from persona_app.web.form_notes import FormNote, clear_note, set_note

router = APIRouter()

FIELDS: Mapping[str, str] = {
    "email_invalid": "email",
    "email_taken": "email",
    "handle_invalid": "handle",
    "handle_taken": "handle",
    "password_too_weak": "password",
}
"""At which field an error is shown; others concern the whole form."""

Text = Annotated[str, Form(max_length=1000)]
Next = Annotated[str, Form(alias="next", max_length=1000)]


@router.post(routes.LOG_IN)
async def post_login(request: Request, email: Text = "", password: Text = "", then: Next = "") -> RedirectResponse:
    """Open a session, always with a new token."""
    try:
        opened = await _open_session(request, email=email, password=password)
    except AppError as error:
        return _back(routes.LOGIN, error, then=then, typed={"email": email})
    return _signed_in(opened, then=then)


@router.post(routes.SIGN_UP)
async def post_register(request: Request, email: Text = "", handle: Text = "", password: Text = "", then: Next = "") -> RedirectResponse:
    """Make an account and log in to it."""
    try:
        await gateway.identify(register, email=email, handle=handle, password=password)
        opened = await _open_session(request, email=email, password=password)
    except AppError as error:
        return _back(routes.REGISTER, error, then=then, typed={"email": email, "handle": handle})
    return _signed_in(opened, then=then)


@router.post(routes.LOG_OUT)
async def post_logout(request: Request) -> RedirectResponse:
    """End the session; harmless without one."""
    token = session.token_in(request.headers.get("cookie", ""))
    if token:
        await gateway.identify(log_out, token=token)
    response = RedirectResponse(routes.GALLERY, status_code=303)
    session.clear_cookies(response)
    return response


async def _open_session(request: Request, *, email: str, password: str) -> OpenedSession:
    address = client_address(request.client.host if request.client else "", request.headers, trusted=get_settings().trusted_proxies)
    old = session.token_in(request.headers.get("cookie", ""))
    return await gateway.identify(log_in, email=email, password=password, address=address, replaces=old)


def _signed_in(opened: OpenedSession, *, then: str) -> RedirectResponse:
    response = RedirectResponse(routes.local_path(then), status_code=303)
    session.set_cookies(response, opened)
    clear_note(response)
    return response


def _back(page: str, error: AppError, *, then: str, typed: Mapping[str, str]) -> RedirectResponse:
    query = {"error": error.code} | ({"next": routes.local_path(then)} if then else {})
    response = RedirectResponse(f"{page}?{urlencode(query)}", status_code=303)
    set_note(response, FormNote(form=page, field=FIELDS.get(error.code, ""), sentence=error.sentence, typed=dict(typed)))
    return response
