"""The gallery in a browser: typed into, filtered, scrolled, left and come back to, liked; by keyboard, on a phone, without scripts."""

import re
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect

from persona_app.publishing.schemas import Gender, Rating
from tests.e2e.public_personas import Publisher
from tests.e2e.steps import register
from tests.e2e.test_look import STILL, barriers
from tests.faults import fault
from tests.serving import Studio, eventually

PARTS = "**/ui/gallery**"
SHIFTS = """window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(one => { window.moved += one.value }))
    .observe({type: 'layout-shift', buffered: true})"""


@pytest.fixture
def publisher(studio: Studio) -> Publisher:
    """Somebody new who publishes."""
    return Publisher(studio, handle=f"maker{uuid4().hex[:8]}")


@pytest.fixture
def word() -> str:
    """A word that no other test uses, of letters alone."""
    return "z" + "".join(chr(97 + int(digit, 16)) for digit in uuid4().hex[:10])


@pytest.fixture(autouse=True)
def quiet(page: Page) -> Iterator[None]:
    """Nothing is said in the console that somebody should look at; what a test takes away on purpose aside."""
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text) if one.type in {"error", "warning"} else None)
    yield
    assert [text for text in said if "Failed to load resource" not in text] == []


def opened(page: Page, address: str = "/") -> None:
    """The gallery, its page of Reflex there too."""
    page.goto(address)
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    page.wait_for_load_state("networkidle")


def names(page: Page) -> list[str]:
    """Who is shown."""
    return page.locator("[data-card]").all_inner_texts()


def field(page: Page):  # type: ignore[no-untyped-def]
    """Where one types."""
    return page.get_by_role("searchbox", name="Search personas")


def test_results_come_as_one_types_and_the_address_holds_them(page: Page, publisher: Publisher, word: str) -> None:
    publisher.publish(f"Ada {word}", f"Bela {word}", headline="A glassblower")
    publisher.publish("Somebody Else")
    opened(page)
    expect(field(page)).to_be_focused()
    page.keyboard.type(f"ada {word}")
    expect(page.locator("[data-card]")).to_have_text([f"Ada {word}"])
    expect(page.get_by_role("status").filter(has_text="1 persona for")).to_be_visible()
    assert page.url.endswith(f"/?q=ada+{word}")
    page.reload()
    expect(page.locator("[data-card]")).to_have_text([f"Ada {word}"])
    expect(field(page)).to_have_value(f"ada {word}")


def test_an_answer_that_comes_too_late_is_dropped(page: Page, publisher: Publisher, word: str) -> None:
    publisher.publish(f"Ada {word}")
    publisher.publish(f"Bela {word}")
    opened(page)
    held: list[Route] = []
    page.route("**/ui/gallery?q=ada*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks its handlers
    field(page).fill(f"ada {word}")
    eventually(lambda: held or page.wait_for_timeout(20), what="the first request")
    field(page).fill(f"bela {word}")
    expect(page.locator("[data-card]")).to_have_text([f"Bela {word}"])
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    assert names(page) == [f"Bela {word}"]


def test_another_spelling_is_offered_and_suggestions_come_while_typing(page: Page, publisher: Publisher, word: str) -> None:
    publisher.publish(f"Ada {word}")
    publisher.settle()
    opened(page)
    field(page).fill(word[:-1] + "qq")
    page.get_by_role("link", name=word, exact=True).click()
    expect(field(page)).to_have_value(word)
    expect(page.locator("[data-card]")).to_have_text([f"Ada {word}"])
    field(page).fill(word[:5])
    page.get_by_role("list", name="Suggestions").get_by_role("link", name=f"Ada {word}").click()
    page.wait_for_url(re.compile(rf"/p/ada-{word}"))


def test_filters_narrow_and_the_way_back_widens_again(page: Page, publisher: Publisher, word: str) -> None:
    publisher.publish(f"Ada {word}", tags=("calm",), gender=Gender.FEMALE)
    publisher.publish(f"Bela {word}", tags=("calm",), gender=Gender.MALE)
    publisher.publish(f"Cleo {word}", tags=("drama",), gender=Gender.FEMALE)
    opened(page, f"/?q={word}&sort=new")
    page.get_by_role("link", name="calm, 2 personas").click()
    expect(page.locator("[data-card]")).to_have_text([f"Bela {word}", f"Ada {word}"])
    page.get_by_role("combobox", name="Gender").focus()
    page.get_by_role("combobox", name="Gender").select_option("female")
    expect(page.locator("[data-card]")).to_have_text([f"Ada {word}"])
    expect(page.get_by_role("combobox", name="Gender")).to_be_focused()
    assert page.url.endswith(f"/?q={word}&tags=calm&gender=female&sort=new")
    page.go_back()
    expect(page.locator("[data-card]")).to_have_text([f"Bela {word}", f"Ada {word}"])
    page.get_by_role("link", name="Without the tag calm").click()
    expect(page.locator("[data-card]")).to_have_count(3)
    page.get_by_role("link", name="Clear all").click()
    expect(field(page)).to_have_value("")
    assert page.url.endswith("/")


@pytest.mark.parametrize("context", ["phone", "desk"], indirect=True)
def test_more_come_with_scrolling_and_the_way_back_leads_to_the_same_place(page: Page, publisher: Publisher, word: str) -> None:
    publisher.publish(*(f"{word} {number:03}" for number in range(80)))
    opened(page, f"/?q={word}&sort=liked")
    assert len(names(page)) < 80

    def comes_to_the_end() -> bool:
        page.locator("[data-card]").last.scroll_into_view_if_needed()
        return len(names(page)) == 80

    eventually(comes_to_the_end, what="the end")
    assert names(page) == [f"{word} {number:03}" for number in range(80)]
    card = page.get_by_role("link", name=f"{word} 060", exact=True)
    card.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    card.click()
    page.wait_for_url(re.compile(r"/p/"))
    page.go_back()
    expect(page.locator("[data-card]")).to_have_count(80)
    eventually(lambda: abs(page.evaluate("scrollY") - place) < 5, what="the same place")
    expect(page.get_by_role("link", name=f"{word} 060", exact=True)).to_be_in_viewport()


def test_the_place_is_kept_when_the_way_leads_through_the_studio(page: Page, publisher: Publisher, word: str) -> None:
    register(page)
    publisher.publish(*(f"{word} {number:03}" for number in range(40)))
    opened(page, f"/?q={word}&sort=liked&shown=48")
    page.get_by_role("link", name=f"{word} 035", exact=True).scroll_into_view_if_needed()
    page.get_by_role("link", name="Studio", exact=True).evaluate("one => one.click()")
    expect(page.get_by_role("heading", name="Your personas")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name=f"{word} 035", exact=True)).to_be_in_viewport()


@fault(
    area="People",
    what="The network or the server fails while somebody searches",
    result="What was shown stays, a sentence says so beside a button that tries again, and what was typed is still there",
)
def test_what_was_shown_stays_when_the_search_fails(page: Page, publisher: Publisher, word: str) -> None:
    publisher.publish(f"Ada {word}", f"Bela {word}")
    opened(page, f"/?q={word}")
    page.route(PARTS, lambda route: route.fulfill(status=503, body="no"))
    field(page).fill(f"bela {word}")
    expect(page.get_by_text("The search did not work.")).to_be_visible()
    assert len(names(page)) == 2
    page.unroute(PARTS)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-card]")).to_have_text([f"Bela {word}"])
    expect(page.get_by_text("The search did not work.")).to_have_count(0)


def test_loading_more_can_be_tried_again_when_it_failed(page: Page, publisher: Publisher, word: str) -> None:
    publisher.publish(*(f"{word} {number:03}" for number in range(30)))
    page.route("**/ui/gallery?*after=*", lambda route: route.abort())
    opened(page, f"/?q={word}&sort=liked")
    page.locator("[data-card]").last.scroll_into_view_if_needed()
    again = page.get_by_role("link", name="Loading more did not work. Try again")
    expect(again).to_be_visible()
    page.unroute("**/ui/gallery?*after=*")
    again.click()
    expect(page.locator("[data-card]")).to_have_count(30)


def is_like(answer: Response) -> bool:
    """Is it what the server says to a like, or to its taking back?"""
    return answer.url.endswith("/like")


def test_a_like_shows_at_once_and_stands_among_what_is_liked(page: Page, publisher: Publisher, word: str) -> None:
    register(page)
    publisher.publish(f"Ada {word}")
    opened(page, f"/?q={word}")
    with page.expect_response(is_like):
        page.get_by_role("button", name=f"Like Ada {word}, 1 like").click()
    expect(page.get_by_role("button", name=f"Like Ada {word}, 2 likes", pressed=True)).to_be_visible()
    page.get_by_role("link", name="Liked", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Liked")).to_be_visible()
    expect(page.locator("[data-card]")).to_have_text([f"Ada {word}"])
    with page.expect_response(is_like):
        page.get_by_role("button", name=f"Like Ada {word}, 2 likes").click()
    expect(page.get_by_role("button", name=f"Like Ada {word}, 1 like", pressed=False)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Nothing liked yet")).to_be_visible()


@fault(
    area="People",
    what="A like cannot be kept",
    result="The heart and its number go back to what they were, and a sentence beside them says so",
)
def test_a_like_is_taken_back_when_it_was_not_kept(page: Page, publisher: Publisher, word: str) -> None:
    register(page)
    publisher.publish(f"Ada {word}")
    opened(page, f"/?q={word}")
    page.route("**/ui/public/*/like", lambda route: route.abort())
    page.get_by_role("button", name=f"Like Ada {word}, 1 like").click()
    expect(page.get_by_role("alert").filter(has_text="Your like was not kept")).to_be_visible()
    expect(page.get_by_role("button", name=f"Like Ada {word}, 1 like", pressed=False)).to_be_visible()


def test_visitors_are_led_to_the_login_by_a_heart_and_back(page: Page, publisher: Publisher, word: str) -> None:
    publisher.publish(f"Ada {word}")
    opened(page, f"/?q={word}")
    page.get_by_role("link", name=f"Log in to like Ada {word}").click()
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    assert page.url.endswith(f"/login?next=%2F%3Fq%3D{word}")


def test_everything_is_reached_by_keys(page: Page, publisher: Publisher, word: str) -> None:
    publisher.publish(*(f"{word} {number}" for number in range(8)))
    opened(page, f"/?q={word}&sort=liked")
    page.get_by_role("link", name="Gallery").focus()
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name=f"{word} 0", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("link", name=f"{word} 1", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name=f"{word} 6", exact=True)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/p/"))


def test_adult_personas_are_shown_once_somebody_says_that_they_may_see_them(page: Page, publisher: Publisher, word: str) -> None:
    publisher.publish(f"Ada {word}")
    publisher.publish(f"Nightshade {word}", rating=Rating.EXPLICIT)
    opened(page, f"/?q={word}&sort=new")
    expect(page.locator("[data-card]")).to_have_text([f"Ada {word}"])
    page.get_by_text("Adult content is hidden").click()
    page.get_by_role("button", name="I am an adult: show them").click()
    expect(page.locator("[data-card]")).to_have_text([f"Nightshade {word}", f"Ada {word}"])
    assert page.url.endswith(f"/?q={word}&sort=new")
    opened(page, f"/?q={word}")
    expect(page.locator("[data-card]")).to_have_count(2)
    page.get_by_role("button", name="Hide adult content").click()
    expect(page.locator("[data-card]")).to_have_text([f"Ada {word}"])


def test_the_page_that_takes_over_moves_nothing_and_keeps_what_is_typed(page: Page, publisher: Publisher, word: str) -> None:
    publisher.publish(*(f"{word} {number}" for number in range(30)))
    for address in (f"/?q={word}", f"/u/{publisher.handle}"):
        page.add_init_script(SHIFTS)
        page.goto(address, wait_until="domcontentloaded")
        page.evaluate("window.painted = document.querySelector('[data-gallery]')")
        expect(page.locator("#server-slot [data-gallery]")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.painted === document.querySelector('[data-gallery]')"), "drawn anew"
        assert page.evaluate("window.moved") < 0.02, address
        expect(page.locator("[data-gallery]")).to_have_count(1)


def test_a_creators_page_shows_theirs_alone(page: Page, publisher: Publisher, word: str) -> None:
    publisher.publish(*(f"{word} {number:02}" for number in range(30)))
    opened(page, f"/u/{publisher.handle}?sort=liked")
    expect(page.get_by_role("heading", level=1, name=publisher.handle)).to_be_visible()
    page.locator("[data-card]").last.scroll_into_view_if_needed()
    expect(page.locator("[data-card]")).to_have_count(30)
    assert page.title() == f"{publisher.handle} · Persona Studio"
    assert page.goto("/u/nobody-at-all").status == 404  # type: ignore[union-attr]
    expect(page.get_by_role("heading", level=1, name="Nobody here")).to_be_visible()


@pytest.fixture
def still(browser: Browser, studio: Studio) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = browser.new_context(base_url=studio.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_all_of_it_works_without_scripts(still: Page, publisher: Publisher, word: str) -> None:
    publisher.publish(*(f"{word} {number:02}" for number in range(30)), tags=("calm",))
    still.goto("/")
    field(still).fill(word)
    still.get_by_role("button", name="Search").click()
    expect(still.locator("[data-card]")).to_have_count(24)
    still.get_by_role("link", name="Show more").click()
    expect(still.locator("[data-card]")).to_have_count(30)
    still.get_by_role("link", name="calm, 30 personas").click()
    still.get_by_role("combobox", name="Order").select_option("new")
    still.get_by_role("button", name="Show", exact=True).click()
    assert f"q={word}&tags=calm&" in still.url
    expect(still.locator("[data-card]").first).to_have_text(f"{word} 29")


@pytest.mark.parametrize("context", ["phone", "desk"], indirect=True)
def test_its_pages_have_no_barrier(page: Page, publisher: Publisher, word: str, sign_up: Callable[[], str]) -> None:
    publisher.publish(*(f"{word} {number}" for number in range(6)), tags=("calm", "slice of life"), headline="A glassblower " * 8)
    publisher.settle()
    addresses = ("/", f"/?q={word}&tags=calm", "/?q=nobodyiscalledthis", f"/?q={word[:-1]}qq", f"/u/{publisher.handle}")
    for address in (*addresses, "signed in", "/", "/liked"):
        if address == "signed in":
            sign_up()
            continue
        opened(page, address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{address} is wider than the screen"
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            eventually(lambda: page.evaluate(STILL), what="stillness")
            assert barriers(page) == [], f"{address} in {scheme}"
