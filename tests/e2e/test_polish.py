"""What nobody should ever see: columns that collapse, scrolling sideways, errors in the console, a dead end, a file sent in vain."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.steps import make_persona
from tests.serving import eventually

LETTER = (
    "Ilse Brandvik is a clockmaker. She is 52 years old. She lives in Trondheim.\n\nIlse Brandvik is 54 years old. She likes tower clocks."
)
FIXED = ("/", "/login", "/register", "/studio", "/studio/new", "/account")
SECTIONS = ("", "/data", "/versions", "/activity", "/settings")
ZOOMED = {"width": 720, "height": 450}
"""A desk of 1440 by 900 at 200 %."""


@pytest.fixture
def console(page: Page) -> Iterator[list[str]]:
    """Errors that the browser's console shows; there must be none at the end."""
    errors: list[str] = []
    page.on("console", lambda message: errors.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    yield errors
    assert errors == []


@pytest.fixture
def persona(page: Page, sign_up: Callable[[], str]) -> str:
    """The address of a persona with a contradiction, built."""
    sign_up()
    address = make_persona(page, LETTER)
    expect(page.get_by_role("heading", level=2, name="Content")).to_be_visible(timeout=30_000)
    return address.rstrip("/")


def opened(page: Page, address: str) -> None:
    """Open a page and wait until its state has come."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[aria-busy=true], .bone")).to_have_count(0)


def width(page: Page, selector: str) -> float:
    """How wide something is, in pixels."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["width"]


def is_too_wide(page: Page) -> bool:
    """Would one have to scroll sideways?"""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def test_the_profile_keeps_its_column_when_the_evidence_is_open(page: Page, persona: str) -> None:
    before = width(page, ".persona-frame > .grow")
    page.locator("[data-claim]").last.click()
    expect(page.locator("#evidence mark").first).to_be_visible()
    assert width(page, ".persona-frame > .grow") == before >= 600
    assert width(page, "#evidence") >= 280


@pytest.mark.parametrize("context", ["phone"], indirect=True)
def test_the_pressed_claim_stays_in_sight_when_the_evidence_covers_the_lower_half(page: Page, persona: str) -> None:
    claim = page.locator("[data-claim]").last
    claim.click()
    expect(page.locator("#evidence mark").first).to_be_visible()
    edge = "{}.getBoundingClientRect()"
    claim_ends, panel_begins = edge.format("document.querySelector('.claim.is-open')"), edge.format("document.getElementById('evidence')")
    eventually(lambda: page.evaluate(f"{claim_ends}.bottom <= {panel_begins}.top"), what="the claim above the panel")
    assert width(page, "#evidence") == 390


def test_nothing_is_wider_than_the_screen_at_twice_the_size(page: Page, persona: str) -> None:
    page.set_viewport_size(ZOOMED)
    wide = []
    for address in (*FIXED, *(persona + section for section in SECTIONS)):
        opened(page, address)
        wide += [address] if is_too_wide(page) else []
    opened(page, persona)
    page.locator("[data-claim]").last.click()
    expect(page.locator("#evidence mark").first).to_be_visible()
    assert (wide, is_too_wide(page)) == ([], False)


def test_the_console_stays_empty_on_every_page(page: Page, console: list[str], persona: str) -> None:
    for address in (*FIXED, *(persona + section for section in SECTIONS), f"{persona}/versions?number=1"):
        opened(page, address)
    page.goto(persona)
    page.locator("[data-claim]").last.click()
    expect(page.locator("#evidence mark").first).to_be_visible()


def test_every_page_answers_at_its_address_with_and_without_a_slash(page: Page) -> None:
    for address in FIXED:
        for asked in {address, f"{address.rstrip('/')}/"}:
            assert page.request.get(asked, max_redirects=0).status == 200, asked


def test_an_address_that_leads_nowhere_shows_the_way_on(page: Page) -> None:
    answer = page.goto("/nowhere/at/all")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1, name="There is nothing here")).to_be_visible()
    page.get_by_role("link", name="Go to the front page").click()
    expect(page.get_by_role("heading", level=1, name="you can check, line by line")).to_be_visible()


def test_what_is_beyond_the_limits_is_said_before_anything_is_sent(page: Page, sign_up: Callable[[], str]) -> None:
    sign_up()
    opened(page, "/studio/new")
    expect(page.get_by_text("At most 20 at once, 10 MB each.")).to_be_visible()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    large = {"name": "archive.txt", "mimeType": "text/plain", "buffer": b"x" * 10_100_000}
    small = [{"name": f"note {number}.txt", "mimeType": "text/plain", "buffer": LETTER.encode()} for number in range(20)]
    page.get_by_label("Choose files").set_input_files([large, *small])
    chips = page.get_by_role("list", name="What you are giving").get_by_role("listitem")
    expect(chips.first).to_contain_text("archive.txt has 10.1 MB; at most 10 MB are taken.")
    expect(chips.last).to_contain_text("One submission takes at most 20 files and addresses.")
    page.get_by_role("button", name="Build the persona").click()
    expect(page.get_by_role("alert").filter(has_text="nothing was sent yet")).to_be_visible()
    assert sent == []
    page.get_by_role("button", name="Remove what is marked").click()
    expect(chips).to_have_count(19)


def test_focus_is_seen_wherever_the_keyboard_goes(page: Page, persona: str) -> None:
    unseen = []
    for _step in range(40):
        page.keyboard.press("Tab")
        unseen += page.evaluate(
            """() => { const on = document.activeElement, looks = getComputedStyle(on), around = on.closest('.file-button');
                const seen = looks.outlineStyle !== 'none' || (around && getComputedStyle(around).outlineStyle !== 'none');
                return seen || on === document.body ? [] : [on.outerHTML.slice(0, 120)] }"""
        )
    assert unseen == []
