"""What people do to a program without meaning harm: two tabs, the way back, a session that ends, a network that goes."""

import re
import threading
from collections.abc import Iterator

import httpx
import psycopg
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from persona_app.core.postgres import EmbeddedPostgres
from tests.e2e.network import Wire
from tests.e2e.steps import make_persona, register, section
from tests.factories.accounts import PASSWORD
from tests.faults import fault
from tests.serving import Studio, eventually

NORA = "Nora Vell is a carpenter. She is 34 years old. She lives in Bergen.\n\nNora Vell is 39 years old. She lives in Bergen."
A_PERSONA = re.compile(r"/studio/[0-9a-f-]{36}/?$")
A_BUILD = 40_000
OFFLINE = "You are offline"


def end_all_sessions(studio: Studio) -> None:
    """As after days without use: the browser still has its cookie, and it opens nothing."""
    with psycopg.connect(EmbeddedPostgres(studio.home).url(), autocommit=True) as connection:
        connection.execute("DELETE FROM login_session")


def log_in(page: Page, handle: str) -> None:
    page.get_by_role("heading", name="Welcome back").wait_for()
    page.get_by_label("E-mail").fill(f"{handle}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def built(page: Page) -> str:
    """Nora's page, her first version on it."""
    here = make_persona(page, NORA)
    expect(page.get_by_role("heading", level=1, name="Nora Vell", exact=True)).to_be_visible(timeout=A_BUILD)
    expect(page.get_by_role("heading", level=2, name="Content")).to_be_visible(timeout=A_BUILD)
    return here.rstrip("/")


def new_token(page: Page) -> str:
    """A token, made on the account page."""
    page.goto("/account")
    page.get_by_label("What is it for?").fill("writers")
    page.get_by_label("make and change them").check()
    page.get_by_role("button", name="Create the token").click()
    return page.get_by_role("status").filter(has_text="only this once").get_by_role("code").inner_text()


def register_by_hand(page: Page, handle: str) -> None:
    """The form of a new account, without waiting for what only the socket shows."""
    page.goto("/register")
    page.get_by_label("E-mail").fill(f"{handle}@example.org")
    page.get_by_label("Handle").fill(handle)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()


def type_and_leave(page: Page, text: str) -> None:
    """A form for a new persona, half filled in and left."""
    page.goto("/studio/new")
    page.locator("html[data-form-ready]").wait_for()
    page.get_by_label("Text", exact=True).fill(text)
    page.goto("/register")


def name_field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Name", exact=True)


@fault(
    area="People",
    what="A persona is open in two tabs, and data are added in one",
    result="They appear in the other, on top of the list, within seconds",
)
def test_data_added_in_one_tab_appear_in_the_other(page: Page) -> None:
    register(page)
    here = built(page)
    other = page.context.new_page()
    other.goto(f"{here}/data")
    listed = other.get_by_role("list", name="Data").get_by_role("listitem")
    expect(listed).to_have_count(1)
    page.goto(f"{here}/data")
    page.locator("html[data-form-ready]").wait_for()
    page.get_by_text("Add more").click()
    page.get_by_label("Text", exact=True).fill("Nora Vell plays the violin.")
    page.get_by_role("button", name="Add and build a new version").click()
    expect(listed).to_have_count(2)
    expect(listed.first).to_contain_text("violin")


@fault(
    area="People",
    what="Somebody leaves a form half filled in, and comes back with the back button",
    result="What was typed is still there",
)
def test_what_was_typed_is_still_there_when_somebody_comes_back(page: Page) -> None:
    register(page)
    here = built(page)
    page.goto("/studio/new")
    page.locator("html[data-form-ready]").wait_for()
    page.get_by_label("Text", exact=True).fill("Edda likes strong tea.")
    page.get_by_role("banner").get_by_role("link", name="Studio", exact=True).click()
    expect(page.get_by_role("heading", name="Your personas")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Text", exact=True)).to_have_value("Edda likes strong tea.")
    page.goto(f"{here}/settings")
    name_field(page).fill("Nora the Elder")
    section(page, "Versions")
    page.go_back()
    expect(name_field(page)).to_have_value("Nora the Elder")
    expect(page.get_by_text("You typed this earlier and have not saved it. Saved is “Nora Vell”.")).to_be_visible()
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_text("The new name is saved.")).to_be_visible()
    expect(page.get_by_text("You typed this earlier")).to_have_count(0)
    page.reload()
    expect(name_field(page)).to_have_value("Nora the Elder")
    expect(page.get_by_text("You typed this earlier")).to_have_count(0)


SESSION_ENDED = "The session has ended when a form is sent"
TEXT_KEPT = "The page asks to log in; then the text is still there, and can be sent"


@fault(area="People", what=SESSION_ENDED, result=TEXT_KEPT)
def test_the_text_for_a_new_persona_is_kept_when_the_session_ends(page: Page, studio: Studio) -> None:
    handle = register(page)
    page.route_web_socket(
        "**/_event**", lambda _: None
    )  # else the page may hear of the end before the form is sent, and ask to log in by itself
    page.goto("/studio/new")
    page.locator("html[data-form-ready]").wait_for()
    page.get_by_label("Text", exact=True).fill(NORA)
    page.get_by_label("Name").fill("Nora")
    end_all_sessions(studio)
    page.get_by_role("button", name="Build the persona").click()
    expect(page.get_by_role("alert").filter(has_text="You are not logged in any more")).to_be_visible()
    page.get_by_role("alert").get_by_role("link", name="Log in").click()
    log_in(page, handle)
    expect(page.get_by_label("Text", exact=True)).to_have_value(NORA)
    expect(page.get_by_label("Name")).to_have_value("Nora")
    page.get_by_role("button", name="Build the persona").click()
    expect(page).to_have_url(A_PERSONA)


@fault(area="People", what=SESSION_ENDED, result=TEXT_KEPT)
def test_the_text_for_more_data_is_kept_when_the_session_ends(page: Page, studio: Studio) -> None:
    handle = register(page)
    here = built(page)
    page.goto(f"{here}/data")
    page.locator("html[data-form-ready]").wait_for()
    page.get_by_text("Add more").click()
    page.get_by_label("Text", exact=True).fill("Nora Vell plays the violin.")
    end_all_sessions(studio)
    asked = page.get_by_role("heading", name="Welcome back")  # the page may hear first that the session is over
    page.get_by_role("button", name="Add and build a new version").or_(asked).first.click()
    page.get_by_role("alert").get_by_role("link", name="Log in").or_(asked).first.click()
    log_in(page, handle)
    expect(page.get_by_label("Text", exact=True)).to_have_value("Nora Vell plays the violin.")
    page.get_by_role("button", name="Add and build a new version").click()
    expect(page.get_by_role("link", name="Versions 2")).to_be_visible(timeout=A_BUILD)


@fault(area="People", what=SESSION_ENDED, result=TEXT_KEPT)
def test_a_new_name_is_kept_when_the_session_ends(page: Page, studio: Studio) -> None:
    handle = register(page)
    here = built(page)
    page.goto(f"{here}/settings")
    name_field(page).fill("Nora the Elder")
    end_all_sessions(studio)
    save = page.get_by_role("button", name="Save the name")
    save.or_(page.get_by_role("heading", name="Welcome back")).first.click()  # or the page itself heard first that the session is over
    log_in(page, handle)
    expect(name_field(page)).to_have_value("Nora the Elder")
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_text("The new name is saved.")).to_be_visible()
    expect(page.get_by_role("link", name="Nora the Elder")).to_be_visible()


@fault(
    area="People",
    what="Somebody logs out with a form half filled in",
    result="The text is forgotten: whoever uses the tab next does not see it",
)
def test_drafts_are_forgotten_when_somebody_logs_out(page: Page) -> None:
    register(page)
    page.goto("/studio/new")
    page.locator("html[data-form-ready]").wait_for()
    page.get_by_label("Text", exact=True).fill("Edda likes strong tea.")
    page.get_by_role("banner").get_by_role("link", name="Studio", exact=True).click()
    page.get_by_label("Account menu").click()
    page.get_by_role("button", name="Log out").click()
    register(page)
    page.goto("/studio/new")
    page.locator("html[data-form-ready]").wait_for()
    expect(page.get_by_label("Text", exact=True)).to_have_value("")


@fault(
    area="People",
    what="A session ends with a form half filled in, and somebody else logs in, in the same tab",
    result="The text is forgotten: it is kept for whoever wrote it, and for nobody else",
)
def test_drafts_are_forgotten_when_somebody_else_logs_in(page: Page, studio: Studio) -> None:
    register(page)
    page.goto("/studio/new")
    page.locator("html[data-form-ready]").wait_for()
    page.get_by_label("Text", exact=True).fill("Edda likes strong tea.")
    page.get_by_role("banner").get_by_role("link", name="Studio", exact=True).click()
    end_all_sessions(studio)
    register(page)
    page.goto("/studio/new")
    page.locator("html[data-form-ready]").wait_for()
    expect(page.get_by_label("Text", exact=True)).to_have_value("")


@fault(
    area="People",
    what="The page has not heard yet who is logged in, and somebody who is now writes, or reads, a form",
    result="What they type is kept for them, and they see nothing of whoever used the tab before",
)
def test_drafts_have_an_owner_when_the_socket_was_never_there(page: Page, studio: Studio) -> None:
    handle = register(page)
    page.route_web_socket("**/_event**", lambda _: None)
    type_and_leave(page, "Edda likes strong tea.")
    page.goto("/studio/new")
    page.locator("html[data-form-ready]").wait_for()
    expect(page.get_by_label("Text", exact=True)).to_have_value("Edda likes strong tea.")
    end_all_sessions(studio)
    register_by_hand(page, f"{handle}b")
    expect(page).to_have_url(re.compile("/studio/?$"))
    eventually(lambda: "strong tea" not in page.evaluate("JSON.stringify(sessionStorage)"))


@fault(
    area="People",
    what="Somebody logs out and another one logs in, in a second tab, while a form of the first stands half filled in",
    result="The first tab shows and keeps nothing of it when it is looked at again",
)
def test_a_tab_left_open_shows_nothing_when_somebody_else_logged_in_in_another(page: Page) -> None:
    register(page)
    page.goto("/studio/new")
    page.locator("html[data-form-ready]").wait_for()
    page.get_by_label("Text", exact=True).fill("Edda likes strong tea.")
    eventually(lambda: "strong tea" in page.evaluate("JSON.stringify(sessionStorage)"), what="the draft")
    other = page.context.new_page()
    register(other)
    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator("html[data-form-ready]").wait_for()
    expect(page.get_by_label("Text", exact=True)).to_have_value("")
    assert "strong tea" not in page.evaluate("JSON.stringify(sessionStorage)")


@pytest.fixture
def wire(studio: Studio) -> Iterator[Wire]:
    """The way to the server, to be cut."""
    made = Wire(studio.port)
    yield made
    made.close()


@pytest.fixture
def wired(wire: Wire, context: BrowserContext) -> Page:
    """A tab of somebody with an account, whose every connection goes through the wire."""
    assert context.browser is not None
    opened = context.browser.new_context(base_url=wire.url)
    opened.set_default_timeout(15_000)
    page = opened.new_page()
    register(page)
    return page


@fault(
    area="People",
    what="The answer to a submitted form is lost on its way, and the form is sent again",
    result="One persona is made: the same material has the same key",
)
def test_one_persona_is_made_when_the_answer_was_lost_and_the_form_is_sent_again(wired: Page, wire: Wire) -> None:
    wired.goto("/studio/new")
    wired.locator("html[data-form-ready]").wait_for()
    wired.get_by_label("Text", exact=True).fill(NORA)
    wire.lose_answers_to(b"POST /ui/personas ")
    wired.get_by_role("button", name="Build the persona").click()
    expect(wired.get_by_role("alert").filter(has_text="its answer was lost")).to_be_visible()
    assert wire.lose_nothing() > 0
    wired.get_by_role("button", name="Build the persona").click()
    expect(wired).to_have_url(A_PERSONA)
    wired.goto("/studio")
    expect(wired.get_by_role("link", name="Nora Vell")).to_have_count(1)


@fault(
    area="People",
    what="The browser loses its network",
    result="The page says so at once; what is pressed is done when the network is back",
)
def test_the_page_says_that_it_is_offline_and_goes_on_when_the_network_is_back(page: Page) -> None:
    register(page)
    here = built(page)
    page.goto(f"{here}/settings")
    name_field(page).fill("Nora the Elder")
    page.context.set_offline(True)
    expect(page.get_by_role("status").filter(has_text=OFFLINE)).to_be_visible()
    page.get_by_role("button", name="Save the name").click()
    expect(page.get_by_text("The new name is saved.")).to_have_count(0)
    page.context.set_offline(False)
    expect(page.get_by_text("The new name is saved.")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=OFFLINE)).to_have_count(0)


@fault(
    area="People",
    what="Twenty writers work on one persona at once, through the API, its pages' forms and an open page",
    result="All data are there once, every change that was acknowledged happened, the others were refused; the last version knows all data",
)
def test_nothing_is_lost_when_twenty_work_on_one_persona(page: Page, studio: Studio) -> None:
    register(page)
    here = built(page)
    persona_id = here.rpartition("/")[2]
    token = new_token(page)
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    answers: dict[str, list[int]] = {"add": [], "form": [], "rename": [], "settle": []}
    api = httpx.Client(base_url=studio.url, headers={"Authorization": f"Bearer {token}"}, timeout=60)
    form = httpx.Client(base_url=studio.url, cookies=cookies, headers={"Origin": studio.url, "Accept": "application/json"}, timeout=60)
    person = f"/v1/person/{persona_id}"
    contradiction = api.get(f"{person}/persona").json()["profile"]["contradictions"][0]["id"]

    def add(number: int) -> None:
        answers["add"].append(api.post(f"{person}/data-and-regenerate", json={"raw_text": f"Nora Vell owns boat {number}."}).status_code)

    def give(number: int) -> None:
        sent = {"text": (None, f"Nora Vell owns house {number}.")}
        answers["form"].append(form.post(f"/ui/personas/{persona_id}/data", files=sent).status_code)

    def rename(number: int) -> None:
        tag = api.get(person).headers["etag"]
        answers["rename"].append(api.patch(person, json={"name": f"Nora {number}"}, headers={"If-Match": tag}).status_code)

    def settle(number: int) -> None:
        asked = {"choice": "right" if number % 2 else "left", "lock_version": api.get(person).json()["lock_version"]}
        answers["settle"].append(api.post(f"{person}/contradictions/{contradiction}/settle", json=asked).status_code)

    writers = [threading.Thread(target=work, args=(number,)) for work in (add, give, rename, settle) for number in range(5)]
    page.goto(f"{here}/settings")
    name_field(page).fill("Nora of the page")
    for writer in writers:
        writer.start()
    page.get_by_role("button", name="Save the name").click()
    saved = page.get_by_text("The new name is saved.")
    told = saved.or_(page.get_by_role("alert").filter(has_text="It is now called"))
    expect(told.first).to_be_visible()
    by_page = min(saved.count(), 1)
    for writer in writers:
        writer.join()

    assert (set(answers["add"]), set(answers["form"])) == ({202}, {201})
    assert set(answers["rename"]) <= {200, 412}
    assert set(answers["settle"]) <= {202, 404, 409}
    eventually(
        lambda: all(run["state"] in {"done", "failed", "cancelled"} for run in api.get(f"{person}/runs").json()["items"]),
        seconds=60,
        what="the end of all builds",
    )
    texts = sorted(one["raw_text"] for one in api.get(f"{person}/data").json()["items"])
    assert texts == sorted([NORA, *(f"Nora Vell owns {what} {number}." for what in ("boat", "house") for number in range(5))])
    by_people = [one for one in api.get(f"{person}/events", params={"limit": 100}).json()["items"] if one["detail"].get("by") != "build"]
    events = [one["kind"] for one in by_people]
    assert events.count("persona_renamed") == answers["rename"].count(200) + by_page
    assert events.count("contradiction_settled") == answers["settle"].count(202)
    known = set(api.get(f"{person}/persona").json()["data_ids"])
    assert known == {one["id"] for one in api.get(f"{person}/data").json()["items"]}
