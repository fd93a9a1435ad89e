"""What the stories in a browser have in common: somebody registers, submits a text, goes from section to section."""

from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.factories.accounts import PASSWORD


def register(page: Page, *, password: str = PASSWORD) -> str:
    """An account made by the form; returns its handle. The address is `<handle>@example.org`."""
    handle = f"reader{uuid4().hex[:8]}"
    page.goto("/register")
    page.get_by_label("E-mail").fill(f"{handle}@example.org")
    page.get_by_label("Handle").fill(handle)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("heading", name="Your personas")).to_be_visible(timeout=15_000)
    return handle


def make_persona(page: Page, text: str) -> str:
    """A persona asked for with a pasted text; returns the address of its page."""
    page.goto("/studio/new")
    page.locator("html[data-form-ready]").wait_for()
    page.get_by_label("Text", exact=True).fill(text)
    page.get_by_role("button", name="Build the persona").click()
    page.wait_for_url(lambda url: "/studio/" in url and not url.rstrip("/").endswith("/new"), timeout=15_000)
    return page.url


def section(page: Page, name: str) -> None:
    """Go to a section of the persona by its rail."""
    page.get_by_role("navigation", name="Persona").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
