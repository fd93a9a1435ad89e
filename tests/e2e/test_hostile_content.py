"""Ten thousand fragments that want to run, and every payload that others collected, in a real browser: none runs, asks or leads anywhere.

The content policy of the product's pages is in force as the second wall; here nothing may even try it. What the first wall let through
would be an element, an attribute or an address that the browser knows: so the browser itself is asked what it made of each fragment, once
read as a document and once put into a page, which it reads otherwise.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Page, Route, expect

from persona_app.accounts.services.finding import get_actor_by_email
from persona_app.core.db import configure, unit_of_work
from persona_app.core.markdown import ATTRIBUTES, PROTOCOLS, TAGS, to_html
from persona_app.core.postgres import EmbeddedPostgres
from persona_app.core.row_security import SystemWork
from persona_app.llm.questions import ClaimField
from persona_app.personas.services.claiming import edit_claim
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.versioning import append_version
from tests.e2e.steps import register
from tests.factories.hostile_grammar import hostile_fragments
from tests.factories.personas import make_persona, make_version
from tests.faults import fault
from tests.serving import Studio

COLLECTED = Path(__file__).resolve().parents[3] / "shared" / "data" / "hostile"
AT_ONCE = 1_000
LISTEN = """window.tried = [];
document.addEventListener("securitypolicyviolation", (event) => window.tried.push("policy " + event.effectiveDirective));"""
FILL = """blocks => blocks.forEach(each => {
    document.body.append(Object.assign(document.createElement("main"), { innerHTML: each }));
})"""
INSPECT = """([tags, attributes, protocols, within]) => {
    const found = new Set(window.tried);
    if (window.ran !== undefined) found.add("ran " + window.ran);
    for (const root of document.querySelectorAll(within)) for (const each of root.querySelectorAll("*")) {
        const name = each.localName;
        if (!tags.includes(name)) found.add("element " + name);
        for (const { name: attribute } of each.attributes)
            if (!(attributes[name] || []).includes(attribute)) found.add("attribute " + attribute);
        if (name === "a" && each.hasAttribute("href") && !protocols.includes(each.protocol)) found.add("address " + each.protocol);
    }
    return [...found].sort();
}"""


class Specimen:
    """A page with fragments in it, served from the product's address under its policy."""

    def __init__(self, page: Page, studio: Studio) -> None:
        self._page = page
        self._policy = page.request.get(f"{studio.url}/login").headers["content-security-policy"]
        self._address = f"{studio.url}/specimen"
        self.asked: list[str] = []
        self._body = ""
        page.add_init_script(LISTEN)
        page.context.route("**/*", self._answer)
        page.on("dialog", lambda dialog: (self.asked.append("dialog"), dialog.dismiss()))

    def show(self, rendered: Sequence[str]) -> list[str]:
        """What is there that should not be, or was tried: elements, attributes, addresses, violations of the policy, requests."""
        blocks = "".join(f"<main>{each}</main>" for each in rendered)
        self._body = f"<!doctype html><meta charset=utf-8><body>{blocks}"
        self._page.goto(self._address)
        self._page.evaluate(FILL, list(rendered))
        return inspect(self._page, within="body", plus=("main",))

    def _answer(self, route: Route) -> None:
        if route.request.url == self._address:
            headers = {"content-type": "text/html", "content-security-policy": self._policy}
            route.fulfill(body=self._body, headers=headers)
        else:
            self.asked.append(route.request.url)
            route.abort()


def inspect(page: Page, *, within: str, plus: Sequence[str] = ()) -> list[str]:
    """What stands within these elements that the product never shows, and what was tried on the page."""
    protocols = [f"{each}:" for each in PROTOCOLS]
    found: list[str] = page.evaluate(INSPECT, [[*TAGS, *plus], ATTRIBUTES, protocols, within])
    return found


@pytest.fixture
def specimen(page: Page, studio: Studio) -> Specimen:
    """An empty one."""
    return Specimen(page, studio)


def collected() -> list[str]:
    """Public collections of payloads, a line each."""
    lines = [line for file in sorted(COLLECTED.glob("*.txt")) for line in file.read_text("utf-8", "replace").splitlines()]
    return list(dict.fromkeys(line for line in lines if line.strip()))


def assert_harmless(specimen: Specimen, fragments: Sequence[str]) -> None:
    """None of them is anything but text, marked up."""
    for start in range(0, len(fragments), AT_ONCE):
        some = fragments[start : start + AT_ONCE]
        assert specimen.show([to_html(each) for each in some]) == [], f"one of the fragments {start} to {start + AT_ONCE}"
    assert specimen.asked == []


@fault(
    area="Attackers",
    what="Ten thousand fragments of Markdown and HTML, made to run, stand in contents",
    result="A real browser finds no script, handler, form, frame or address that runs in any, and asks nobody for anything",
)
def test_nothing_survives_of_ten_thousand_fragments_of_our_own(specimen: Specimen) -> None:
    fragments = hostile_fragments()
    assert len(set(fragments)) == 10_000
    assert_harmless(specimen, fragments)


@pytest.mark.skipif(not COLLECTED.is_dir(), reason="the collections of payloads are not beside the project; fragments of our own are above")
def test_nothing_survives_of_what_others_collected(specimen: Specimen) -> None:
    payloads = collected()
    assert len(payloads) > 5_000
    assert_harmless(specimen, payloads)


def test_the_browser_would_tell_when_fragments_were_not_cleaned(specimen: Specimen) -> None:
    """The same look at the same fragments, rendered by a parser that lets HTML through: so their silence above means something."""
    careless = MarkdownIt("commonmark", {"html": True})
    careless.validateLink = lambda _: True  # type: ignore[method-assign]

    fragments = [each for each in hostile_fragments(count=600) if "http-equiv" not in each.lower()]  # they lead away before one can look
    found = specimen.show([careless.render(each) for each in fragments])

    kinds = {each.split()[0] for each in found}
    assert {"element", "attribute", "address", "policy"} <= kinds
    assert {"element script", "element form", "element iframe", "element img", "attribute onerror", "address javascript:"} <= set(found)


def test_hostile_content_and_claims_are_only_words_on_the_owners_page(page: Page, studio: Studio) -> None:
    page.add_init_script(LISTEN)
    handle = register(page)
    fragments = [each.replace("\x00", "") for each in hostile_fragments(count=400)]
    configure(EmbeddedPostgres(studio.home).url())
    with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
        actor = get_actor_by_email(session, email=f"{handle}@example.org")
    with unit_of_work(acting_for=actor.account_id) as session:
        persona = make_persona(session, actor=actor)
        append_version(session, persona_id=persona.id, new=make_version(author_id=actor.account_id, content="\n\n".join(fragments)))
        for number, words in enumerate(fragments[:30]):
            lock_version = get_persona(session, actor=actor, persona_id=persona.id).lock_version
            value = f"{number} {words}"[:400]
            edit_claim(session, actor=actor, persona_id=persona.id, field=ClaimField.FACT, value=value, lock_version=lock_version)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"/studio/{persona.id}")

    expect(page.locator(".content-sheet")).to_be_visible()
    expect(page.locator(".fact-lines li")).to_have_count(30)
    assert inspect(page, within=".content-sheet > *") == []
    assert [each for each in asked if not each.startswith((studio.url, studio.url.replace("http", "ws")))] == []
    page.get_by_role("button", name="Edit the profile").click()
    expect(page.get_by_role("button", name="Take out “")).to_have_count(30)
    assert inspect(page, within=".content-sheet > *") == []
