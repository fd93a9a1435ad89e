"""The form that takes texts, files and addresses."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.faults import fault

PICTURE = {"name": "photo.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"\0" * 200}
NOTES = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"Edda hates loud music."}
A_PERSONA = re.compile(r"/studio/[0-9a-f-]{36}/?$")


@pytest.fixture
def form(page: Page, sign_up: Callable[[], str]) -> Page:
    """The page for a new persona, ready to be filled in."""
    sign_up()
    page.goto("/studio/new")
    page.locator("html[data-form-ready]").wait_for()
    return page


def drop(page: Page, script: str) -> None:
    """Drop what the script puts into `transfer` on the page's heading, far from any field."""
    transfer = page.evaluate_handle(f"() => {{ const transfer = new DataTransfer(); {script}; return transfer; }}")
    for kind in ("dragover", "drop"):
        page.dispatch_event("h1", kind, {"dataTransfer": transfer})


def test_text_a_link_and_a_file_can_be_dropped_anywhere(form: Page) -> None:
    drop(form, "transfer.setData('text/plain', 'Edda likes strong tea.')")
    drop(form, "transfer.setData('text/uri-list', 'https://example.org/edda')")
    drop(form, "transfer.items.add(new File(['Edda hates loud music.'], 'notes.txt', {type: 'text/plain'}))")
    expect(form.get_by_label("Text")).to_have_value("Edda likes strong tea.")
    given = form.get_by_role("list", name="What you are giving")
    expect(given).to_contain_text("https://example.org/edda")
    expect(given).to_contain_text("notes.txt")


def test_each_failure_is_shown_where_it_happened_and_nothing_is_lost(form: Page) -> None:
    form.get_by_label("Text").fill("Edda likes strong tea.")
    form.get_by_label("Choose files").set_input_files([NOTES, PICTURE])
    form.get_by_role("button", name="Build the persona").click()
    expect(form.get_by_role("listitem").filter(has_text="photo.png")).to_contain_text("is a picture, not text")
    expect(form.get_by_role("listitem").filter(has_text="notes.txt")).not_to_contain_text("picture")
    expect(form.get_by_label("Text")).to_have_value("Edda likes strong tea.")
    form.get_by_role("button", name="Go on without it").click()
    expect(form).to_have_url(A_PERSONA)


@fault(
    area="People",
    what="A page with a form half filled in is loaded again",
    result="What was typed is still there; files are asked for again",
)
def test_what_was_typed_is_there_again_after_a_reload(form: Page) -> None:
    form.get_by_label("Text").fill("Edda likes strong tea.")
    form.get_by_label("Name").fill("Edda")
    form.get_by_label("Web address").fill("example.org/edda")
    form.keyboard.press("Enter")
    form.get_by_label("Choose files").set_input_files([NOTES])
    form.reload()
    expect(form.get_by_label("Text")).to_have_value("Edda likes strong tea.")
    expect(form.get_by_label("Name")).to_have_value("Edda")
    given = form.get_by_role("list", name="What you are giving")
    expect(given).to_contain_text("https://example.org/edda")
    expect(given).to_contain_text("Choose it once more")


def test_an_address_in_a_pasted_text_is_offered_as_one(form: Page) -> None:
    form.get_by_label("Text").fill("Edda likes strong tea.\nhttps://example.org/edda\n")
    form.get_by_role("button", name="Add as address").click()
    expect(form.get_by_role("list", name="What you are giving")).to_contain_text("https://example.org/edda")
    expect(form.get_by_label("Text")).to_have_value("Edda likes strong tea.")


def test_a_sentence_says_so_when_nothing_was_given(form: Page) -> None:
    form.get_by_role("button", name="Build the persona").click()
    expect(form.get_by_role("alert").filter(has_text="nothing to build on")).to_be_visible()


def test_the_form_works_by_keyboard_alone(form: Page) -> None:
    form.get_by_label("Text").focus()
    form.keyboard.type("Edda likes strong tea.")
    form.get_by_label("Web address").focus()
    form.keyboard.type("https://example.org/edda")
    form.keyboard.press("Enter")
    form.get_by_role("button", name="Remove https://example.org/edda").press("Enter")
    expect(form.get_by_role("list", name="What you are giving")).to_have_count(0)
    form.get_by_role("button", name="Build the persona").press("Enter")
    expect(form).to_have_url(A_PERSONA)


@fault(area="People", what="A paste of 10 MB", result="It is taken whole, kept as a chip beside the field, and stored as it was")
@pytest.mark.parametrize("context", ["phone"], indirect=True)
def test_ten_megabytes_can_be_pasted(form: Page) -> None:
    line = "Edda likes strong tea and winds the clocks on Sundays.\n"
    paste = """(area, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }"""
    form.get_by_label("Text").evaluate(paste, line * (9_900_000 // len(line)))
    expect(form.get_by_role("list", name="What you are giving")).to_contain_text("9.9 MB")
    form.get_by_role("button", name="Build the persona").click()
    expect(form).to_have_url(A_PERSONA, timeout=60_000)
