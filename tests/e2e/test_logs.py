"""Nothing that was said in confidence is in a log, though everything is logged."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.steps import make_persona, register, section
from tests.model_server.stub import StubModelServer
from tests.serving import Studio, build_pages, make_home, remove

KEY = "sk-keyofthemodelthatnobodymaysee"
PASSWORD = "a passphrase nobody may see 9173"
WRONG = "another passphrase nobody may see"
PERSONAL = "Odalind Vesper is a glassblower. Odalind Vesper is afraid of thunderclaps."
PRIVATE_WORDS = ("Odalind", "Vesper", "glassblower", "thunderclaps")


@pytest.fixture(scope="module")
def model() -> Iterator[StubModelServer]:
    """A model that wants a key."""
    with StubModelServer(api_key=KEY) as server:
        yield server


@pytest.fixture(scope="module")
def talkative(model: StubModelServer) -> Iterator[Studio]:
    """An installation that logs all it can."""
    build_pages()
    home = make_home()
    settings = {"OPENAI_BASE_URL": model.base_url, "OPENAI_API_KEY": KEY, "PERSONA_ENGINE": "openai", "PERSONA_LOG_LEVEL": "DEBUG"}
    running = Studio(home, **settings).wait_until_ready()
    yield running
    running.stop()
    remove(home)


def written(home: Path) -> dict[str, str]:
    """Every log under the home folder, the database's too, and what the program said on its terminal."""
    files = [file for file in home.rglob("*") if file.is_file() and file.suffix in {".log", ".txt", ".json"} or "log" in file.parts]
    return {str(file.relative_to(home)): file.read_text(errors="replace") for file in files if file.is_file()}


def ask_with(token: str, address: str) -> None:
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        json.load(answer)


def test_no_log_holds_a_secret_or_a_word_of_the_data_when_everything_is_logged(
    browser: Browser, talkative: Studio, model: StubModelServer
) -> None:
    context = browser.new_context(base_url=talkative.url)
    page = context.new_page()
    handle = register(page, password=PASSWORD)
    model.fail("misplaced", times=1)
    model.fail("401", times=1, question="Writing")
    make_persona(page, PERSONAL)
    expect(page.get_by_role("region", name="Progress").get_by_role("heading", name="The build stopped")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Try again from here").click()
    expect(page.get_by_role("heading", level=1, name="Odalind Vesper")).to_be_visible(timeout=30_000)
    section(page, "Data")
    page.get_by_label("Search the data").fill("glassblower")
    page.wait_for_url("**/data?q=glassblower")
    page.goto("/account")
    page.get_by_label("What is it for?").fill("a script")
    page.get_by_role("button", name="Create the token").click()
    token = page.get_by_role("status").filter(has_text="only this once").get_by_role("code").inner_text()
    ask_with(token, f"{talkative.url}/v1/person")
    cookies = [str(cookie["value"]) for cookie in context.cookies()]
    context.close()

    guest = browser.new_context(base_url=talkative.url)
    page = guest.new_page()
    page.goto("/login")
    page.get_by_label("E-mail").fill(f"{handle}@example.org")
    page.get_by_label("Password").fill(WRONG)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    guest.close()

    logs = written(talkative.home)
    assert any("DEBUG" in text for text in logs.values()), "nothing was logged at the level DEBUG"
    assert {"web.log", "worker.log"} <= {Path(name).name for name in logs}
    secrets = [PASSWORD, WRONG, KEY, token, *cookies, *PRIVATE_WORDS]
    assert len(secrets) == len(PRIVATE_WORDS) + 6, "two passwords, a key, a token, and the cookies of the session and of the drafts"
    found = [(name, secret, _line(text, secret)) for name, text in logs.items() for secret in secrets if secret in text]
    assert found == []


def _line(text: str, secret: str) -> str:
    return next(line for line in text.splitlines() if secret in line)[:300]
