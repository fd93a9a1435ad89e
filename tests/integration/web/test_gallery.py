"""The gallery as the server writes it: what a browser without scripts, or a crawler, gets."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.publishing.schemas import Gender, Rating
from tests.factories.accounts import make_actor
from tests.factories.gallery import make_public
from tests.integration.web.conftest import register

PAGE = {"Accept": "text/html"}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></p></div><svg/onload=alert(1)>",
    "{{7*7}} ${7*7} {% x %}",
    "\u202eevil\u202c & co",
)


@pytest.fixture
def creator(database: str) -> Actor:
    """Somebody who publishes."""
    with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
        return make_actor(session, handle="odalind")


@pytest.fixture
def publish(creator: Actor) -> Iterator[object]:
    """Publishes a persona of the creator; returns its slug."""

    def once(**fields: object) -> str:
        with unit_of_work(acting_for=creator.account_id) as session:
            return make_public(session, actor=creator, **fields).slug

    return once


def names(html: str) -> list[str]:
    """The names on the cards, in their order."""
    return [unescape(one) for one in re.findall(r'data-card><bdi dir="auto">(.*?)</bdi>', html)]


def test_the_product_shows_itself_whole_when_nobody_has_published(browser: TestClient) -> None:
    page = browser.get("/", headers=PAGE)
    assert page.status_code == 200
    assert "A persona you can check, line by line." in page.text
    assert "Yours can be the first" in page.text
    assert 'href="/register"' in page.text
    assert "gallery-words" not in page.text


def test_the_next_step_is_publishing_when_the_reader_has_an_account(owner: TestClient) -> None:
    page = owner.get("/", headers=PAGE)
    assert "Publish one of yours" in page.text
    assert "Create an account" not in page.text


def test_visitors_read_in_one_line_what_this_is_when_there_are_personas(browser: TestClient, publish) -> None:  # type: ignore[no-untyped-def]
    publish(name="Mara Quell", headline="A baker who keeps the ledgers", tags=("calm", "drama"), likes=3)
    page = browser.get("/", headers=PAGE).text
    assert "every claim carries the words it came from" in page
    assert names(page) == ["Mara Quell"]
    assert "A baker who keeps the ledgers" in page
    assert "1 persona" in page
    assert 'href="/login?next=%2F"' in page, "the heart leads visitors to the log-in"


def test_the_first_page_holds_what_its_address_asks_for(browser: TestClient, publish) -> None:  # type: ignore[no-untyped-def]
    publish(name="Mara Quell", headline="A baker", tags=("calm",), gender=Gender.FEMALE)
    publish(name="Tomas Reyes", headline="A baker", tags=("drama",), gender=Gender.MALE)
    publish(name="Ilse Brandvik", headline="A sailor", tags=("calm",), gender=Gender.FEMALE)
    assert names(browser.get("/?q=baker&gender=female").text) == ["Mara Quell"]
    assert names(browser.get("/?tags=calm&sort=new").text) == ["Ilse Brandvik", "Mara Quell"]
    narrowed = browser.get("/?tags=calm&tags=drama").text
    assert "Nobody here fits" in narrowed
    assert 'name="robots" content="noindex, follow"' in narrowed
    assert 'name="robots"' not in browser.get("/").text


def test_every_filter_is_a_link_or_a_form_when_scripts_do_not_run(browser: TestClient, publish) -> None:  # type: ignore[no-untyped-def]
    publish(name="Mara Quell", tags=("calm",), gender=Gender.FEMALE)
    publish(name="Tomas Reyes", tags=("drama",), gender=Gender.MALE)
    page = browser.get("/?q=mara+quell").text
    assert 'method="get" action="/" role="search"' in page
    assert 'href="/?q=mara+quell&amp;tags=calm"' in page
    assert '<option value="" selected>Best match</option>' in page


def test_a_longer_page_keeps_what_stood_there_when_more_is_wanted(browser: TestClient, publish) -> None:  # type: ignore[no-untyped-def]
    for number in range(30):
        publish(name=f"Walker {number:02}", likes=100 - number)
    first = browser.get("/").text
    assert names(first) == [f"Walker {number:02}" for number in range(24)]
    assert 'href="/?shown=48"' in first
    longer = browser.get("/?shown=48").text
    assert names(longer) == [f"Walker {number:02}" for number in range(30)]
    assert "Show more" not in longer
    cursor = unescape(re.search(r'data-more="([^"]+)"', first)[1])  # type: ignore[index]
    behind = browser.get("/ui/gallery", params={"after": cursor}).text
    assert names(behind) == [f"Walker {number:02}" for number in range(24, 30)]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_words_of_others_stay_words_wherever_they_are_shown(browser: TestClient, publish, text: str) -> None:  # type: ignore[no-untyped-def]
    publish(name=f"Mara {text}"[:60], headline=text)
    for address in ("/", "/ui/gallery", "/u/odalind"):
        page = browser.get(address).text
        assert "alert(1)>" not in page.replace("&gt;", "")
        assert "<script>alert" not in page
        assert "<svg/onload" not in page
        assert "\u202e" not in page
    searched = browser.get("/", params={"q": text, "tags": text, "gender": text, "after": text}).text
    assert "<script>alert" not in searched
    assert "<img src=x" not in searched


def test_adult_personas_are_hidden_until_a_visitor_asks_for_them_once(browser: TestClient, publish) -> None:  # type: ignore[no-untyped-def]
    publish(name="Mara Quell")
    publish(name="Nightshade", rating=Rating.EXPLICIT)
    publish(name="Nobody Knows", rating=Rating.UNRATED)
    assert names(browser.get("/").text) == ["Mara Quell"]
    assert "Nightshade" not in browser.get("/ui/suggestions?q=nights").text
    answer = browser.post("/ui/adult", data={"wanted": "yes", "then": "/?sort=new"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/?sort=new")
    assert set(names(browser.get("/").text)) == {"Mara Quell", "Nightshade", "Nobody Knows"}
    browser.post("/ui/adult", data={"wanted": "no"})
    assert names(browser.get("/").text) == ["Mara Quell"]


def test_the_preference_goes_with_the_account_when_there_is_one(owner: TestClient, publish) -> None:  # type: ignore[no-untyped-def]
    publish(name="Nightshade", rating=Rating.EXPLICIT)
    owner.post("/ui/adult", data={"wanted": "yes"})
    assert "persona_adult" not in owner.cookies, "an account's word is kept with the account, and not left in the browser"
    assert names(owner.get("/").text) == ["Nightshade"]


def test_an_account_that_shows_adult_content_passes_the_gate_and_one_that_does_not_is_asked(owner: TestClient, publish) -> None:  # type: ignore[no-untyped-def]
    slug = publish(name="Nightshade", rating=Rating.EXPLICIT)
    owner.cookies.set("persona_adult", "yes")
    assert "I am an adult" in owner.get(f"/p/{slug}", headers=PAGE).text, "what a visitor said in this browser is not the account's word"
    assert owner.get(f"/p/{slug}.md").status_code == 403
    owner.cookies.delete("persona_adult")
    owner.post("/ui/adult", data={"wanted": "yes", "then": f"/p/{slug}"})
    assert "I am an adult" not in owner.get(f"/p/{slug}", headers=PAGE).text
    assert owner.get(f"/p/{slug}.md").status_code == 200
    owner.post("/ui/adult", data={"wanted": "no"})
    assert "I am an adult" in owner.get(f"/p/{slug}", headers=PAGE).text


def test_the_way_back_leads_nowhere_else_after_the_question_for_adults(browser: TestClient) -> None:
    answer = browser.post("/ui/adult", data={"wanted": "yes", "then": "https://evil.example/"})
    assert answer.headers["location"] == "/"


def test_what_somebody_likes_stands_on_a_page_of_its_own(owner: TestClient, publish) -> None:  # type: ignore[no-untyped-def]
    assert "Nothing liked yet" in owner.get("/liked", headers=PAGE).text
    slug = publish(name="Mara Quell")
    publish(name="Tomas Reyes")
    assert owner.post(f"/ui/public/{slug}/like", headers={"Accept": "application/json"}).json() == {"count": 1, "is_liked": True}
    assert names(owner.get("/liked", headers=PAGE).text) == ["Mara Quell"]
    assert re.findall(r'aria-pressed="(\w+)" aria-label="Like ([\w ]+),', owner.get("/?sort=new").text) == [
        ("false", "Tomas Reyes"),
        ("true", "Mara Quell"),
    ]


def test_whoever_is_not_logged_in_is_led_to_the_login_by_what_they_like(browser: TestClient) -> None:
    answer = browser.get("/liked", headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fliked")
    assert browser.get("/ui/liked", headers={"Accept": "application/json"}).status_code == 401


def test_a_creators_page_shows_what_they_published_and_nothing_of_others(browser: TestClient, publish, creator: Actor) -> None:  # type: ignore[no-untyped-def]
    publish(name="Mara Quell")
    register(browser, "somebody")
    page = browser.get("/u/odalind", headers=PAGE)
    assert page.status_code == 200
    assert "<title data-first-paint>odalind · Persona Studio</title>" in page.text
    assert names(page.text) == ["Mara Quell"]
    assert names(browser.get("/u/ODALIND").text) == ["Mara Quell"]


@pytest.mark.parametrize("handle", ["nobody", "edda", "%3Cb%3E", "a" * 500])
def test_a_creators_page_is_not_there_when_nothing_is_public_under_the_name(owner: TestClient, handle: str) -> None:
    """`edda` is an account; that it exists is not told."""
    page = owner.get(f"/u/{handle}", headers=PAGE)
    assert page.status_code == 404
    assert "Nobody here" in page.text
    assert 'content="noindex"' in page.text


def test_a_card_shows_the_picture_where_there_is_one_and_a_drawn_face_where_not(browser: TestClient, publish) -> None:  # type: ignore[no-untyped-def]
    publish(name="Mara Quell", picture_sha256="a" * 64, likes=2)
    publish(name="Éva Nagy", likes=1)
    pictured, drawn = re.findall(r'<img src="([^"]+)"', browser.get("/").text)
    assert pictured == f"/pictures/{'a' * 64}/medium.webp"
    assert re.fullmatch(r"/portraits/[\w-]+\.svg\?initial=%C3%89", drawn)


def test_pages_are_sent_compressed_to_whoever_takes_that(browser: TestClient, publish) -> None:  # type: ignore[no-untyped-def]
    publish(name="Mara Quell")
    packed, plain = browser.get("/"), browser.get("/", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2


def test_no_browser_keeps_a_page_that_depends_on_who_asks(browser: TestClient) -> None:
    for address in ("/", "/ui/gallery", "/ui/suggestions?q=a"):
        assert browser.get(address).headers["cache-control"] == "private, no-store"
