"""The content written by hand in a browser: previewed, kept as a draft, saved, joined, chosen; by keyboard, and on a phone."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.steps import make_persona, register, section
from tests.e2e.test_look import barriers
from tests.faults import fault
from tests.serving import Studio, eventually

WAS = "# Odalind\n\nYou are Odalind. You blow glass. You fear thunder.\n\n## Voice\n\nYou speak slowly. You never joke.\n"
STOPPED = "document.addEventListener('securitypolicyviolation', (event) => console.error('VIOLATION ' + event.effectiveDirective))"


@pytest.fixture(autouse=True)
def nothing_is_stopped(page: Page) -> Iterator[None]:
    """The content policy lets all of the editor pass."""
    said: list[str] = []
    page.add_init_script(STOPPED)
    page.on("console", lambda told: said.append(told.text) if "VIOLATION" in told.text or "Content Security" in told.text else None)
    yield
    assert said == []


def text_in(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Content, in Markdown")


def write(page: Page, text: str) -> None:
    """The whole text anew, as somebody who pastes it over what is there."""
    text_in(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def editor_of(page: Page, address: str) -> None:
    page.goto(f"{address.rstrip('/')}/content")
    expect(page.get_by_text("as it is.").or_(page.get_by_text("Draft from"))).to_be_visible()


def first_version(page: Page) -> str:
    """A persona with a version that holds `WAS`; the editor is open. Returns the persona's address."""
    register(page)
    address = make_persona(page, "Odalind Vesper is a glassblower. Odalind is 31 years old.")
    expect(page.get_by_role("heading", level=2, name="Content")).to_be_visible(timeout=60_000)
    editor_of(page, address)
    write(page, WAS)
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved as version 2.")).to_be_visible()
    return address


@pytest.fixture
def other(page: Page, context: BrowserContext, browser: Browser, studio: Studio) -> Iterator[Callable[[str, str], None]]:
    """The same owner at another machine saves this text."""
    opened: list[BrowserContext] = []

    def save(address: str, text: str) -> None:
        opened.append(browser.new_context(base_url=studio.url, storage_state={"cookies": context.cookies(), "origins": []}))
        away = opened[-1].new_page()
        editor_of(away, address)
        write(away, text)
        away.get_by_role("button", name="Save as version").click()
        expect(away.get_by_text("Saved as version")).to_be_visible()

    yield save
    for one in opened:
        one.close()


def looks_right(page: Page) -> None:
    """No barrier in light and dark, nothing wider than the screen."""
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        eventually(lambda: page.evaluate("document.getAnimations().every(one => one.playState !== 'running')"), what="stillness")
        assert barriers(page) == [], scheme


def test_what_is_typed_shows_counts_stays_as_a_draft_and_is_saved(page: Page) -> None:
    address = first_version(page)
    write(page, WAS.replace("slowly", "softly") + "\n## Days\n\nYou **rise** at four.\n")
    preview = page.get_by_role("region", name="Preview")
    expect(preview.get_by_role("heading", name="Days")).to_be_visible()
    expect(preview.locator("strong", has_text="rise")).to_be_visible()
    expect(page.get_by_text("22 words")).to_be_visible()
    expect(page.get_by_text("139 of 50,000 bytes")).to_be_visible()
    page.get_by_role("button", name="Outline 3").click()
    page.get_by_role("region", name="Outline").get_by_role("button", name="Voice").click()
    expect(text_in(page)).to_be_focused()
    expect(page.get_by_text("Draft kept in this browser")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Draft from")).to_be_visible()
    expect(text_in(page)).to_contain_text("You rise at four".replace("rise", "**rise**"))
    page.get_by_role("button", name="Throw the draft away").click()
    expect(text_in(page)).not_to_contain_text("Days")
    page.get_by_role("button", name="Take it back").click()
    expect(text_in(page)).to_contain_text("Days")
    page.get_by_label("What you changed").fill("Her days")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved as version 3.")).to_be_visible()
    expect(page.get_by_role("navigation", name="Persona").get_by_role("link", name="Versions")).to_contain_text("3")
    page.reload()
    expect(page.get_by_text("Version 3, as it is.")).to_be_visible()
    page.goto(f"{address.rstrip('/')}/versions")
    expect(page.get_by_text("Her days")).to_be_visible()


def test_a_stale_save_is_joined_and_says_so_when_other_sentences_changed(page: Page, other: Callable[[str, str], None]) -> None:
    address = first_version(page)
    write(page, WAS.replace("slowly", "softly"))
    other(address, WAS.replace("thunder", "lightning"))
    text_in(page).focus()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Version 3 had changed other sentences: both are in it.")).to_be_visible()
    expect(text_in(page)).to_contain_text("You fear lightning.")
    expect(text_in(page)).to_contain_text("You speak softly.")


def test_what_came_elsewhere_is_shown_when_nothing_was_typed(page: Page, other: Callable[[str, str], None]) -> None:
    address = first_version(page)
    other(address, WAS.replace("thunder", "lightning"))
    expect(page.get_by_text("Version 3 has come; this is it.")).to_be_visible(timeout=30_000)
    expect(text_in(page)).to_contain_text("You fear lightning.")
    expect(page.get_by_role("region", name="Preview")).to_contain_text("You fear lightning.")
    expect(page.get_by_text("Version 3, as it is.")).to_be_visible()
    expect(page.get_by_role("button", name="Save as version 4")).to_be_disabled()
    write(page, WAS.replace("thunder", "hail"))
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved as version 4.", exact=True)).to_be_visible()
    expect(text_in(page)).to_contain_text("You fear hail.")


@fault(
    area="People",
    what="Two people rewrite the same sentence of a content, and both save",
    result="The second sees both and what was there, chooses for each place, also after the browser was closed; neither text is lost",
)
def test_an_overlap_is_settled_place_by_place_when_both_changed_the_same(page: Page, other: Callable[[str, str], None]) -> None:
    address = first_version(page)
    write(page, WAS.replace("glass", "vases").replace("slowly", "softly"))
    other(address, WAS.replace("glass", "bottles").replace("slowly", "loudly"))
    text_in(page).focus()
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", name="Version 3 changed the same in 2 places")).to_be_focused()
    looks_right(page)
    first, second = (page.get_by_role("group", name=f"Place {number} of 2") for number in (1, 2))
    expect(first).to_contain_text("You blow bottles.")
    expect(first).to_contain_text("You blow vases.")
    expect(first).to_contain_text("You blow glass.")
    first.get_by_label("Both, mine first").check()
    second.get_by_label("Write it anew").check()
    second.get_by_role("textbox").fill("You speak once a year.")
    expect(page.get_by_text("Everything is chosen.")).to_be_visible()
    eventually(lambda: "once a year" in page.evaluate("JSON.stringify({...localStorage})"), what="the draft")
    page.reload()
    expect(first.get_by_label("Both, mine first")).to_be_checked()
    page.get_by_role("button", name="Save as version 4").click()
    expect(page.get_by_text("Saved as version 4.")).to_be_visible()
    expect(text_in(page)).to_contain_text("You blow vases. You blow bottles. You fear thunder.")
    expect(text_in(page)).to_contain_text("You speak once a year. You never joke.")


def test_a_problem_is_marked_at_its_line_and_nothing_can_be_saved(page: Page) -> None:
    first_version(page)
    write(page, WAS + "\n<script>steal()</script>\n")
    problems = page.get_by_role("region", name="Problems")
    expect(problems).to_contain_text("“<script>” could run in a reader's browser.")
    expect(page.get_by_role("button", name="Save as version 3")).to_be_disabled()
    expect(page.locator(".cm-problem-line")).to_have_text("<script>steal()</script>")
    page.get_by_role("button", name="Undo").focus()
    problems.get_by_role("button", name="Line 9").click()
    expect(text_in(page)).to_be_focused()
    page.keyboard.press("Shift+End")
    page.keyboard.type("You keep still.")
    expect(problems).to_have_count(0)
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved as version 3.")).to_be_visible()


def test_everything_is_done_by_keyboard_alone(page: Page) -> None:
    first_version(page)
    page.get_by_role("button", name="Full screen").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('header').closest('[inert]') !== null")
    page.keyboard.press("Tab")
    expect(text_in(page)).to_be_focused()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+f")
    expect(page.get_by_role("textbox", name="Find")).to_be_focused()
    page.keyboard.type("glass")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Find")).to_have_count(0)
    assert page.evaluate("document.querySelector('header').closest('[inert]') !== null"), "Escape closed the search only"
    page.keyboard.press("Control+b")
    expect(text_in(page)).to_contain_text("You blow **glass**.")
    page.keyboard.press("Tab")
    expect(text_in(page)).not_to_be_focused()
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('header').closest('[inert]') === null")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved as version 3.")).to_be_visible()


@pytest.mark.parametrize("context", ["phone"], indirect=True)
def test_it_works_with_one_hand_on_a_phone(page: Page) -> None:
    first_version(page)
    show = page.get_by_role("group", name="Show")
    looks_right(page)
    write(page, WAS + "\nDonaudampfschifffahrtsgesellschaftskapitaen" * 3)
    show.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("region", name="Preview")).to_contain_text("Donaudampf")
    expect(text_in(page)).to_be_hidden()
    looks_right(page)
    show.get_by_role("button", name="Outline 2").click()
    page.get_by_role("button", name="Voice", exact=True).click()
    expect(text_in(page)).to_be_focused()
    page.get_by_role("button", name="Save as version 3").click()
    expect(page.get_by_text("Saved as version 3.")).to_be_visible()


def test_the_editor_has_no_barrier(page: Page) -> None:
    first_version(page)
    page.keyboard.press("Control+f")
    looks_right(page)


def test_a_draft_outlives_the_session_and_its_owner_is_asked_before_it_goes(page: Page, context: BrowserContext) -> None:
    address = first_version(page)
    write(page, WAS.replace("slowly", "softly"))
    expect(page.get_by_text("Draft kept in this browser")).to_be_visible()
    cookies = context.cookies()
    context.clear_cookies(name="persona_session")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert")).to_contain_text("You are not logged in any more")
    context.add_cookies(cookies)
    editor_of(page, address)
    expect(text_in(page)).to_contain_text("You speak softly.")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.locator("details[data-menu] summary").click()
    page.get_by_role("button", name="Log out").click()
    assert "a draft of yours" in asked[0]
    expect(text_in(page)).to_contain_text("You speak softly.")


def test_two_tabs_write_one_draft(page: Page, context: BrowserContext) -> None:
    address = first_version(page)
    beside = context.new_page()
    editor_of(beside, address)
    write(page, WAS.replace("slowly", "softly"))
    expect(text_in(beside)).to_contain_text("You speak softly.")
    text_in(page).focus()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved as version 3.")).to_be_visible()
    expect(beside.get_by_text("Version 3, as it is.")).to_be_visible(timeout=30_000)
    expect(text_in(beside)).to_contain_text("You speak softly.")
    beside.close()


def test_an_archived_persona_can_be_read_only(page: Page) -> None:
    address = first_version(page)
    page.goto(f"{address.rstrip('/')}/settings")
    page.get_by_role("button", name="Archive").click()
    expect(page.get_by_text("This persona is archived").first).to_be_visible()
    section(page, "Content")
    expect(page.get_by_text("you can read and copy its content")).to_be_visible()
    text_in(page).click()
    page.keyboard.type("not this")
    expect(text_in(page)).not_to_contain_text("not this")
    expect(page.get_by_role("button", name="Save as version")).to_have_count(0)
