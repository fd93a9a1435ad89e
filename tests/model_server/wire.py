"""HTTP/1.1 by hand: only so can a server break off, drip or lie about its length."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a client sent."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """The next request on a connection; None when the client closed it, or speaks TLS where none is spoken."""
    try:
        first_byte = await reader.readexactly(1)
        if not first_byte.isalpha():
            return None
        head = (first_byte + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    first, *lines = head.split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method=method, path=path, headers=headers, body=body)


def response(status: int, payload: Any, *, headers: dict[str, str] | None = None, kind: str = "application/json") -> bytes:
    """A whole response; what is not bytes is sent as JSON."""
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    lines = {"content-type": kind, **(headers or {}), "content-length": str(len(body))}
    head = f"HTTP/1.1 {status} Status\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return head.encode() + b"\r\n" + body


def completion(
    content: Any, *, model: str, finish: str = "stop", refusal: str | None = None, tokens: tuple[int, int] | None = (1, 2)
) -> dict[str, Any]:
    """A Chat Completions body."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    body: dict[str, Any] = {"id": "stub", "object": "chat.completion", "created": 1, "model": model}
    body["choices"] = [{"index": 0, "finish_reason": finish, "message": message}]
    if tokens is not None:
        body["usage"] = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}
    return body
