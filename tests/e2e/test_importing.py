"""What an owner does with a card: look at what becomes of it, import it, and find its words behind the claims."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.steps import register
from tests.e2e.test_look import barriers
from tests.factories import cards


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A picture with a card in it."""
    file = tmp_path / "tollef.png"
    file.write_bytes(cards.as_png(cards.card_v2(), cards.card_v3()))
    return file


@pytest.mark.parametrize("context", ["desk", "phone"], indirect=True)
def test_card_becomes_a_persona_when_its_report_was_seen(page: Page, card: Path) -> None:
    register(page)
    page.goto("/studio/new?from=card")
    page.get_by_label("File", exact=True).set_input_files(card)
    expect(page.get_by_text("“Tollef Brandt”, read as character-card-png")).to_be_visible()
    expect(page.get_by_text("first_mes: kept aside as it is")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="Import the persona").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tollef Brandt")
    expect(page.get_by_text("patient").first).to_be_visible()


def test_reason_is_told_and_nothing_made_when_the_file_is_no_card(page: Page, tmp_path: Path) -> None:
    register(page)
    (tmp_path / "broken.json").write_bytes(b'{"name": ')
    page.goto("/studio/new?from=card")
    page.get_by_label("File", exact=True).set_input_files(tmp_path / "broken.json")
    expect(page.get_by_role("alert").filter(has_text="broken at line 1")).to_be_visible()
    page.get_by_role("button", name="Import the persona").click()
    expect(page.get_by_role("alert").filter(has_text="Nothing was imported")).to_be_visible()


def test_card_comes_back_when_it_is_exported_from_the_settings(page: Page, card: Path) -> None:
    register(page)
    page.goto("/studio/new?from=card")
    page.get_by_label("File", exact=True).set_input_files(card)
    page.get_by_role("button", name="Import the persona").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tollef Brandt")
    page.goto(f"{page.url.partition('?')[0]}/settings")
    page.get_by_label("Format").select_option("character-card-v3")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    exported = json.loads(download.value.path().read_text("utf-8"))
    del exported["data"]["extensions"]["persona_studio"]
    assert (download.value.suggested_filename, exported) == ("tollef-brandt.json", cards.card_v3())
