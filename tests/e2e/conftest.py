"""A real browser, and the program as an operator starts it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.serving import Studio, build_pages, make_home, remove
from tools import browser as browsers


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
