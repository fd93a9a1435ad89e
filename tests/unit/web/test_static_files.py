"""What may be kept, and for how long."""

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from persona_app.web.static_files import A_DAY, FOREVER, REVALIDATE, with_cache_headers


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
