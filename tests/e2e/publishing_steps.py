"""What stories of publishing have in common: a built persona, its Publish page, the way to the review and on."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.steps import make_persona, section

LETTER = (
    "Marit Holm is a harbour pilot. She is 44 years old. She lives in Molde. She is stubborn and patient. "
    "She likes strong coffee and old charts. She is afraid of fog without wind. She speaks Norwegian and English."
)
LONG = 90_000
"""Milliseconds that a run may take beside other tests."""


def built(page: Page, text: str = LETTER) -> str:
    """A persona with one version; the address of its page."""
    make_persona(page, text)
    expect(page.get_by_role("heading", level=2, name="Content")).to_be_visible(timeout=LONG)
    return page.url.partition("?")[0]


def prepare(page: Page) -> None:
    """From the preflight to the review."""
    page.get_by_role("button", name="Prepare version").click()
    expect(page.get_by_role("region", name="Review", exact=True)).to_be_visible(timeout=LONG)


def published(page: Page, text: str = LETTER) -> str:
    """A persona that is public as it was proposed; the address of its public page, the tab being on its Publish page."""
    built(page, text)
    section(page, "Publish")
    prepare(page)
    page.get_by_role("button", name="Publish version 1").click()
    return address(page)


def address(page: Page) -> str:
    """Where visitors find it."""
    link = page.get_by_role("region", name="What is public").get_by_role("link", name="Open its page")
    expect(link).to_be_visible()
    found = link.get_attribute("href")
    assert found
    return found


def status(page: Page, path: str) -> int:
    """How the server answers a visitor at an address, redirects not followed."""
    return page.request.get(path, max_redirects=0).status


def tags(page: Page) -> Locator:
    """Those of the review."""
    return page.get_by_role("list", name="Tags").get_by_role("listitem")
