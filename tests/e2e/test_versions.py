"""What an owner does with versions: compare any two, name them, see who brought what, bring one back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.versioned import SECOND, THIRD, History
from tests.faults import fault
from tests.serving import Studio


@pytest.fixture
def history(page: Page, sign_up: Callable[[], str], studio: Studio) -> History:
    """Somebody's persona of three versions, whose versions are on screen."""
    found = History(studio, email=f"{sign_up()}@example.com")
    page.goto(f"/studio/{found.persona_id}/versions")
    expect(page.get_by_role("list", name="Versions").get_by_role("listitem")).to_have_count(3)
    return found


def entry(page: Page, number: int) -> Locator:
    return page.get_by_role("list", name="Versions").get_by_role("listitem").filter(has=page.get_by_role("link", name=f"Version {number}"))


def open_version(page: Page, number: int) -> None:
    entry(page, number).get_by_role("link", name=re.compile(f"^Version {number}")).click()
    expect(page.get_by_role("heading", level=1, name=f"Version {number}")).to_be_visible()


def put_label(page: Page, name: str, version: str) -> None:
    labels = page.get_by_role("region", name="Labels")
    labels.get_by_label("Label", exact=True).fill(name)
    labels.get_by_label("Version", exact=True).fill(version)
    labels.get_by_role("button", name="Put or move the label").click()


def test_any_two_are_compared_in_one_text_and_side_by_side(page: Page, history: History) -> None:
    expect(entry(page, 3)).to_contain_text("1.1.1")
    expect(entry(page, 3)).to_contain_text("She rises later now.")
    expect(entry(page, 3)).to_contain_text("no cost")
    page.get_by_role("button", name="Compare Version 3").click()
    expect(page.get_by_role("status").filter(has_text="Choose another")).to_be_visible()
    page.get_by_role("button", name="Compare Version 1").click()
    page.get_by_role("link", name="Compare the two").click()

    changed = page.get_by_role("region", name="What changed")
    expect(changed).to_contain_text("3 places in the content, 2 claims more.")
    claims = changed.get_by_role("list", name="Claims that changed")
    expect(claims.get_by_role("listitem").filter(has_text="Lives in")).to_contain_text("Ulm")
    expect(page.get_by_label("Compare with version")).to_have_value("1")
    expect(changed.locator("del")).to_have_text(["four, before"])
    changed.get_by_role("link", name="Side by side").click()
    rows = changed.get_by_role("table", name="Content side by side").get_by_role("row")
    bakes = rows.filter(has_text="You bake bread").get_by_role("cell")
    expect(bakes.first).to_contain_text("at four, before the harbour wakes.")
    expect(bakes.last).to_contain_text("at five, when the harbour wakes. You live in Ulm.")
    changed.get_by_role("link", name="Version 3 whole").click()
    expect(page.get_by_role("region", name="Content", exact=True)).to_contain_text("You speak plainly.")


def test_a_label_moves_serves_as_a_name_and_leaves_its_history(page: Page, history: History) -> None:
    put_label(page, "stable", "2")
    expect(page.get_by_text("“stable” is on version 2.")).to_be_visible()
    expect(entry(page, 2)).to_contain_text("stable")
    open_version(page, 3)
    page.get_by_label("Compare with version").fill("stable")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", name="Since version 2")).to_be_visible()

    put_label(page, "stable", "3")
    expect(page.get_by_text("“stable” is on version 3.")).to_be_visible()
    labels = page.get_by_role("region", name="Labels")
    labels.get_by_role("button", name="Show how labels moved").click()
    expect(labels.get_by_role("list", name="How labels moved").get_by_role("listitem")).to_contain_text(
        ["“stable” went from version 2 to version 3", "“stable” was put on version 2"]
    )
    labels.get_by_role("button", name="Take off stable").click()
    expect(labels.get_by_role("list", name="How labels moved").get_by_role("listitem").first).to_contain_text("taken off version 3")
    expect(labels).to_contain_text("None yet.")


@fault(
    area="People",
    what="A label is moved in one tab, and then in another, which still shows where it was",
    result="The second move is refused and says where the label is now; moved again, it goes",
)
def test_a_label_stays_when_somebody_else_moved_it_first(page: Page, history: History) -> None:
    put_label(page, "stable", "1")
    expect(page.get_by_text("“stable” is on version 1.")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    expect(entry(other, 1)).to_contain_text("stable")
    put_label(page, "stable", "2")
    expect(page.get_by_text("“stable” is on version 2.")).to_be_visible()
    put_label(other, "stable", "3")
    expect(other.get_by_text("is now on version 2, and was left there")).to_be_visible()
    expect(entry(other, 2)).to_contain_text("stable")
    put_label(other, "stable", "3")
    expect(other.get_by_text("“stable” is on version 3.")).to_be_visible()


def test_each_passage_and_claim_leads_to_its_version_and_data(page: Page, history: History) -> None:
    page.goto(f"/studio/{history.persona_id}/versions?number=3")
    page.get_by_role("link", name="Who brought what").click()
    brought = page.get_by_role("region", name="Who brought what")
    passages = brought.get_by_role("list", name="Passages of the content").get_by_role("listitem")
    edited = passages.filter(has_text="You bake bread at five")
    expect(edited).to_contain_text("Version 3")
    expect(edited).to_contain_text("Edited by you")
    expect(passages.filter(has_text="You live in Ulm.")).to_contain_text("Data 2")
    claims = brought.get_by_role("list", name="Claims", exact=True).get_by_role("listitem")
    ulm = claims.filter(has=page.get_by_text("Lives in", exact=True))
    expect(ulm).to_contain_text("Version 2")
    ulm.get_by_role("link", name="Data 2").click()
    expect(page.get_by_role("article")).to_contain_text("Mara now lives in Ulm")


@fault(
    area="People",
    what="A version is brought back from a page that shows an older state of the persona",
    result="It is refused, nothing is appended, and the page shows the present state; brought back again, it is appended",
)
def test_a_version_that_is_brought_back_is_appended_unless_somebody_wrote_meanwhile(page: Page, history: History) -> None:
    page.goto(f"/studio/{history.persona_id}/versions?number=2")
    back = page.get_by_role("button", name="Bring this version back")
    expect(back).to_be_visible()
    history.edit(THIRD.replace("plainly", "softly"), base=3)
    back.click()
    expect(page.get_by_text("its newest version is 4")).to_be_visible()
    back.click()
    expect(page.get_by_text("Version 2 is back, as version 5.")).to_be_visible()
    expect(entry(page, 5)).to_contain_text("Restored")
    expect(page.get_by_role("list", name="Versions").get_by_role("listitem")).to_have_count(5)
    open_version(page, 5)
    expect(page.get_by_role("region", name="Content", exact=True)).to_contain_text(SECOND.split("\n")[2])


@pytest.mark.parametrize("context", ["phone"], indirect=True)
def test_nothing_runs_off_a_phone_in_any_state(page: Page, history: History) -> None:
    versions = f"/studio/{history.persona_id}/versions"
    shown = {
        "": page.get_by_role("region", name="Labels"),
        "?number=2": page.get_by_role("region", name="Content", exact=True),
        "?number=3&since=1": page.get_by_role("region", name="What changed"),
        "?number=3&since=1&view=side": page.get_by_role("table", name="Content side by side"),
        "?number=3&view=blame": page.get_by_role("list", name="Passages of the content"),
    }
    for state, there in shown.items():
        page.goto(versions + state)
        expect(there).to_be_visible()
        expect(page.get_by_role("navigation", name="Persona").get_by_role("link", name="Versions")).to_be_in_viewport(ratio=1)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), state
