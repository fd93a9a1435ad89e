"""Every page works under its content policy, and what somebody smuggles into one does not run."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from persona_app.web import policy, routes
from tests.e2e.public_personas import Publisher
from tests.e2e.steps import make_persona, register
from tests.faults import fault
from tests.serving import Studio

TEXT = "Odalind Vesper is a glassblower. Odalind is 31 years old. Odalind is afraid of thunderclaps. I love quiet mornings."
LISTEN = """document.addEventListener("securitypolicyviolation", (event) =>
    console.error("VIOLATION " + event.effectiveDirective + " " + event.blockedURI + " " + event.sample))"""
SMUGGLED = """<script>window.smuggled = "a script"</script><script src="https://evil.example/a.js"></script>
<img src="/nothing-here" onerror="window.smuggled = 'an attribute'"><iframe srcdoc="<script>parent.smuggled = 'a frame'</script>"></iframe>
<base href="https://evil.example/"><a id="trap" href="javascript:window.smuggled = 'a link'">here</a></body>"""


@pytest.fixture
def violations(page: Page) -> list[str]:
    """What the browser had to stop so far."""
    said: list[str] = []
    page.add_init_script(LISTEN)
    page.on(
        "console", lambda message: said.append(message.text) if "VIOLATION" in message.text or "Content Security" in message.text else None
    )
    return said


def settled(page: Page) -> None:
    """The page is drawn and its socket has answered."""
    expect(page.get_by_role("main")).to_be_visible()
    page.wait_for_load_state("networkidle")


def test_no_page_breaks_its_policy(page: Page, studio: Studio, violations: list[str]) -> None:
    register(page)
    built = make_persona(page, TEXT)
    expect(page.get_by_role("heading", level=1, name="Odalind Vesper")).to_be_visible(timeout=60_000)
    publisher = Publisher(studio, handle=f"maker{uuid4().hex[:8]}")
    parts = {
        "[persona_id]": built.rstrip("/").rpartition("/")[2],
        "[slug]": publisher.publish("Odalind Vesper")[0],
        "[creator_handle]": publisher.handle,
    }
    visited = []
    for pattern in policy.PAGES:
        address = "/nowhere" if pattern == routes.NOWHERE else pattern
        for part, given in parts.items():
            address = address.replace(part, given)
        for _ in range(2):  # the second time from what the browser kept
            page.goto(address)
            settled(page)
        visited.append(address)
    assert "[" not in "".join(visited), "a page with another argument: fill it in above"
    assert violations == []


def test_the_page_of_a_build_the_evidence_and_a_copy_break_nothing(page: Page, violations: list[str]) -> None:
    register(page)
    make_persona(page, TEXT)
    expect(page.get_by_role("heading", level=1, name="Odalind Vesper")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="glassblower").first.click()
    expect(page.get_by_role("complementary").first).to_be_visible()
    page.goto("/account")
    page.get_by_label("What is it for?").fill("a script")
    page.get_by_role("button", name="Create the token").click()
    expect(page.get_by_role("status").filter(has_text="only this once")).to_be_visible()
    assert violations == []


def test_the_guide_for_programs_breaks_nothing(page: Page, violations: list[str]) -> None:
    page.goto("/v1/docs")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none", "its style was not applied"
    assert violations == []


@fault(
    area="Attackers",
    what="Somebody gets a script, an event attribute, a frame, a base address and a `javascript:` link into a page",
    result="The browser runs none of it, and loads nothing from elsewhere: the content policy lets through only what was built",
)
def test_a_smuggled_script_does_not_run(context: BrowserContext, page: Page, violations: list[str]) -> None:
    def smuggle(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</body>", SMUGGLED))

    context.route("**/login", smuggle)
    page.goto("/login")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.smuggled = `a node`'}))")
    page.evaluate("document.querySelector('#trap')?.click()")
    page.wait_for_function("() => true")
    assert page.evaluate("window.smuggled") is None
    directives = {line.split()[1] for line in violations if line.startswith("VIOLATION")}
    assert {"script-src-elem", "script-src-attr"} <= directives


class _Framing(BaseHTTPRequestHandler):
    """A site whose only page shows the address that its query names in a frame."""

    def do_GET(self) -> None:
        """The page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f'<iframe src="{unquote(self.path.partition("?")[2])}"></iframe>'.encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def elsewhere(studio: Studio) -> Iterator[str]:
    """The address of another site's page, which frames our login."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Framing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/?{quote(studio.url)}/login"
    server.shutdown()
    server.server_close()


@fault(
    area="Attackers",
    what="Another site puts a page into a frame, to steal clicks",
    result="The browser shows no page of ours in a frame",
)
def test_no_page_is_shown_in_a_frame(page: Page, studio: Studio, elsewhere: str) -> None:
    refused: list[str] = []
    page.on("requestfailed", lambda request: refused.append(f"{request.url} {request.failure}"))
    page.goto(elsewhere)
    page.wait_for_load_state("networkidle")
    assert page.frames[1].get_by_role("button", name="Log in").count() == 0
    assert refused == [f"{studio.url}/login net::ERR_BLOCKED_BY_RESPONSE"]


@pytest.fixture
def answers(studio: Studio, page: Page) -> Iterator[dict[str, dict[str, str]]]:
    """The headers of every answer that a visit to the start page brings, by its address."""
    seen: dict[str, dict[str, str]] = {}
    page.on("response", lambda answer: seen.update({answer.url.removeprefix(studio.url): answer.headers}))
    page.goto("/")
    settled(page)
    yield seen


def test_every_file_of_a_page_carries_the_headers(answers: dict[str, dict[str, str]]) -> None:
    assert any(address.startswith("/assets/") for address in answers)
    bare = [address for address, headers in answers.items() if not {"content-security-policy", "x-content-type-options"} <= set(headers)]
    assert bare == []
