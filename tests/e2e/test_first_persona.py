"""The whole first story in a real browser: register, paste, watch, read a claim's source, add a page, see version 2."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.test_look import barriers
from tests.model_server.stub import StubModelServer
from tests.serving import Studio, build_pages, make_home, remove

LETTER = "Mara Quill is a lighthouse keeper. She is 41 years old. Every evening she writes down the weather."
ABOUT = "Mara Quill lives in Skagen. She looks after the light, as her mother did before her, and talks to nobody before noon. " * 3
ARTICLE = f"<html><head><title>The keeper of Skagen</title></head><body><article><h1>The keeper</h1><p>{ABOUT}</p></article></body></html>"
PASSWORD = "a long passphrase for a keeper"
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


class _Article(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        is_there = self.path == "/keeper"
        self.send_response(200 if is_there else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if is_there:
            self.wfile.write(ARTICLE.encode())

    def log_message(self, *_arguments: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def article() -> Iterator[str]:
    """`host:port` of a site with one page about the person."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Article)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def installation(article: str) -> Iterator[Studio]:
    """An installation that may fetch from exactly that site, and asks a model that takes its time, so that there is progress to watch."""
    build_pages()
    home = make_home()
    with StubModelServer(latency_seconds=0.4) as model:
        settings = {"PERSONA_FETCH_ALLOW": f'["{article}"]', "OPENAI_BASE_URL": model.base_url, "PERSONA_ENGINE": "openai"}
        running = Studio(home, **settings).wait_until_ready()
        yield running
        running.stop()
    remove(home)


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, installation: Studio) -> Iterator[Page]:
    """A fresh browser window at each size."""
    context = browser.new_context(viewport=SIZES[request.param], base_url=installation.url, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def register(page: Page) -> None:
    handle = f"keeper{uuid4().hex[:8]}"
    page.goto("/register")
    page.get_by_label("E-mail").fill(f"{handle}@example.org")
    page.get_by_label("Handle").fill(handle)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("button", name="Account menu").or_(page.get_by_label("Account menu"))).to_be_visible()


def require_accessible(page: Page) -> None:
    """axe finds no barrier, and nothing makes the page wider than the window."""
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def section(page: Page, name: str) -> None:
    """Go to a section of the persona by its rail."""
    page.get_by_role("navigation", name="Persona").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_version_two_comes_when_a_page_is_added_to_what_was_pasted(page: Page, article: str) -> None:
    register(page)
    page.goto("/studio/new")
    page.get_by_label("Text", exact=True).fill(LETTER)
    page.get_by_role("button", name="Build the persona").click()

    progress = page.get_by_role("region", name="Progress")
    expect(progress.get_by_role("progressbar")).to_be_visible()
    expect(progress.get_by_text("Find what they say")).to_be_visible()
    require_accessible(page)
    expect(page.get_by_text("Version 1 is here.")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("heading", level=1, name="Mara Quill")).to_be_visible()

    mark = page.get_by_role("button", name="1 source for “lighthouse keeper”").first
    mark.focus()
    page.keyboard.press("Enter")
    evidence = page.get_by_role("complementary", name="Evidence")
    expect(evidence.get_by_role("mark")).to_contain_text("lighthouse keeper")
    expect(evidence.get_by_role("blockquote")).to_contain_text("She is 41 years old.")
    require_accessible(page)
    page.keyboard.press("Escape")
    expect(evidence.get_by_role("mark")).to_have_count(0)
    expect(mark).to_be_focused()

    section(page, "Data")
    page.get_by_text("Add more").click()
    page.get_by_label("Web address").fill(f"http://{article}/keeper")
    page.get_by_role("button", name="Add and build a new version").click()
    expect(page.get_by_text("Version 2 is here.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Skagen", exact=False).first).to_be_visible()
    require_accessible(page)

    section(page, "Data")
    page.get_by_role("list", name="Data").get_by_role("link", name="The keeper of Skagen").click()
    expect(page.get_by_role("heading", level=1, name="The keeper of Skagen")).to_be_visible()
    expect(page.get_by_text("talks to nobody before noon").first).to_be_visible()
    require_accessible(page)
    for name in ("Versions", "Activity", "Settings"):
        section(page, name)
        expect(page.get_by_role("status", name="Loading")).to_have_count(0)
        require_accessible(page)


def test_a_calm_page_is_shown_when_the_persona_is_another_ones(page: Page) -> None:
    register(page)
    page.goto(f"/studio/{uuid4()}/data")
    expect(page.get_by_role("heading", level=2, name="There is no persona here")).to_be_visible()
    require_accessible(page)
