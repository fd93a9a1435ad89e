"""The stub itself: what other tests believe of it."""

import asyncio
import sys
from pathlib import Path

import pytest

from persona_app.llm.errors import EngineMisconfigured, EngineUnavailable
from persona_app.llm.openai_engine import OpenAIEngine
from tests.integration.llm.asking import assess_prompt, clean_prompt, extract_prompt, merge_prompt, settings_for
from tests.model_server.stub import StubModelServer
from tests.serving import eventually


async def test_each_canary_comes_back_only_from_the_text_that_holds_it(model_server: StubModelServer) -> None:
    engine = OpenAIEngine(settings_for(model_server.base_url))

    found = [(await engine.ask(extract_prompt(f"Some words. Here sits CANARY{number}, quietly. More."))).value for number in range(3)]

    assert [[claim.quote for claim in extraction.claims] for extraction in found] == [
        [f"Here sits CANARY{number}, quietly."] for number in range(3)
    ]


async def test_a_canary_survives_in_a_sentence_longer_than_any_quote(model_server: StubModelServer) -> None:
    text = "very " * 500 + "CANARY1" + " much" * 500

    (claim,) = (await OpenAIEngine(settings_for(model_server.base_url)).ask(extract_prompt(text))).value.claims

    assert "CANARY1" in claim.quote
    assert claim.quote in text


async def test_a_question_answered_twice_is_noticed_and_a_failed_one_is_not(model_server: StubModelServer) -> None:
    engine = OpenAIEngine(settings_for(model_server.base_url))
    model_server.fail("500", nth=1)
    with pytest.raises(EngineUnavailable):
        await engine.ask(extract_prompt())
    await engine.ask(extract_prompt())
    await engine.ask(clean_prompt())
    assert model_server.paid_twice() == []

    await engine.ask(extract_prompt())

    assert len(model_server.paid_twice()) == 1
    assert model_server.count("Extraction") == 3
    assert model_server.count(outcome="500") == 1


async def test_only_the_planned_question_fails(model_server: StubModelServer) -> None:
    engine = OpenAIEngine(settings_for(model_server.base_url))
    model_server.fail("500", question="Merging")

    await engine.ask(extract_prompt())
    with pytest.raises(EngineUnavailable):
        await engine.ask(merge_prompt())
    model_server.heal()
    assert (await engine.ask(merge_prompt())).value.same


async def test_a_call_that_stalls_ends_when_the_server_is_healed(model_server: StubModelServer) -> None:
    engine = OpenAIEngine(settings_for(model_server.base_url, model_call_seconds=50))
    model_server.fail("stall")
    asking = asyncio.create_task(engine.ask(extract_prompt()))
    await asyncio.to_thread(eventually, model_server.count, what="the question")

    model_server.heal()

    async with asyncio.timeout(30):
        with pytest.raises(EngineUnavailable):
            await asking
    assert (await engine.ask(extract_prompt())).value.claims


async def test_a_wrong_key_is_refused() -> None:
    with StubModelServer(api_key="sk-right") as server:
        with pytest.raises(EngineMisconfigured, match="refuses the key"):
            await OpenAIEngine(settings_for(server.base_url)).ask(extract_prompt())
        assert (await OpenAIEngine(settings_for(server.base_url, openai_api_key="sk-right")).ask(assess_prompt())).value.openness


async def test_the_stub_serves_on_its_own() -> None:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-m", "tests.model_server", "--port", "0", "--latency", "0.01"]
    process = await asyncio.create_subprocess_exec(*command, cwd=root, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout is not None
        line = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
        answer = await OpenAIEngine(settings_for(line.strip().partition("=")[2])).ask(extract_prompt())
        assert answer.value.claims
    finally:
        process.terminate()
        await process.wait()
