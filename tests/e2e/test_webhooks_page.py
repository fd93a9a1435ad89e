"""Webhooks, in a browser: made, tested, read, sent again, switched off, removed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import SIZES
from tests.e2e.steps import register
from tests.receiver import Receiver, receiving
from tests.serving import Studio, build_pages, make_home, remove


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as one:
        yield one


@pytest.fixture(scope="module")
def told(receiver: Receiver) -> Iterator[Studio]:
    """An installation whose operator lets webhooks go to the receiver."""
    build_pages()
    home = make_home()
    running = Studio(home, PERSONA_WEBHOOK_ALLOW=f'["{receiver.host}"]').wait_until_ready()
    yield running
    running.stop()
    remove(home)


@pytest.fixture
def tab(browser: Browser, told: Studio) -> Iterator[Page]:
    context = browser.new_context(base_url=told.url, viewport=SIZES["desk"])
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.mark.slow
def test_a_webhook_is_made_tested_mended_and_removed(tab: Page, receiver: Receiver) -> None:
    register(tab)
    tab.goto("/account")
    tab.get_by_role("link", name="Your webhooks").click()
    tab.get_by_text("No webhook yet").wait_for()

    tab.get_by_label("Address").fill("http://10.0.0.8/hook")
    tab.get_by_role("button", name="Create the webhook").click()
    expect(tab.get_by_role("alert").filter(has_text="private or reserved network")).to_be_visible()

    tab.get_by_label("Address").fill(receiver.url("/hook"))
    tab.get_by_text("Tell it of some things only").click()
    tab.get_by_label("persona created", exact=True).check()
    tab.get_by_role("button", name="Create the webhook").click()
    secret = tab.get_by_text(re.compile(r"^whsec_"))
    first = secret.inner_text()
    expect(tab.get_by_role("heading", name=receiver.url("/hook"))).to_be_visible()
    expect(tab.get_by_text("Told of persona created")).to_be_visible()
    tab.reload()
    tab.get_by_role("heading", name=receiver.url("/hook")).wait_for()
    expect(secret).to_be_hidden()

    receiver.behaviours["/hook"] = "fail"
    tab.get_by_role("button", name="Send a test").click()
    log = tab.get_by_role("list", name="Log")
    expect(log.get_by_text("refused (500)")).to_be_visible()
    expect(log.get_by_text("the receiver is broken")).to_be_visible()
    receiver.behaviours["/hook"] = "take"
    log.get_by_role("button", name="Send again").click()
    expect(log.get_by_text("taken (200)")).to_be_visible()
    assert len({one["id"] for one in receiver.told("/hook")}) == 1, "sent twice under one id"

    tab.get_by_role("button", name="New secret").click()
    expect(secret).to_be_visible()
    assert secret.inner_text() != first
    tab.get_by_role("button", name="Switch it off").click()
    expect(tab.get_by_role("button", name="Switch it on")).to_be_visible()
    tab.get_by_role("button", name="Remove").click()
    tab.get_by_role("button", name="Remove it with its log").click()
    expect(tab.get_by_text("No webhook yet")).to_be_visible()
