"""What visitors, crawlers and programs get at the addresses of public personas."""

import asyncio
import re
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from lxml import etree, html

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.core.listening import PUBLICATION, Listener
from persona_app.interchange.converting import read_file
from persona_app.interchange.draft import Format
from persona_app.personas.services.lifecycle import archive_persona, delete_persona
from persona_app.publishing.schemas import Rating, Visibility
from persona_app.publishing.services.withdrawing import raise_rating, set_visibility, withdraw_publication
from persona_app.web.http.app import create_http_app
from persona_app.web.public.lists import sitemap_index, sitemap_part
from persona_app.web.public.serving import PAGES, with_kept_pages
from tests.factories.accounts import make_actor
from tests.factories.publications import HEADLINE, Published, make_description, make_public, publish
from tests.integration.web.conftest import register
from tests.serving import eventually

SECRET = "explicit words that must not be shown"


@pytest.fixture
def visitor(database: str) -> Iterator[TestClient]:
    """A browser without an account, before the whole HTTP app with its kept pages."""
    PAGES.heard(is_heard=False)
    headers = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    with TestClient(with_kept_pages(create_http_app()), follow_redirects=False, headers=headers, raise_server_exceptions=False) as client:
        yield client
    PAGES.heard(is_heard=False)


@pytest.fixture
def listening(database: str) -> Iterator[None]:
    """This process hears of changes, as a server does."""
    listener = Listener(database, {PUBLICATION: PAGES})
    listener.start()
    eventually(lambda: PAGES._is_heard, what="listening")
    yield
    listener.stop()


@pytest.fixture
def owner(database: str) -> Actor:
    """Somebody who publishes."""
    with unit_of_work() as session:
        return make_actor(session, handle="ada")


@pytest.fixture
def public(owner: Actor) -> Published:
    """A public persona of theirs."""
    with unit_of_work() as session:
        return make_public(session, actor=owner)


@pytest.fixture
def adult(owner: Actor) -> Published:
    """One that is rated explicit."""
    with unit_of_work() as session:
        described = make_description(rating=Rating.EXPLICIT, headline=SECRET)
        return make_public(session, actor=owner, content=f"# Mara\n\n{SECRET}", description=described)


def act(work: Callable[..., object], owner: Actor, persona_id: UUID, **more: object) -> None:
    """The owner does something in a unit of work of its own."""
    with unit_of_work() as session:
        work(session, actor=owner, persona_id=persona_id, **more)


def test_a_crawler_reads_everything_from_the_first_answer(visitor: TestClient, public: Published) -> None:
    answer = visitor.get(f"/p/{public.slug}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = html.fromstring(answer.content)
    assert page.findtext(".//title") == "Mara Quell · Persona Studio"
    assert page.xpath("//h1//text()") == ["Mara Quell"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"http://testserver/p/{public.slug}"]
    named = {each.get("name") or each.get("property"): each.get("content") for each in page.xpath("//meta[@content]")}
    assert HEADLINE in named["description"]
    assert named["og:title"] == "Mara Quell"
    assert named["og:image"] == f"http://testserver/p/{public.slug}/card.png"
    assert named["twitter:card"] == "summary_large_image"
    assert "robots" not in named
    text = page.text_content()
    assert "She bakes." in text
    assert "drama" in text
    assert "by ada" in text


@pytest.mark.parametrize("ending", ["", ".md", ".json", ".png", "/card.png"])
def test_an_address_nobody_was_given_is_not_found(visitor: TestClient, ending: str) -> None:
    assert visitor.get(f"/p/nobody-abc123{ending}").status_code == 404


def test_an_odd_address_is_not_found(visitor: TestClient) -> None:
    for slug in ("%00", "%ff", "a" * 5000, "a%0Ab", "..%2f..", "%F0%9F%A6%8A"):
        assert visitor.get(f"/p/{slug}").status_code == 404


def test_a_page_that_is_not_there_asks_not_to_be_listed(visitor: TestClient) -> None:
    page = html.fromstring(visitor.get("/p/nobody-abc123").content)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//h1/text()") == ["There is no persona at this address"]


@pytest.mark.parametrize("ending", ["", ".md", ".json", ".png", "/card.png"])
@pytest.mark.parametrize("work", [withdraw_publication, archive_persona, delete_persona])
def test_an_address_is_gone_when_its_persona_is(
    visitor: TestClient, owner: Actor, public: Published, work: Callable[..., object], ending: str
) -> None:
    assert visitor.get(f"/p/{public.slug}{ending}").status_code == 200
    act(work, owner, public.persona_id)
    answer = visitor.get(f"/p/{public.slug}{ending}")
    assert answer.status_code == 410
    assert b"Mara" not in answer.content


@pytest.mark.parametrize("ending", ["", ".md", ".json", ".png", "/card.png"])
def test_a_former_address_leads_to_the_present_one(visitor: TestClient, owner: Actor, public: Published, ending: str) -> None:
    with unit_of_work() as session:
        now = publish(session, actor=owner, persona_id=public.persona_id, replace=True, new_slug=True)
    answer = visitor.get(f"/p/{public.slug}{ending}")
    assert answer.status_code == 301
    assert answer.headers["location"] == f"/p/{now}{ending}"
    assert visitor.get(answer.headers["location"]).status_code == 200


def test_an_unlisted_page_can_be_read_and_asks_not_to_be_listed(visitor: TestClient, owner: Actor, public: Published) -> None:
    act(set_visibility, owner, public.persona_id, visibility=Visibility.UNLISTED)
    answer = visitor.get(f"/p/{public.slug}")
    assert answer.status_code == 200
    assert html.fromstring(answer.content).xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert visitor.get(f"/p/{public.slug}.json").headers["x-robots-tag"] == "noindex"
    for lists in ("/sitemap-1.xml", "/feed.atom"):
        assert public.slug not in visitor.get(lists).text


def test_explicit_content_is_behind_a_gate_and_in_no_preview(visitor: TestClient, adult: Published) -> None:
    answer = visitor.get(f"/p/{adult.slug}")
    assert answer.status_code == 200
    assert SECRET not in answer.text
    assert "private" in answer.headers["cache-control"]
    assert "I am an adult" in answer.text
    for address in ("/feed.atom", "/sitemap-1.xml"):
        assert adult.slug not in visitor.get(address).text
    for ending in (".md", ".json", ".png"):
        closed = visitor.get(f"/p/{adult.slug}{ending}")
        assert closed.status_code == 403
        assert SECRET not in closed.text
    assert visitor.get(f"/p/{adult.slug}.json?adult=yes").json()["face"]["headline"] == SECRET


def test_character_card_holds_what_visitors_see(visitor: TestClient, public: Published) -> None:
    answer = visitor.get(f"/p/{public.slug}.png")
    draft = read_file(answer.content).draft
    assert (answer.headers["content-type"], draft.format, draft.name) == ("image/png", Format.CARD_PNG, "Mara Quell")
    assert (draft.kept and draft.kept.value["data"]["creator"], "She bakes." in draft.content) == ("ada", True)
    assert answer.headers["content-disposition"] == f'inline; filename="{public.slug}.png"'


def test_explicit_content_is_shown_to_who_agreed(visitor: TestClient, adult: Published) -> None:
    visitor.cookies.set("persona_adult", "yes")
    answer = visitor.get(f"/p/{adult.slug}")
    assert SECRET in answer.text
    assert SECRET not in "".join(html.fromstring(answer.content).xpath("//head//@content"))
    assert "private" in answer.headers["cache-control"]


def test_a_page_goes_behind_the_gate_when_its_rating_is_raised(
    visitor: TestClient, listening: None, owner: Actor, public: Published
) -> None:
    visitor.get(f"/p/{public.slug}")
    assert len(PAGES) == 1
    act(raise_rating, owner, public.persona_id, rating=Rating.EXPLICIT)
    eventually(lambda: "I am an adult" in visitor.get(f"/p/{public.slug}").text, what="the gate")


def test_a_page_that_the_browser_has_is_not_sent_again(visitor: TestClient, listening: None, public: Published) -> None:
    for _ in range(2):  # made anew, then kept
        first = visitor.get(f"/p/{public.slug}")
        again = visitor.get(f"/p/{public.slug}", headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["cache-control"] == first.headers["cache-control"] == "public, no-cache"
    assert visitor.get(f"/p/{public.slug}", headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_kept_page_is_the_same_packed_or_not(visitor: TestClient, listening: None, public: Published) -> None:
    made = visitor.get(f"/p/{public.slug}", headers={"Accept-Encoding": "identity"})
    plain = visitor.get(f"/p/{public.slug}", headers={"Accept-Encoding": "identity"})
    packed = visitor.get(f"/p/{public.slug}", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert made.content == plain.content == packed.content


@pytest.mark.parametrize(
    "path", ["/p/{slug}", "/p/{slug}.md", "/p/{slug}.json", "/p/{slug}.png", "/p/{slug}/card.png", "/feed.atom", "/robots.txt"]
)
def test_a_head_request_tells_the_same_without_the_body(visitor: TestClient, listening: None, public: Published, path: str) -> None:
    address = path.format(slug=public.slug)
    for _ in range(2):
        whole, head = visitor.get(address), visitor.head(address)
        assert head.status_code == 200
        assert head.content == b""
        assert head.headers.get("etag") == whole.headers.get("etag")
        assert head.headers["content-type"] == whole.headers["content-type"]


def test_a_change_is_seen_at_once_though_the_page_was_kept(visitor: TestClient, listening: None, owner: Actor, public: Published) -> None:
    first = visitor.get(f"/p/{public.slug}")
    assert len(PAGES) == 1
    act(withdraw_publication, owner, public.persona_id)
    eventually(lambda: visitor.get(f"/p/{public.slug}").status_code == 410, what="the withdrawal")
    assert first.status_code == 200


def test_nothing_is_kept_of_other_hosts_pages_for_ours(visitor: TestClient, listening: None, public: Published) -> None:
    visitor.get(f"/p/{public.slug}", headers={"Host": "evil.example"})
    assert "evil.example" not in visitor.get(f"/p/{public.slug}").text


def test_the_sitemap_names_its_parts_and_they_name_the_pages(visitor: TestClient, public: Published) -> None:
    index = etree.fromstring(visitor.get("/sitemap.xml").content)
    [part] = index.xpath("//*[local-name()='loc']/text()")
    listed = etree.fromstring(visitor.get(part.removeprefix("http://testserver")).content)
    assert f"http://testserver/p/{public.slug}" in listed.xpath("//*[local-name()='loc']/text()")
    assert visitor.get("/sitemap-2.xml").status_code == 404
    assert visitor.get("/sitemap-0.xml").status_code == 404
    assert visitor.get("/sitemap-news.xml").status_code == 404
    assert visitor.get(f"/sitemap-{'9' * 5_000}.xml").status_code == 404


def test_a_sitemap_is_parted(owner: Actor) -> None:
    with unit_of_work() as session:
        slugs = {make_public(session, actor=owner, name=f"Mara {number}").slug for number in range(7)}

    async def read() -> list[str]:
        assert (await sitemap_index("", size=3)).count("<loc>") == 3
        written = ""
        for number in (1, 2, 3):
            part = await sitemap_part("", number=number, size=3, batch=2)
            assert part is not None
            written += "".join([piece async for piece in part])
        return re.findall(r"<loc>/p/([^<]+)</loc>", written)

    assert sorted(asyncio.run(read())) == sorted(slugs)


def test_the_feed_names_the_newest_first(visitor: TestClient, owner: Actor) -> None:
    with unit_of_work() as session:
        first = make_public(session, actor=owner, name="Mara")
    with unit_of_work() as session:
        second = make_public(session, actor=owner, name="Edda <b>")
    feed = etree.fromstring(visitor.get("/feed.atom").content)
    titles = feed.xpath("//*[local-name()='entry']/*[local-name()='title']/text()")
    assert titles == ["Edda <b>", "Mara"]
    links = feed.xpath("//*[local-name()='entry']/*[local-name()='link']/@href")
    assert links == [f"http://testserver/p/{one.slug}" for one in (second, first)]


def test_robots_are_led_to_the_sitemap(visitor: TestClient) -> None:
    said = visitor.get("/robots.txt").text
    assert "Sitemap: http://testserver/sitemap.xml" in said
    assert "Disallow: /studio" in said


def test_the_files_say_what_the_page_says(visitor: TestClient, public: Published) -> None:
    written = visitor.get(f"/p/{public.slug}.json").json()
    assert written["face"]["name"] == "Mara Quell"
    assert written["slug"] == public.slug
    text = visitor.get(f"/p/{public.slug}.md")
    assert text.headers["content-type"] == "text/markdown; charset=utf-8"
    assert text.text.startswith("# Mara Quell\n")
    assert "She bakes." in text.text


def test_a_visitor_who_likes_or_remixes_is_led_to_the_login_and_back(visitor: TestClient, public: Published) -> None:
    for action in ("like", "remix"):
        answer = visitor.post(f"/ui/public/{public.slug}/{action}")
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/login?next=%2Fp%2F{public.slug}"
    asked = visitor.post(f"/ui/public/{public.slug}/like", headers={"Accept": "application/json"})
    assert asked.status_code == 401
    assert asked.json() == {"login": f"/login?next=%2Fp%2F{public.slug}"}


def test_a_like_is_kept_and_taken_back_without_a_script(visitor: TestClient, public: Published) -> None:
    register(visitor, "edda")
    liked = visitor.post(f"/ui/public/{public.slug}/like")
    assert liked.headers["location"] == f"/p/{public.slug}?liked=yes"
    page = html.fromstring(visitor.get(liked.headers["location"]).content)
    assert page.xpath("//form[@data-like]//button/@aria-pressed") == ["true"]
    [undo] = page.xpath("//form[@data-like]//input[@name='undo']/@value")
    back = visitor.post(f"/ui/public/{public.slug}/like", data={"undo": undo})
    assert back.headers["location"] == f"/p/{public.slug}"


def test_a_script_is_told_the_number_of_likes(visitor: TestClient, public: Published) -> None:
    register(visitor, "edda")
    asked = {"Accept": "application/json"}
    assert visitor.post(f"/ui/public/{public.slug}/like", headers=asked).json() == {"count": 1, "is_liked": True}
    assert visitor.post(f"/ui/public/{public.slug}/like", headers=asked).json() == {"count": 1, "is_liked": True}
    assert visitor.post(f"/ui/public/{public.slug}/like", data={"undo": "yes"}, headers=asked).json() == {"count": 0, "is_liked": False}


def test_a_remix_leads_to_the_new_persona(visitor: TestClient, public: Published) -> None:
    register(visitor, "edda")
    answer = visitor.post(f"/ui/public/{public.slug}/remix")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/studio/")


def test_a_report_needs_no_account_and_says_thank_you(visitor: TestClient, public: Published) -> None:
    answer = visitor.post(f"/ui/public/{public.slug}/report", data={"kind": "hateful", "words": "Look at the third thought."})
    assert answer.status_code == 303
    assert "Thank you" in visitor.get(answer.headers["location"]).text
    assert visitor.post(f"/ui/public/{public.slug}/report", data={"kind": "no such kind"}).status_code == 422


@pytest.mark.parametrize("action", ["like", "remix", "report"])
def test_a_form_of_another_site_changes_nothing(visitor: TestClient, public: Published, action: str) -> None:
    register(visitor, "edda")
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert visitor.post(f"/ui/public/{public.slug}/{action}", data={"kind": "other"}, headers=foreign).status_code == 403


@pytest.mark.parametrize("action", ["like", "remix", "report"])
def test_a_form_for_a_persona_that_is_not_there_says_so(visitor: TestClient, action: str) -> None:
    register(visitor, "edda")
    assert visitor.post(f"/ui/public/nobody-abc123/{action}", data={"kind": "hateful"}).status_code == 404
