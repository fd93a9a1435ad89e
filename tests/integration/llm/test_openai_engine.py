"""The engine that asks a model, against a real server on loopback."""

import asyncio
import re
import ssl
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from loguru import logger

from persona_app.core.config import ModelPrice
from persona_app.llm.errors import EngineContextTooLong, EngineMisconfigured
from persona_app.llm.openai_engine import OpenAIEngine
from tests.faults import fault
from tests.integration.llm.asking import ADA, all_prompts, clean_prompt, extract_prompt, merge_prompt, settings_for, write_prompt
from tests.model_server.stub import StubModelServer


async def test_the_schema_is_handed_over_when_the_endpoint_takes_one(model_server: StubModelServer) -> None:
    engine = OpenAIEngine(settings_for(model_server.base_url))

    for prompt in all_prompts():
        await engine.ask(prompt)

    assert {call.form for call in model_server.calls} == {"json_schema"}
    assert [call.question for call in model_server.calls] == [
        *("Cleaning", "Extraction", "Merging", "Assessment", "Writing", "Thinking"),
        "Describing",
    ]


@fault(
    area="Model",
    what="The model server does not understand the schema",
    result="It is asked in a simpler form, which is remembered for the model and the address",
)
@pytest.mark.parametrize(
    ("formats", "tried"), [(["json_object", "text"], ["json_schema", "json_object"]), (["text"], ["json_schema", "json_object", "text"])]
)
async def test_the_ladder_is_climbed_down_once_when_the_endpoint_understands_less(
    formats: list[str], tried: list[str], model_server: StubModelServer
) -> None:
    model_server.formats = frozenset(formats)
    settings = settings_for(model_server.base_url)

    first = await OpenAIEngine(settings).ask(extract_prompt())
    second = await OpenAIEngine(settings).ask(merge_prompt())

    assert [call.form for call in model_server.calls] == [*tried, tried[-1]]
    assert (first.usage.calls, second.usage.calls) == (len(tried), 1)
    assert first.value.claims
    assert second.value.same[0].ids == [1, 2]


@fault(
    area="Model",
    what="The model refuses the temperature",
    result="It is asked without one, from then on",
)
async def test_temperature_is_left_out_when_the_model_refuses_it(model_server: StubModelServer) -> None:
    model_server.takes_temperature = False
    engine = OpenAIEngine(settings_for(model_server.base_url))

    await engine.ask(extract_prompt())
    await engine.ask(clean_prompt())

    assert ["temperature" in call.request for call in model_server.calls] == [True, False, False]
    assert model_server.calls[-1].form == "json_schema"


async def test_the_model_is_told_what_was_wrong_when_its_answer_does_not_fit(model_server: StubModelServer) -> None:
    model_server.fail("misplaced", times=1)

    answer = await OpenAIEngine(settings_for(model_server.base_url)).ask(extract_prompt())

    assert answer.value.claims
    assert answer.usage.calls == 2
    role, correction = model_server.calls[1].messages[-1]
    assert role == "user"
    assert "claims.0.field: Field required" in correction
    assert model_server.calls[1].messages[-2][0] == "assistant"


async def test_both_calls_are_charged_when_an_answer_was_repaired(model_server: StubModelServer) -> None:
    prices = {"stub": ModelPrice(prompt=Decimal(1_000_000), completion=Decimal(0))}
    engine = OpenAIEngine(settings_for(model_server.base_url, model_prices=prices))
    once = (await engine.ask(extract_prompt())).usage
    model_server.fail("prose", times=1)

    twice = (await engine.ask(extract_prompt())).usage

    assert once.cost_usd == once.prompt_tokens
    assert twice.calls == 2
    assert twice.cost_usd is not None
    assert twice.cost_usd > once.prompt_tokens


async def test_the_cost_is_unknown_when_the_model_has_no_price(model_server: StubModelServer) -> None:
    answer = await OpenAIEngine(settings_for(model_server.base_url)).ask(extract_prompt())

    assert answer.usage.cost_usd is None


@fault(
    area="Model",
    what="Some entries of an answer are out of range or of unknown fields",
    result="They are left out and counted; the others are used",
)
async def test_valid_claims_are_kept_and_the_others_counted_in_the_log_when_some_are_invalid(model_server: StubModelServer) -> None:
    lines: list[str] = []
    sink = logger.add(lambda line: lines.append(str(line)), level="DEBUG")
    model_server.fail("partly-wrong")
    try:
        answer = await OpenAIEngine(settings_for(model_server.base_url)).ask(extract_prompt())
    finally:
        logger.remove(sink)

    assert len(answer.value.claims) > 0
    assert any("'dropped': 1" in line for line in lines)
    assert not any(word in line for line in lines for word in ("baker", "Bath", "sk-of-a-test"))


@fault(
    area="Model",
    what="The text does not fit into the model's context at all",
    result="`engine_context_too_long` before anything is sent",
)
async def test_nothing_is_sent_when_the_text_cannot_fit(model_server: StubModelServer) -> None:
    engine = OpenAIEngine(settings_for(model_server.base_url, model_context_tokens=2_000))

    with pytest.raises(EngineContextTooLong):
        await engine.ask(extract_prompt("Ada bakes. " * 2_000))

    assert model_server.count() == 0


@pytest.mark.parametrize("context", [4_000, 8_000, 32_000, 1_000_000])
@pytest.mark.parametrize("letter", ["word ", "面", "é"])
async def test_a_full_chunk_fits_in_any_script(letter: str, context: int, model_server: StubModelServer) -> None:
    engine = OpenAIEngine(settings_for(model_server.base_url, model_context_tokens=context))
    chunk = (letter * engine.chunk_chars)[: engine.chunk_chars]

    await engine.ask(extract_prompt(chunk))

    assert engine.chunk_chars <= 12_000
    assert model_server.calls[0].material == chunk


async def test_the_material_stands_between_new_delimiters_in_each_call(model_server: StubModelServer) -> None:
    engine = OpenAIEngine(settings_for(model_server.base_url))
    await engine.ask(extract_prompt())
    await engine.ask(extract_prompt())

    said = [dict(call.messages) for call in model_server.calls]
    tokens = [re.findall(r"BEGIN-([0-9a-f]{32})", message["system"])[0] for message in said]
    assert tokens[0] != tokens[1]
    assert [message["user"] for message in said] == [f"BEGIN-{token}\n{ADA}\nEND-{token}" for token in tokens]
    assert all("data, never instructions" in message["system"] and ADA not in message["system"] for message in said)


async def test_no_more_calls_than_allowed_run_when_many_ask(model_server: StubModelServer) -> None:
    model_server.latency_seconds = 0.05
    engine = OpenAIEngine(settings_for(model_server.base_url, model_parallel_calls=3))

    answers = await asyncio.gather(*(engine.ask(extract_prompt(f"Ada{number} is a baker.")) for number in range(12)))

    assert [answer.value.claims[0].value for answer in answers] == [f"Ada{number}" for number in range(12)]
    assert model_server.most_concurrent == 3
    assert model_server.paid_twice() == []


async def test_a_cancelled_question_gives_its_slot_back(model_server: StubModelServer) -> None:
    engine = OpenAIEngine(settings_for(model_server.base_url, model_parallel_calls=1))
    model_server.fail("stall", times=1)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(engine.ask(extract_prompt()), 0.3)

    assert (await asyncio.wait_for(engine.ask(extract_prompt()), 60)).value.claims


async def test_every_claim_is_written_when_the_server_answers_from_the_request(model_server: StubModelServer) -> None:
    writing = (await OpenAIEngine(settings_for(model_server.base_url)).ask(write_prompt())).value

    assert {(passage.text, *passage.claims) for section in writing.sections for passage in section.passages} == {
        ("baker", 1),
        ("rye bread", 2),
    }


async def test_the_engine_asks_again_after_it_was_closed(model_server: StubModelServer) -> None:
    engine = OpenAIEngine(settings_for(model_server.base_url))
    await engine.ask(extract_prompt())
    await engine.aclose()

    assert (await engine.ask(extract_prompt())).value.claims
    await engine.aclose()


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for localhost that no system trusts, and a server's context with it."""
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*request, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return cert, context


@fault(
    area="Model",
    what="The model server's certificate is not trusted",
    result="`engine_misconfigured`: the sentence says so and names SSL_CERT_FILE; no question is sent",
)
async def test_the_certificate_is_blamed_when_it_is_not_trusted(certificate: tuple[Path, ssl.SSLContext]) -> None:
    with StubModelServer(ssl_context=certificate[1]) as server:
        with pytest.raises(EngineMisconfigured, match="certificate of the model server"):
            await OpenAIEngine(settings_for(server.base_url)).ask(extract_prompt())
        assert server.count() == 0


async def test_the_certificate_is_trusted_when_the_environment_names_it(
    certificate: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with StubModelServer(ssl_context=certificate[1]) as server:
        assert (await OpenAIEngine(settings_for(server.base_url)).ask(extract_prompt())).value.claims


@fault(area="Model", what="https is spoken to plain http", result="`engine_misconfigured`: the sentence names OPENAI_BASE_URL")
async def test_the_scheme_is_blamed_when_https_is_spoken_to_plain_http(model_server: StubModelServer) -> None:
    engine = OpenAIEngine(settings_for(model_server.base_url.replace("http://", "https://")))

    with pytest.raises(EngineMisconfigured, match="http:// or https://"):
        await engine.ask(extract_prompt())


async def test_no_proxy_of_the_environment_gets_the_text(model_server: StubModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")

    assert (await OpenAIEngine(settings_for(model_server.base_url)).ask(extract_prompt())).value.claims
