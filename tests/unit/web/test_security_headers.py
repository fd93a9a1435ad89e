"""What every answer forbids, and that the built pages still run under it."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from persona_app.api.reference import CONTENT_POLICY
from persona_app.web.http.downloads import OWN_EYES
from persona_app.web.security_headers import HEADERS, NOT_A_PAGE, built_pages, inline_in, page_policy, with_security_headers

PAGE = (
    '<html><script>boot()</script><script src="/js/page.js"></script><style>.a{fill:red}</style>'
    '<p>if (a < b) <script\n>two("&amp;")</script>'
)
OTHER = "<script>boot()</script><script type=module>go()</script>"


WEB = Path(__file__).resolve().parents[3] / "persona_app" / "web"


def named(text: str) -> str:
    """A text as Content Security Policy Level 3 names it, reckoned without the code under test."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def directives(policy: str) -> dict[str, list[str]]:
    """The policy taken apart."""
    return {name: sources for name, *sources in (one.split() for one in policy.split(";"))}


def site(*, is_https: bool = False) -> TestClient:
    """A small site with answers of several kinds."""

    def not_modified(_request: Request) -> Response:
        return Response(status_code=304)

    def broken(_request: Request) -> Response:
        raise RuntimeError("broken")

    own = {"Content-Security-Policy": "sandbox", "Referrer-Policy": "no-referrer"}
    routes = [
        Route("/", lambda _request: HTMLResponse(PAGE)),
        Route("/data", lambda _request: JSONResponse({})),
        Route("/own", lambda _request: HTMLResponse(PAGE, headers=own)),
        Route("/same", not_modified),
        Route("/broken", broken),
    ]
    wrapped = with_security_headers(Starlette(routes=routes), pages=page_policy([PAGE]), is_https=is_https)
    return TestClient(wrapped, raise_server_exceptions=False)


def test_each_inline_text_is_found_verbatim_when_a_page_holds_several() -> None:
    scripts, styles = inline_in([PAGE, OTHER])
    assert scripts == {"boot()", 'two("&amp;")', "go()"}
    assert styles == {".a{fill:red}"}


def test_only_the_inline_texts_of_our_pages_are_let_through() -> None:
    allowed = directives(page_policy([PAGE, OTHER]))
    assert set(allowed["script-src"]) == {"'self'", named("boot()"), named('two("&amp;")'), named("go()")}
    assert set(allowed["style-src"]) == {"'self'", named(""), named(".a{fill:red}")}


def test_nothing_is_let_through_by_kind_or_from_elsewhere() -> None:
    for policy in (page_policy([PAGE]), NOT_A_PAGE):
        assert not re.search(r"unsafe-|\*|https?:|wss?:|data:|blob:|strict-dynamic", policy)


def test_what_no_page_of_ours_needs_is_forbidden() -> None:
    allowed = directives(page_policy([PAGE]))
    forbidden = {"default-src", "base-uri", "frame-ancestors", "object-src"}
    assert {name for name, sources in allowed.items() if sources == ["'none'"]} == forbidden
    assert allowed["form-action"] == allowed["connect-src"] == ["'self'"]


@pytest.mark.parametrize("path", ["/", "/data", "/own", "/same", "/broken", "/nowhere"])
def test_every_answer_carries_every_header_whatever_came_of_it(path: str) -> None:
    answer = site().get(path)
    assert [name for name in (*HEADERS, "Content-Security-Policy") if name not in answer.headers] == []
    assert "strict-transport-security" not in answer.headers


def test_a_page_gets_the_pages_policy_and_a_file_that_of_files() -> None:
    client = site()
    assert client.get("/").headers["content-security-policy"] == page_policy([PAGE])
    assert client.get("/data").headers["content-security-policy"] == NOT_A_PAGE


def test_a_page_that_did_not_change_keeps_its_policy() -> None:
    assert site().get("/same").headers["content-security-policy"] == page_policy([PAGE])


def test_an_answers_own_policy_is_kept() -> None:
    answer = site().get("/own")
    assert (answer.headers["content-security-policy"], answer.headers["referrer-policy"]) == ("sandbox", "no-referrer")


def test_browsers_are_held_to_https_only_when_the_site_is_reached_by_it() -> None:
    assert site(is_https=True).get("/").headers["strict-transport-security"].startswith("max-age=31536000")


@pytest.mark.parametrize("policy", [CONTENT_POLICY, OWN_EYES["Content-Security-Policy"]], ids=["reference", "downloads"])
def test_policies_of_single_answers_are_no_looser(policy: str) -> None:
    allowed = directives(policy)
    assert allowed["default-src"] == allowed["frame-ancestors"] == ["'none'"]
    assert "script-src" not in allowed
    assert "'unsafe-inline'" not in policy


def test_every_built_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "studio").mkdir()
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "studio" / "index.html").write_text(OTHER)
    assert set(built_pages(tmp_path)) == {PAGE, OTHER}


def test_nothing_inline_is_let_through_when_no_page_is_built(tmp_path: Path) -> None:
    assert directives(page_policy(built_pages(tmp_path)))["script-src"] == ["'self'"]


def test_no_page_asks_the_browser_to_evaluate_text() -> None:
    evaluating = re.compile(r"\b(call_script|call_function|run_script|_call_script|rx\.toast|rx\.script\()")
    assert [file.name for file in WEB.rglob("*.py") if file.name != "security_headers.py" and evaluating.search(file.read_text())] == []
