"""What an operator does with collections of film dialogue."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import SIZES
from tests.e2e.steps import register
from tests.e2e.test_look import barriers
from tests.serving import Studio, build_pages, make_home, remove

ROWS = "".join(
    f"The Salt Office,{'MARIT' if at % 2 else 'TOLLEF'},You weighed it wet again on day {at} and salt is always wet.\n" for at in range(40)
)
CSV = {"name": "office.csv", "mimeType": "text/csv", "buffer": f"a,b,c\n{ROWS}broken\n".encode()}
BINARY = {"name": "scan.bin", "mimeType": "application/octet-stream", "buffer": bytes(range(256)) * 20}


@pytest.fixture(scope="module")
def installation() -> Iterator[Studio]:
    """One of its own: its first account is its operator's."""
    build_pages()
    home = make_home()
    running = Studio(home).wait_until_ready()
    yield running
    running.stop()
    remove(home)


@pytest.fixture
def tab(browser: Browser, installation: Studio) -> Iterator[Page]:
    """A tab there."""
    context = browser.new_context(base_url=installation.url, viewport=SIZES["phone"])  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_a_collection_is_looked_at_corrected_imported_and_removed_again(tab: Page) -> None:
    register(tab)
    tab.get_by_label("Account menu").click()
    tab.get_by_role("link", name="Film dialogue").click()
    collections = tab.get_by_role("list", name="Collections").get_by_role("listitem").filter(has=tab.get_by_role("heading"))
    expect(collections).to_have_count(1)
    tab.get_by_label("Files").set_input_files(BINARY)  # type: ignore[arg-type]
    expect(tab.get_by_role("alert").filter(has_text="scan.bin was not imported")).to_be_visible()
    tab.get_by_label("Files").set_input_files(CSV)  # type: ignore[arg-type]
    columns = tab.get_by_role("group", name="Which column is what")
    columns.get_by_label("Film").select_option("a")
    columns.get_by_label("Who speaks").select_option("b")
    columns.get_by_label("The words").select_option("c")
    sample = tab.get_by_role("table", name="The first lines, as they would be imported")
    expect(sample.get_by_role("row").nth(1)).to_have_text(re.compile("The Salt Office.*TOLLEF.*on day 0"))
    assert barriers(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    tab.get_by_role("button", name="Import").click()
    expect(tab.get_by_text("“office” is here.")).to_be_visible()
    office = collections.filter(has_text="office.csv")
    expect(office).to_contain_text("40 lines")
    office.get_by_text("Left out or repaired").click()
    expect(office).to_contain_text("office.csv:42")
    office.get_by_role("button", name="Remove office").click()
    sure = tab.get_by_role("alertdialog", name="Remove office")
    sure.get_by_role("button", name="Keep it").click()
    expect(sure).to_have_count(0)
    office.get_by_role("button", name="Remove office").click()
    sure.get_by_role("button", name="Remove it").click()
    expect(collections).to_have_count(1)


def test_the_page_shows_nothing_when_somebody_else_opens_it(tab: Page) -> None:
    register(tab)
    tab.get_by_label("Account menu").click()
    expect(tab.get_by_role("link", name="Account and tokens")).to_be_visible()
    expect(tab.get_by_role("link", name="Film dialogue")).to_have_count(0)
    tab.goto("/admin/corpora")
    expect(tab.get_by_role("heading", name="This page is the operator's")).to_be_visible()
    expect(tab.get_by_label("Files")).to_have_count(0)
