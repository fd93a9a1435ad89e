"""What anybody may read at the addresses of public personas. Whatever is kept of it is answered before (`web/public/serving.py`)."""

import asyncio
import re
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse

from persona_app.core.config import get_settings
from persona_app.media.schemas import Size
from persona_app.publishing.schemas import Gone, Lookup, Moved, PublicPersona
from persona_app.publishing.services.picturing import read_file
from persona_app.web import routes
from persona_app.web.agreeing import as_agreed
from persona_app.web.first_paint import REVALIDATED, document, etag_of, page_of, revalidated
from persona_app.web.public import lists
from persona_app.web.public.card import card_of, draw
from persona_app.web.public.character import character_png
from persona_app.web.public.files import as_json, as_markdown
from persona_app.web.public.finding import look_up
from persona_app.web.public.kept import PACKED_LEAST, Kept, packed
from persona_app.web.public.page import ADULT_ONLY, public_page
from persona_app.web.public.serving import PAGES, key_of
from persona_app.web.public.visit import Visit, visit_of
from persona_app.web.session import actor_of

router = APIRouter()
AN_HOUR = "public, max-age=3600"
OWN_EYES = "private, no-cache"
"""For what depends on what this visitor agreed to."""
ADULT_PARAMETER = "adult"
_PART = re.compile(r"[0-9]{1,9}")


@router.get(routes.PUBLIC_MARKDOWN)
async def get_markdown(request: Request, slug: str) -> Response:
    """The persona as Markdown."""
    since, found = PAGES.begin(), await look_up(slug)
    if not isinstance(found, PublicPersona):
        return _no_file(found, routes.PUBLIC_MARKDOWN)
    address = visit_of(request).base + routes.public_page(slug)
    return await _file(request, found, as_markdown(found, address=address), "text/markdown; charset=utf-8", since=since)


@router.get(routes.PUBLIC_JSON)
async def get_json(request: Request, slug: str) -> Response:
    """The persona as JSON."""
    since, found = PAGES.begin(), await look_up(slug)
    if not isinstance(found, PublicPersona):
        return _no_file(found, routes.PUBLIC_JSON)
    return await _file(request, found, as_json(found), "application/json", since=since)


@router.get(routes.PUBLIC_CHARACTER)
async def get_character(request: Request, slug: str) -> Response:
    """The persona as a character card: a picture with V2 and V3 in it."""
    since, found = PAGES.begin(), await look_up(slug)
    if not isinstance(found, PublicPersona):
        return _no_file(found, routes.PUBLIC_CHARACTER)
    if found.is_adult and not await _agreed(request, found):
        return _closed()
    return await _file(request, found, await asyncio.to_thread(_character, found), "image/png", since=since)


@router.get(routes.PUBLIC_CARD)
async def get_card(request: Request, slug: str) -> Response:
    """The picture for previews."""
    since, found = PAGES.begin(), await look_up(slug)
    if not isinstance(found, PublicPersona):
        return _no_file(found, routes.PUBLIC_CARD)
    drawn = await asyncio.to_thread(_draw, found)
    response = Response(
        drawn, media_type="image/png", headers={"Cache-Control": REVALIDATED, "Cross-Origin-Resource-Policy": "cross-origin"}
    )
    return _kept(request, response, found.persona_id, since=since)


@router.get(routes.PUBLIC_FIRST_PAINT)
async def get_page(request: Request, slug: str) -> Response:
    """The page, as finished HTML."""
    since, found = PAGES.begin(), await look_up(slug)
    visit = await _visit(request, found)
    page = public_page(found, visit)
    if page.moved_to:
        return _moved(routes.public_page(page.moved_to))
    headers = {"Cache-Control": OWN_EYES if _depends_on_visitor(found, visit) else REVALIDATED, "Vary": "Accept-Encoding"}
    response = page_of(document(title=page.title, head=page.head, body=page.body), status=page.status, headers=headers)
    return _kept(request, response, page.persona_id, since=since) if page.is_kept and page.persona_id else revalidated(request, response)


@router.get(routes.SITEMAP)
async def get_sitemap(request: Request) -> Response:
    """The index of the sitemaps."""
    return Response(await lists.sitemap_index(visit_of(request).base), media_type="application/xml", headers={"Cache-Control": AN_HOUR})


@router.get(routes.SITEMAP_PART)
async def get_sitemap_part(request: Request, number: str) -> Response:
    """Up to 50,000 addresses."""
    part = await lists.sitemap_part(visit_of(request).base, number=int(number)) if _PART.fullmatch(number) else None
    if part is None:
        return PlainTextResponse("There is no such part.\n", HTTPStatus.NOT_FOUND)
    return StreamingResponse(part, media_type="application/xml", headers={"Cache-Control": AN_HOUR})


@router.get(routes.ROBOTS)
async def get_robots(request: Request) -> Response:
    """What crawlers may read."""
    return PlainTextResponse(lists.robots(visit_of(request).base), headers={"Cache-Control": AN_HOUR})


@router.get(routes.FEED)
async def get_feed(request: Request) -> Response:
    """New personas, for feed readers."""
    written = (await lists.feed(visit_of(request).base)).encode()
    return revalidated(request, Response(written, media_type="application/atom+xml; charset=utf-8", headers={"Cache-Control": REVALIDATED}))


def _draw(found: PublicPersona) -> bytes:
    picture = (
        read_file(get_settings(), sha256=found.picture_sha256, size=Size.MEDIUM) if found.picture_sha256 and not found.is_adult else None
    )
    return draw(card_of(found, picture=picture))


def _depends_on_visitor(found: object, visit: Visit) -> bool:
    return isinstance(found, PublicPersona) and (found.is_adult or visit.has_liked or visit.has_reported)


async def _file(request: Request, found: PublicPersona, content: bytes, media_type: str, *, since: int) -> Response:
    """Explicit content only for those who agreed to it, on the page or by `?adult=yes`."""
    if found.is_adult and not await _agreed(request, found):
        return _closed()
    ending = request.url.path.rpartition(".")[2]
    page = visit_of(request).base + routes.public_page(found.slug)
    headers = {
        "Cache-Control": OWN_EYES if found.is_adult else REVALIDATED,
        "Content-Disposition": f'inline; filename="{found.slug}.{ending}"',
        "Link": f'<{page}>; rel="canonical"',
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        **({"X-Robots-Tag": "noindex"} if found.is_adult or found.visibility != "public" else {}),
    }
    response = Response(content, media_type=media_type, headers=headers)
    return revalidated(request, response) if found.is_adult else _kept(request, response, found.persona_id, since=since)


def _closed() -> Response:
    return PlainTextResponse(f"{ADULT_ONLY} Add ?adult=yes to say that you want to see it.\n", HTTPStatus.FORBIDDEN)


def _character(found: PublicPersona) -> bytes:
    picture = read_file(get_settings(), sha256=found.picture_sha256, size=Size.MEDIUM) if found.picture_sha256 else None
    return character_png(found, picture=picture)


async def _agreed(request: Request, found: PublicPersona) -> bool:
    return request.query_params.get(ADULT_PARAMETER) == "yes" or (await _visit(request, found)).is_adult


async def _visit(request: Request, found: Lookup) -> Visit:
    """The visit; whose session it is, is asked only where the page is behind the gate."""
    is_gated = isinstance(found, PublicPersona) and found.is_adult
    return await as_agreed(visit_of(request), found, await actor_of(request.headers.get("cookie", "")) if is_gated else None)


def _no_file(found: Moved | Gone | None, pattern: str) -> Response:
    if isinstance(found, Moved):
        return _moved(pattern.format(slug=found.slug))
    status, said = (HTTPStatus.GONE, "This persona is no longer public.") if found else (HTTPStatus.NOT_FOUND, "There is no persona here.")
    return PlainTextResponse(f"{said}\n", status, headers={"X-Robots-Tag": "noindex", "Cache-Control": "no-cache"})


def _moved(address: str) -> Response:
    """Asked for anew each time: what moved may be withdrawn."""
    return RedirectResponse(address, HTTPStatus.MOVED_PERMANENTLY, headers={"Cache-Control": "no-cache"})


def _kept(request: Request, response: Response, persona_id: UUID, *, since: int) -> Response:
    """The answer, kept for the next who asks for the same; 304 for those who have it."""
    if response.status_code != HTTPStatus.OK or request.url.query:
        return revalidated(request, response)
    content = bytes(response.body)
    etag = etag_of(content)
    response.headers["ETag"] = etag
    headers = tuple((name, value) for name, value in response.raw_headers if name != b"content-length")
    is_text = response.media_type != "image/png"
    small = packed(content) if is_text and len(content) >= PACKED_LEAST else b""
    PAGES.keep(key_of(request.scope), Kept(persona_id, content, small, headers, etag), since=since)
    return revalidated(request, response)
