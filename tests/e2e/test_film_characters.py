"""What an owner does with film characters: choose them, watch the run, read a thought where it was said, hide it, derive."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.steps import make_persona, register, section
from tests.e2e.test_look import barriers
from tests.serving import eventually

TEXT = "Nora Vell is a carpenter. She is 34 years old. She lives in Bergen."
KEEPER, NILS, LUCA, RUTH = "EBBA HOLMVIK, Keeper of the Skerry", "NILS, Keeper of the Skerry", "LUCA, Last Lane", "RUTH, What the Cellar"
STILL = "document.getAnimations().every(one => one.playState !== 'running')"
LONG = 90_000
"""Milliseconds that a run may take beside other tests."""


def box(page: Page, who: str) -> Locator:
    """A character's row."""
    return page.get_by_role("list", name="Characters").get_by_role("checkbox", name=who)


def choose(page: Page, *who: str) -> None:
    """Look for each by name, and choose it."""
    for one in who:
        page.get_by_label("Search characters and films").fill(one.partition(",")[0].lower())
        expect(page.get_by_role("list", name="Characters").get_by_role("checkbox").first).to_have_accessible_name(re.compile(f"^{one}"))
        box(page, one).click()
        expect(box(page, one)).to_be_checked()


def from_films(page: Page, *who: str, name: str = "") -> None:
    """A new persona from characters; returns when its first version is there."""
    page.goto("/studio/new?from=characters")
    choose(page, *who)
    if name:
        page.get_by_text("Give it a name").click()
        page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Read ").click()
    expect(page.get_by_text("Version 1 is here.")).to_be_visible(timeout=LONG)


def test_characters_become_thoughts_and_a_version_when_three_and_then_a_fourth_are_read(page: Page) -> None:
    register(page)
    from_films(page, KEEPER, NILS, LUCA)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ebba Holmvik, Nils and Luca")
    expect(page.get_by_text("From film characters")).to_be_visible()
    section(page, "Characters")
    read = page.get_by_role("list", name="What was read")
    expect(read.get_by_role("listitem").filter(has_text="LUCA").last).to_contain_text("72 of 72 lines, ")
    expect(box(page, KEEPER)).to_be_disabled()
    choose(page, RUTH)
    expect(page.get_by_role("region", name="Your choice")).to_contain_text("RUTH says only 93 lines in all, so 93 are used.")
    page.get_by_role("button", name="Read 1 character").click()
    expect(page.get_by_text("Version 2 is here.")).to_be_visible(timeout=LONG)
    section(page, "Thoughts")
    expect(page.get_by_role("status").filter(has_text="from 2 runs")).to_have_text("100 thoughts from 2 runs")
    for run in ("Run 1", "Run 2"):
        expect(page.get_by_role("region", name=run)).to_contain_text("50 thoughts")


def test_a_thought_opens_in_its_scene_and_stays_when_it_is_hidden(page: Page) -> None:
    register(page)
    from_films(page, RUTH, name="Ruth of the cellar")
    section(page, "Thoughts")
    thoughts = page.get_by_role("list", name="Thoughts of RUTH").get_by_role("listitem")
    words = thoughts.first.get_by_role("paragraph").first.inner_text().partition("\n")[0][:20]
    thoughts.first.get_by_role("button", name="1 line for").click()
    evidence = page.get_by_role("complementary", name="Evidence")
    expect(evidence).to_be_focused()
    expect(evidence.get_by_role("heading", level=2)).to_contain_text(words)
    expect(evidence.get_by_role("figure")).to_contain_text("RUTH, What the Cellar Keeps")
    expect(evidence.locator("mark")).to_have_count(1)
    assert evidence.get_by_role("listitem").count() > 3
    page.keyboard.press("Escape")
    expect(evidence.get_by_role("figure")).to_have_count(0)
    thoughts.nth(1).hover()
    thoughts.nth(1).get_by_role("button", name="Hide").click()
    expect(thoughts.nth(1)).to_contain_text("Hidden: it stays here and is left out of the next version.")
    page.reload()
    expect(thoughts.nth(1).get_by_role("button", name="Show")).to_be_visible()
    expect(page.get_by_role("region", name="Run 1")).to_contain_text("1 hidden")


def test_a_claim_shows_the_line_it_rests_on_when_the_persona_is_from_films(page: Page) -> None:
    register(page)
    from_films(page, LUCA)
    page.get_by_role("button", name="1 source for").first.click()
    evidence = page.get_by_role("complementary", name="Evidence")
    expect(evidence).to_contain_text("1 line of film dialogue")
    expect(evidence.get_by_role("figure")).to_contain_text("LUCA, Last Lane")
    expect(evidence.locator("mark")).to_have_count(1)


def test_characters_are_chosen_by_keyboard_and_found_in_spite_of_typing_errors(page: Page) -> None:
    register(page)
    page.goto("/studio/new?from=characters")
    page.get_by_label("Search characters and films").fill("skery keper")
    expect(page.get_by_role("list", name="Characters").get_by_role("listitem")).to_have_count(4)
    page.get_by_label("Search characters and films").focus()
    page.keyboard.press("ArrowDown")
    expect(box(page, KEEPER)).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    choice = page.get_by_role("region", name="Your choice")
    expect(choice.get_by_role("list", name="Chosen").get_by_role("listitem")).to_have_count(2)
    expect(choice).to_contain_text("414 are used")
    choice.get_by_role("button", name="Leave out EBBA HOLMVIK").click()
    expect(box(page, KEEPER)).not_to_be_checked()
    expect(choice.get_by_role("button", name="Read 1 character")).to_be_visible()


def test_a_character_is_looked_at_before_it_is_chosen(page: Page) -> None:
    register(page)
    page.goto("/studio/new?from=characters")
    page.get_by_label("Genre").select_option("western")
    page.get_by_label("Year").fill("1961")
    look = page.get_by_role("button", name="Look at ABEL CROSS, The Well at Cold Spring (1961)")
    look.click()
    card = page.get_by_role("complementary", name="Character")
    expect(card.get_by_role("heading", level=2, name="ABEL CROSS")).to_be_visible()
    expect(card.get_by_role("heading", name="Talks with")).to_be_visible()
    expect(card.get_by_role("listitem").nth(3)).to_be_visible()
    card.get_by_role("button", name="Choose ABEL CROSS").click()
    expect(box(page, "ABEL CROSS")).to_be_checked()
    page.keyboard.press("Escape")
    expect(look).to_be_focused()


def test_a_child_names_its_parent_everywhere(page: Page) -> None:
    register(page)
    make_persona(page, TEXT)
    expect(page.get_by_role("heading", level=2, name="Content")).to_be_visible(timeout=LONG)
    page.goto("/studio/new?from=mine")
    page.get_by_role("radio").check()
    page.get_by_label("Name").fill("Nora's apprentice")
    page.get_by_role("button", name="Derive the persona").click()
    expect(page.get_by_role("heading", level=1, name="Nora's apprentice")).to_be_visible()
    page.get_by_role("button", name="1 source for “Carpenter”").click()
    evidence = page.get_by_role("complementary", name="Evidence")
    expect(evidence).to_contain_text("Inherited from Nora Vell, version 1")
    section(page, "Thoughts")
    expect(page.get_by_role("heading", name="No thoughts yet")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Nora Vell")).to_be_visible()
    page.goto("/studio")
    expect(page.get_by_role("link", name="Nora's apprentice")).to_contain_text("Derived from Nora Vell")


@pytest.mark.parametrize("context", ["phone", "desk"], indirect=True)
def test_pages_of_enrichment_have_no_barrier_and_fit_the_screen(page: Page) -> None:
    def looks_right(place: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, place
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            eventually(lambda: page.evaluate(STILL), what="stillness")
            assert barriers(page) == [], f"{place} in {scheme}"

    register(page)
    page.goto("/studio/new?from=mine")
    expect(page.get_by_role("heading", name="None to begin with yet")).to_be_visible()
    looks_right("from mine")
    page.goto("/studio/new?from=characters")
    choose(page, KEEPER, LUCA)
    page.get_by_role("button", name="Look at").first.click()
    expect(page.get_by_role("heading", name="Some lines")).to_be_visible()
    looks_right("choosing")
    page.get_by_role("button", name="Close the character").click()
    page.get_by_role("button", name="Read 2 characters").click()
    expect(page.get_by_text("Version 1 is here.")).to_be_visible(timeout=LONG)
    section(page, "Characters")
    expect(page.get_by_role("list", name="What was read")).to_be_visible()
    looks_right("characters")
    section(page, "Thoughts")
    page.get_by_role("button", name="1 line for").first.click()
    expect(page.get_by_role("complementary", name="Evidence").locator("mark").first).to_be_in_viewport()
    looks_right("thoughts")
