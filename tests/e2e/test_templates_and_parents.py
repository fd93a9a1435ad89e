"""Three stories in a browser: a template of one's own becomes a persona; a child follows its parent field by field, and outlives it; a
parent is found by its words."""

from playwright.sync_api import Page, expect

from tests.e2e.steps import register, section
from tests.e2e.test_look import barriers


def make_guide(page: Page, *, name: str) -> str:
    """A persona from the template that comes with the program for teachers; its address."""
    page.goto("/studio/new?from=template&template=teacher")
    page.get_by_label("What is taught?").fill("fractions")
    page.get_by_label("Who learns it").fill("a child of ten")
    page.get_by_label("What does the learner love").fill("bread")
    expect(page.get_by_role("region", name="Preview")).to_contain_text("taken from bread", timeout=15_000)
    page.get_by_label("Name of the persona").fill(name)
    page.get_by_role("button", name="Make the persona").click()
    page.wait_for_url("**/content*", timeout=30_000)
    return page.url.partition("/content")[0]


def test_a_template_of_ones_own_asks_for_what_stands_in_braces_and_is_counted(page: Page) -> None:
    register(page)
    page.goto("/studio/templates?edit=new")
    page.get_by_label("Name", exact=True).fill("Town guide")
    page.get_by_label("Content").fill("# Guide\n\nYou show people round {town}.")
    page.get_by_label("Question for town").fill("Which town?")
    page.get_by_role("button", name="Save the template").click()
    mine = page.get_by_role("region", name="Your templates")
    expect(mine.get_by_role("heading", name="Town guide")).to_be_visible()
    page.get_by_role("link", name="Use Town guide").click()
    page.get_by_label("Which town?").fill("Ulm")
    expect(page.get_by_role("region", name="Preview")).to_contain_text("You show people round Ulm.")
    page.get_by_role("button", name="Make the persona").click()
    page.wait_for_url("**/content*", timeout=30_000)
    page.goto("/studio/templates")
    expect(mine).to_contain_text("used 1 time")
    mine.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Delete the template").click()
    expect(page.get_by_role("heading", name="None of your own yet")).to_be_visible()


def test_a_child_takes_over_what_it_likes_and_is_whole_when_its_parent_is_deleted(page: Page) -> None:
    register(page)
    parent = make_guide(page, name="Teacher of Ada")
    page.goto(f"{parent}/parent?choose=1")
    choosing = page.get_by_role("region", name="Choose a parent")
    choosing.get_by_role("button", name="Follow it").click()
    expect(choosing.get_by_role("alert")).to_contain_text("Choose a persona, or give the address of a public one.")
    page.goto(f"{parent}/settings")
    page.get_by_label("Name of the new persona").fill("Teacher of Bo")
    page.get_by_role("button", name="Derive a persona").click()
    page.wait_for_url(lambda url: url.rstrip("/") not in {parent, f"{parent}/settings"}, timeout=30_000)
    section(page, "Parent")
    child = page.url
    expect(page.get_by_role("region", name="Fields")).to_contain_text("from the parent")
    expect(page.get_by_role("region", name="What the parent changed")).to_have_count(0)
    group = page.get_by_role("group", name="How it follows: Content")
    group.get_by_role("button", name="Own").click()
    expect(group.get_by_role("button", name="Own")).to_have_attribute("aria-pressed", "true")
    group.get_by_role("button", name="Inherited").click()
    expect(group.get_by_role("button", name="Inherited")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{parent}/settings")
    page.get_by_label("Type its name to delete it").fill("Teacher of Ada")
    page.get_by_role("button", name="Delete this persona for good").click()
    expect(page.get_by_role("heading", name="Your personas")).to_be_visible(timeout=30_000)
    page.goto(child)
    expect(page.get_by_text("Its parent “Teacher of Ada” was deleted")).to_be_visible(timeout=15_000)
    section(page, "Versions")
    expect(page.get_by_role("main")).to_contain_text("Inherited")


def test_a_parent_is_found_by_its_words_and_chosen_by_keyboard(page: Page) -> None:
    register(page)
    ada, bo = make_guide(page, name="Teacher of Ada"), make_guide(page, name="Teacher of Bo")
    page.goto("/studio/new?from=mine")
    expect(page.get_by_role("status").filter(has_text="2 personas")).to_be_visible()
    search = page.get_by_role("searchbox", name="Search your personas")
    search.fill("zebra crossing")
    expect(page.get_by_role("status").filter(has_text="None of your personas that have a version has these words.")).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
    search.fill("teach ada")
    expect(page.get_by_role("radio")).to_have_count(1)
    search.press("Enter")
    search.press("ArrowDown")
    expect(page.get_by_role("radio", name="Teacher of Ada")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Teacher of Ada")).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(search).to_be_focused()
    assert barriers(page) == []
    page.get_by_label("Name").fill("Teacher of Cy")
    page.get_by_role("button", name="Derive the persona").click()
    page.wait_for_url(lambda url: "/studio/" in url and "/new" not in url, timeout=30_000)
    expect(page.get_by_role("link", name="Teacher of Ada")).to_be_visible()

    page.goto(f"{bo}/parent?choose=1")
    choosing = page.get_by_role("region", name="Choose a parent")
    expect(choosing.get_by_role("radio")).to_have_count(2)
    choosing.get_by_role("searchbox", name="Search your personas").fill("cy")
    expect(choosing.get_by_role("radio")).to_have_count(1)
    choosing.get_by_role("radio", name="Teacher of Cy").check()
    assert barriers(page) == []
    choosing.get_by_role("button", name="Follow it").click()
    expect(page.get_by_role("region", name="The parent")).to_contain_text("Teacher of Cy")
    page.goto(f"{ada}/parent?choose=1")
    expect(choosing.get_by_role("searchbox", name="Search your personas")).to_have_value("")
    expect(choosing.get_by_role("radio")).to_have_count(2)
