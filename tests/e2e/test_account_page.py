"""Somebody looks at what happened, takes everything along, and ends the account; nothing of it is left."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.steps import make_persona, register
from tests.factories.accounts import PASSWORD
from tests.serving import Studio, eventually

TEXT = "Perpetua Quill keeps the ferry at Norrland Sound. She is 61 years old, she likes fog, and she distrusts bridges."


def _files_with(studio: Studio, word: str) -> list[Path]:
    """Log files and pages' states that still say it."""
    folders = (studio.home / "logs", studio.home / "states")
    return [file for folder in folders if folder.exists() for file in folder.iterdir() if word.encode() in file.read_bytes()]


@pytest.mark.parametrize("context", ["phone"], indirect=True)
def test_somebody_takes_everything_along_and_goes(page: Page, studio: Studio) -> None:
    handle = register(page)
    persona_id = make_persona(page, TEXT).rstrip("/").rpartition("/")[2]

    page.goto("/account")
    page.get_by_role("link", name="Activity", exact=True).click()
    events = page.get_by_role("list", name="Events")
    expect(events).to_contain_text("The account was made.")
    page.get_by_label("Words").fill("logged in")
    page.get_by_role("button", name="Look").click()
    expect(events).not_to_contain_text("The account was made.")
    expect(events).to_contain_text("Logged in.")

    page.goto("/account")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export everything").click()
    archive = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert any(TEXT in archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if "/data/" in name)

    page.get_by_label("Your password").fill("not this one")
    page.get_by_role("button", name="Erase my account").click()
    expect(page.get_by_role("alert")).to_contain_text("not the password")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Erase my account").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Log in")).to_be_visible()

    assert page.goto(f"/studio/{persona_id}") is not None
    page.get_by_label("E-mail").fill(f"{handle}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("not right")
    eventually(lambda: not _files_with(studio, persona_id), what="the files are cleared")
