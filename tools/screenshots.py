"""Pictures of every page in its states, for looking at the product without running it: `make screenshots`.

Starts the program in a home of its own, gives it short texts of ours (`tests/data/people`), and takes each page on a phone and on a
desk, in light and dark. What the documentation shows goes to `docs/screenshots`; `--all FOLDER` writes every size and theme.
"""

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.factories import bulk, cards
from tests.model_server.stub import StubModelServer
from tests.receiver import Receiver, receiving
from tests.serving import Studio, build_pages, make_home, remove
from tools import browser as browsers
from tools.camera import PATIENCE, Camera, camera, opened
from tools.steps import ROOT, say

PICTURES = ROOT / "docs" / "screenshots"
PEOPLE = ROOT / "tests" / "data" / "people"
PASSWORD = "four words and a comma"  # noqa: S105 - of an account that lives as long as this program

SHOWN = {
    "landing": ("390-light", "1440-dark"),
    "login": ("390-dark",),
    "register-refused": ("390-light", "1440-light"),
    "no-such-page": ("390-light",),
    "studio-empty": ("390-light", "1440-light"),
    "studio": ("390-dark", "1440-light"),
    "studio-archived": ("1440-light",),
    "new": ("390-light", "1440-dark"),
    "new-refused": ("390-light", "1440-light"),
    "profile": ("390-light", "390-dark", "1440-light", "1440-dark"),
    "contradiction": ("390-light", "1440-light"),
    "new-characters": ("390-light", "1440-dark"),
    "characters": ("1440-light",),
    "characters-failed": ("390-light",),
    "thoughts": ("390-dark", "1440-light"),
    "corpora": ("1440-light",),
    "running": ("390-light", "1440-dark"),
    "failed": ("390-dark", "1440-light"),
    "data": ("1440-light",),
    "datum": ("390-light",),
    "versions": ("390-light",),
    "activity": ("1440-dark",),
    "settings": ("390-light",),
    "no-such-persona": ("1440-light",),
    "account": ("390-light",),
    "gallery": ("390-dark", "1440-light"),
    "editor": ("390-dark", "1440-light"),
    "compare": ("390-light", "1440-light"),
    "templates": ("1440-light",),
    "parent": ("390-light", "1440-dark"),
    "imports": ("390-light", "1440-dark"),
    "webhooks": ("1440-light",),
    "account-activity": ("390-dark",),
}
"""What the documentation keeps, by picture: the list is short on purpose."""


@contextmanager
def running(home: Path, **settings: str) -> Iterator[str]:
    """The program on a port of its own; its address."""
    studio = Studio(home, **settings).wait_until_ready()
    try:
        yield studio.url
    finally:
        studio.stop()


def person(name: str) -> str:
    """One of our texts."""
    return (PEOPLE / f"{name}.txt").read_text(encoding="utf-8")


def give(page: Page, *texts: str, name: str = "") -> None:
    """Make a persona; the first text is pasted, the others are files."""
    opened(page, "/studio/new", "New persona")
    page.get_by_label("Text", exact=True).fill(texts[0])
    files = [{"name": f"{title}.txt", "mimeType": "text/plain", "buffer": person(title).encode()} for title in texts[1:]]
    if files:
        page.get_by_label("Choose files").set_input_files(files)  # type: ignore[arg-type]
    if name:
        page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Build the persona").click()
    page.get_by_role("navigation", name="Persona").wait_for()


def built(page: Page, name: str) -> str:
    """Wait for the first version, and return the persona's address."""
    page.get_by_role("heading", level=2, name="Content").wait_for()
    page.get_by_role("heading", level=1, name=name).wait_for()
    return page.url.removesuffix("/")


def visitors(shot: Camera) -> None:
    """What anybody sees."""
    page = shot.page
    opened(page, "/")
    shot.shoot("landing")
    opened(page, "/login")
    shot.shoot("login")
    opened(page, "/nowhere", "There is nothing here")
    shot.shoot("no-such-page")
    opened(page, "/register")
    page.get_by_label("E-mail").fill("ilse@example.org")
    page.get_by_label("Handle").fill("Il se!")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    page.get_by_role("alert").first.wait_for()
    shot.shoot("register-refused")
    page.get_by_label("Handle").fill("ilse")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    page.get_by_role("heading", name="Your personas").wait_for()


def beginners(shot: Camera) -> None:
    """The studio before there is anything in it, and a form that is refused."""
    page = shot.page
    page.get_by_role("link", name="Make your first persona").wait_for()
    shot.shoot("studio-empty")
    opened(page, "/studio/new", "New persona")
    shot.shoot("new")
    page.get_by_label("Text", exact=True).fill(person("speech"))
    page.get_by_label("Choose files").set_input_files(
        [
            {"name": "scan of the letter.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 broken"},
            {"name": "minutes.txt", "mimeType": "text/plain", "buffer": person("minutes").encode()},
        ]
    )
    page.get_by_label("Web address").fill("http://127.0.0.1/about")
    page.get_by_role("button", name="Build the persona").click()
    page.get_by_role("button", name="Go on without them").wait_for()
    shot.shoot("new-refused")
    page.evaluate("sessionStorage.clear()")
    page.evaluate("document.querySelectorAll('.chip-remove').forEach(() => document.querySelector('.chip-remove').click())")
    page.get_by_label("Text", exact=True).fill("")


def owners(shot: Camera) -> str:
    """A persona from several texts, in all its pages. Returns its address."""
    page = shot.page
    give(page, person("diary"))
    built(page, "Tomas Reyes")
    give(page, person("speech"))
    built(page, "Amara Diallo")
    give(page, person("interview"), "letter", "minutes", name="Ilse Brandvik")
    here = built(page, "Ilse Brandvik")
    page.get_by_role("region", name="Contradictions").wait_for()
    shot.shoot("contradiction")
    page.get_by_role("button", name="Keep that: 54").click()
    page.get_by_text("Version 2 is here.").wait_for()
    opened(page, here, "Ilse Brandvik")
    page.get_by_role("heading", level=2, name="Content").wait_for()
    shot.shoot("profile", pose=lambda: press_a_claim(page))
    sections(shot, here)
    return here


def press_a_claim(page: Page) -> None:
    """Open the evidence as somebody would on a screen of this size."""
    close = page.get_by_role("button", name="Close the evidence")
    if close.is_visible():
        close.click()
    page.locator("#evidence.is-open").wait_for(state="detached")
    page.evaluate("scrollTo(0, 0)")
    page.locator("[data-claim]").nth(4).click()
    page.locator("#evidence mark").first.wait_for()


def sections(shot: Camera, here: str) -> None:
    """The persona's other pages."""
    page = shot.page
    for section, heading in (("data", "Data"), ("versions", "Versions"), ("activity", "Activity"), ("settings", "Settings")):
        opened(page, f"{here}/{section}", heading)
        page.locator(".bone").first.wait_for(state="detached")
        shot.shoot(section)
    opened(page, f"{here}/data", "Data")
    page.get_by_role("list", name="Data").get_by_role("link").first.click()
    page.get_by_role("article").wait_for()
    shot.shoot("datum")
    opened(page, "/studio/00000000-0000-7000-8000-000000000000", "There is no persona here")
    shot.shoot("no-such-persona")
    opened(page, "/account", "Account")
    page.get_by_label("What is it for?").fill("Backup script")
    page.get_by_role("button", name="Create the token").click()
    page.get_by_text("is ready. Copy it now").wait_for()
    shot.shoot("account")


def hands(shot: Camera, here: str) -> None:
    """What the owner writes: the editor, what that changed, the child that may take it over; templates."""
    page = shot.page
    opened(page, f"{here}/settings", "Settings")
    page.get_by_label("Name of the new persona").fill("Ilse at the lathe")
    page.get_by_role("button", name="Derive a persona").click()
    page.get_by_role("heading", level=1, name="Ilse at the lathe").wait_for()
    child = page.url.removesuffix("/")
    opened(page, f"{here}/content", "Content")
    page.get_by_text("as it is.").wait_for()
    page.get_by_role("textbox", name="Content, in Markdown").click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")
    page.keyboard.insert_text("\n\nYou answer **slowly**, and never before the kettle has boiled.")
    page.get_by_text("Draft kept in this browser").wait_for()
    page.get_by_role("region", name="Preview").get_by_text("before the kettle").wait_for()
    shot.shoot("editor")
    page.keyboard.press("Control+s")
    page.get_by_text("Saved as version 3.").wait_for()
    opened(page, f"{here}/versions?number=3&since=1&view=side", "Version 3")
    page.get_by_role("table", name="Content side by side").wait_for()
    shot.shoot("compare")
    opened(page, f"{child}/parent", "Parent")
    page.get_by_role("region", name="What the parent changed").wait_for()
    shot.shoot("parent")
    opened(page, "/studio/templates", "Templates")
    page.get_by_role("heading", name="Teacher").wait_for()
    shot.shoot("templates")


def exchange(shot: Camera, receiver: Receiver) -> None:
    """Many files, the programs that are told of it, and the trail that all of this left."""
    page = shot.page
    receiver.behaviours["/personas"] = "fail"
    opened(page, "/account/webhooks", "Webhooks")
    page.get_by_label("Address").fill(receiver.url("/personas"))
    page.get_by_label("What is it for?").fill("The newsletter")
    page.get_by_role("button", name="Create the webhook").click()
    page.get_by_role("button", name="I have copied it").click()
    page.get_by_role("button", name="Send a test").click()
    page.get_by_text("refused (500)").wait_for()
    receiver.behaviours["/personas"] = "take"
    page.get_by_role("button", name="Send again: test").click()
    page.get_by_text("taken (200)").wait_for()
    shot.shoot("webhooks", pose=lambda: page.evaluate("scrollTo(0, 0)"))
    opened(page, "/account/activity", "Activity")
    shot.shoot("account-activity")
    people = {f"{name}.json": bulk.card(name) for name in ("Sunniva Aas", "Petter Lie", "Maren Holt")}
    files = {**people, "tollef.png": cards.files()["png-both"], "broken.json": b'{"name": ', "harbour/AGENTS.md": b"Be brief."}
    opened(page, "/studio/imports", "Imports")
    cabinet = {"name": "harbour.zip", "mimeType": "application/zip", "buffer": bulk.archive(files)}
    page.get_by_label("Files, or a ZIP of them").set_input_files([cabinet])  # type: ignore[arg-type]
    page.get_by_role("button", name="Import them").click()
    page.get_by_role("region", name="This import").get_by_text("Done").wait_for()
    page.get_by_role("list", name="Files").wait_for()
    shot.shoot("imports", pose=lambda: page.get_by_role("region", name="This import").evaluate("one => one.scrollIntoView()"))


def films(shot: Camera) -> None:
    """A persona from film characters: choosing them, what they gave, what they think; and the collections they come from."""
    page = shot.page
    opened(page, "/studio/new?from=characters", "New persona")
    for who in ("Ebba Holmvik", "Nils", "Luca"):
        page.get_by_label("Search characters and films").fill(who)
        box = page.get_by_role("list", name="Characters").get_by_role("checkbox", name=who.upper())
        box.click()
        page.locator("[role=checkbox][aria-checked=true]").first.wait_for()
    page.get_by_label("Search characters and films").fill("")
    page.get_by_role("checkbox", name="RUTH").wait_for()
    shot.shoot("new-characters")
    page.get_by_role("button", name="Read 3 characters").click()
    here = built(page, "Ebba Holmvik, Nils and Luca")
    opened(page, f"{here}/characters", "Characters")
    page.get_by_role("list", name="What was read").wait_for()
    shot.shoot("characters")
    opened(page, f"{here}/thoughts", "Thoughts")
    page.get_by_role("region", name="Run 1").wait_for()
    shot.shoot("thoughts", pose=lambda: press_a_claim(page))
    opened(page, "/admin/corpora", "Film dialogue")
    page.get_by_role("list", name="Collections").wait_for()
    shot.shoot("corpora")


def the_public(shot: Camera, url: str) -> None:
    """The gallery, when all that was made is public."""
    page = shot.page
    own = {"Origin": url, "Accept": "application/json"}
    made = page.request.post("/ui/tokens", form={"name": "pictures", "days": "7", "read": "on", "write": "on"}, headers=own)
    program = {"Authorization": f"Bearer {made.json()['token']}", "Prefer": "wait=60"}
    for one in page.request.get("/v1/person", headers=program).json()["items"]:
        page.request.post(f"/v1/person/{one['id']}/publication", data={}, headers=program, timeout=PATIENCE)
    opened(page, "/")
    page.get_by_role("link", name="Ilse Brandvik").first.wait_for()
    shot.shoot("gallery")


def with_a_model(shot: Camera, model: StubModelServer) -> None:
    """A build that goes on, one that fails, and the studio with both."""
    page = shot.page
    opened(page, "/login")
    page.get_by_label("E-mail").fill("ilse@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Your personas").wait_for()
    model.fail("401")
    give(page, person("letter"))
    page.get_by_role("heading", name="The build stopped").wait_for()
    shot.shoot("failed")
    page.get_by_role("navigation", name="Persona").get_by_role("link", name="Characters").click()
    page.get_by_role("checkbox", name="RUTH").click()
    page.get_by_role("button", name="Read 1 character").click()
    page.get_by_role("heading", name="The build stopped").wait_for()
    page.locator(".run-panel.is-failure").get_by_text("Choose the lines").wait_for()
    shot.shoot("characters-failed")
    model.heal()
    model.latency_seconds = 4
    give(page, person("minutes"), "interview", "diary")
    page.get_by_text("so far").wait_for()
    page.locator(".run-step.is-done").first.wait_for()
    shot.shoot("running")
    opened(page, "/studio", "Your personas")
    page.get_by_text("Amara Diallo").wait_for()
    shot.shoot("studio")
    page.get_by_role("button", name="Archived").click()
    page.get_by_text("Nothing is archived").wait_for()
    shot.shoot("studio-archived")


def take(browser: Browser, home: Path, folder: Path, *, is_all: bool) -> None:
    """All pictures: first with the offline engine, then with a model server that refuses, and that is slow."""
    with (
        receiving() as receiver,
        running(home, PERSONA_WEBHOOK_ALLOW=f'["{receiver.host}"]') as url,
        camera(browser, url, folder, shown=None if is_all else SHOWN) as shot,
    ):
        visitors(shot)
        beginners(shot)
        here = owners(shot)
        films(shot)
        the_public(shot, url)
        hands(shot, here)
        exchange(shot, receiver)
    with (
        StubModelServer() as model,
        running(home, OPENAI_BASE_URL=model.base_url, PERSONA_MODEL="stub") as url,
        camera(browser, url, folder, shown=None if is_all else SHOWN) as shot,
    ):
        with_a_model(shot, model)


def main() -> None:
    """Take them all; those of the documentation take the old ones' place only when all are there."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", metavar="FOLDER", type=Path, help="every size and theme, pages whole, into this folder")
    chosen: Path | None = arguments.parse_args().all
    program = browsers.find()
    if program is None:
        raise SystemExit(browsers.ADVICE)
    build_pages()
    home = make_home()
    folder = chosen or home / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
            take(browser, home, folder, is_all=chosen is not None)
            browser.close()
        if chosen is None:
            shutil.rmtree(PICTURES, ignore_errors=True)
            shutil.copytree(folder, PICTURES)
        taken = list(folder.glob("*.png"))
        say(f"{len(taken)} pictures, {sum(one.stat().st_size for one in taken) / 1e6:.1f} MB, in {chosen or PICTURES}")
    finally:
        remove(home)


if __name__ == "__main__":
    main()
