"""Texts that give a model orders, before a model that obeys every order it sees.

What holds means: each claim rests on a quote that stands in the text outside of the orders; nothing that an order is after, and none of
our instructions or delimiters, is in the profile, the content or any answer that is kept; everything else the text says is there.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from markdown_it import MarkdownIt
from sqlalchemy import text as sql

from persona_app.building import prompts
from persona_app.core.config import Settings
from persona_app.core.db import unit_of_work
from persona_app.llm.framing import open_conversation
from persona_app.llm.openai_engine import OpenAIEngine
from persona_app.personas.profile import CLAIM_PATHS, Profile
from tests.faults import fault_table
from tests.integration.building.conftest import Studio
from tests.integration.llm.asking import settings_for
from tests.model_server import injections
from tests.model_server.stub import StubModelServer

INJECTIONS = {each["name"]: each for each in json.loads(injections.TARGET.read_text())}
DISGUISES = tuple(injections.DISGUISES)
WITHHELD = (
    "The orders are withheld from every engine and counted in the version's summary; nothing they are after comes of them, "
    "all else the texts say does"
)
OURS = "believes nothing without its source"


@pytest.fixture
def obedient() -> Iterator[StubModelServer]:
    with StubModelServer(obeys=True) as server:
        yield server


def settings(server: StubModelServer) -> Settings:
    return settings_for(server.base_url, model_patience_seconds=5)


def claims_of(profile: Profile) -> Iterator[tuple[str, dict[str, Any]]]:
    """Field and claim, as the profile is written down."""
    for field, path in CLAIM_PATHS.items():
        node: Any = profile.model_dump(mode="json", by_alias=True)
        for part in path:
            node = node[part]
        for claim in node if isinstance(node, list) else [node] if node else []:
            yield field.value, claim


def test_the_committed_texts_are_those_of_the_grammar() -> None:
    assert injections.TARGET.read_text() == injections.rendered(), "run: python -m tests.model_server.injections"
    assert len(INJECTIONS) == 100


@fault_table(area="Model", rows=[(each, f"Texts give the model orders; disguise: {each}", WITHHELD) for each in DISGUISES])
@pytest.mark.parametrize("disguise", DISGUISES)
async def test_orders_change_nothing_when_the_model_obeys_all_it_sees(disguise: str, studio: Studio, obedient: StubModelServer) -> None:
    texts = [INJECTIONS[f"{disguise}-{goal}"]["text"] for goal in injections.FORBIDDEN]

    run = await studio.build(studio.create(*texts), engine=OpenAIEngine(settings(obedient)), settings=settings(obedient))

    assert run.state == "done"
    assert re.search(r" \d+ passages addressed to a model left out", run.sentence)
    version = studio.version(run)
    assert obedient.obeyed == 0
    assert injections.TRUE.items() <= {field: claim["value"] for field, claim in claims_of(version.profile)}.items()
    for field, claim in claims_of(version.profile):
        assert field == "name" or len(claim["citations"]) == len(texts), "every text says all of it"
        for each in claim["citations"]:
            assert studio.text(run, UUID(each["data_id"]))[each["start"] : each["end"]] == each["quote"]
    for made in (version.profile.model_dump_json(), version.content, run.sentence, kept_answers()):
        assert [word for word in (*injections.FORBIDDEN.values(), OURS, "BEGIN-") if word in made] == []


def kept_answers() -> str:
    with unit_of_work() as session:
        found: str = session.execute(sql("SELECT string_agg(answer::text, ' ') FROM engine_answer")).scalar_one()
    return found


@pytest.mark.parametrize("disguise", DISGUISES)
async def test_answers_repeat_nothing_of_ours_when_the_model_sees_the_orders(disguise: str, obedient: StubModelServer) -> None:
    engine = OpenAIEngine(settings(obedient))
    for number, goal in enumerate(injections.FORBIDDEN, start=1):
        prompt = prompts.extract(INJECTIONS[f"{disguise}-{goal}"]["text"], subject="")

        answer = (await engine.ask(prompt)).value.model_dump_json()

        assert obedient.obeyed == number, f"{goal}: every text must give an order that this model understands"
        assert [word for word in (OURS, OURS[::-1], "BEGIN-") if word in answer] == []
        assert {"lighthouse keeper", "mend nets"} <= {claim["value"] for claim in json.loads(answer)["claims"]}
    await engine.aclose()


async def test_the_content_is_inert_when_a_source_holds_markup(studio: Studio, obedient: StubModelServer) -> None:
    hostile = "Mara Quill likes <script>alert(1)</script> and [tea](javascript:alert).\nMara Quill can ![x](//evil.example/x.png) whistle."

    run = await studio.build(studio.create(hostile), engine=OpenAIEngine(settings(obedient)), settings=settings(obedient))

    page = MarkdownIt("commonmark", {"html": True}).render(studio.version(run).content)
    assert "alert" in page
    assert set(re.findall(r"<(\w+)", page)) <= {"h1", "h2", "p", "ul", "li", "strong"}


def test_delimiters_differ_between_two_questions() -> None:
    prompt = prompts.clean("Mara Quill likes tea.")
    assert open_conversation(prompt).token != open_conversation(prompt).token
