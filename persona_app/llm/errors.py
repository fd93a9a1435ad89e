"""What can go wrong with an engine, each with what it means for the run."""

from typing import ClassVar

from persona_app.core.errors import AppError, Invalid, LimitReached, Unavailable


class EngineError(AppError):
    """An engine gave no usable answer.

    Attributes:
        is_passing: True when the same question may be answered later; the job waits and asks again.
        retry_after: seconds the endpoint asked us to wait, if it said.
    """

    code = "engine_error"
    is_passing: ClassVar[bool] = False

    def __init__(self, sentence: str, *, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class EngineUnavailable(EngineError, Unavailable):
    """The endpoint does not answer, or answers with a server error."""

    code = "engine_unavailable"
    is_passing = True


class EngineRateLimited(EngineError, LimitReached):
    """The endpoint limits the rate."""

    code = "engine_rate_limited"
    is_passing = True


class EngineQuotaExhausted(EngineError, LimitReached):
    """The account at the endpoint has no credit left; waiting does not help."""

    code = "engine_quota_exhausted"


class EngineMisconfigured(EngineError):
    """Wrong key, wrong model name, wrong address, a certificate that is not trusted."""

    code = "engine_misconfigured"


class EngineRefused(EngineError):
    """The model refuses, or a content filter stopped it."""

    code = "engine_refused"


class EngineAnswerUnusable(EngineError):
    """The answer stays empty, cut off or off the schema after every repair."""

    code = "engine_answer_unusable"


class EngineContextTooLong(EngineError, Invalid):
    """The question does not fit into the model's context."""

    code = "engine_context_too_long"
