"""Visitors report, an operator hides with a reason and restores, and the owner reads why; and the operator looks into the trail."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import SIZES
from tests.e2e.publishing_steps import address, built, published, status
from tests.e2e.steps import register, section
from tests.e2e.test_look import barriers
from tests.serving import Studio, build_pages, eventually, make_home, persona, remove

REASON = "It names a living person who did not agree."
Tab = Callable[[], Page]


def picture(colour: tuple[int, int, int], *, kind: str = "PNG") -> dict[str, object]:
    """A file as a browser sends it."""
    written = BytesIO()
    Image.new("RGB", (400, 300), colour).save(written, kind)
    return {"name": f"face.{kind.lower()}", "mimeType": f"image/{kind.lower()}", "buffer": written.getvalue()}


@pytest.fixture(scope="module")
def installation() -> Iterator[Studio]:
    """One for developers, whose first account is its operator's."""
    build_pages()
    home = make_home()
    running = Studio(home, PERSONA_DEV="1").wait_until_ready()
    yield running
    running.stop()
    remove(home)


@pytest.fixture(scope="module")
def operator(browser: Browser, installation: Studio) -> Iterator[Page]:
    """Its tab, for all the stories here."""
    context = browser.new_context(base_url=installation.url, viewport=SIZES["phone"])  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    tab = context.new_page()
    register(tab)
    yield tab
    context.close()


@pytest.fixture
def new_tab(browser: Browser, installation: Studio, operator: Page) -> Iterator[Tab]:
    """Opens tabs of other people, each a browser of its own."""
    contexts = []

    def open_one() -> Page:
        contexts.append(browser.new_context(base_url=installation.url))
        contexts[-1].set_default_timeout(15_000)
        return contexts[-1].new_page()

    assert operator
    yield open_one
    for context in contexts:
        context.close()


def test_what_a_visitor_reports_is_hidden_with_a_reason_and_restored(operator: Page, new_tab: Tab) -> None:
    owner, visitor = new_tab(), new_tab()
    register(owner)
    path = published(owner)
    visitor.goto(path)
    expect(visitor.locator("#first-paint")).to_have_count(0)
    visitor.get_by_text("Report this persona").click()
    visitor.get_by_label("Say more").fill("This is my grandmother.")
    visitor.get_by_role("button", name="Send the report").click()
    thanks = visitor.get_by_text("The people who run this site will look at it.")
    expect(thanks.first).to_be_visible()  # while the page takes over, what the server painted stands beside what it is taken over by
    operator.goto("/admin/reports")
    reports = operator.get_by_role("list", name="Reports").get_by_role("listitem")
    expect(reports).to_contain_text("This is my grandmother.")
    assert barriers(operator) == []
    reports.get_by_role("button", name="Hide it: Marit Holm").click()
    operator.get_by_label("Why").fill(REASON)
    operator.get_by_role("button", name="Hide it", exact=True).click()
    expect(operator.get_by_role("heading", name="Nobody has reported anything")).to_be_visible()
    eventually(lambda: status(visitor, path) == 410, what="the hiding")
    expect(owner.get_by_role("alert").filter(has_text="An operator has hidden it.")).to_contain_text(REASON)
    operator.get_by_role("button", name="Settled").click()
    reports.get_by_role("button", name="Restore it: Marit Holm").click()
    operator.get_by_label("Why").fill("She agreed.")
    operator.get_by_role("button", name="Restore it", exact=True).click()
    eventually(lambda: status(visitor, path) == 200, what="the restoring")
    expect(owner.get_by_role("alert").filter(has_text="An operator has hidden it.")).to_have_count(0)
    section(owner, "Activity")
    expect(owner.get_by_text("She agreed.").first).to_be_visible()


def test_somebody_else_sees_no_report_and_no_button_for_developers(operator: Page, new_tab: Tab) -> None:
    other = new_tab()
    register(other)
    other.goto("/admin/reports")
    expect(other.get_by_role("heading", name="This page is the operator's")).to_be_visible()
    built(other)
    section(other, "Publish")
    expect(other.get_by_role("button", name="Prepare version 1")).to_be_visible()
    expect(other.get_by_role("button", name="Publish at once")).to_have_count(0)


def test_an_operator_of_a_development_installation_publishes_at_once(operator: Page) -> None:
    built(operator)
    section(operator, "Publish")
    operator.get_by_role("button", name="Publish at once").click()
    assert status(operator, address(operator)) == 200
    expect(operator.get_by_role("region", name="Rating")).to_contain_text("Unrated")


def test_a_picture_is_declared_where_nothing_judges_it_and_removed_again(new_tab: Tab) -> None:
    page = new_tab()
    register(page)
    published(page)
    part, rating = page.get_by_role("region", name="Picture"), page.get_by_role("region", name="Rating")
    part.get_by_label("A picture").set_input_files({**picture((1, 2, 3)), "buffer": b"no picture"})  # type: ignore[arg-type]
    part.get_by_role("button", name="Use this picture").click()
    expect(part.get_by_role("alert")).to_contain_text("no picture that can be read")
    part.get_by_label("A picture").set_input_files(picture((60, 90, 120)))  # type: ignore[arg-type]
    part.get_by_role("button", name="Use this picture").click()
    expect(part).to_contain_text("you have not said for whom it is")
    expect(rating).to_contain_text("Unrated.")
    assert barriers(page) == []
    part.get_by_role("button", name="For everybody").click()
    expect(rating).to_contain_text("Safe.")
    part.get_by_label("Another picture").set_input_files(picture((120, 30, 30), kind="JPEG"))  # type: ignore[arg-type]
    part.get_by_label("For whom it is").select_option("explicit")
    part.get_by_role("button", name="Use this picture").click()
    expect(rating).to_contain_text("Explicit.")
    part.get_by_role("button", name="Remove the picture").click()
    expect(rating).to_contain_text("Safe.")
    expect(part).to_contain_text("drawn from nothing but its id")


def test_the_operator_looks_into_the_trail_and_somebody_else_does_not(operator: Page, new_tab: Tab, installation: Studio) -> None:
    owner = new_tab()
    register(owner)
    built(owner)
    operator.goto("/admin/audit")
    look = operator.get_by_role("search", name="Look for events")
    events = operator.get_by_role("list", name="Events").get_by_role("listitem")
    look.get_by_label("What").select_option("persona_renamed")
    look.get_by_role("button", name="Look").click()
    expect(events.filter(has_not_text="renamed")).to_have_count(0)
    expect(events.first).to_contain_text(re.compile(r"state [0-9a-f]{8} → [0-9a-f]{8}"))
    account = re.search(r"of ([0-9a-f-]{36})", events.first.inner_text())
    assert account
    look.get_by_label("What").select_option("Everything")
    look.get_by_label("Account").fill(account[1])
    look.get_by_role("button", name="Look").click()
    expect(events.filter(has_text="registered")).to_have_count(1)
    expect(events.filter(has_not_text=account[1])).to_have_count(0)
    expect(operator.get_by_role("main")).not_to_contain_text("Marit")
    for size in SIZES.values():
        operator.set_viewport_size(size)  # type: ignore[arg-type]
        assert operator.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert barriers(operator) == []
    look.get_by_label("Account").fill("Marit")
    look.get_by_role("button", name="Look").click()
    expect(operator.get_by_role("alert").filter(has_text="“Marit” can't be looked for").first).to_be_visible()

    head = operator.locator("code.trail-head").inner_text()
    verified = persona("audit", "verify", "--head", head, PERSONA_HOME=str(installation.home))
    assert verified.returncode == 0, verified.stderr
    assert "events in the chain" in verified.stdout

    owner.goto("/admin/audit")
    expect(owner.get_by_role("heading", name="This page is the operator's")).to_be_visible()
    expect(owner.get_by_role("search")).to_have_count(0)
    expect(owner.get_by_role("list", name="Events")).to_have_count(0)
