"""What an endpoint's failures mean, as our errors with a sentence each.

The sources are the error pages of OpenAI, Azure OpenAI, vLLM, Ollama, llama.cpp, LM Studio and OpenRouter; codes where they
have some, words where they don't.
"""

import re
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

import httpx2
import openai

from persona_app.core.clock import now
from persona_app.llm.errors import (
    EngineAnswerUnusable,
    EngineContextTooLong,
    EngineError,
    EngineMisconfigured,
    EngineQuotaExhausted,
    EngineRateLimited,
    EngineRefused,
    EngineUnavailable,
)

KEPT = "Nothing you submitted is lost."
MOST_QUOTED_CHARS = 160
MOST_WAIT_SECONDS = 86_400.0

_QUOTA = re.compile(r"insufficient[_ ](quota|balance|credit)|exceeded your current quota|billing|out of credits", re.IGNORECASE)
_CONTEXT = re.compile(
    r"context[_ ](length|window|size)|maximum context|exceed\w*[_ ]context|prompt is too long|too many tokens|input.{0,20}too (long|large)",
    re.IGNORECASE,
)
_FILTER = re.compile(r"content[_ ](filter|policy|management)|responsible[_ ]?ai|safety system", re.IGNORECASE)
_MODEL = re.compile(
    r"model.{0,120}(not found|does not exist|not exist|unknown|invalid|not available)|(unknown|invalid) model|model_not_found",
    re.IGNORECASE | re.DOTALL,
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What an endpoint said went wrong: an HTTP status (200 when the error hides in a success), its words and its code."""

    status: int
    said: str = ""
    code: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return f"{self.code} {self.said}"

    @property
    def is_about_request(self) -> bool:
        """Is it a refusal of the request's form, which a simpler form may heal?"""
        return self.status in {400, 422} and not any(known.search(self.words) for known in (_CONTEXT, _FILTER, _QUOTA, _MODEL))


def complaint_of(error: openai.APIStatusError) -> Complaint:
    """Read an HTTP error of the SDK."""
    said, code = words_of(error.body)
    return Complaint(status=error.status_code, said=said or error.message, code=code, headers=error.response.headers)


def words_of(body: object) -> tuple[str, str]:
    """Message and code of an error body, of the many shapes there are."""
    if isinstance(body, Mapping) and isinstance(body.get("error"), Mapping | str):
        return words_of(body["error"])
    if isinstance(body, Mapping):
        message = body.get("message") or body.get("detail") or ""
        code = " ".join(str(body[key]) for key in ("code", "type") if isinstance(body.get(key), str | int))
        return str(message), code
    return (body, "") if isinstance(body, str) else ("", "")


def error_from(complaint: Complaint, *, host: str, model: str) -> EngineError:
    """The error that a complaint means."""
    return _by_words(complaint, host=host, model=model) or _by_status(complaint, host=host, model=model)


def _by_words(complaint: Complaint, *, host: str, model: str) -> EngineError | None:
    if complaint.status == 402 or (complaint.status in {200, 400, 403, 429} and _QUOTA.search(complaint.words)):
        return EngineQuotaExhausted(
            f"The account at {host} has no credit left. {KEPT} Top it up or choose another model, then retry the run."
        )
    if complaint.status == 413 or (complaint.status in {200, 400, 422, 500} and _CONTEXT.search(complaint.words)):
        return context_too_long(model)
    if complaint.status in {200, 400, 403} and _FILTER.search(complaint.words):
        return refused(host)
    if complaint.status in {400, 422} and _MODEL.search(complaint.words):
        return _unknown_model(host, model=model)
    return None


def _by_status(complaint: Complaint, *, host: str, model: str) -> EngineError:
    status, wait = complaint.status, retry_after_of(complaint.headers)
    if status == 429:
        return EngineRateLimited(
            f"The model at {host} limits how often it may be asked. {KEPT} The run goes on when it may.", retry_after=wait
        )
    if status in {401, 403}:
        why = "refuses the key" if status == 401 else f"does not let this key use the model “{model}”"
        return EngineMisconfigured(f"The model server {host} {why}. {KEPT} Check OPENAI_API_KEY and PERSONA_MODEL, then retry the run.")
    if status == 404:
        return _unknown_model(host, model=model)
    if 300 <= status < 400:
        return EngineMisconfigured(
            f"The model server {host} sends us on to another address, which is not followed, so that no text ends up elsewhere. "
            f"{KEPT} Set OPENAI_BASE_URL to the final address."
        )
    if status in {400, 405, 406, 411, 415, 422}:
        return EngineMisconfigured(
            f"The model server {host} does not understand the request: “{_quoted(complaint.said)}”. "
            f"{KEPT} Check OPENAI_BASE_URL and PERSONA_MODEL."
        )
    said = f": “{_quoted(complaint.said)}”" if status == 200 and complaint.said else f" (HTTP {status})"
    return EngineUnavailable(f"The model server {host} reports an error{said}. {KEPT} Retry the run later.", retry_after=wait)


def _unknown_model(host: str, *, model: str) -> EngineMisconfigured:
    return EngineMisconfigured(
        f"The model server {host} does not know the model “{model}” at this address. "
        f"{KEPT} Check PERSONA_MODEL and OPENAI_BASE_URL, then retry the run."
    )


def context_too_long(model: str) -> EngineContextTooLong:
    return EngineContextTooLong(
        f"The text is longer than the model “{model}” takes at once. "
        f"{KEPT} Set PERSONA_MODEL_CONTEXT_TOKENS to the model's real limit, or split the text."
    )


def refused(host: str) -> EngineRefused:
    return EngineRefused(
        f"The model at {host} refuses to work on this text. {KEPT} Leave the passage out, or choose another model or the offline engine."
    )


def cut_off(model: str) -> EngineAnswerUnusable:
    return EngineAnswerUnusable(
        f"The answer of the model “{model}” was cut off at its length limit. "
        f"{KEPT} Raise the limit of the model server or choose another model, then retry the run."
    )


def unusable(model: str, *, problem: str) -> EngineAnswerUnusable:
    return EngineAnswerUnusable(
        f"The model “{model}” gave no usable answer, also when asked again: {problem} {KEPT} Retry the run, or choose another model."
    )


def no_model_server(host: str) -> EngineMisconfigured:
    return EngineMisconfigured(
        f"The address {host} answers with a web page instead of a model's answer. {KEPT} Check OPENAI_BASE_URL; it usually ends in /v1."
    )


def too_slow(host: str, *, seconds: float) -> EngineUnavailable:
    return EngineUnavailable(
        f"The model at {host} did not finish its answer within {seconds:g} seconds. "
        f"{KEPT} Retry the run later, or raise PERSONA_MODEL_CALL_SECONDS."
    )


def broken_off(host: str) -> EngineUnavailable:
    return EngineUnavailable(f"The answer of the model server {host} broke off. {KEPT} Retry the run later.")


def error_from_connection(error: BaseException, *, host: str) -> EngineError:
    """What a failed connection means."""
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(cause) for cause in causes):
        return EngineMisconfigured(
            f"The certificate of the model server {host} is not trusted. "
            f"{KEPT} Install its authority in the system or name it in SSL_CERT_FILE, then retry the run."
        )
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return EngineMisconfigured(
            f"No secure connection to the model server {host} came about. "
            f"{KEPT} Check whether OPENAI_BASE_URL should begin with http:// or https://."
        )
    malformed = httpx2.UnsupportedProtocol | httpx2.InvalidURL | httpx2.LocalProtocolError | UnicodeError
    if isinstance(error, ValueError) or any(isinstance(cause, malformed) for cause in causes):
        return EngineMisconfigured(
            f"OPENAI_BASE_URL or OPENAI_API_KEY is not well formed. "
            f"{KEPT} Correct it (an address begins with http:// or https://), then retry the run."
        )
    if any(isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout) for cause in causes):
        return EngineUnavailable(
            f"The model server {host} cannot be reached. {KEPT} Check that it runs and that OPENAI_BASE_URL is right, then retry the run."
        )
    return broken_off(host)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def retry_after_of(headers: Mapping[str, str]) -> float | None:
    """Seconds from `retry-after-ms` or `Retry-After` (RFC 9110, 10.2.3: seconds or a date); None when absent or senseless."""
    for name, divisor in (("retry-after-ms", 1000), ("retry-after", 1)):
        try:
            return _within_bounds(float(headers[name]) / divisor)
        except (KeyError, ValueError):
            continue
    try:
        return _within_bounds((parsedate_to_datetime(headers["retry-after"]) - now()).total_seconds())
    except (KeyError, ValueError, TypeError):
        return None


def _within_bounds(seconds: float) -> float | None:
    return min(max(seconds, 0.0), MOST_WAIT_SECONDS) if seconds == seconds else None  # noqa: PLR0124  (NaN differs from itself)


def _quoted(said: str) -> str:
    """An endpoint's words, short and printable; they may come from anywhere."""
    return _UNPRINTABLE.sub(" ", said).strip()[:MOST_QUOTED_CHARS]
