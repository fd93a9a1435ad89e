"""A version goes out: what visitors will see, the review, the address, a newer version in its place, and back again."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.publishing_steps import LONG, address, built, prepare, published, status, tags
from tests.e2e.steps import register, section
from tests.e2e.test_look import barriers
from tests.faults import fault
from tests.serving import eventually

HEADLINE = "A pilot who trusts the tide more than people"


def fits(page: Page) -> bool:
    """Nothing wider than the screen, nothing that keeps people out."""
    return barriers(page) == [] and page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("context", ["phone", "desk"], indirect=True)
def test_a_version_goes_out_as_its_owner_corrected_it(page: Page, browser: Browser) -> None:
    register(page)
    built(page)
    section(page, "Publish")
    preview = page.get_by_role("region", name="Preview")
    expect(preview.get_by_role("heading", name="Marit Holm")).to_be_visible()
    expect(preview).to_contain_text("harbour pilot")
    expect(preview.get_by_role("button", name=re.compile("source"))).to_have_count(0)
    assert fits(page)
    page.get_by_label("Show the quotes behind the claims").check()
    expect(preview.get_by_role("button", name=re.compile("source")).first).to_be_visible()
    prepare(page)
    page.get_by_label("Headline").fill(HEADLINE)
    page.get_by_role("button", name="Take away english").click()
    page.get_by_label("Search tags").fill("seafarer")
    page.get_by_role("button", name="Add sailor").click()
    page.get_by_label("Suggestive").check()
    assert fits(page)
    page.get_by_role("button", name="Publish version 1").click()
    path = address(page)
    assert fits(page)
    assert path.startswith("/p/marit-holm-a-pilot-who-trusts")
    public = page.get_by_role("region", name="What is public")
    expect(public).to_contain_text("sailor")
    expect(public).not_to_contain_text("english")
    expect(page.get_by_role("region", name="Rating")).to_contain_text("Suggestive")
    visitor = browser.new_context(base_url=page.url.partition("/studio")[0]).new_page()
    assert visitor.goto(path).status == 200  # type: ignore[union-attr]
    expect(visitor.get_by_role("heading", level=1, name="Marit Holm")).to_be_visible()
    expect(visitor.get_by_text(HEADLINE).first).to_be_visible()
    visitor.context.close()


def test_a_newer_version_takes_the_place_of_the_public_one_and_all_of_it_can_be_taken_back(page: Page) -> None:
    register(page)
    path = published(page)
    section(page, "Data")
    page.get_by_text("Add", exact=False).first.click()
    page.locator("html[data-form-ready]").wait_for()
    page.get_by_label("Text", exact=True).fill("Marit Holm is afraid of rats.")
    page.get_by_role("button", name=re.compile("^Add")).last.click()
    page.wait_for_url(re.compile(r"/studio/[0-9a-f-]{36}$"))
    section(page, "Publish")
    expect(page.get_by_text("Visitors see version 1; the newest is version 2.")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Replace it by another version").click()
    expect(page.get_by_role("region", name="What changes").get_by_role("insertion").first).to_contain_text("rats")
    page.get_by_label("Give it a new address").check()
    prepare(page)
    assert status(page, path) == 200, "the public version stays until the owner confirms"
    page.get_by_label("Headline").fill("A pilot afraid of rats")
    page.get_by_role("button", name="Replace it by version 2").click()
    expect(page.get_by_text("Visitors see the newest version.")).to_be_visible()
    newer = address(page)
    assert (status(page, path), status(page, newer)) == (301, 200)
    page.get_by_role("button", name="Make it unlisted").click()
    expect(page.get_by_role("region", name="Who finds it")).to_contain_text("Unlisted.")
    assert "noindex" in page.request.get(newer).text()
    page.get_by_role("button", name="Raise it to explicit").click()
    expect(page.get_by_role("region", name="Rating")).to_contain_text("Explicit.")
    expect(page.get_by_role("button", name="Raise it")).to_have_count(0)
    page.get_by_role("button", name="Withdraw…").click()
    sure = page.get_by_role("alertdialog", name="Withdraw it")
    expect(sure).to_contain_text("answer that it is gone")
    sure.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_role("button", name="Prepare version 2")).to_be_visible()
    assert (status(page, path), status(page, newer)) == (410, 410)
    expect(page.get_by_role("list", name="Attempts").get_by_role("listitem")).to_have_count(2)


@fault(
    area="People",
    what="The owner types nonsense into a review, reloads the page, or leaves it",
    result="Nothing is published; what was typed and chosen is still there",
)
def test_a_review_keeps_what_was_corrected_until_it_is_confirmed_or_discarded(page: Page) -> None:
    register(page)
    built(page)
    section(page, "Publish")
    prepare(page)
    page.get_by_label("Headline").fill(HEADLINE)
    page.get_by_label("Age").fill("old")
    page.get_by_role("button", name="Take away english").click()
    page.get_by_label("Gender").select_option("other")
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("Write the age in whole years")).to_be_visible()
    page.reload()
    for _ in range(2):
        expect(page.get_by_label("Headline")).to_have_value(HEADLINE)
        expect(page.get_by_label("Age")).to_have_value("old")
        expect(page.get_by_label("Gender")).to_have_value("other")
        expect(tags(page).filter(has_text="english")).to_have_count(0)
        section(page, "Data")
        section(page, "Publish")
    page.get_by_role("button", name="Discard this draft").click()
    expect(page.get_by_role("button", name="Prepare version 1")).to_be_visible()
    expect(page.get_by_role("list", name="Attempts")).to_contain_text("Given up")


@fault(
    area="People",
    what="Somebody wants to publish a child as explicit",
    result="It is refused with a sentence; nothing is published, and the review is as it was",
)
def test_what_may_not_be_published_is_refused_and_the_review_stays(page: Page) -> None:
    register(page)
    built(page, "Lise Dahl is a pupil. She is 14 years old. She lives in Molde. She likes chess and rain.")
    section(page, "Publish")
    prepare(page)
    page.get_by_label("Headline").fill("A pupil who likes rain")
    page.get_by_label("Explicit").check()
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_role("region", name="Review", exact=True).get_by_role("alert").last).to_contain_text("minor")
    expect(page.get_by_label("Headline")).to_have_value("A pupil who likes rain")
    page.get_by_label("Safe").check()
    page.get_by_role("button", name="Publish version 1").click()
    assert status(page, address(page)) == 200


def test_all_of_it_works_by_keyboard(page: Page) -> None:
    register(page)
    built(page)
    section(page, "Publish")
    page.get_by_label("Unlisted").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Prepare version 1").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Review", exact=True)).to_be_visible(timeout=LONG)
    page.get_by_label("Search tags").focus()
    page.keyboard.type("captain")
    expect(page.get_by_role("list", name="Found tags").get_by_role("button").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(tags(page).filter(has_text="yours")).to_have_count(1)
    page.get_by_label("Headline").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="What is public")).to_contain_text("Unlisted")


def test_settings_and_studio_say_who_sees_it(page: Page) -> None:
    register(page)
    path = published(page)
    section(page, "Settings")
    expect(page.get_by_role("region", name="Archive")).to_contain_text("Archiving withdraws it")
    expect(page.get_by_role("region", name="Delete")).to_contain_text("its page, its address, its picture and its likes go too")
    page.goto("/studio")
    expect(page.get_by_role("link", name="Marit Holm")).to_contain_text("Public")
    page.get_by_role("link", name="Marit Holm").click()
    section(page, "Settings")
    page.get_by_role("button", name="Archive this persona").click()
    eventually(lambda: status(page, path) == 410, what="the withdrawal")
    expect(page.get_by_role("region", name="Delete")).not_to_contain_text("likes go too")
    section(page, "Publish")
    expect(page.get_by_role("button", name="Prepare version 1")).to_be_disabled()
