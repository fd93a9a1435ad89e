"""What an owner does with a persona that is there: settle, search, rename, take away."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.faults import fault

TEXT = "Nora Vell is a carpenter. She is 34 years old. She lives in Bergen.\n\nNora Vell is 39 years old. She lives in Bergen."


def make_persona(page: Page) -> None:
    page.goto("/studio/new")
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_role("button", name="Build the persona").click()
    expect(page.get_by_role("heading", level=1, name="Nora Vell", exact=True)).to_be_visible(timeout=30_000)
    expect(page.get_by_role("heading", level=2, name="Content")).to_be_visible()


def section(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Persona").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_a_new_version_keeps_the_owners_word_when_a_contradiction_is_settled(page: Page, sign_up: Callable[[], str]) -> None:
    sign_up()
    make_persona(page)
    page.get_by_role("region", name="Contradictions").get_by_role("button", name="Keep that: 39").click()
    expect(page.get_by_text("Version 2 is here.")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("region", name="Settled")).to_contain_text("You kept “39”.")
    expect(page.get_by_role("region", name="Contradictions")).to_have_count(0)


def test_the_address_holds_what_was_searched(page: Page, sign_up: Callable[[], str]) -> None:
    sign_up()
    make_persona(page)
    section(page, "Data")
    page.get_by_label("Search the data").fill("carpenter")
    page.wait_for_url("**/data?q=carpenter")
    page.get_by_role("list", name="Data").get_by_role("link").click()
    expect(page.get_by_role("article")).to_contain_text("She is 34 years old.")
    page.go_back()
    expect(page.get_by_label("Search the data")).to_have_value("carpenter")
    page.get_by_label("Search the data").fill("violin")
    expect(page.get_by_text("Nothing here has all of these words.")).to_be_visible()


@fault(
    area="People",
    what="A persona is open in two tabs, renamed in one, and then in the other, which still shows the old name",
    result="The second is refused with both names shown; what was typed stays and can be saved after all",
)
def test_a_name_is_refused_and_kept_when_somebody_else_was_faster(page: Page, sign_up: Callable[[], str]) -> None:
    sign_up()
    make_persona(page)
    section(page, "Settings")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("textbox", name="Name", exact=True).fill("Nora the First")
    other.get_by_role("button", name="Save the name").click()
    expect(other.get_by_text("The new name is saved.")).to_be_visible()
    mine = page.get_by_role("textbox", name="Name", exact=True)
    mine.fill("Nora the Second")
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_role("alert").first).to_contain_text("It is now called “Nora the First”")
    expect(mine).to_have_value("Nora the Second")
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_text("The new name is saved.")).to_be_visible()


def test_a_persona_goes_only_when_its_name_is_typed(page: Page, sign_up: Callable[[], str]) -> None:
    sign_up()
    make_persona(page)
    with page.expect_download() as started:
        page.get_by_role("link", name="Download .md").click()
    assert started.value.suggested_filename == "nora-vell-v1.md"
    section(page, "Settings")
    page.get_by_label("Type its name").fill("Nora")
    page.get_by_role("button", name="Delete this persona for good").click()
    expect(page.get_by_text("That is not its name.")).to_be_visible()
    page.get_by_label("Type its name").fill("Nora Vell")
    page.get_by_role("button", name="Delete this persona for good").click()
    expect(page.get_by_role("heading", name="Your personas")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="There is no persona here")).to_be_visible()


@pytest.mark.parametrize("context", ["phone"], indirect=True)
def test_nothing_is_wider_than_the_phone_when_a_name_is_one_endless_word(page: Page, sign_up: Callable[[], str]) -> None:
    sign_up()
    name = "Donaudampfschifffahrtsgesellschaftskapitaen" * 4
    page.goto("/studio/new")
    page.locator("html[data-form-ready]").wait_for()
    page.get_by_label("Text", exact=True).fill(f"{name} is a painter. She likes {name}.")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Build the persona").click()
    expect(page.get_by_role("heading", level=2, name="Content")).to_be_visible(timeout=30_000)
    for place in ("Profile", "Data", "Characters", "Thoughts", "Versions", "Activity", "Settings"):
        link = page.get_by_role("navigation", name="Persona").get_by_role("link", name=place)
        link.click()
        expect(link).to_have_attribute("aria-current", "page")
        expect(page.get_by_role("status", name="Loading")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, place
