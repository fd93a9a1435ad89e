"""The moderation endpoint of the configured provider (`POST <base URL>/moderations`, as OpenAI defines it), where there is one.

It is a classifier: no text can give it orders. Providers that have none answer 404 or the like; that is remembered for the life of the
process. Nobody is asked while the offline engine writes. The categories are OpenAI's, https://platform.openai.com/docs/guides/moderation.
"""

import asyncio
import base64
import json
import ssl
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import httpx2
import truststore
from loguru import logger
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from persona_app.core.config import Settings
from persona_app.core.db import in_unit_of_work
from persona_app.llm import faults
from persona_app.llm.breaker import Breaker, NoBreaker
from persona_app.llm.errors import EngineError, EngineRateLimited, EngineUnavailable
from persona_app.llm.factory import chosen_engine
from persona_app.llm.openai_engine import CONNECT_SECONDS, base_url_of, check_address, host_of
from persona_app.llm.questions import TextRating

MOST_PART_CHARS = 2_000
MOST_PARTS_AT_ONCE = 32
LONGEST_CALL_SECONDS: Final = 30.0
SECONDS_BEFORE_AGAIN = 1.0
LONGEST_WAIT_SECONDS = 5.0
ATTEMPTS = 2
NO_ENDPOINT = frozenset({404, 405, 410, 501})
SUGGESTIVE_SCORE = 0.2
"""Of `sexual`: below what the provider flags, above what ordinary texts get."""

EXPLICIT = frozenset({"sexual", "sexual/minors", "violence/graphic", "self-harm/instructions", "self-harm/intent"})
"""Categories that make what they are found in explicit; every other flagged one makes it suggestive."""
MINORS = "sexual/minors"
_RANK: Mapping[TextRating, int] = {"safe": 0, "suggestive": 1, "unrated": 2, "explicit": 3}
_cannot_judge: set[tuple[str, str]] = set()
"""Endpoints with what they were found not to judge: text, picture."""


class Verdict(BaseModel):
    """What a judge says: the rating, the words that decided (empty for pictures and for `safe`), and whether minors are sexualised."""

    model_config = ConfigDict(frozen=True)

    rating: TextRating
    passage: str = ""
    harms_minors: bool = False


class _Result(BaseModel):
    model_config = ConfigDict(extra="ignore")

    flagged: bool
    categories: dict[str, bool | None]
    category_scores: dict[str, float | None] = Field(default_factory=dict)

    def rating(self) -> TextRating:
        found = {name for name, is_so in self.categories.items() if is_so}
        if found & EXPLICIT:
            return "explicit"
        return "suggestive" if found or self.flagged or (self.category_scores.get("sexual") or 0) >= SUGGESTIVE_SCORE else "safe"


class _Response(BaseModel):
    model_config = ConfigDict(extra="ignore")

    results: list[_Result] = Field(min_length=1)


async def judge_text(text: str, *, settings: Settings, breaker: Breaker | None = None) -> Verdict | None:
    """How the provider rates a text of any length, by its strictest part; None when nothing can judge, or it gave no usable answer.

    A provider that is down is asked twice; then there is no verdict, and whoever asked goes on without.

    Raises:
        RuntimeError: called inside a unit of work.
    """
    parts = _parts(text)
    worst: Verdict | None = Verdict(rating="safe") if parts else None
    for at in range(0, len(parts), MOST_PARTS_AT_ONCE):
        some = parts[at : at + MOST_PARTS_AT_ONCE]
        results = await _judge(some, kind="text", settings=settings, breaker=breaker)
        if results is not None and len(results) != len(some):  # a server that answers for all in one, or only for the first
            some = ["\n\n".join(some)]
            results = await _judge(some, kind="text", settings=settings, breaker=breaker)
        if results is None or len(results) != len(some):
            return None
        worst = strictest([*([worst] if worst else []), *map(_verdict, results, some)])
    return worst


async def judge_picture(png_bytes: bytes, *, settings: Settings, breaker: Breaker | None = None) -> Verdict | None:
    """How the provider rates a picture; None when nothing can judge (many providers judge texts only), or it gave no usable answer.

    Raises:
        RuntimeError: called inside a unit of work.
    """
    url = f"data:image/png;base64,{base64.b64encode(png_bytes).decode()}"
    results = await _judge([{"type": "image_url", "image_url": {"url": url}}], kind="picture", settings=settings, breaker=breaker)
    return strictest(_verdict(each, "") for each in results) if results else None


def strictest(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict that keeps most people away; of equal ones the first that names a passage.

    Raises:
        ValueError: there is none.
    """
    all_of_them = list(verdicts)
    worst = max(all_of_them, key=lambda each: (_RANK[each.rating], bool(each.passage)))
    return worst.model_copy(update={"harms_minors": any(each.harms_minors for each in all_of_them)})


def forget_endpoints() -> None:
    """Find out anew which endpoints can judge, as after one was replaced."""
    _cannot_judge.clear()


def _verdict(result: _Result, part: str) -> Verdict:
    rating = result.rating()
    return Verdict(rating=rating, passage="" if rating == "safe" else part, harms_minors=bool(result.categories.get(MINORS)))


def _parts(text: str) -> list[str]:
    """Paragraphs, long ones cut, short ones joined."""
    parts: list[str] = []
    for paragraph in text.encode("utf-8", "replace").decode().split("\n"):
        for at in range(0, len(paragraph), MOST_PART_CHARS):
            piece = paragraph[at : at + MOST_PART_CHARS].strip()
            if piece and parts and len(parts[-1]) + len(piece) < MOST_PART_CHARS // 4:
                parts[-1] += f"\n{piece}"
            elif piece:
                parts.append(piece)
    return parts


async def _judge(parts: Sequence[Any], *, kind: str, settings: Settings, breaker: Breaker | None) -> list[_Result] | None:
    if in_unit_of_work():
        raise RuntimeError("A judge was asked inside a unit of work; load first, ask outside, apply afterwards.")
    url = f"{base_url_of(settings)}/moderations"
    if chosen_engine(settings) != "openai" or not settings.moderation_model or (url, kind) in _cannot_judge:
        return None
    for attempt in range(ATTEMPTS):
        try:
            return await _ask(url, parts, kind=kind, settings=settings, breaker=breaker or NoBreaker())
        except EngineError as error:
            wait = error.retry_after or SECONDS_BEFORE_AGAIN
            if not error.is_passing or attempt == ATTEMPTS - 1 or wait > LONGEST_WAIT_SECONDS:
                logger.bind(outcome=error.code).warning("the moderation endpoint gave no verdict: {}", error.code)
                return None
            await asyncio.sleep(wait)
    return None


async def _ask(url: str, parts: Sequence[Any], *, kind: str, settings: Settings, breaker: Breaker) -> list[_Result] | None:
    """One call.

    Raises:
        EngineError: there was no answer, or it was none.
    """
    host = host_of(url)
    async with breaker.watch(url, host=host, means_down=lambda error: isinstance(error, EngineUnavailable)):
        status, body, headers = await _post(url, {"model": settings.moderation_model, "input": list(parts)}, settings=settings, host=host)
        if status in NO_ENDPOINT or (status == 400 and _cannot(body)):
            _cannot_judge.add((url, kind))
            return None
        if status == 429 or status >= 500:
            fault = EngineRateLimited if status == 429 else EngineUnavailable
            raise fault(f"{host} answered the moderation with HTTP {status}.", retry_after=_seconds(headers.get("retry-after")))
        if status != 200:
            raise EngineError(f"{host} refuses to moderate: HTTP {status}.")
        return _read(body, host=host)


def _read(body: bytes, *, host: str) -> list[_Result]:
    """The results of a success; an answer of another shape is no verdict, least of all `safe`."""
    try:
        return _Response.model_validate(json.loads(body)).results
    except (ValueError, RecursionError, ValidationError):
        raise EngineError(f"{host} answered the moderation with something else.") from None


async def _post(url: str, payload: Mapping[str, Any], *, settings: Settings, host: str) -> tuple[int, bytes, httpx2.Headers]:
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else ""
    seconds = min(settings.model_call_seconds, LONGEST_CALL_SECONDS)
    trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    timeout = httpx2.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))
    try:
        check_address(url)
        async with (
            asyncio.timeout(seconds),
            httpx2.AsyncClient(verify=trust, timeout=timeout, trust_env=False, follow_redirects=False) as client,
        ):
            response = await client.post(url, json=payload, headers={"Authorization": f"Bearer {key}"} if key else {})
            return response.status_code, response.content, response.headers
    except TimeoutError:
        raise faults.too_slow(host, seconds=seconds) from None
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
        raise faults.error_from_connection(error, host=host) from None


def _cannot(body: bytes) -> bool:
    """Does a 400 say that the model or the route is unknown, or that pictures are not taken?"""
    words = body[:2_000].decode("utf-8", "replace").casefold()
    return "model" in words or "unknown" in words or "not supported" in words


def _seconds(given: str | None) -> float | None:
    try:
        return float(given) if given else None
    except ValueError:
        return None
