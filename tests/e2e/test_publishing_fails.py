"""A publication that waits for a model, fails at it, is stopped; and a persona that has nothing to publish yet."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.publishing_steps import LETTER, LONG, built
from tests.e2e.steps import make_persona, register, section
from tests.e2e.test_look import barriers
from tests.faults import fault
from tests.model_server.stub import StubModelServer
from tests.serving import Studio, build_pages, eventually, make_home, remove

ASKED = "Describing"


@pytest.fixture(scope="module")
def server() -> Iterator[StubModelServer]:
    """The model behind the installation."""
    with StubModelServer() as running:
        yield running


@pytest.fixture
def model(server: StubModelServer) -> Iterator[StubModelServer]:
    """The same, healthy, nothing counted yet."""
    server.heal()
    server.forget()
    yield server
    server.heal()


@pytest.fixture(scope="module")
def installation(server: StubModelServer) -> Iterator[Studio]:
    """A running installation that asks that model."""
    build_pages()
    home = make_home()
    running = Studio(home, OPENAI_BASE_URL=server.base_url, PERSONA_ENGINE="openai").wait_until_ready()
    yield running
    running.stop()
    remove(home)


@pytest.fixture
def context(browser: Browser, installation: Studio) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=installation.url)
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


def run(page: Page) -> Locator:
    """What is told of the run."""
    return page.get_by_role("region", name="Publication")


def test_a_publication_is_stopped_while_it_waits_for_the_model(page: Page, model: StubModelServer) -> None:
    register(page)
    built(page)
    model.fail("stall", question=ASKED)
    section(page, "Publish")
    page.get_by_role("button", name="Prepare version 1").click()
    eventually(lambda: model.count(ASKED), what="the question")
    expect(run(page)).to_contain_text("You can leave this page; it goes on.")
    assert barriers(page) == []
    page.reload()
    expect(run(page).get_by_role("heading", name="Publishing")).to_be_visible()
    run(page).get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Prepare version 1")).to_be_visible()
    expect(page.get_by_role("list", name="Attempts")).to_contain_text("Given up")


@fault(
    area="Model",
    what="The model refuses the key while a version is prepared for publication",
    result="The page says why, that nothing was published, and goes on from there when asked",
)
def test_a_failed_publication_says_why_and_goes_on_when_asked(page: Page, model: StubModelServer) -> None:
    register(page)
    built(page)
    model.fail("401", question=ASKED)
    section(page, "Publish")
    page.get_by_role("button", name="Prepare version 1").click()
    failure = page.get_by_role("alert").filter(has_text="Version 1 was not published")
    expect(failure).to_be_visible(timeout=LONG)
    expect(failure).to_contain_text("key")
    expect(failure).to_contain_text("Nothing was published")
    assert barriers(page) == []
    page.reload()
    expect(failure).to_be_visible()
    model.heal()
    failure.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("region", name="Review", exact=True)).to_be_visible(timeout=LONG)
    expect(page.get_by_role("list", name="Attempts").get_by_role("listitem")).to_have_count(2)


def test_there_is_nothing_to_publish_before_the_first_build(page: Page, model: StubModelServer) -> None:
    model.fail("stall", question="Extraction")
    register(page)
    make_persona(page, LETTER)
    section(page, "Publish")
    expect(page.get_by_role("heading", name="There is nothing to publish yet")).to_be_visible()
    model.heal()
    expect(page.get_by_role("button", name="Prepare version 1")).to_be_visible(timeout=LONG)
