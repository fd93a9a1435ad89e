"""An owner edits the profile in place, and what new texts say against it is theirs to take or leave."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.steps import make_persona, register
from tests.serving import Studio

TEXT = (
    "Odalind Vesper is a glassblower. Odalind is 31 years old. Odalind lives in Bremen. Odalind likes long walks along the river. "
    "Her sister Maren is a sailor. Odalind is patient and curious."
)
NEWS = "Odalind Vesper is 34 years old. Odalind lives in Bremen."


@pytest.fixture
def address(page: Page) -> str:
    """A built persona's page, open."""
    register(page)
    address = make_persona(page, TEXT)
    expect(page.get_by_role("button", name="Edit the profile")).to_be_visible(timeout=60_000)
    return address


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def write(page: Page, field: str, words: str) -> None:
    """Fill the open form and send it by the keyboard."""
    box = page.get_by_role("textbox", name=field, exact=True)
    expect(box).to_be_focused()
    box.fill(words)
    box.press("Enter")


@pytest.mark.parametrize("context", ["phone", "desk"], indirect=True)
def test_a_claim_is_changed_added_and_taken_out_where_it_stands(page: Page, address: str) -> None:
    press(page, "Edit the profile")
    press(page, "Change “31”")
    write(page, "Change “31”", "33")
    press(page, "Take out “Bremen”")
    expect(page.get_by_role("button", name="Take out “Bremen”")).to_have_count(0)
    press(page, "Add another under Likes")
    write(page, "New under Likes", "sea glass")
    press(page, "Add another under Likes")
    write(page, "New under Likes", "Sea glass!")
    expect(page.get_by_role("alert").filter(has_text="stands under Likes already")).to_be_visible()
    expect(page.get_by_role("textbox", name="New under Likes")).to_have_value("Sea glass!")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="New under Likes")).to_have_count(0)
    press(page, "Change Openness")
    write(page, "Openness, 0 to 100", "88")
    expect(page.get_by_role("button", name="Change Openness")).to_be_visible()
    press(page, "Stop editing the profile")

    expect(page.get_by_text("you said so")).to_be_visible()
    taken_out = page.get_by_role("region", name="Taken out")
    expect(taken_out).to_contain_text("Bremen")
    expect(page.get_by_role("note").filter(has_text="written before 4 changes of yours")).to_be_visible()
    page.get_by_role("button", name="You said so: “33”").click()
    evidence = page.get_by_role("complementary", name="Evidence")
    expect(evidence).to_contain_text("You said so, ")
    expect(evidence).to_contain_text("Before: 31")
    taken_out.get_by_role("button", name="Put back: Lives in: Bremen").click()
    expect(taken_out).to_have_count(0)
    expect(page.get_by_text("Put back, as a new version.")).to_be_visible()
    expect(page.get_by_role("button", name="for “Bremen”")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_new_texts_are_proposed_and_taken_or_not(page: Page, address: str, studio: Studio) -> None:
    press(page, "Edit the profile")
    press(page, "Change “31”")
    write(page, "Change “31”", "33")
    press(page, "Take out “Bremen”")
    expect(page.get_by_role("button", name="Take out “Bremen”")).to_have_count(0)
    persona_id = address.rstrip("/").rpartition("/")[2]
    sent = page.request.post(f"/ui/personas/{persona_id}/data", multipart={"text": NEWS}, headers={"Origin": studio.url})
    assert sent.status == 201, sent.text()
    page.goto(address)
    proposals = page.get_by_role("region", name="Proposals")
    expect(proposals).to_contain_text("2 proposals", timeout=60_000)
    expect(proposals).to_contain_text("You took it out.")

    press(page, "Keep yours: Lives in")
    expect(proposals.get_by_role("heading", name="A proposal")).to_be_visible()
    press(page, "Take it: Age: 34")

    expect(proposals).to_have_count(0)
    expect(page.get_by_role("button", name="for “34”")).to_be_visible()
    expect(page.get_by_role("region", name="Taken out")).to_contain_text("Bremen")


def test_the_words_stay_in_the_form_when_somebody_else_was_quicker(page: Page, address: str) -> None:
    press(page, "Edit the profile")
    press(page, "Change “31”")
    other = page.context.new_page()
    other.goto(address)
    press(other, "Edit the profile")
    press(other, "Change “glassblower”")
    write(other, "Change “glassblower”", "glass artist")
    expect(other.get_by_role("button", name="Change “glass artist”")).to_be_visible()
    other.close()

    write(page, "Change “31”", "33")

    expect(page.get_by_role("alert").filter(has_text="“33” was not saved")).to_be_visible()
    expect(page.get_by_role("button", name="Change “glass artist”")).to_be_visible()
    expect(page.get_by_role("textbox", name="Change “31”")).to_have_value("33")
    press(page, "Save")
    expect(page.get_by_role("button", name="Change “33”")).to_be_visible()
