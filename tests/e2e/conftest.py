"""A real browser, and the program as an operator starts it."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.factories.accounts import PASSWORD
from tests.serving import Studio, build_pages, make_home, remove
from tools import browser as browsers

SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1440, "height": 900}}

expect.set_options(timeout=15_000)  # as long as an action may take: two cores serve, build, and drive two browsers


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: the browser's driver holds an event loop, beside which asynchronous tests can't run theirs."""
    items.sort(key=lambda item: "e2e" in item.path.parts)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, Playwright's own or the system's."""
    program = browsers.find()
    assert program, browsers.ADVICE
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def studio() -> Iterator[Studio]:
    """One running installation for the browser tests of this run; each test makes its own accounts."""
    build_pages()
    home = make_home()
    running = Studio(home).wait_until_ready()
    yield running
    running.stop()
    remove(home)


@pytest.fixture(params=["desk"])
def context(request: pytest.FixtureRequest, browser: Browser, studio: Studio) -> Iterator[BrowserContext]:
    """A browser without history; `@pytest.mark.parametrize("context", ["phone"], indirect=True)` makes it a phone's."""
    opened = browser.new_context(base_url=studio.url, viewport=SIZES[request.param])
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab; the test fails when a script in it does."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    assert errors == []


@pytest.fixture
def sign_up(page: Page) -> Callable[[], str]:
    """Registers somebody new by the form, and returns the handle."""

    def register() -> str:
        handle = f"reader-{uuid4().hex[:8]}"
        page.goto("/register")
        page.get_by_label("E-mail").fill(f"{handle}@example.com")
        page.get_by_label("Handle").fill(handle)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Create the account").click()
        page.get_by_role("heading", name="Your personas").wait_for()
        return handle

    return register
