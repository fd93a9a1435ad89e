"""Everything that model servers were seen to do wrong, by name.

A fault turns the good answer into bytes for the socket, some of them slowly; None hangs up without a word.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from tests.model_server.wire import completion, response

Good = dict[str, Any]
Fault = Callable[[Good], AsyncIterator[bytes]]
STALL_SECONDS = 60.0
DRIP_SECONDS = 0.05


def _fixed(status: int, payload: Any, **options: Any) -> Fault:
    async def send(good: Good) -> AsyncIterator[bytes]:
        yield response(status, payload, **options)

    return send


def _error(status: int, message: str, code: str | None = None, headers: dict[str, str] | None = None) -> Fault:
    return _fixed(status, {"error": {"message": message, "type": code, "code": code, "param": None}}, headers=headers)


def _said(change: Callable[[str], Any], **options: Any) -> Fault:
    async def send(good: Good) -> AsyncIterator[bytes]:
        yield response(200, completion(change(good["choices"][0]["message"]["content"]), model=good["model"], **options))

    return send


def _changed(change: Callable[[Good], Any]) -> Fault:
    async def send(good: Good) -> AsyncIterator[bytes]:
        yield response(200, change(good))

    return send


async def _stall(good: Good) -> AsyncIterator[bytes]:
    await asyncio.sleep(STALL_SECONDS)
    yield b""


async def _drip(good: Good) -> AsyncIterator[bytes]:
    for byte in response(200, good):
        yield bytes([byte])
        await asyncio.sleep(DRIP_SECONDS)


async def _hang_up(good: Good) -> AsyncIterator[bytes]:
    return
    yield b""


async def _break_off(good: Good) -> AsyncIterator[bytes]:
    yield response(200, good)[:-40]


async def _not_http(good: Good) -> AsyncIterator[bytes]:
    yield b"220 mail.example ESMTP ready\r\n"


def _misplaced(text: str) -> str:
    """The answer's lists filled with what does not belong there."""
    return json.dumps({key: [{"nothing": "fits"}] if isinstance(value, list) else value for key, value in json.loads(text).items()})


def _partly_wrong(text: str) -> str:
    """One more entry in each list, which does not fit."""
    return json.dumps({key: [*value, {"nothing": "fits"}] if isinstance(value, list) else value for key, value in json.loads(text).items()})


def _trailing_commas(text: str) -> str:
    return text.replace("}]", "},]").replace('"}', '",}')


def _echo_of_schema_free_words(text: str) -> str:
    return "Certainly! I have read the text with pleasure, and it is wonderful."


HANGING_UP = frozenset({"stall", "hang-up", "break-off", "not-http"})
"""Faults after which the connection is closed; after the others it stays open, as a healthy server leaves it."""

TRUNCATED_JSON = '{"claims": ['
FAULTS: dict[str, Fault] = {
    # the rate, the account, the key
    "429": _error(429, "Rate limit reached", "rate_limit_exceeded"),
    "429-retry-after": _error(429, "Rate limit reached", headers={"retry-after": "7"}),
    "429-retry-after-long": _error(429, "Rate limit reached", headers={"retry-after": "600"}),
    "429-retry-after-ms": _error(429, "Rate limit reached", headers={"retry-after-ms": "1500"}),
    "429-retry-after-nonsense": _error(429, "Rate limit reached", headers={"retry-after": "soon"}),
    "quota": _error(429, "You exceeded your current quota", "insufficient_quota"),
    "payment": _error(402, "Insufficient balance"),
    "401": _error(401, "Incorrect API key provided: sk-secret", "invalid_api_key"),
    "403": _error(403, "You are not allowed to sample from this model"),
    "404-model": _error(404, "The model `m` does not exist", "model_not_found"),
    "400-model": _error(400, "Invalid model: m"),
    # the request
    "400": _error(400, "Something about the request"),
    "context": _error(400, "This model's maximum context length is 4096 tokens", "context_length_exceeded"),
    "context-llamacpp": _error(400, "the request exceeds the available context size", "exceed_context_size_error"),
    "413": _error(413, "Payload too large"),
    "400-filter": _error(400, "The response was filtered due to the content management policy", "content_filter"),
    "redirect": _fixed(307, b"", headers={"location": "http://169.254.169.254/x"}),
    # the server
    "500": _error(500, "internal"),
    "503-retry-after": _error(503, "Loading model", headers={"retry-after": "3"}),
    "502-html": _fixed(502, b"<html>bad gateway</html>", kind="text/html"),
    "stall": _stall,
    "drip": _drip,
    "hang-up": _hang_up,
    "break-off": _break_off,
    "not-http": _not_http,
    # a success that is none
    "200-error": _error(200, "model not loaded"),
    "200-error-text": _fixed(200, {"error": "out of memory"}),
    "200-quota": _error(200, "quota", "insufficient_quota"),
    "200-html": _fixed(200, b"<!DOCTYPE html><html>please log in</html>", kind="text/html"),
    "200-half-json": _fixed(200, b'{"choices": [{"index": 0, "mess'),
    "200-empty-object": _fixed(200, {}),
    "200-list": _fixed(200, []),
    "200-no-bytes": _fixed(200, b""),
    "no-choices": _changed(lambda good: good | {"choices": []}),
    "null-choices": _changed(lambda good: good | {"choices": None}),
    "empty": _said(lambda text: ""),
    "null": _said(lambda text: None),
    "tool-call": _said(lambda text: None, finish="tool_calls"),
    "refusal": _said(lambda text: None, refusal="I can't help with that"),
    "filter": _said(lambda text: "", finish="content_filter"),
    "length": _said(lambda text: text[:20], finish="length"),
    "length-full": _said(lambda text: text[:20], finish="length", tokens=(31_000, 1_000)),
    # words off the schema
    "truncated-json": _said(lambda text: TRUNCATED_JSON),
    "prose": _said(_echo_of_schema_free_words),
    "brackets": _said(lambda text: "[" * 10_000),
    "nested": _said(lambda text: "[" * 10_000 + "]" * 10_000),
    "other-object": _said(lambda text: '{"answer": 42}'),
    "misplaced": _said(_misplaced),
    "number": _said(lambda text: "1" * 5_000),
    # oddities that must not matter
    "partly-wrong": _said(_partly_wrong),
    "fenced": _said(lambda text: f"Here it is:\n```json\n{text}\n```\nAnything else?"),
    "thinking": _said(lambda text: f"<think>Is {{this}} about her? [yes]</think>\n{text}"),
    "surrounded": _said(lambda text: f"Sure: {text} I hope it helps."),
    "trailing-commas": _said(_trailing_commas),
    "parts": _said(lambda text: [{"type": "text", "text": text}]),
    "wrapped": _said(lambda text: f"[{text}]"),
    "no-usage": _changed(lambda good: {key: value for key, value in good.items() if key != "usage"}),
    "negative-usage": _changed(lambda good: good | {"usage": {"prompt_tokens": -5, "completion_tokens": -1}}),
    "no-finish": _changed(lambda good: good | {"choices": [good["choices"][0] | {"finish_reason": None}]}),
}
