"""What visitors do on a public page: like, remix, report. Forms, each answered with a way on.

A script asks for JSON instead, and shows the change before it is answered (`assets/js/public.js`).
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from persona_app.accounts.schemas import Actor
from persona_app.core.config import get_settings
from persona_app.gallery.services.liking import like, unlike
from persona_app.gallery.services.remixing import remix
from persona_app.publishing.reports import ReportKind
from persona_app.publishing.services.moderating import report_persona
from persona_app.web import gateway, routes, session
from persona_app.web.client_address import client_address
from persona_app.web.http.answers import wants_page
from persona_app.web.public.visit import YES

router = APIRouter()
Words = Annotated[str, Form(max_length=4000)]
Flag = Annotated[str, Form(max_length=10)]
Address = Annotated[str, Form(max_length=2000)]


@router.post(routes.LIKE)
async def post_like(request: Request, slug: str, undo: Flag = "", then: Address = "") -> Response:
    """Like it, or take that back; the same twice is once. `then` is the page that it was pressed on, if another one."""
    actor = await _find_actor(request)
    if actor is None:
        return _to_login(request, slug, then=then)
    liked = await gateway.call(unlike if undo == YES else like, actor=actor, slug=slug)
    if not wants_page(request):
        return JSONResponse({"count": liked.count, "is_liked": liked.is_liked}, headers={"Cache-Control": "no-store"})
    here = routes.public_page(slug) + (f"?liked={YES}" if liked.is_liked else "")
    return RedirectResponse(routes.local_path(then, otherwise=here), HTTPStatus.SEE_OTHER)


@router.post(routes.REMIX)
async def post_remix(request: Request, slug: str) -> Response:
    """Make a persona of their own that begins as a copy, and go to it."""
    actor = await _find_actor(request)
    if actor is None:
        return _to_login(request, slug)
    made = await gateway.call(remix, actor=actor, slug=slug)
    return RedirectResponse(routes.persona(made.id), HTTPStatus.SEE_OTHER)


@router.post(routes.REPORT)
async def post_report(request: Request, slug: str, kind: Annotated[ReportKind, Form()], words: Words = "") -> Response:
    """Tell the operator; nobody needs an account for it."""
    address = client_address(request.client.host if request.client else "", request.headers, trusted=get_settings().trusted_proxies)
    actor = await _find_actor(request)
    await gateway.call(report_persona, slug=slug, kind=kind, words=words, address=address, actor=actor)
    return RedirectResponse(f"{routes.public_page(slug)}?reported={YES}#report", HTTPStatus.SEE_OTHER)


async def _find_actor(request: Request) -> Actor | None:
    return await session.actor_of(request.headers.get("cookie", ""))


def _to_login(request: Request, slug: str, *, then: str = "") -> Response:
    target = routes.login(then=routes.local_path(then, otherwise=routes.public_page(slug)))
    if wants_page(request):
        return RedirectResponse(target, HTTPStatus.SEE_OTHER)
    return JSONResponse({"login": target}, HTTPStatus.UNAUTHORIZED)
