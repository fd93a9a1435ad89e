"""The studio's list in a browser: found, ordered, changed many at once, deleted and kept, by mouse and by keyboard."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from persona_app.accounts.services.finding import get_actor_by_email
from persona_app.core.db import configure, unit_of_work
from persona_app.core.postgres import EmbeddedPostgres
from persona_app.core.row_security import SystemWork
from persona_app.personas.services.versioning import append_version
from tests.e2e.steps import register, section
from tests.e2e.test_look import barriers
from tests.factories.personas import make_persona, make_version
from tests.serving import Studio

Fill = Callable[..., None]


@pytest.fixture
def fill(page: Page, studio: Studio) -> Fill:
    """Somebody new, and personas of theirs by name with a content."""
    handle = register(page)

    def write(**contents: str) -> None:
        configure(EmbeddedPostgres(studio.home).url())
        with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
            actor = get_actor_by_email(session, email=f"{handle}@example.org")
        with unit_of_work(acting_for=actor.account_id) as session:
            for name, content in contents.items():
                persona = make_persona(session, actor=actor, name=name)
                append_version(session, persona_id=persona.id, new=make_version(author_id=actor.account_id, content=content))
        page.goto("/studio")
        expect(rows(page)).to_have_count(len(contents))

    return write


def rows(page: Page):
    return page.get_by_role("list", name="Personas").get_by_role("listitem")


def names(page: Page) -> list[str]:
    return [one.split("\n")[0] for one in page.locator(".studio-rows h2").all_inner_texts()]


def choose(page: Page, *who: str) -> None:
    for name in who:
        page.get_by_role("checkbox", name=f"Choose {name}", exact=True).click()
    expect(page.get_by_text(f"{len(who)} chosen")).to_be_visible()


def shelf(page: Page):
    return page.get_by_role("navigation", name="Shelf")


def test_personas_are_found_as_one_types_and_the_search_is_kept(page: Page, fill: Fill) -> None:
    fill(Mara="Bakes sourdough.", Jon="Sails.", Eda="Rows.")
    box = page.get_by_role("searchbox", name="Search your personas")
    page.locator("body").press("/")
    expect(box).to_be_focused()
    page.keyboard.type("sourd")
    expect(page.get_by_text("1 persona found")).to_be_visible()
    assert names(page) == ["Mara"]

    page.get_by_role("button", name="Save this search").click()
    page.get_by_label("Name of the search").fill("Bakers")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show all").click()
    expect(rows(page)).to_have_count(3)
    shelf(page).get_by_role("link", name="Bakers", exact=True).click()
    expect(rows(page)).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/studio\?q=sourd$"))
    expect(box).to_have_value("sourd")
    box.fill("nobody of this kind")
    expect(page.get_by_role("heading", name="Nobody is found")).to_be_visible()


def test_what_is_asked_for_stands_in_the_address(page: Page, fill: Fill) -> None:
    """Reload, Back, a bookmark, and "Studio" above: each does what anybody expects of a page's address."""
    fill(Mara="Bakes sourdough.", Jon="Sails.", Eda="Rows.")
    shelf(page).get_by_role("button", name="New folder").click()
    page.get_by_label("Name of the folder").fill("Trips")
    page.keyboard.press("Enter")
    choose(page, "Mara", "Eda")
    page.get_by_role("button", name="Move", exact=True).click()
    page.get_by_label("Folder", exact=True).fill("Trips")
    page.get_by_role("button", name="Move there").click()
    shelf(page).get_by_role("button", name="Trips 2").click()
    expect(rows(page)).to_have_count(2)
    expect(page).to_have_url(re.compile(r"/studio\?folder=[0-9a-f-]{36}$"))
    choose(page, "Mara")
    page.get_by_label("Order").select_option("name")
    expect(page).to_have_url(re.compile(r"order=name$"))
    page.get_by_role("searchbox").fill("rows")
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_text("1 chosen")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/studio\?q=rows&folder=[0-9a-f-]{36}&order=name$"))

    bookmark = page.url
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value("rows")
    expect(page.get_by_label("Order")).to_have_value("name")
    expect(page.get_by_text("1 persona found")).to_be_visible()
    page.get_by_role("link", name=re.compile("Eda")).click()
    expect(page.get_by_role("navigation", name="Persona")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("1 persona found")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("rows")
    page.go_back()
    expect(rows(page)).to_have_count(3)
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(shelf(page).get_by_role("button", name="All")).to_have_attribute("aria-pressed", "true")

    page.goto(bookmark)
    expect(page.get_by_text("1 persona found")).to_be_visible()
    page.get_by_role("banner").get_by_role("link", name="Studio", exact=True).click()
    expect(rows(page)).to_have_count(3)
    expect(page).to_have_url(re.compile(r"/studio$"))
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_back_leads_from_the_archive_to_those_at_work(page: Page, fill: Fill) -> None:
    fill(Mara="Bakes.")
    shelf(page).get_by_role("button", name="Archived").click()
    expect(page.get_by_role("heading", name="Nothing is archived")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/studio\?shelf=archived$"))
    page.go_back()
    expect(rows(page)).to_have_count(1)
    page.go_forward()
    expect(page.get_by_role("heading", name="Nothing is archived")).to_be_visible()
    page.goto("/studio")
    expect(rows(page)).to_have_count(1)


@pytest.mark.parametrize("address", ["?folder=../../etc&label=%00&order=;drop&shelf=1&q=", "?order=best&folder=None"])
def test_what_an_address_says_wrongly_is_left_out(page: Page, fill: Fill, address: str) -> None:
    fill(Mara="Bakes.")
    page.goto(f"/studio{address}")
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_label("Order")).to_have_value("used")


def test_the_address_of_anothers_folder_shows_nobody(page: Page, fill: Fill) -> None:
    fill(Mara="Bakes.")
    page.goto("/studio?folder=0a1b2c3d-0a1b-7c3d-8a1b-0a1b2c3d4e5f")
    expect(page.get_by_role("heading", name="Nobody is found")).to_be_visible()
    page.get_by_role("region", name="Personas").get_by_role("button", name="Show all").last.click()
    expect(rows(page)).to_have_count(1)


def test_no_letter_is_lost_however_fast_somebody_types(page: Page, fill: Fill) -> None:
    """Answers to the first letters come back while the next ones are typed."""
    fill(Mara="Bakes sourdough bread, night after night.", Jon="Sails.")
    page.locator("body").press("/")
    box = page.get_by_role("searchbox", name="Search your personas")
    words = "sourdough bread nigh"
    for place, letter in enumerate(words):
        page.keyboard.type(letter)
        if place % 7 == 6:
            expect(page).to_have_url(re.compile("q=" + "\\+".join(words[: place + 1].split()) + "$"))
    expect(box).to_have_value(words)
    expect(box).to_be_focused()
    expect(page).to_have_url(re.compile(r"q=sourdough\+bread\+nigh$"))
    expect(rows(page)).to_have_count(1)


def test_whoever_goes_on_to_a_persona_while_the_search_is_on_its_way_stays_there(page: Page, fill: Fill) -> None:
    fill(Mara="Bakes.", Jon="Sails.")
    page.get_by_role("searchbox", name="Search your personas").press_sequentially("mara")
    page.get_by_role("link", name=re.compile("Mara")).click()
    expect(page.get_by_role("navigation", name="Persona")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Mara")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/studio/[0-9a-f-]{36}$"))


def test_many_are_labelled_moved_exported_and_archived_at_once(page: Page, fill: Fill) -> None:
    fill(Mara="Bakes.", Jon="Sails.", Eda="Rows.")
    choose(page, "Mara", "Eda")
    page.get_by_role("button", name="Label", exact=True).click()
    page.get_by_label("Label", exact=True).fill("North")
    page.get_by_role("button", name="Put it on").click()
    expect(page.get_by_text("2 personas got the label “North”.")).to_be_visible()
    shelf(page).get_by_role("button", name="North 2").click()
    expect(rows(page)).to_have_count(2)

    page.get_by_role("checkbox", name="Choose all shown").click()
    page.get_by_role("button", name="Move", exact=True).click()
    page.get_by_label("Folder", exact=True).fill("Trips")
    page.get_by_role("button", name="Move there").click()
    shelf(page).get_by_role("button", name="Trips 2").click()
    expect(rows(page)).to_have_count(2)

    choose(page, "Mara", "Eda")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Export", exact=True).click()
    with zipfile.ZipFile(io.BytesIO(taken.value.path().read_bytes())) as archive:
        assert sorted(name for name in archive.namelist() if name.endswith("persona.json"))[0].startswith("personas/0001")
        assert len([name for name in archive.namelist() if name.endswith("persona.json")]) == 2

    page.get_by_role("button", name="Archive", exact=True).click()
    expect(page.get_by_text(re.compile("2 personas are in the archive now"))).to_be_visible()
    shelf(page).get_by_role("button", name="Archived").click()
    expect(rows(page)).to_have_count(2)
    page.get_by_role("checkbox", name="Choose all shown").click()
    page.get_by_role("button", name="Restore", exact=True).click()
    expect(page.get_by_role("heading", name="Nothing is archived")).to_be_visible()


def test_whoever_is_chosen_stays_so_over_a_new_connection_and_nobody_is_when_one_comes_back(page: Page, fill: Fill) -> None:
    fill(Mara="Bakes.", Jon="Sails.", Eda="Rows.")
    choose(page, "Mara", "Eda")
    page.reload()
    expect(page.get_by_text("2 chosen")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Choose Mara")).to_be_checked()
    page.get_by_role("link", name=re.compile("Jon")).click()
    expect(page.get_by_role("heading", name="Jon", level=1)).to_be_visible()
    page.go_back()
    expect(rows(page)).to_have_count(3)
    expect(page.get_by_text("2 chosen")).to_have_count(0)


def test_a_deletion_can_be_taken_back_and_goes_through_when_the_page_is_closed(page: Page, fill: Fill) -> None:
    fill(Mara="Bakes.", Jon="Sails.", Eda="Rows.")
    choose(page, "Mara")
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("1 persona goes for good")).to_be_visible()
    expect(rows(page).filter(has_text="Mara")).to_contain_text("Going")
    assert barriers(page) == []
    page.get_by_role("button", name="Keep them").click()
    expect(page.get_by_text("1 persona stays.")).to_be_visible()
    expect(page.get_by_text("Going")).to_have_count(0)

    choose(page, "Mara", "Jon")
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("2 personas go for good")).to_be_visible()
    page.goto("about:blank")
    page.goto("/studio")
    expect(page.get_by_text("2 personas go for good")).to_be_visible()
    expect(rows(page)).to_have_count(1, timeout=20_000)
    assert names(page) == ["Eda"]


def test_the_list_is_used_by_keyboard_alone(page: Page, fill: Fill) -> None:
    fill(Mara="Bakes.", Jon="Sails.", Eda="Rows.")
    page.locator("body").press("j")
    expect(rows(page).nth(0).get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    expect(page.get_by_text("1 chosen")).to_be_visible()
    page.keyboard.press("k")
    page.keyboard.press("x")
    expect(page.get_by_text("2 chosen")).to_be_visible()
    label = page.get_by_role("button", name="Label", exact=True)
    label.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Label", exact=True)).to_be_focused()
    page.keyboard.type("North")
    page.keyboard.press("Enter")
    expect(shelf(page).get_by_role("button", name="North 2")).to_be_visible()
    page.locator("body").press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Persona")).to_be_visible()


@pytest.mark.parametrize("context", ["phone"], indirect=True)
def test_everything_fits_and_works_on_a_phone(page: Page, fill: Fill) -> None:
    fill(**{f"Somebody with a rather long name {number}": "Bakes." for number in range(8)})
    choose(page, "Somebody with a rather long name 3")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Label", exact=True).click()
    page.get_by_label("Label", exact=True).fill("For the workshop in the spring of next year")
    page.get_by_role("button", name="Put it on").click()
    expect(rows(page).filter(has_text="spring of next year")).to_have_count(1)
    choose(page, "Somebody with a rather long name 3")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_what_was_used_last_comes_first_and_notes_are_found(page: Page, fill: Fill) -> None:
    fill(Mara="Bakes.", Jon="Sails.")
    assert names(page) == ["Jon", "Mara"]
    page.get_by_role("link", name=re.compile("Mara")).click()
    expect(page.get_by_role("navigation", name="Persona")).to_be_visible()
    section(page, "Settings")
    page.get_by_label("Display name").fill("The night baker")
    page.get_by_role("button", name="Save the details").click()
    expect(page.get_by_text("The details are saved.")).to_be_visible()
    page.get_by_label("Description").fill("Bakes at night.")
    page.get_by_label("Key").fill("customer")
    page.get_by_label("Value", exact=True).fill("Nordwind")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("list", name="Metadata")).to_contain_text("Nordwind")
    expect(page.get_by_label("Description")).to_have_value("Bakes at night.")  # what is typed and not saved stays

    page.goto("/studio")
    expect(rows(page).first).to_contain_text("The night baker")
    page.get_by_role("searchbox", name="Search your personas").fill("nordw")
    expect(rows(page)).to_have_count(1)
    expect(rows(page).first).to_contain_text("1 use")
