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
WORDS: dict[str, str] = {
    "429": "The model server limits the rate and does not say for how long",
    "429-retry-after": "The model server limits the rate for some seconds",
    "429-retry-after-long": "The model server limits the rate for ten minutes",
    "429-retry-after-ms": "The model server limits the rate for some milliseconds",
    "429-retry-after-nonsense": "The model server limits the rate for a time that is none",
    "quota": "The account has no credit left (answered as if it were load)",
    "payment": "The account has no credit left (payment required)",
    "401": "The key is wrong",
    "403": "The key may not use the model",
    "404-model": "The model's name is wrong (not found)",
    "400-model": "The model's name is wrong (bad request)",
    "400": "The model server does not understand the request in any form",
    "context": "The text is too long for the model's context",
    "context-llamacpp": "The text is too long for the model's context, in llama.cpp's words",
    "413": "The request is too large for the model server",
    "400-filter": "A content filter refuses the text",
    "redirect": "The model server redirects to another address",
    "500": "The model server has an internal error",
    "503-retry-after": "The model server still loads its model and says for how long",
    "502-html": "A gateway answers with an error page",
    "stall": "The model server never answers",
    "drip": "The model server sends one byte at a time",
    "hang-up": "The model server closes the connection without a word",
    "break-off": "The answer breaks off in the middle",
    "not-http": "Something other than HTTP answers",
    "200-error": "A success holds an error",
    "200-error-text": "A success holds an error that is only a text",
    "200-quota": "A success holds the error of an account without credit",
    "200-html": "A success is a web page, such as a log-in",
    "200-half-json": "A success holds half of its JSON",
    "200-empty-object": "A success holds an empty object",
    "200-list": "A success holds an empty list",
    "200-no-bytes": "A success holds nothing",
    "no-choices": "The completion has no choices",
    "null-choices": "The completion's choices are null",
    "empty": "The answer is an empty text",
    "null": "The answer is null",
    "tool-call": "The model calls a tool instead of answering",
    "refusal": "The model refuses",
    "filter": "A content filter stops the answer",
    "length": "The answer is cut off at its length limit",
    "length-full": "The answer is cut off because the context is full",
    "truncated-json": "The answer is broken JSON",
    "prose": "The answer is prose instead of JSON",
    "brackets": "The answer is 10,000 open brackets",
    "nested": "The answer is 10,000 nested lists",
    "other-object": "The answer is another object than asked for",
    "misplaced": "The answer's lists hold what does not belong there",
    "number": "The answer is one long number",
    "partly-wrong": "One entry of the answer does not fit",
    "fenced": "The JSON stands in a fence, between words",
    "thinking": "The JSON comes after the model's thoughts",
    "surrounded": "The JSON stands between words",
    "trailing-commas": "The JSON has trailing commas",
    "parts": "The answer comes in parts",
    "wrapped": "The answer is wrapped in a list",
    "no-usage": "The answer does not say what it took",
    "negative-usage": "The answer says that it took less than nothing",
    "no-finish": "The answer does not say why it ended",
}
"""What each is, for a reader."""
