"""The body of a Chat Completions response, read without believing that it is one."""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from persona_app.llm.errors import EngineError
from persona_app.llm.faults import Complaint, broken_off, context_too_long, cut_off, error_from, no_model_server, refused, words_of


class _Lenient(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Message(_Lenient):
    """What the model said; `content` may be missing, null or in parts."""

    content: str = ""
    refusal: str = ""

    @field_validator("content", "refusal", mode="before")
    @classmethod
    def _joined(cls, given: Any) -> str:
        if isinstance(given, list):
            return "".join(str(part.get("text", "")) for part in given if isinstance(part, dict))
        return given if isinstance(given, str) else ""


class Choice(_Lenient):
    """One answer; we ask for one only."""

    message: Message = Message()
    finish_reason: str | None = None


class TokenCounts(_Lenient):
    """Reported use; None when the endpoint reports none."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None

    @field_validator("prompt_tokens", "completion_tokens", mode="before")
    @classmethod
    def _possible(cls, given: Any) -> int | None:
        return given if isinstance(given, int) and given >= 0 else None


class Completion(_Lenient):
    """A chat completion; all of it may be absent."""

    choices: list[Choice] = Field(default_factory=list)
    usage: TokenCounts | None = None

    @property
    def text(self) -> str:
        """The answer's text, empty when there is none."""
        return self.choices[0].message.content if self.choices else ""


def read_completion(body: bytes, *, host: str, model: str) -> Completion:
    """Read the body of a 200.

    Raises:
        EngineError: it is a web page, an error in disguise, or broke off.
    """
    data = _parsed(body, host=host)
    if isinstance(data, dict) and data.get("error") and not data.get("choices"):
        said, code = words_of(data)
        raise error_from(Complaint(status=200, said=said, code=code), host=host, model=model)
    try:
        return Completion.model_validate(data)
    except ValidationError:
        return Completion()


def _parsed(body: bytes, *, host: str) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise (no_model_server(host) if body.lstrip()[:1] == b"<" else broken_off(host)) from None


def reason_to_give_up(completion: Completion, *, host: str, model: str, context_tokens: int, used_tokens: int) -> EngineError | None:
    """The error that a completion stands for when asking again would not help; None when its text deserves a look."""
    if not completion.choices:
        return None
    choice = completion.choices[0]
    if choice.finish_reason == "content_filter" or choice.message.refusal:
        return refused(host)
    if choice.finish_reason == "length":
        return context_too_long(model) if used_tokens >= 0.95 * context_tokens else cut_off(model)
    return None
