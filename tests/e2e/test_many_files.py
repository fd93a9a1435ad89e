"""What an owner does with many files: choose or drop them, watch them become personas, see which did not, and take everything away."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.steps import register
from tests.e2e.test_look import barriers
from tests.factories import bulk, cards
from tests.serving import eventually

WORKING = 60_000
"""Milliseconds that the worker may take."""
DROP = """([files]) => {
  const dropped = new DataTransfer();
  for (const [name, text] of files) dropped.items.add(new File([text], name, {type: "application/json"}));
  document.querySelector("main").dispatchEvent(new DragEvent("drop", {dataTransfer: dropped, bubbles: true, cancelable: true}));
}"""


@pytest.mark.parametrize("context", ["desk", "phone"], indirect=True)
def test_files_become_personas_and_those_that_failed_are_told(page: Page, tmp_path: Path) -> None:
    register(page)
    table = bulk.table(("Linux Terminal", "Act as one."), ("Baker", "Bake."))
    others = {"broken.json": b'{"name": ', "prompts.csv": table}
    bulk.folder(tmp_path, {f"{number:02}.json": bulk.card(f"Person {number:02}") for number in range(45)} | others)
    page.goto("/studio/imports")
    page.get_by_label("Files, or a ZIP of them").set_input_files(sorted(tmp_path.iterdir()))
    expect(page.get_by_text("47 files,")).to_be_visible()
    page.get_by_role("button", name="Import them").click()
    this = page.get_by_role("region", name="This import")
    expect(page.get_by_role("main").get_by_role("region").first).to_have_accessible_name("This import")
    expect(this.get_by_role("heading", name="47 files")).to_be_in_viewport()
    expect(this.get_by_text("46 of 46 files")).to_be_visible(timeout=WORKING)
    expect(this.get_by_text("Done")).to_be_visible()
    expect(this.get_by_text("2 rows", exact=True)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Done: 47 files. 46 of 46 files, 2 rows, 47 imported, 1 failed.")).to_be_attached()
    assert barriers(page) == []
    page.get_by_role("button", name="Failed 1").click()
    row = page.get_by_role("list", name="Files and rows").get_by_role("listitem")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("broken.json")
    expect(row).to_contain_text("broken at line 1")
    page.get_by_role("button", name="All 48").click()
    this.get_by_role("link", name="Import more").click()
    expect(page.get_by_role("main").get_by_role("region").first).to_have_accessible_name("Import many files")
    page.get_by_role("link", name="Person 07").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Person 07")


def test_archive_is_imported_and_everything_comes_back_as_one(page: Page, tmp_path: Path) -> None:
    register(page)
    (tmp_path / "cards.zip").write_bytes(bulk.archive({"a/tollef.png": cards.files()["png-both"], "rules/harbour/AGENTS.md": b"Be brief."}))
    page.goto("/studio/imports")
    page.get_by_label("Files, or a ZIP of them").set_input_files(tmp_path / "cards.zip")
    page.get_by_role("button", name="Import them").click()
    expect(page.get_by_role("heading", name="cards.zip")).to_be_visible()
    expect(page.get_by_role("link", name="Tollef Brandt")).to_be_visible(timeout=WORKING)
    expect(page.get_by_role("link", name="harbour")).to_be_visible()
    with page.expect_download(timeout=WORKING) as download:
        page.get_by_role("link", name="Export everything").click()
    assert download.value.suggested_filename == "personas.zip"
    (tmp_path / "all.zip").write_bytes(Path(download.value.path()).read_bytes())
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.testzip() is None and "persona-studio.json" in archive.namelist()

    page.get_by_label("Files, or a ZIP of them").set_input_files(tmp_path / "all.zip")
    page.get_by_role("button", name="Import them").click()
    expect(page.get_by_role("heading", name="all.zip")).to_be_visible()
    expect(page.get_by_role("link", name="Tollef Brandt (2)")).to_be_visible(timeout=WORKING)
    expect(page.get_by_role("list", name="Files")).to_contain_text("Of the account: nothing that was not there.")
    page.get_by_role("link", name="Tollef Brandt (2)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tollef Brandt (2)")


def test_files_that_are_dropped_are_imported(page: Page) -> None:
    register(page)
    page.goto("/studio/imports")
    expect(page.get_by_role("heading", name="Imports", exact=True)).to_be_visible()
    files = [[[f"{name}.json", bulk.card(name).decode()] for name in ("Ada", "Bo")]]
    told = page.get_by_text("2 files,")
    # dropped before the script is there, they are lost; dropped again, they take the place of the former
    eventually(lambda: page.evaluate(DROP, files) or told.is_visible(), what="the page takes what is dropped")
    page.get_by_role("button", name="Import them").click()
    expect(page.get_by_role("link", name="Ada", exact=True)).to_be_visible(timeout=WORKING)


def test_reason_is_told_when_no_file_was_chosen(page: Page) -> None:
    register(page)
    page.goto("/studio/imports")
    page.get_by_role("button", name="Import them").click()
    expect(page.get_by_role("alert").filter(has_text="Choose files first")).to_be_visible()
