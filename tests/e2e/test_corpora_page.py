"""What an operator does with collections of film dialogue."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import SIZES
from tests.e2e.steps import register, section
from tests.e2e.test_look import barriers
from tests.factories.accounts import PASSWORD
from tests.serving import Studio, build_pages, make_home, remove

SALTS = (
    "grey salt",
    "the wet sack",
    "a dry scale",
    "the old harbour",
    "honest weight",
    "an early boat",
    "my father's ledger",
    "cold bread",
)
SAID = [f"I believe {salt} is worth more than {other}." for salt in SALTS for other in SALTS if salt != other][:40]
ROWS = "".join(f"The Salt Office,{'MARIT' if at % 2 else 'TOLLEF'},{words}\n" for at, words in enumerate(SAID))
CSV = {"name": "office.csv", "mimeType": "text/csv", "buffer": f"a,b,c\n{ROWS}broken\n".encode()}
BINARY = {"name": "scan.bin", "mimeType": "application/octet-stream", "buffer": bytes(range(256)) * 20}


@pytest.fixture(scope="module")
def installation() -> Iterator[Studio]:
    """One of its own, so that its first account can be these tests'."""
    build_pages()
    home = make_home()
    running = Studio(home).wait_until_ready()
    yield running
    running.stop()
    remove(home)


@contextmanager
def tab(browser: Browser, url: str) -> Iterator[Page]:
    """A phone's tab."""
    context = browser.new_context(base_url=url, viewport=SIZES["phone"])  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def operator(browser: Browser, installation: Studio) -> str:
    """The handle of the first account, which is the operator's."""
    with tab(browser, installation.url) as page:
        return register(page)


@pytest.fixture
def operators(browser: Browser, installation: Studio, operator: str) -> Iterator[Page]:
    """The operator, at the page."""
    with tab(browser, installation.url) as page:
        page.goto("/login?next=/admin/corpora")
        page.get_by_label("E-mail").fill(f"{operator}@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", name="Import a collection")).to_be_visible()
        yield page


@pytest.fixture
def others(browser: Browser, installation: Studio, operator: str) -> Iterator[Page]:
    """Somebody else, in the studio."""
    assert operator
    with tab(browser, installation.url) as page:
        register(page)
        yield page


def collections(page: Page) -> Locator:
    """Those that are listed."""
    return page.get_by_role("list", name="Collections").get_by_role("listitem").filter(has=page.get_by_role("heading"))


def bring(page: Page, name: str) -> Locator:
    """Import the rows under a name, their columns named by hand; returns the collection."""
    page.get_by_label("Files").set_input_files({**CSV, "name": f"{name}.csv"})  # type: ignore[arg-type]
    columns = page.get_by_role("group", name="Which column is what")
    columns.get_by_label("Film").select_option("a")
    columns.get_by_label("Who speaks").select_option("b")
    columns.get_by_label("The words").select_option("c")
    sample = page.get_by_role("table", name="The first lines, as they would be imported")
    expect(sample.get_by_role("row").nth(1)).to_have_text(re.compile("The Salt Office.*TOLLEF.*I believe"))
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text(f"“{name}” is here.")).to_be_visible()
    return collections(page).filter(has_text=f"{name}.csv")


def take_away(page: Page, name: str) -> None:
    """Remove a collection, and say that one is sure."""
    page.get_by_role("button", name=f"Remove {name}").click()
    page.get_by_role("alertdialog", name=f"Remove {name}").get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("list", name="Collections")).not_to_contain_text(f"{name}.csv")


def test_a_collection_is_looked_at_corrected_imported_and_removed_again(operators: Page) -> None:
    operators.get_by_label("Files").set_input_files(BINARY)  # type: ignore[arg-type]
    expect(operators.get_by_role("alert").filter(has_text="scan.bin was not imported")).to_be_visible()
    office = bring(operators, "office")
    expect(office).to_contain_text("40 lines")
    office.get_by_text("Left out or repaired").click()
    expect(office).to_contain_text("office.csv:42")
    operators.get_by_role("button", name="Remove office").click()
    operators.get_by_role("button", name="Keep it").click()
    expect(operators.get_by_role("alertdialog")).to_have_count(0)
    take_away(operators, "office")


def test_a_thought_shows_the_copy_it_keeps_when_its_collection_was_removed(operators: Page) -> None:
    bring(operators, "salt")
    operators.goto("/studio/new?from=characters")
    operators.get_by_label("Search characters and films").fill("tollef salt office")
    operators.get_by_role("list", name="Characters").get_by_role("checkbox", name="TOLLEF, The Salt Office").click()
    operators.get_by_role("button", name="Read 1 character").click()
    expect(operators.get_by_text("Version 1 is here.")).to_be_visible(timeout=90_000)
    section(operators, "Thoughts")
    thoughts = operators.url
    operators.goto("/admin/corpora")
    take_away(operators, "salt")
    operators.goto(thoughts)
    operators.get_by_role("button", name="1 line for").first.click()
    evidence = operators.get_by_role("complementary", name="Evidence")
    expect(evidence).to_contain_text("This is the copy that was kept with the thought.")
    expect(evidence.locator("mark")).to_contain_text("I believe")


def test_the_page_shows_nothing_when_somebody_else_opens_it(others: Page) -> None:
    others.get_by_label("Account menu").click()
    expect(others.get_by_role("link", name="Account and tokens")).to_be_visible()
    expect(others.get_by_role("link", name="Film dialogue")).to_have_count(0)
    others.goto("/admin/corpora")
    expect(others.get_by_role("heading", name="This page is the operator's")).to_be_visible()
    expect(others.get_by_label("Files")).to_have_count(0)
