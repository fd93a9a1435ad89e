"""The engine that asks a model over HTTP: OpenAI, Azure, vLLM, Ollama, LM Studio, llama.cpp, anything with Chat Completions."""

import asyncio
import ssl
import time
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2
import openai
import truststore
from loguru import logger
from openai import AsyncOpenAI, DefaultAsyncHttpx2Client
from openai.types.chat.completion_create_params import CompletionCreateParamsNonStreaming

from persona_app.core.config import Settings
from persona_app.core.db import in_unit_of_work
from persona_app.llm import faults
from persona_app.llm.breaker import Breaker, NoBreaker
from persona_app.llm.completions import Completion, read_completion, reason_to_give_up
from persona_app.llm.errors import EngineError, EngineUnavailable
from persona_app.llm.framing import Conversation, open_conversation
from persona_app.llm.ladder import Dialect, Rung, known_dialect, remember_dialect
from persona_app.llm.leaking import OwnWords, without_own_words
from persona_app.llm.pricing import cost_usd
from persona_app.llm.protocol import A, Answer, Prompt, Usage
from persona_app.llm.slots import LocalSlots, Slots
from persona_app.llm.structured import NotReadable, read_answer
from persona_app.llm.tokens import MESSAGE_OVERHEAD, answer_reserve, chunk_chars_for, estimate_tokens

DEFAULT_BASE_URL = "https://api.openai.com/v1"
CONNECT_SECONDS = 10.0
IDLE_SECONDS = 2.0
"""How long a connection is kept for the next call. Servers close idle ones after 5 seconds and more; a call sent into a closing
connection would be lost, and sending it again might pay twice."""

ATTEMPTS = 2
"""The question, and one round in which the model is told what was wrong with its answer."""


@dataclass(kw_only=True)
class _Tally:
    """What one question has taken so far."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    calls: int = 0
    fallbacks: int = 0

    def add(self, completion: Completion, *, conversation: Conversation) -> int:
        """Count one completion and return its tokens; what the endpoint does not report is estimated."""
        counts = completion.usage
        prompt = counts.prompt_tokens if counts and counts.prompt_tokens is not None else sum(map(estimate_tokens, conversation.texts()))
        answer = counts.completion_tokens if counts and counts.completion_tokens is not None else estimate_tokens(completion.text)
        self.prompt_tokens += prompt
        self.completion_tokens += answer
        return prompt + answer


class OpenAIEngine:
    """Asks an OpenAI-compatible endpoint. One instance belongs to one event loop."""

    name = "openai"
    is_extractive = False

    def __init__(self, settings: Settings, *, slots: Slots | None = None, breaker: Breaker | None = None) -> None:
        self.model = settings.model
        self.chunk_chars = chunk_chars_for(settings.model_context_tokens)
        self._settings = settings
        self._base_url = base_url_of(settings)
        self._host = host_of(self._base_url)
        self._slots = slots or LocalSlots(settings.model_parallel_calls)
        self._breaker = breaker or NoBreaker()
        self._client: AsyncOpenAI | None = None

    async def ask(self, prompt: Prompt[A]) -> Answer[A]:
        """See `llm.protocol.Engine.ask`.

        Raises:
            EngineError: or a subclass, and nothing else.
            RuntimeError: called inside a unit of work.
        """
        if in_unit_of_work():
            raise RuntimeError("An engine was asked inside a unit of work; load first, ask outside, apply afterwards.")
        conversation, tally, started = open_conversation(prompt), _Tally(), time.monotonic()
        try:
            value = await self._converse(conversation, prompt=prompt, tally=tally)
        except EngineError as error:
            self._log(prompt, tally=tally, outcome=error.code)
            raise
        return Answer(value=value, usage=self._usage(tally, started=started))

    async def aclose(self) -> None:
        """Close the connections; the next question opens new ones."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.close()
        await self._slots.aclose()

    async def _converse(self, conversation: Conversation, *, prompt: Prompt[A], tally: _Tally) -> A:
        problem = ""
        for _attempt in range(ATTEMPTS):
            if not self._fits(conversation):
                raise faults.unusable(self.model, problem=problem) if problem else faults.context_too_long(self.model)
            completion = await self._complete(conversation, tally=tally)
            try:
                reading = read_answer(completion.text, returning=prompt.returning)
            except NotReadable as unreadable:
                problem = str(unreadable)
                tally.fallbacks += 1
                conversation = conversation.rejecting(completion.text, problem=problem)
                continue
            own = OwnWords(instructions="\n".join(conversation.trusted()), token=conversation.token, material=prompt.material)
            value, leaked = without_own_words(reading.value, own)
            self._log(prompt, tally=tally, outcome="answered", dropped=reading.dropped + leaked)
            return value
        raise faults.unusable(self.model, problem=problem)

    def _fits(self, conversation: Conversation) -> bool:
        context = self._settings.model_context_tokens
        needed = sum(map(estimate_tokens, conversation.texts())) + MESSAGE_OVERHEAD + answer_reserve(context)
        return needed <= context

    async def _complete(self, conversation: Conversation, *, tally: _Tally) -> Completion:
        """One answer, going down the ladder until the endpoint understands the request."""
        dialect = known_dialect(self._base_url, model=self.model)
        while True:
            tally.calls += 1
            try:
                completion = await self._post(conversation, dialect=dialect)
            except openai.APIStatusError as error:
                dialect = self._simpler(dialect, complaint=faults.complaint_of(error))
                tally.fallbacks += 1
                continue
            remember_dialect(self._base_url, model=self.model, dialect=dialect)
            self._check_finish(completion, used_tokens=tally.add(completion, conversation=conversation))
            return completion

    def _simpler(self, dialect: Dialect, *, complaint: faults.Complaint) -> Dialect:
        simpler = dialect.simpler(complaint=complaint.words) if complaint.is_about_request else None
        if simpler is None:
            raise faults.error_from(complaint, host=self._host, model=self.model)
        return simpler

    def _check_finish(self, completion: Completion, *, used_tokens: int) -> None:
        context = self._settings.model_context_tokens
        if fault := reason_to_give_up(completion, host=self._host, model=self.model, context_tokens=context, used_tokens=used_tokens):
            raise fault

    async def _post(self, conversation: Conversation, *, dialect: Dialect) -> Completion:
        """One HTTP call in one slot, unless the endpoint is left alone for now.

        Raises:
            openai.APIStatusError: the endpoint answered with an error or a redirect.
            EngineError: everything else.
        """
        watched = self._breaker.watch(self._base_url, host=self._host, means_down=self._means_down)
        async with self._slots.hold(self._base_url), watched:
            body = await self._send(conversation, dialect=dialect)
            return read_completion(body, host=self._host, model=self.model)

    def _means_down(self, error: BaseException) -> bool:
        if isinstance(error, openai.APIStatusError):
            error = faults.error_from(faults.complaint_of(error), host=self._host, model=self.model)
        return isinstance(error, EngineUnavailable)

    async def _send(self, conversation: Conversation, *, dialect: Dialect) -> bytes:
        """The bytes of a success, under one deadline over everything the call does."""
        try:
            async with asyncio.timeout(self._settings.model_call_seconds):
                raw = await self._connected().chat.completions.with_raw_response.create(**self._request(conversation, dialect=dialect))
                return raw.content
        except (TimeoutError, openai.APITimeoutError) as error:
            if any(isinstance(cause, httpx2.ConnectTimeout) for cause in (error.__cause__, error)):
                raise faults.error_from_connection(error, host=self._host) from None
            raise faults.too_slow(self._host, seconds=self._settings.model_call_seconds) from None
        except openai.APIStatusError:
            raise
        except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError, ExceptionGroup) as error:
            raise faults.error_from_connection(error, host=self._host) from None

    def _request(self, conversation: Conversation, *, dialect: Dialect) -> CompletionCreateParamsNonStreaming:
        request: dict[str, Any] = {"model": self.model, "messages": conversation.messages(with_schema=dialect.rung is not Rung.JSON_SCHEMA)}
        if (shape := dialect.response_format(conversation.returning)) is not None:
            request["response_format"] = shape
        if dialect.takes_temperature:
            request["temperature"] = 0
        return cast(CompletionCreateParamsNonStreaming, request)

    def _connected(self) -> AsyncOpenAI:
        """The client, made on first use. It never retries by itself (the durable job owns the waits) and follows no redirect."""
        if self._client is None:
            check_address(self._base_url)
            key = self._settings.openai_api_key
            seconds = self._settings.model_call_seconds
            timeout = httpx2.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS), pool=None)
            trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            limits = httpx2.Limits(max_connections=None, max_keepalive_connections=100, keepalive_expiry=IDLE_SECONDS)
            http = DefaultAsyncHttpx2Client(follow_redirects=False, trust_env=False, verify=trust, timeout=timeout, limits=limits)
            secret = key.get_secret_value() if key else ""
            self._client = AsyncOpenAI(api_key=secret or "none", base_url=self._base_url, http_client=http, max_retries=0, timeout=timeout)
        return self._client

    def _usage(self, tally: _Tally, *, started: float) -> Usage:
        tokens = {"prompt_tokens": tally.prompt_tokens, "completion_tokens": tally.completion_tokens}
        cost = cost_usd(self._settings.model_prices, model=self.model, **tokens)
        took = round((time.monotonic() - started) * 1000)
        return Usage(**tokens, cost_usd=cost, duration_ms=took, calls=tally.calls, fallbacks=tally.fallbacks)

    def _log(self, prompt: Prompt[Any], *, tally: _Tally, outcome: str, dropped: int = 0) -> None:
        """Numbers only: no text of anybody's goes into the log."""
        facts = {
            "calls": tally.calls,
            "prompt_tokens": tally.prompt_tokens,
            "completion_tokens": tally.completion_tokens,
            "dropped": dropped,
        }
        level = "WARNING" if dropped or outcome != "answered" else "DEBUG"
        logger.bind(step=prompt.name, model=self.model, outcome=outcome, **facts).log(
            level, "model {} in step {}: {}", outcome, prompt.name, facts
        )


def base_url_of(settings: Settings) -> str:
    """The endpoint's base URL, OpenAI's own by default."""
    return (settings.openai_base_url or DEFAULT_BASE_URL).strip().rstrip("/")


def check_address(base_url: str) -> None:
    """Is it an http(s) address with a host and a port that can be?

    Raises:
        ValueError: its brackets or its port cannot be.
        httpx2.InvalidURL: it is no such address.
    """
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
        raise httpx2.InvalidURL("not an http address")


def host_of(base_url: str) -> str:
    """The part of an address that may be shown: without credentials and path."""
    try:
        parts = urlsplit(base_url)
        return f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or "of the model"
    except ValueError:
        return "of the model"
