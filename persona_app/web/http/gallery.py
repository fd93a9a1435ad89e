"""The gallery, what somebody likes, and creators' pages: whole, and their content alone for the script that goes on from there."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from markupsafe import Markup

from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.preferring import prefer
from persona_app.core.config import get_settings
from persona_app.core.errors import AppError
from persona_app.gallery.schemas import LONGEST_QUERY
from persona_app.gallery.services.suggesting import suggest
from persona_app.web import gateway, routes, session
from persona_app.web.agreeing import wants_adult
from persona_app.web.compression import compressed
from persona_app.web.first_paint import link, meta, page_response
from persona_app.web.http.answers import status_of
from persona_app.web.prerendered import filled
from persona_app.web.public.gallery import page
from persona_app.web.public.gallery.query import GalleryQuery
from persona_app.web.public.gallery.reading import Asked, read_creator, read_gallery, read_liked
from persona_app.web.public.plain import one_line
from persona_app.web.public.visit import ADULT_COOKIE, YES, base_of

router = APIRouter()

FRESH = {"Cache-Control": "private, no-store", "Vary": "Cookie"}
"""It depends on who asks, and the way back must show what was liked meanwhile."""
A_YEAR = 365 * 24 * 3600
After = Annotated[str, Query(max_length=500)]


@router.get(routes.GALLERY)
async def get_gallery(request: Request) -> Response:
    """The gallery as a page."""
    head = link(rel="canonical", href=base_of(request) + routes.GALLERY)
    if GalleryQuery.read(request.url.query).is_narrowed:
        head += meta(name="robots", content="noindex, follow")
    try:
        content, status = await _gallery(request), HTTPStatus.OK
    except AppError as error:
        content, status = page.failed(error.sentence, again=_here(request)), status_of(error)
    return _fresh(request, filled("index.html", content, title="Persona Studio", head=head), status)


@router.get(routes.GALLERY_PART)
async def get_gallery_part(request: Request, after: After = "") -> Response:
    """Its content, or only the cards behind a cursor."""
    return _fresh(request, await _gallery(request, after=after))


@router.get(routes.LIKED)
async def get_liked(request: Request) -> Response:
    """What the account likes, as a page; whoever is not logged in is led to the log-in."""
    try:
        content = await _liked(request)
    except session.SignedOut:
        return RedirectResponse(routes.login(then=_here(request)), HTTPStatus.SEE_OTHER)
    return _fresh(request, filled("liked.html", content, title="Liked · Persona Studio"))


@router.get(routes.LIKED_PART)
async def get_liked_part(request: Request, after: After = "") -> Response:
    """Its content, or only the cards behind a cursor."""
    return _fresh(request, await _liked(request, after=after))


@router.get(routes.CREATOR_FIRST_PAINT)
async def get_creator(request: Request, creator_handle: str) -> Response:
    """A creator's page; 404 when nobody has published anything under this handle."""
    content = await _creator(request, creator_handle)
    if content is None:
        head = meta(name="robots", content="noindex")
        return await page_response(request, title="Nobody here · Persona Studio", head=head, body=page.nobody_here(), status=404)
    name = one_line(creator_handle, most=60)
    head = link(rel="canonical", href=base_of(request) + routes.creator(creator_handle))
    head += meta(name="description", content=f"Personas that {name} has published, each with the words it rests on.")
    answer = await page_response(request, title=f"{name} · Persona Studio", head=head, body=content, headers=FRESH)
    return compressed(request, answer)


@router.get(routes.CREATOR_PART)
async def get_creator_part(request: Request, creator_handle: str, after: After = "") -> Response:
    """Its content, or only the cards behind a cursor."""
    content = await _creator(request, creator_handle, after=after)
    return _fresh(request, content or page.nobody_here(), HTTPStatus.OK if content else HTTPStatus.NOT_FOUND)


@router.get(routes.SUGGESTIONS)
async def get_suggestions(request: Request, q: Annotated[str, Query(max_length=LONGEST_QUERY)] = "") -> Response:
    """What somebody who has typed this far may mean."""
    found = await gateway.call(suggest, prefix=q, adult=await wants_adult(_cookie(request), await _actor(request)))
    return JSONResponse([one.model_dump() for one in found], headers=FRESH)


@router.post(routes.ADULT_CONTENT)
async def post_adult_content(
    request: Request, wanted: Annotated[str, Form(max_length=3)], then: Annotated[str, Form(max_length=2_000)] = routes.GALLERY
) -> Response:
    """Show adult content, or hide it: kept with the account, or in the browser of whoever has none."""
    is_wanted = wanted == "yes"
    answer = RedirectResponse(routes.local_path(then, otherwise=routes.GALLERY), HTTPStatus.SEE_OTHER)
    actor = await _actor(request)
    if actor is None:
        _remember_adult(answer, is_wanted=is_wanted)
    else:
        await gateway.call(prefer, actor=actor, shows_adult=is_wanted)
    return answer


def _fresh(request: Request, html: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return compressed(request, HTMLResponse(html, status, headers=FRESH))


def _remember_adult(answer: Response, *, is_wanted: bool) -> None:
    """Asked once: the browser keeps the visitor's word for a year, or forgets it."""
    settings = get_settings()
    if is_wanted:
        answer.set_cookie(ADULT_COOKIE, YES, max_age=A_YEAR, path="/", secure=session.is_secure(settings), httponly=True, samesite="lax")
    else:
        answer.delete_cookie(ADULT_COOKIE, path="/", secure=session.is_secure(settings), httponly=True, samesite="lax")


async def _gallery(request: Request, *, after: str = "") -> Markup:
    actor = await _actor(request)
    asked = await _asked(request, actor, path=routes.GALLERY, after=after)
    return page.gallery(await gateway.call(read_gallery, actor=actor, asked=asked))


async def _liked(request: Request, *, after: str = "") -> Markup:
    actor = await session.actor_of_request(request)
    asked = await _asked(request, actor, path=routes.LIKED, after=after)
    return page.liked(await gateway.call(read_liked, actor=actor, asked=asked))


async def _creator(request: Request, handle: str, *, after: str = "") -> Markup | None:
    actor = await _actor(request)
    asked = await _asked(request, actor, path=routes.creator(handle), after=after)
    view = await gateway.call(read_creator, actor=actor, asked=asked, handle=handle)
    return page.creator(view, handle) if view else None


async def _actor(request: Request) -> Actor | None:
    return await session.actor_of(_cookie(request))


async def _asked(request: Request, actor: Actor | None, *, path: str, after: str) -> Asked:
    """`path` is the page's, also when its content alone is asked for."""
    query = GalleryQuery.read(request.url.query)
    return Asked(query=query, path=path, after=after, wants_adult=await wants_adult(_cookie(request), actor))


def _cookie(request: Request) -> str:
    return request.headers.get("cookie", "")


def _here(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
