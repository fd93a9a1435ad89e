"""Failures as problem documents (RFC 9457), and those that only this interface knows."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from persona_app.accounts.errors import TooManyAttempts, TooManyRequests
from persona_app.api.catalogue import CATALOGUE
from persona_app.core.config import get_settings
from persona_app.core.errors import AppError, Conflict, Forbidden, Invalid, LimitReached, NotFound, Unavailable
from persona_app.core.failures import UnexpectedFailure
from persona_app.gallery.errors import PublicPersonaGone, PublicPersonaMoved
from persona_app.ingestion.schemas import Failure
from persona_app.personas.errors import ContentInvalid, DataRepeated, EditsOverlap, PersonaChanged, VersionLabelMoved
from persona_app.personas.reconciling import Overlap

MEDIA_TYPE = "application/problem+json"
DOCUMENTATION = "/v1/docs"
RETRY_SECONDS = 5
"""What a program is told to wait when something is unavailable."""


class FieldProblem(BaseModel):
    """What is wrong with one part of a request."""

    model_config = ConfigDict(frozen=True)

    pointer: str | None = Field(None, description="JSON pointer (RFC 6901) into the body.")
    parameter: str | None = Field(None, description="Name of the path, query or header parameter.")
    detail: str = Field(description="What is wrong with it.")


class SourceProblem(BaseModel):
    """Why one of several things given was not taken."""

    model_config = ConfigDict(frozen=True)

    source: str = Field(description="Pasted text, the file's name, or the address.")
    detail: str = Field(description="What happened and what to do.")
    code: str = Field(description="Stable name of the reason.")


class Problem(BaseModel):
    """Why a request was not done, as RFC 9457 describes it."""

    type: str = Field(description="Where this kind of problem is explained.")
    title: str = Field(description="The kind of problem, in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What happened, what was kept, what to do.")
    code: str = Field(description="Stable name of the kind of problem.")
    errors: list[FieldProblem] | None = Field(None, description="The parts of the request that cannot be used.")
    sources: list[SourceProblem] | None = Field(None, description="The given things that were not taken, each with its reason.")
    overlaps: list[Overlap] | None = Field(None, description="Each place that two edits changed: as it was, mine, theirs.")
    lock_version: int | None = Field(None, description="The present one of the persona, or of the label, to look and save again.")
    id: str | None = Field(None, description="The persona that is there although this failed.")
    run_id: str | None = Field(None, description="The run that failed or still works.")


class TokenNeeded(AppError):
    """No valid bearer token came with the request."""

    code = "token_needed"

    def __init__(self) -> None:
        super().__init__("No valid token came with this request. Send `Authorization: Bearer ps_…`; tokens are made on the account page.")


class AddressUnknown(NotFound):
    """Nothing is at this address."""

    code = "address_unknown"

    def __init__(self) -> None:
        super().__init__(f"There is nothing at this address. {DOCUMENTATION} lists every one there is.")


class MethodRefused(AppError):
    """The address is there, but not for this method."""

    code = "method_refused"

    def __init__(self) -> None:
        super().__init__("This address does not take this method. The Allow header names those that it takes.")


class MediaTypeRefused(AppError):
    """The body is of a type that is not read here."""

    code = "media_type_refused"

    def __init__(self, taken: Sequence[str]) -> None:
        super().__init__(f"The body is of a type that is not read here. Nothing was done; send it as {' or '.join(taken)}.")


class BodyTooLarge(LimitReached):
    """More bytes than this request may have; reading stopped there."""

    code = "body_too_large"

    def __init__(self, *, limit: int) -> None:
        shown = f"{limit / 1_000_000:g} MB" if limit >= 1_000_000 else f"{limit / 1000:g} kB"
        super().__init__(f"The body is larger than the {shown} that this request takes. Nothing was done; send it in parts.")


class RequestInvalid(Invalid):
    """Parts of the request are missing, of a wrong type or out of range."""

    code = "request_invalid"

    def __init__(self, errors: Sequence[FieldProblem]) -> None:
        super().__init__("The request cannot be used as it is; `errors` names the parts. Nothing was done.")
        self.errors = tuple(errors)


class SourcesUnreadable(Invalid):
    """Some of what was given could not be taken, and the request does not say to go on without it."""

    code = "sources_unreadable"

    def __init__(self, failures: Sequence[Failure]) -> None:
        super().__init__(
            "Some of what was given could not be read, so nothing was added; `sources` tells why. "
            "Leave it out, or send `leave_out_failed` to go on without it."
        )
        self.failures = tuple(failures)


class PreconditionMissing(Conflict):
    """A change that could overwrite another's says nothing about what it was made from."""

    code = "precondition_missing"

    def __init__(self) -> None:
        super().__init__("Nothing was changed: say which state you changed, with If-Match (the ETag you read) or `lock_version`.")


class PreconditionFailed(Conflict):
    """What If-Match names is not the present state."""

    code = "precondition_failed"

    def __init__(self, changed: PersonaChanged | VersionLabelMoved) -> None:
        super().__init__(changed.sentence)
        self.lock_version = changed.lock_version


class HistoryTooLong(LimitReached):
    """All data joined are more than one answer holds."""

    code = "history_too_long"

    def __init__(self) -> None:
        super().__init__("All data of this persona joined are too long for one answer. Read them page by page: GET /v1/person/{id}/data.")


class BuildFailed(Unavailable):
    """The build that a request waited for did not end well; what was submitted is kept."""

    code = "build_failed"

    def __init__(self, sentence: str, *, persona_id: str, run_id: str) -> None:
        super().__init__(f"What you sent is kept, but no persona was computed from it: {sentence} Then POST /v1/runs/{run_id}/retry.")
        self.persona_id, self.run_id = persona_id, run_id


class BuildSlow(Unavailable):
    """The build that a request waited for has not ended yet; it goes on."""

    code = "build_slow"

    def __init__(self, *, persona_id: str, run_id: str) -> None:
        super().__init__(f"What you sent is kept and is still being worked on. Look at GET /v1/runs/{run_id}; do not send it again.")
        self.persona_id, self.run_id = persona_id, run_id


STATUSES: tuple[tuple[type[AppError], HTTPStatus], ...] = (
    (TokenNeeded, HTTPStatus.UNAUTHORIZED),
    (PublicPersonaMoved, HTTPStatus.MOVED_PERMANENTLY),
    (PublicPersonaGone, HTTPStatus.GONE),
    (MethodRefused, HTTPStatus.METHOD_NOT_ALLOWED),
    (MediaTypeRefused, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    (PreconditionMissing, HTTPStatus.PRECONDITION_REQUIRED),
    (PreconditionFailed, HTTPStatus.PRECONDITION_FAILED),
    (TooManyRequests, HTTPStatus.TOO_MANY_REQUESTS),
    (TooManyAttempts, HTTPStatus.TOO_MANY_REQUESTS),
    (BuildSlow, HTTPStatus.GATEWAY_TIMEOUT),
    (NotFound, HTTPStatus.NOT_FOUND),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (Conflict, HTTPStatus.CONFLICT),
    (LimitReached, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (Invalid, HTTPStatus.UNPROCESSABLE_ENTITY),
    (Unavailable, HTTPStatus.SERVICE_UNAVAILABLE),
)
"""The HTTP status of each kind of error: the first that fits."""


def status_of(kind: type[AppError]) -> HTTPStatus:
    """The status that tells this kind of error."""
    return next((status for known, status in STATUSES if issubclass(kind, known)), HTTPStatus.INTERNAL_SERVER_ERROR)


def problem_of(error: AppError) -> Problem:
    """The error as a document; its `type` leads to its cause and cure."""
    about = CATALOGUE.get(error.code)
    status = status_of(type(error))
    return Problem(
        type=f"{(get_settings().public_url or '').rstrip('/')}{DOCUMENTATION}#{error.code}",
        title=about.title if about else status.phrase,
        status=status.value,
        detail=error.sentence,
        code=error.code,
        **_more(error),
    )


def answer(error: AppError, *, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The error as a response."""
    problem = problem_of(error)
    own = {"Cache-Control": "no-store", **_headers(error), **(headers or {})}
    return JSONResponse(problem.model_dump(mode="json", exclude_none=True), status_code=problem.status, headers=own, media_type=MEDIA_TYPE)


def _headers(error: AppError) -> dict[str, str]:
    if isinstance(error, TokenNeeded):
        return {"WWW-Authenticate": 'Bearer realm="Persona Studio"'}
    if isinstance(error, PublicPersonaMoved):
        return {"Location": f"/v1/public/personas/{error.slug}"}
    if isinstance(error, TooManyRequests):
        limits = {"RateLimit-Limit": str(error.limit), "RateLimit-Remaining": "0", "RateLimit-Reset": str(error.seconds)}
        return {"Retry-After": str(error.seconds), **limits}
    return {"Retry-After": str(RETRY_SECONDS)} if isinstance(error, Unavailable | UnexpectedFailure) else {}


def _more(error: AppError) -> dict[str, Any]:
    match error:
        case RequestInvalid():
            return {"errors": list(error.errors)}
        case SourcesUnreadable():
            return {"sources": [SourceProblem(source=one.source, detail=one.sentence, code=one.code) for one in error.failures]}
        case DataRepeated():
            return {"sources": [SourceProblem(source=one.title, detail=f"{one.told()}.", code=error.code) for one in error.items]}
        case ContentInvalid():
            where = [f"Line {one.line}: " if one.line else "" for one in error.problems]
            return {
                "errors": [
                    FieldProblem(pointer="/content", detail=at + one.sentence) for at, one in zip(where, error.problems, strict=True)
                ]
            }
        case EditsOverlap():
            return {"overlaps": list(error.overlaps)}
        case PersonaChanged() | VersionLabelMoved() | PreconditionFailed():
            return {"lock_version": error.lock_version}
        case BuildFailed() | BuildSlow():
            return {"id": error.persona_id, "run_id": error.run_id}
    return {}
