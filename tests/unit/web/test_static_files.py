"""What may be kept, and for how long."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from persona_app.web import routes
from persona_app.web.pages.registry import PAGES
from persona_app.web.static_files import A_DAY, FOREVER, REVALIDATE, with_cache_headers, with_plain_addresses


def client() -> TestClient:
    """A small site: a page, a hashed file, a font, an answer with a policy of its own, and a form."""

    def file(kind: str, **headers: str):
        return lambda _request: Response(b"x", media_type=kind, headers=headers)

    routes = [
        Route("/", lambda _request: HTMLResponse("<p>")),
        Route("/assets/app-1a2b.js", file("text/javascript")),
        Route("/face.woff2", file("font/woff2")),
        Route("/own", file("text/html", **{"cache-control": "private, max-age=5"})),
        Route("/data", file("application/json")),
        Route("/form", lambda _request: HTMLResponse("ok"), methods=["POST"]),
        Route("/assets/page", lambda _request: HTMLResponse("<p>")),
    ]
    return TestClient(with_cache_headers(Starlette(routes=routes)))


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/", REVALIDATE),
        ("/assets/app-1a2b.js", FOREVER),
        ("/face.woff2", A_DAY),
        ("/own", "private, max-age=5"),
        ("/data", None),
        ("/assets/page", REVALIDATE),
        ("/assets/gone-1a2b.js", None),
    ],
)
def test_each_kind_gets_its_policy(path: str, policy: str | None) -> None:
    assert client().get(path).headers.get("cache-control") == policy


def test_answers_to_forms_are_left_alone() -> None:
    assert "cache-control" not in client().post("/form").headers


def test_a_page_is_served_without_a_redirect_at_its_own_address_and_with_a_slash(tmp_path: Path) -> None:
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "index.html").write_text("<p>register")
    files = Starlette(routes=[Mount("/", StaticFiles(directory=tmp_path, html=True))])
    client = TestClient(with_plain_addresses(files, pages={"/register"}), follow_redirects=False)
    for address in ("/register", "/register/", "/register?next=%2Faccount"):
        answer = client.get(address)
        assert (answer.status_code, answer.text) == (200, "<p>register"), address
    assert client.head("/register").status_code == 200


def test_every_page_of_a_fixed_address_is_served_plainly() -> None:
    filled_by_the_server = {routes.LIKED}
    assert {page.route for page in PAGES if "[" not in page.route} - {routes.NOWHERE} - filled_by_the_server == routes.FIXED_PAGES
