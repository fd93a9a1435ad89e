"""A kept page is answered before everything else, and nobody can tell by its headers."""

from functools import partial
from uuid import UUID

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from persona_app.web.public.kept import Kept, KeptPages
from persona_app.web.public.serving import with_kept_pages_first
from persona_app.web.security_headers import completed, with_security_headers

POLICY = "default-src 'self'"
ADDRESS = "/p/mara-abc123"


@pytest.fixture
def pages() -> KeptPages:
    """Pages of a process that hears of changes."""
    kept = KeptPages()
    kept.heard(is_heard=True)
    return kept


@pytest.fixture
def client(pages: KeptPages) -> TestClient:
    """A site whose own answer says that it was asked."""

    async def made(_request: Request) -> Response:
        return Response("made anew", media_type="text/html", headers={"Cache-Control": "public, no-cache"})

    def watched(app: ASGIApp) -> ASGIApp:
        return app

    site = with_security_headers(Starlette(routes=[Route("/p/{slug}", made)]), pages=POLICY, is_https=True)
    add = partial(completed, pages=POLICY, is_https=True)
    return TestClient(with_kept_pages_first(site, completed=add, watched=watched, pages=pages))


def keep(pages: KeptPages) -> None:
    """The page, as its endpoint keeps it."""
    headers = ((b"cache-control", b"public, no-cache"), (b"content-type", b"text/html; charset=utf-8"), (b"etag", b'W/"1"'))
    page = Kept(persona_id=UUID(int=1), content=b"kept", packed=b"", headers=headers, etag='W/"1"')
    pages.keep(f"http://testserver{ADDRESS}", page, since=pages.begin())


def test_a_kept_page_has_the_headers_of_one_that_was_made(client: TestClient, pages: KeptPages) -> None:
    made = client.get(ADDRESS)
    keep(pages)
    kept = client.get(ADDRESS)
    assert (made.text, kept.text) == ("made anew", "kept")
    assert set(made.headers) <= set(kept.headers)
    differing = {name for name in made.headers if made.headers[name] != kept.headers[name]}
    assert differing == {"content-length"}
    assert kept.headers["content-security-policy"] == POLICY


def test_a_query_a_change_and_another_method_ask_the_site(client: TestClient, pages: KeptPages) -> None:
    keep(pages)
    assert client.get(f"{ADDRESS}?liked=yes").text == "made anew"
    assert client.post(ADDRESS).status_code == 405
    pages.changed(UUID(int=1))
    assert client.get(ADDRESS).text == "made anew"


def test_a_kept_page_that_the_browser_has_is_not_sent(client: TestClient, pages: KeptPages) -> None:
    keep(pages)
    known = client.get(ADDRESS, headers={"If-None-Match": '"other", W/"1"'})
    assert (known.status_code, known.content) == (304, b"")
    assert known.headers["content-security-policy"] == POLICY
