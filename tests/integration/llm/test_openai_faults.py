"""Whatever a model server does wrong ends in one defined error with a sentence, after a defined number of calls."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from persona_app.llm import errors
from persona_app.llm.openai_engine import OpenAIEngine
from persona_app.llm.questions import ClaimField
from tests.faults import fault, fault_table
from tests.integration.llm.asking import extract_prompt, settings_for
from tests.model_server.faults import FAULTS, WORDS
from tests.model_server.stub import StubModelServer

SECONDS = 1.5


@dataclass(frozen=True)
class Row:
    """A fault, and what must come of it."""

    fault: str
    error: type[errors.EngineError]
    says: str
    calls: int = 1
    retry_after: float | None = None


BROKEN = [
    Row("429", errors.EngineRateLimited, "limits how often"),
    Row("429-retry-after", errors.EngineRateLimited, "limits how often", retry_after=7),
    Row("429-retry-after-long", errors.EngineRateLimited, "limits how often", retry_after=600),
    Row("429-retry-after-ms", errors.EngineRateLimited, "limits how often", retry_after=1.5),
    Row("429-retry-after-nonsense", errors.EngineRateLimited, "limits how often"),
    Row("quota", errors.EngineQuotaExhausted, "no credit left"),
    Row("payment", errors.EngineQuotaExhausted, "no credit left"),
    Row("200-quota", errors.EngineQuotaExhausted, "no credit left"),
    Row("401", errors.EngineMisconfigured, "refuses the key"),
    Row("403", errors.EngineMisconfigured, "does not let this key use"),
    Row("404-model", errors.EngineMisconfigured, "does not know the model"),
    Row("400-model", errors.EngineMisconfigured, "does not know the model"),
    Row("400", errors.EngineMisconfigured, "Something about the request", calls=3),
    Row("redirect", errors.EngineMisconfigured, "to another address"),
    Row("200-html", errors.EngineMisconfigured, "answers with a web page"),
    Row("context", errors.EngineContextTooLong, "longer than the model"),
    Row("context-llamacpp", errors.EngineContextTooLong, "longer than the model"),
    Row("413", errors.EngineContextTooLong, "longer than the model"),
    Row("length-full", errors.EngineContextTooLong, "longer than the model"),
    Row("400-filter", errors.EngineRefused, "refuses to work on this text"),
    Row("filter", errors.EngineRefused, "refuses to work on this text"),
    Row("refusal", errors.EngineRefused, "refuses to work on this text"),
    Row("500", errors.EngineUnavailable, "HTTP 500"),
    Row("503-retry-after", errors.EngineUnavailable, "HTTP 503", retry_after=3),
    Row("502-html", errors.EngineUnavailable, "HTTP 502"),
    Row("stall", errors.EngineUnavailable, "did not finish its answer within 1.5 seconds"),
    Row("drip", errors.EngineUnavailable, "did not finish its answer within 1.5 seconds"),
    Row("hang-up", errors.EngineUnavailable, "broke off"),
    Row("break-off", errors.EngineUnavailable, "broke off"),
    Row("not-http", errors.EngineUnavailable, "broke off"),
    Row("200-half-json", errors.EngineUnavailable, "broke off"),
    Row("200-no-bytes", errors.EngineUnavailable, "broke off"),
    Row("200-error", errors.EngineUnavailable, "model not loaded"),
    Row("200-error-text", errors.EngineUnavailable, "out of memory"),
    Row("length", errors.EngineAnswerUnusable, "cut off"),
    Row("200-empty-object", errors.EngineAnswerUnusable, "it is empty", calls=2),
    Row("200-list", errors.EngineAnswerUnusable, "it is empty", calls=2),
    Row("no-choices", errors.EngineAnswerUnusable, "it is empty", calls=2),
    Row("null-choices", errors.EngineAnswerUnusable, "it is empty", calls=2),
    Row("empty", errors.EngineAnswerUnusable, "it is empty", calls=2),
    Row("null", errors.EngineAnswerUnusable, "it is empty", calls=2),
    Row("tool-call", errors.EngineAnswerUnusable, "it is empty", calls=2),
    Row("truncated-json", errors.EngineAnswerUnusable, "not valid JSON", calls=2),
    Row("prose", errors.EngineAnswerUnusable, "not valid JSON", calls=2),
    Row("brackets", errors.EngineAnswerUnusable, "not valid JSON", calls=2),
    Row("nested", errors.EngineAnswerUnusable, "not valid JSON", calls=2),
    Row("number", errors.EngineAnswerUnusable, "not valid JSON", calls=2),
    Row("other-object", errors.EngineAnswerUnusable, "none of the keys", calls=2),
    Row("misplaced", errors.EngineAnswerUnusable, "Field required", calls=2),
]
HARMLESS = [
    "partly-wrong",
    "fenced",
    "thinking",
    "surrounded",
    "trailing-commas",
    "parts",
    "wrapped",
    "no-usage",
    "negative-usage",
    "no-finish",
]


def said_result(row: Row) -> str:
    """The engine's answer to a fault, in words."""
    calls = "asked once" if row.calls == 1 else f"asked {row.calls} times, each time told or shaped differently"
    later = (
        f", may be asked again after {row.retry_after:g} s" if row.retry_after else ", may be asked again" if row.error.is_passing else ""
    )
    return f"`{row.error.code}`, {calls}{later}: “…{row.says}…”, and nothing submitted is lost"


@pytest.fixture
async def engine(model_server: StubModelServer) -> AsyncIterator[OpenAIEngine]:
    made = OpenAIEngine(settings_for(model_server.base_url, model_call_seconds=SECONDS))
    yield made
    await made.aclose()


def test_every_known_fault_has_a_row_and_words() -> None:
    assert {row.fault for row in BROKEN} | set(HARMLESS) == set(FAULTS) == set(WORDS)


@fault_table(area="Model", rows=[(row.fault, WORDS[row.fault], said_result(row)) for row in BROKEN])
@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row.fault)
async def test_a_defined_error_is_raised_when_the_server_is_broken(row: Row, model_server: StubModelServer, engine: OpenAIEngine) -> None:
    model_server.fail(row.fault)

    with pytest.raises(errors.EngineError) as caught:
        await engine.ask(extract_prompt())

    assert type(caught.value) is row.error
    assert row.says in caught.value.sentence
    assert "Nothing you submitted is lost." in caught.value.sentence
    assert "sk-" not in caught.value.sentence
    assert caught.value.retry_after == row.retry_after
    assert model_server.count() == row.calls


@fault_table(area="Model", rows=[(name, WORDS[name], "The answer is found and used; nothing is asked again") for name in HARMLESS])
@pytest.mark.parametrize("name", HARMLESS)
async def test_the_answer_is_found_when_the_server_is_merely_odd(name: str, model_server: StubModelServer, engine: OpenAIEngine) -> None:
    expected = (await engine.ask(extract_prompt())).value
    model_server.fail(name)

    answer = await engine.ask(extract_prompt())

    assert answer.value == expected
    assert ClaimField.OCCUPATION in {claim.field for claim in answer.value.claims}
    assert answer.usage.calls == 1
    assert answer.usage.prompt_tokens > 0
    assert answer.usage.completion_tokens > 0


async def test_the_next_question_is_answered_when_the_server_healed(model_server: StubModelServer, engine: OpenAIEngine) -> None:
    model_server.fail("hang-up", times=1)
    with pytest.raises(errors.EngineUnavailable):
        await engine.ask(extract_prompt())

    assert (await engine.ask(extract_prompt())).value.claims


@fault(
    area="Model",
    what="Nobody listens at the model's address",
    result="`engine_unavailable`: the sentence names the host; asked again later",
)
async def test_a_sentence_names_the_host_when_nobody_listens() -> None:
    engine = OpenAIEngine(settings_for("http://127.0.0.1:9/v1"))

    with pytest.raises(errors.EngineUnavailable, match=r"127\.0\.0\.1:9 cannot be reached"):
        await engine.ask(extract_prompt())


@fault(area="Model", what="OPENAI_BASE_URL is no address", result="`engine_misconfigured`: the sentence names the setting")
@pytest.mark.parametrize("base_url", ["localhost:11434/v1", "ftp://127.0.0.1/v1", "http://[broken/v1", "http://127.0.0.1:99999/v1"])
async def test_the_address_is_blamed_when_it_is_not_well_formed(base_url: str) -> None:
    engine = OpenAIEngine(settings_for(base_url))

    with pytest.raises(errors.EngineMisconfigured, match="OPENAI_BASE_URL"):
        await engine.ask(extract_prompt())


@fault(
    area="Model",
    what="OPENAI_API_KEY holds what no header can",
    result="`engine_misconfigured`: the sentence names the setting and does not show the key; nothing is sent",
)
@pytest.mark.parametrize("key", ["sk-clé", "sk-a\nb"])
async def test_the_key_is_blamed_and_not_shown_when_it_cannot_be_sent(key: str, model_server: StubModelServer) -> None:
    engine = OpenAIEngine(settings_for(model_server.base_url, openai_api_key=key))

    with pytest.raises(errors.EngineMisconfigured, match="OPENAI_API_KEY") as caught:
        await engine.ask(extract_prompt())

    assert "sk-" not in caught.value.sentence
    assert model_server.count() == 0
