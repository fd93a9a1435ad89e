"""Every page: no barrier, nothing wider than the screen, light and dark, by keyboard."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.serving import eventually

PUBLIC = ("/", "/login", "/register")
MEMBERS = ("/studio", "/studio/new", "/studio/templates", "/account", "/account/activity", "/account/webhooks")
STILL = "document.getAnimations().every(one => one.playState !== 'running')"
"""Asked from here: the content policy lets no page poll by a text of code."""
SERIOUS = {"serious", "critical"}
HELD = {"heading-order"}
"""Of what axe calls less than serious: whoever goes from heading to heading misses no level."""
THIN = """() => [...document.querySelectorAll("button, summary, select, textarea, input:not([type=hidden]), a.button, .brand, .rail a")]
  .map(one => [one.outerHTML.slice(0, 120), (one.closest("label") || one).getBoundingClientRect()])
  .filter(([, box]) => Math.min(box.width, box.height) > 1 && Math.min(box.width, box.height) < 39.5).map(([one]) => one)"""
"""What a thumb misses: controls under 40 pixels, those aside that only screen readers meet."""


def barriers(page: Page) -> list[str]:
    """What axe finds that keeps people out."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found if one["impact"] in SERIOUS or one["id"] in HELD]


def settled(page: Page, path: str) -> None:
    """Open a page and wait until its state has come."""
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def looks_right(page: Page, path: str) -> None:
    """One page, in light and dark."""
    settled(page, path)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{path} is wider than the screen"
    if page.evaluate("innerWidth < 640"):
        assert page.evaluate(THIN) == [], f"{path} on a phone"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        eventually(lambda: page.evaluate(STILL), what="stillness")
        assert barriers(page) == [], f"{path} in {scheme}"


@pytest.mark.parametrize("context", ["phone", "desk"], indirect=True)
def test_pages_for_visitors_have_no_barrier(page: Page) -> None:
    for path in PUBLIC:
        looks_right(page, path)


@pytest.mark.parametrize("context", ["phone", "desk"], indirect=True)
def test_pages_for_members_have_no_barrier(page: Page, sign_up: Callable[[], str]) -> None:
    sign_up()
    for path in MEMBERS:
        looks_right(page, path)


def test_the_chosen_theme_stays_when_the_page_is_loaded_again(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    settled(page, "/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Switch between light and dark").click()
    dark = page.evaluate(ground)
    assert light != dark
    page.reload()
    assert page.evaluate(ground) == dark


def test_the_content_is_one_key_away(page: Page) -> None:
    settled(page, "/login")  # the gallery puts the focus into its search
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_nothing_moves_when_the_fonts_arrive(page: Page) -> None:
    count = "list.getEntries().forEach(one => { if (!one.hadRecentInput) window.moved += one.value })"
    watch = f"new PerformanceObserver(list => {{ {count} }}).observe({{type: 'layout-shift', buffered: true}})"
    page.add_init_script(f"window.moved = 0; {watch}")
    for path in PUBLIC:
        settled(page, path)
        page.evaluate("document.fonts.ready")
        assert page.evaluate("window.moved") < 0.02, path
