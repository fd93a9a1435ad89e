"""What an owner sees and does while a build goes on: stop it, try it again, wait with it, lose the connection, take things away."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.network import Wire
from tests.e2e.steps import make_persona, register, section
from tests.faults import fault
from tests.model_server.stub import StubModelServer
from tests.serving import Studio, build_pages, eventually, make_home, remove

LETTER = "Mara Quill is a lighthouse keeper. She is 41 years old. She lives in Skagen."
SLOW_SECONDS = 1.5
A_BUILD = 40_000


@pytest.fixture(scope="module")
def server() -> Iterator[StubModelServer]:
    """The model behind the installation."""
    with StubModelServer() as running:
        yield running


@pytest.fixture
def model(server: StubModelServer) -> Iterator[StubModelServer]:
    """The same, quick and healthy, nothing counted yet."""
    server.latency_seconds = 0.0
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


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab of somebody who has an account."""
    opened = context.new_page()
    register(opened)
    return opened


def progress(page: Page) -> Locator:
    return page.get_by_role("region", name="Progress")


def expect_version(page: Page, number: int) -> None:
    """It is told when the page saw the build end; a build that was quicker than the page shows in the profile's foot."""
    expect(page.get_by_text(re.compile(rf"^Version {number}( is here\.)?$")).first).to_be_visible(timeout=A_BUILD)


def test_a_cancelled_build_keeps_everything_and_goes_on_without_paying_twice(page: Page, model: StubModelServer) -> None:
    model.fail("stall", question="Writing")
    make_persona(page, LETTER)
    eventually(lambda: model.count("Writing"), what="the last question")
    progress(page).get_by_role("button", name="Cancel").click()
    expect(progress(page)).to_contain_text("Cancelled. Everything submitted and read so far is kept")
    section(page, "Data")
    expect(page.get_by_role("list", name="Data").get_by_role("listitem")).to_have_count(1)
    model.heal()
    progress(page).get_by_role("button", name="Build after all").click()
    expect_version(page, 1)
    assert model.paid_twice() == []


def test_a_failed_build_says_why_and_goes_on_from_the_step_that_failed(page: Page, model: StubModelServer) -> None:
    model.fail("401", question="Writing")
    make_persona(page, LETTER)
    expect(progress(page).get_by_role("heading", name="The build stopped")).to_be_visible(timeout=A_BUILD)
    expect(progress(page)).to_contain_text("key")
    expect(progress(page)).not_to_contain_text("sk-secret")
    page.reload()
    expect(progress(page).get_by_role("heading", name="The build stopped")).to_be_visible()
    model.heal()
    progress(page).get_by_role("button", name="Try again from here").click()
    expect_version(page, 1)
    assert model.paid_twice() == []
    assert model.count("Extraction", outcome="answered") == 1


def test_the_page_says_that_it_waits_for_the_model_and_goes_on_by_itself(page: Page, model: StubModelServer) -> None:
    model.fail("429-retry-after", times=1, question="Extraction")
    make_persona(page, LETTER)
    expect(progress(page).get_by_role("heading", name="Waiting")).to_be_visible()
    expect(progress(page)).to_contain_text("limits how often it may be asked. Nothing you submitted is lost.")
    expect(progress(page).get_by_role("button", name="Cancel")).to_be_enabled()
    expect_version(page, 1)
    assert model.paid_twice() == []


def test_the_activity_page_tells_steps_cost_and_error_of_each_run(page: Page, model: StubModelServer) -> None:
    model.fail("quota", question="Writing")
    make_persona(page, LETTER)
    expect(progress(page).get_by_role("heading", name="The build stopped")).to_be_visible(timeout=A_BUILD)
    section(page, "Activity")
    run = page.get_by_role("list", name="Builds").locator("> li")
    expect(run).to_have_count(1)
    expect(run).to_contain_text("failed")
    expect(run).to_contain_text("credit")
    expect(run).to_contain_text("tokens, $0.")
    run.get_by_text("Steps").click()
    expect(run.get_by_role("listitem").filter(has_text="Find what they say")).to_be_visible()
    model.heal()
    run.get_by_role("button", name="Try again").click()
    expect(run.get_by_role("link", name="Version 1")).to_be_visible(timeout=A_BUILD)
    expect(page.get_by_role("list", name="Events")).to_contain_text("A failed build was asked for again.")


def test_the_page_finds_back_and_shows_the_version_when_the_server_was_started_again(
    page: Page, model: StubModelServer, installation: Studio
) -> None:
    model.latency_seconds = SLOW_SECONDS
    make_persona(page, LETTER)
    expect(progress(page).get_by_role("progressbar")).to_be_visible()
    web = installation.child("persona_app.serving")
    assert web is not None
    web.kill()
    expect(page.get_by_role("status").filter(has_text="The connection was lost")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="The connection was lost")).to_have_count(0, timeout=60_000)
    expect(page.get_by_role("heading", level=1, name="Mara Quill")).to_be_visible(timeout=A_BUILD)
    expect(page.get_by_role("heading", level=2, name="Content")).to_be_visible(timeout=A_BUILD)
    assert model.paid_twice() == []


def test_the_page_finds_back_when_the_network_was_away(page: Page, model: StubModelServer) -> None:
    model.fail("429-retry-after", times=1, question="Extraction")
    make_persona(page, LETTER)
    expect(progress(page).get_by_role("heading", name="Waiting")).to_be_visible()
    page.evaluate("() => window.dispatchEvent(new Event('offline'))")
    page.context.set_offline(True)
    page.context.set_offline(False)
    expect(page.get_by_role("heading", level=2, name="Content")).to_be_visible(timeout=A_BUILD)


@pytest.fixture
def wire(installation: Studio) -> Iterator[Wire]:
    """The way to the server, to be cut."""
    made = Wire(installation.port)
    yield made
    made.close()


@fault(
    area="People",
    what="The connection drops while a build goes on, and comes back",
    result="The page says so meanwhile, and picks the run's progress up again by itself",
)
@fault(
    area="People",
    what="Something is pressed while the connection is away",
    result="It is done as soon as the connection is back",
)
def test_the_page_picks_the_build_up_and_does_what_was_pressed_when_the_connection_is_back(
    browser: Browser, wire: Wire, model: StubModelServer
) -> None:
    context = browser.new_context(base_url=wire.url)
    page = context.new_page()
    register(page)
    model.fail("stall", question="Writing")
    make_persona(page, LETTER)
    eventually(lambda: model.count("Writing"), what="the last question")
    expect(progress(page).get_by_role("progressbar")).to_be_visible()
    wire.cut()
    lost = page.get_by_role("status").filter(has_text="The connection was lost")
    expect(lost).to_be_visible()
    wire.mend()
    expect(lost).to_have_count(0)
    expect(progress(page).get_by_role("progressbar")).to_be_visible()
    wire.cut()
    expect(lost).to_be_visible()
    progress(page).get_by_role("button", name="Cancel").click()
    wire.mend()
    expect(progress(page)).to_contain_text("Cancelled. Everything submitted and read so far is kept", timeout=A_BUILD)
    context.close()


@fault(area="People", what="The button that submits a form is pressed twice", result="One persona is made")
def test_one_persona_is_made_when_the_button_is_pressed_twice(page: Page, model: StubModelServer) -> None:
    page.goto("/studio/new")
    page.locator("html[data-form-ready]").wait_for()
    page.get_by_label("Text", exact=True).fill(LETTER)
    page.get_by_role("button", name="Build the persona").dblclick()
    expect(page.get_by_role("heading", level=1, name="Mara Quill")).to_be_visible(timeout=A_BUILD)
    page.go_back()
    page.goto("/studio")
    expect(page.get_by_role("heading", level=2, name="Mara Quill")).to_have_count(1)


@fault(area="People", what="A build is watched in two tabs, and stopped in one", result="Both show how it ended")
def test_two_tabs_show_the_same_build_and_either_may_stop_it(page: Page, model: StubModelServer) -> None:
    model.fail("stall", question="Writing")
    here = make_persona(page, LETTER)
    other = page.context.new_page()
    other.goto(here)
    expect(progress(other).get_by_role("progressbar")).to_be_visible()
    progress(other).get_by_role("button", name="Cancel").click()
    for tab in (other, page):
        expect(progress(tab)).to_contain_text("Cancelled. Everything submitted and read so far is kept")


def test_nothing_is_left_when_a_persona_is_deleted_while_its_build_goes_on(page: Page, model: StubModelServer) -> None:
    model.latency_seconds = SLOW_SECONDS
    make_persona(page, LETTER)
    expect(progress(page).get_by_role("progressbar")).to_be_visible()
    section(page, "Settings")
    name = page.get_by_role("textbox", name="Name", exact=True).input_value()
    page.get_by_label("Type its name").fill(name)
    page.get_by_role("button", name="Delete this persona for good").click()
    expect(page.get_by_role("heading", name="Your personas")).to_be_visible()
    expect(page.get_by_text("Nobody here yet")).to_be_visible()


def test_a_build_goes_on_and_nothing_is_shown_when_its_owner_logs_out(page: Page, model: StubModelServer) -> None:
    model.latency_seconds = SLOW_SECONDS
    here = make_persona(page, LETTER)
    other = page.context.new_page()
    other.goto("/account")
    other.get_by_label("Account menu").click()
    other.get_by_role("button", name="Log out").click()
    expect(other.get_by_role("banner").get_by_role("link", name="Log in")).to_be_visible()
    eventually(lambda: model.count("Writing", outcome="answered"), what="the end of the build")
    page.goto(here)
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    expect(page.get_by_text("Mara Quill")).to_have_count(0)


def test_an_archived_persona_comes_back_as_it_was(page: Page, model: StubModelServer) -> None:
    make_persona(page, LETTER)
    expect_version(page, 1)
    section(page, "Settings")
    page.get_by_role("button", name="Archive this persona").click()
    expect(page.get_by_text("This persona is archived: nothing can be added or built.")).to_be_visible()
    page.goto("/studio")
    expect(page.get_by_text("Nobody here yet")).to_be_visible()
    page.get_by_role("button", name="Archived").click()
    page.get_by_role("link", name="Mara Quill").click()
    page.get_by_role("link", name="Restore it in its settings").click()
    page.get_by_role("button", name="Restore from the archive").click()
    expect(page.get_by_text("The persona is back.")).to_be_visible()
    section(page, "Activity")
    events = page.get_by_role("list", name="Events")
    expect(events).to_contain_text("archive")
    page.goto("/studio")
    expect(page.get_by_role("link", name="Mara Quill")).to_be_visible()


def test_profile_and_data_arrive_as_files(page: Page, model: StubModelServer) -> None:
    make_persona(page, LETTER)
    expect_version(page, 1)
    with page.expect_download() as started:
        page.get_by_role("link", name="Profile .json").click()
    assert started.value.suggested_filename == "mara-quill-v1.json"
    assert '"quote": "Mara Quill' in started.value.path().read_text()
    section(page, "Data")
    page.get_by_role("list", name="Data").get_by_role("link").first.click()
    with page.expect_download() as started:
        page.get_by_role("link", name=".txt").click()
    assert started.value.path().read_bytes().decode() == LETTER


def test_another_account_gets_no_file_of_mine(page: Page, model: StubModelServer, browser: Browser, installation: Studio) -> None:
    make_persona(page, LETTER)
    expect_version(page, 1)
    address = page.get_by_role("link", name="Profile .json").get_attribute("href")
    assert address
    stranger = browser.new_context(base_url=installation.url)
    tab = stranger.new_page()
    register(tab)
    assert tab.request.get(address).status == 404
    assert tab.request.get(address.replace(address.split("/")[3], str(uuid4()))).status == 404
    stranger.close()
