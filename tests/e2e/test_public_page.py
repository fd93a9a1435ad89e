"""A public persona in a browser: painted by the server, taken over by the page, read without scripts, on a phone, behind the gate."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from persona_app.publishing.schemas import Rating
from tests.e2e.network import Held
from tests.e2e.public_personas import Publisher
from tests.e2e.test_look import STILL, barriers
from tests.factories.hostile import hostile_texts
from tests.factories.public_personas import make_face
from tests.faults import fault
from tests.serving import Studio, eventually

WATCH = """window.moved = []; window.titles = [];
const where = ({x, y, width, height}) => [x, y, width, height].join(' ');
const said = one => `${one.node?.textContent.slice(0, 60)} from ${where(one.previousRect)} to ${where(one.currentRect)}`;
new PerformanceObserver(list => list.getEntries().forEach(one => { moved.push({value: one.value, said: one.sources.map(said).join()}) }))
    .observe({type: 'layout-shift', buffered: true});
new MutationObserver(() => { if (document.title && titles[titles.length - 1] !== document.title) titles.push(document.title) })
    .observe(document, {childList: true, subtree: true, characterData: true})"""
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
QUOTE = "On Sundays, when the light went, Mara walked from room to room and wound the clocks."
NAME = "Mara Quell"


@pytest.fixture
def publisher(studio: Studio) -> Publisher:
    """Somebody new who publishes."""
    return Publisher(studio, handle=f"maker{uuid4().hex[:8]}")


@pytest.fixture
def slug(publisher: Publisher) -> str:
    """A public persona whose quotes are shown."""
    face = make_face(name=NAME, quote=QUOTE, thoughts=[f"I trust tide number {number} more than the calendar." for number in range(20)])
    return publisher.publish(NAME, tags=("drama", "mystery"), face=face, headline=face.headline)[0]


@pytest.fixture
def said(page: Page) -> list[str]:
    """What the browser's console says that somebody should look at."""
    lines: list[str] = []
    page.on("console", lambda one: lines.append(one.text) if one.type in {"error", "warning"} else None)
    return lines


def taken_over(page: Page, slug: str, more: str = "") -> None:
    """Open the page and wait until the page of Reflex stands there."""
    page.goto(f"/p/{slug}{more}")
    expect(page.locator("#first-paint")).to_have_count(0)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("context", ["phone", "desk"], indirect=True)
def test_the_page_takes_over_without_a_move_a_flicker_or_a_word_in_the_console(page: Page, slug: str, said: list[str]) -> None:
    scripts = Held(page, "**/assets/*.js")
    page.add_init_script(WATCH)
    page.goto(f"/p/{slug}", wait_until="commit")
    expect(page.locator("#first-paint")).to_be_visible()
    eventually(lambda: page.evaluate("document.fonts.status") == "loaded", what="the fonts")
    page.evaluate(TWO_FRAMES)
    page.evaluate("moved.length = 0")  # what a late font moved is the next test's
    assert scripts.let_go()
    expect(page.locator("#first-paint")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    assert page.evaluate("moved.map(one => one.said)") == []
    assert page.evaluate("titles") == [f"{NAME} · Persona Studio"]
    assert said == []


@pytest.mark.parametrize("context", ["phone", "desk"], indirect=True)
def test_a_font_that_comes_late_moves_next_to_nothing(page: Page, slug: str) -> None:
    fonts = Held(page, "**/fonts/*")
    page.add_init_script(WATCH)
    page.goto(f"/p/{slug}", wait_until="commit")
    expect(page.locator("[data-painted='yes']")).to_have_count(1)
    expect(page.locator("#first-paint")).to_have_count(0)
    assert fonts.let_go()
    eventually(lambda: page.evaluate("document.fonts.status") == "loaded", what="the fonts")
    page.evaluate(TWO_FRAMES)
    assert page.evaluate("moved.reduce((sum, one) => sum + one.value, 0)") < 0.002, page.evaluate("moved.map(one => one.said)")


def test_the_first_paint_is_the_very_article_that_takes_over(page: Page, slug: str) -> None:
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"/p/{slug}")
    first = page.locator("#first-paint article").evaluate("one => one.outerHTML")
    page.unroute("**/*.js")
    taken_over(page, slug)
    assert page.locator("article").evaluate("one => one.outerHTML") == first


def test_the_head_of_one_address_is_gone_at_the_next(page: Page, slug: str) -> None:
    taken_over(page, slug)
    page.get_by_role("link", name="Log in").click()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()
    assert page.title() == "Log in · Persona Studio"
    assert page.locator("head [data-first-paint]").count() == 0


@pytest.mark.parametrize("context", ["phone", "desk"], indirect=True)
def test_the_page_has_no_barrier_and_is_no_wider_than_the_screen(page: Page, slug: str) -> None:
    taken_over(page, slug)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        eventually(lambda: page.evaluate(STILL), what="stillness")
        assert barriers(page) == [], scheme


def test_a_mark_opens_the_words_behind_a_claim_by_keyboard(page: Page, slug: str) -> None:
    taken_over(page, slug)
    page.get_by_role("button", name="1 source for “winds every clock").focus()
    page.keyboard.press("Enter")
    evidence = page.get_by_role("dialog", name="Evidence")
    expect(evidence).to_contain_text(QUOTE)
    expect(evidence).to_contain_text("letters.example")
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(evidence).to_have_count(0)


def test_everything_is_there_without_scripts(browser: Browser, studio: Studio, slug: str) -> None:
    context = browser.new_context(base_url=studio.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/p/{slug}")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    page.get_by_role("button", name="1 source for “winds every clock").click()
    expect(page.get_by_role("dialog", name="Evidence")).to_contain_text(QUOTE)
    page.keyboard.press("Escape")
    page.get_by_text("Report this persona").click()
    page.get_by_label("What is wrong?").select_option("hateful")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    page.get_by_role("button", name="Like").click()
    expect(page.get_by_label("Password")).to_be_visible()
    assert page.url.endswith(f"/login?next=%2Fp%2F{slug}")
    context.close()


def test_a_like_shows_at_once_and_stays(page: Page, slug: str, sign_up: Callable[[], str]) -> None:
    sign_up()
    taken_over(page, slug)
    like = page.get_by_role("button", name="Like")
    before = int(page.locator("[data-like-count]").inner_text())
    with page.expect_response(f"**/ui/public/{slug}/like"):
        like.click()
        expect(like).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-like-count]")).to_have_text(str(before + 1))
    taken_over(page, slug)
    expect(like).to_have_attribute("aria-pressed", "true")
    with page.expect_response(f"**/ui/public/{slug}/like"):
        like.click()
    expect(like).to_have_attribute("aria-pressed", "false")


@fault(
    area="People",
    what="The network is gone while somebody likes a persona",
    result="The like that showed at once is taken back, and the page says so",
)
def test_a_like_is_taken_back_when_it_was_not_kept(page: Page, slug: str, sign_up: Callable[[], str]) -> None:
    sign_up()
    taken_over(page, slug)
    before = page.locator("[data-like-count]").inner_text()
    page.route("**/ui/public/**", lambda route: route.abort())
    page.get_by_role("button", name="Like").click()
    expect(page.get_by_role("status").filter(has_text="not kept")).to_be_visible()
    expect(page.get_by_role("button", name="Like")).to_have_attribute("aria-pressed", "false")
    assert page.locator("[data-like-count]").inner_text() == before


def test_a_remix_is_mine(page: Page, slug: str, sign_up: Callable[[], str]) -> None:
    sign_up()
    taken_over(page, slug)
    page.get_by_role("button", name="Remix").click()
    expect(page.get_by_role("heading", level=1).filter(has_text=NAME)).to_be_visible()
    assert "/studio/" in page.url


def test_explicit_content_is_shown_after_a_word(page: Page, publisher: Publisher) -> None:
    [slug] = publisher.publish("Vera Noll", headline="what is behind the gate", rating=Rating.EXPLICIT)
    taken_over(page, slug)
    expect(page.get_by_text("what is behind the gate")).to_have_count(0)
    assert barriers(page) == []
    page.get_by_role("button", name="I am an adult: show it").click()
    expect(page.get_by_text("what is behind the gate").first).to_be_visible()  # twice while the page takes over


def test_an_address_of_nothing_says_so_and_stays(page: Page) -> None:
    taken_over(page, "nobody-abc123")
    expect(page.get_by_role("heading", name="There is no persona at this address")).to_be_visible()


@fault(
    area="Attackers",
    what="Somebody publishes a persona whose name, headline, claims, thoughts and content are scripts, markup and template syntax",
    result="Its page shows the words, and runs none of them",
)
def test_nothing_runs_that_somebody_wrote(page: Page, publisher: Publisher, said: list[str]) -> None:
    texts = [text.replace("\x00", "") for text in hostile_texts()[:200:9]]
    page.on("dialog", lambda dialog: said.append(dialog.message))
    for text in texts:
        face = make_face(name=text, headline=text, claims=(text,), quote=text, content=text, thoughts=(text,), character=text)
        [slug] = publisher.publish("Somebody", face=face)
        taken_over(page, slug)
        assert page.evaluate("window.ran") is None, text
        assert page.evaluate("document.querySelectorAll('article script, article iframe, article form[action^=http]').length") == 0
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), text
    assert said == []


def test_the_first_paint_stays_when_the_socket_never_answers(page: Page, slug: str) -> None:
    page.route_web_socket("**/_event/**", lambda socket: None)
    page.goto(f"/p/{slug}")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    expect(page.get_by_role("button", name="Like")).to_be_visible()
    expect(page.locator("#first-paint")).to_have_count(1)
