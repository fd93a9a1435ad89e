"""What stands before every endpoint: who calls, how often, with how large a body; and the one door from endpoints to services."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from hashlib import sha256
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from persona_app.accounts.schemas import Actor, Scope
from persona_app.accounts.services.limiting import Allowance, spend_share, take_share
from persona_app.accounts.services.tokens import find_token_actor
from persona_app.api import policy
from persona_app.api.errors import (
    AddressUnknown,
    BodyTooLarge,
    FieldProblem,
    MediaTypeRefused,
    MethodRefused,
    RequestInvalid,
    TokenNeeded,
    answer,
)
from persona_app.api.visiting import visitor_of
from persona_app.core.clock import now
from persona_app.core.config import get_settings
from persona_app.core.db import go_on_for, unit_of_work
from persona_app.core.errors import AppError
from persona_app.core.failures import as_told
from persona_app.core.paging import MOST
from persona_app.core.row_security import SystemWork
from persona_app.requests.services.repeating import Asked, checked_key, find_answer, perform_once

T = TypeVar("T")

JSON_TYPE, FORM_TYPE = "application/json", "multipart/form-data"
BYTES_TYPE = "application/octet-stream"
PICTURE_TYPES = (BYTES_TYPE, "image/png", "image/jpeg", "image/webp")
SMALL_BODY = 64_000
LONG_BODY = 2_000_000
"""For a content that somebody wrote; how long it may be is a setting."""
ANY_TYPE: tuple[str, ...] = ()
"""An imported file is known by what it holds, and clients that send bytes often say nothing of them, or something else."""
FORM_OVERHEAD = 1_000_000
"""For headers between the parts of a form, names and addresses."""
OWN_EYES = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""What a person wrote is for the program that asked, and never a page; the reference says otherwise of itself."""
ACTING_METHODS = frozenset({"POST", "PATCH", "PUT", "DELETE"})


class Caller:
    """One request of a program: its token, what it may do, and its way to the services."""

    def __init__(self, token: str, *scopes: Scope) -> None:
        self._token = token
        self._scopes = scopes
        self._is_counted = False
        self.allowance: Allowance | None = None
        self.actor: Actor | None = None
        """Who it was, the last time that a service was called."""

    async def call(self, service: Callable[..., T], /, **kwargs: Any) -> T:
        """Run a service as this caller, in one unit of work and in a thread; it is committed when this returns.

        The service gets `actor`, looked up anew each time: a token that was revoked meanwhile opens nothing.

        Raises:
            TokenNeeded, ScopeMissing, TooManyRequests: nothing was asked of the service.
            AppError: what the service raised; nothing was changed.
        """
        return await asyncio.to_thread(self._in_one_unit, lambda session, actor: service(session, actor=actor, **kwargs))

    async def admit(self, *also: Scope) -> None:
        """Go on only if the token is valid, has its scopes and these, and is within its rate."""
        self._scopes += also
        await asyncio.to_thread(self._admit)

    async def once(self, work: Callable[[Session, Actor], str], *, route: str, key: str | None, fingerprint: str) -> str:
        """Run `work` (its answer is JSON) as `call` does; with an idempotency key only the first of equal requests runs it."""

        def perform(session: Session, *, actor: Actor) -> str:
            if key is None:
                return work(session, actor)
            asked = Asked(account_id=actor.account_id, route=route, key=key, fingerprint=fingerprint)
            return perform_once(session, asked=asked, work=lambda: work(session, actor))

        return await self.call(perform)

    async def find_answer(self, *, route: str, key: str | None, fingerprint: str) -> str | None:
        """What an equal request answered before."""

        def find(session: Session, *, actor: Actor) -> str | None:
            return find_answer(session, asked=Asked(account_id=actor.account_id, route=route, key=key or "", fingerprint=fingerprint))

        return await self.call(find) if key is not None else None

    def _admit(self) -> None:
        with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
            actor = self._actor(session)
            if self._is_counted or self._spend(actor):
                return
        self._take_share(actor)

    def _in_one_unit(self, work: Callable[[Session, Actor], T]) -> T:
        if self._is_counted and self.actor is not None:  # whose token it is never changes, and is looked up within the account's own wall
            with unit_of_work(acting_for=self.actor.account_id) as session:
                return work(session, self._actor(session))
        with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
            actor = self._actor(session)
            if self._spend(actor):
                go_on_for(session, account_id=actor.account_id)
                return work(session, actor)
        self._take_share(actor)
        with unit_of_work(acting_for=actor.account_id) as session:
            return work(session, actor)

    def _take_share(self, actor: Actor) -> None:
        with unit_of_work(acting_for=actor.account_id) as session:
            self.allowance = take_share(session, account_id=actor.account_id)
        self._is_counted = True

    def _actor(self, session: Session) -> Actor:
        actor = find_token_actor(session, token=self._token)
        if actor is None:
            raise TokenNeeded
        for scope in self._scopes:
            actor.require(scope)
        self.actor = actor
        return actor

    def _spend(self, actor: Actor) -> bool:
        self.allowance = spend_share(actor.account_id)
        self._is_counted = self.allowance is not None
        return self._is_counted


class GuardedRoute(APIRoute):
    """Deny by default, then the endpoint; whatever fails is told as a problem document."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint behind its guard."""
        handle = super().get_route_handler()
        path = self.path

        async def guarded(request: Request) -> Response:
            try:
                request = await _guard(request, path)
                response = await handle(request)
            except ClientDisconnect:
                return Response(status_code=400)
            except Exception as error:  # noqa: BLE001 - this is the edge: it is logged and told
                response = tell(error)
            for name, value in (*OWN_EYES.items(), *_rate_headers(request).items()):
                response.headers.setdefault(name, value)
            return response

        return guarded


async def _guard(request: Request, path: str) -> Request:
    """The request with its caller, its body bounded; actions are admitted before their body is read."""
    who = policy.who_may(request.method, path)
    if who is policy.Who.NOBODY:
        raise AddressUnknown
    if who is policy.Who.VISITOR and "authorization" not in request.headers:
        request.state.caller = visitor_of(request)
    elif who is not policy.Who.ANYONE:
        request.state.caller = Caller(_token_in(request), *policy.SCOPES[who])
    if request.method not in ACTING_METHODS:
        return request
    taken, limit = _taken_at(path)
    _check_type(request, taken)
    stated = request.headers.get("content-length", "0")
    if stated.isdecimal() and int(stated) > limit:
        raise BodyTooLarge(limit=limit)
    if who is not policy.Who.ANYONE:
        await caller_of(request).admit()
    return _bounded(request, limit)


def _taken_at(path: str) -> tuple[tuple[str, ...], int]:
    """Which kinds of body an address takes (none named: any), and how many bytes."""
    settings = get_settings()
    if path.endswith("/picture"):
        return (*PICTURE_TYPES, FORM_TYPE), settings.picture_max_bytes + FORM_OVERHEAD
    if path == "/v1/imports":
        return ANY_TYPE, max(settings.upload_max_bytes, settings.import_max_bytes) + FORM_OVERHEAD
    if path.endswith("/content") or path.startswith("/v1/templates"):
        return (JSON_TYPE,), LONG_BODY
    takes_form = path.startswith("/v1/person") and path.rpartition("/")[2] in {"person", "data", "data-and-regenerate"}
    takes_texts = takes_form or path.startswith("/v1/persona")
    limit = 2 * settings.upload_max_bytes + FORM_OVERHEAD if takes_texts else SMALL_BODY
    return (JSON_TYPE, FORM_TYPE) if takes_form else (JSON_TYPE,), limit


def _token_in(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise TokenNeeded
    return token.strip()


def _check_type(request: Request, taken: tuple[str, ...]) -> None:
    has_body = request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers
    if has_body and taken and request.headers.get("content-type", "").partition(";")[0].strip().lower() not in taken:
        raise MediaTypeRefused(taken)


def _bounded(request: Request, limit: int) -> Request:
    """The same request, whose body may not grow beyond the limit while it arrives."""
    receive, arrived = request.receive, 0

    async def receive_bounded() -> Any:
        nonlocal arrived
        message = await receive()
        arrived += len(message.get("body", b""))
        if arrived > limit:
            raise BodyTooLarge(limit=limit)
        return message

    return Request(request.scope, receive_bounded)


def _rate_headers(request: Request) -> dict[str, str]:
    caller = getattr(request.state, "caller", None)
    if caller is None or caller.allowance is None:
        return {}
    left: Allowance = caller.allowance
    return {
        "RateLimit-Limit": str(left.limit),
        "RateLimit-Remaining": str(left.remaining),
        "RateLimit-Reset": str(left.seconds_left(now())),
    }


def tell(error: Exception) -> Response:
    """Whatever was raised, as a problem document."""
    if isinstance(error, HTTPException):
        return _tell_http(error)
    if isinstance(error, RequestValidationError):
        return answer(RequestInvalid([field_problem(one["loc"], one["msg"]) for one in error.errors()]))
    return answer(as_told(error))


def _tell_http(error: HTTPException) -> Response:
    cause = error.__cause__
    if isinstance(cause, AppError):
        return answer(cause)
    if error.status_code == 404:
        return answer(AddressUnknown())
    if error.status_code == 405:
        return answer(MethodRefused(), headers=error.headers)
    return answer(RequestInvalid([FieldProblem(pointer="", detail="The body cannot be read.")]))


def field_problem(place: tuple[int | str, ...], detail: str) -> FieldProblem:
    """A finding of Pydantic, by pointer for bodies and by name for parameters."""
    where, *rest = place or ("body",)
    if where != "body":
        return FieldProblem(parameter=".".join(map(str, rest)) or str(where), detail=detail)
    steps = [] if detail == "JSON decode error" else [str(step).replace("~", "~0").replace("/", "~1") for step in rest]
    return FieldProblem(pointer="".join(f"/{step}" for step in steps), detail=detail)


async def current_caller(request: Request) -> Caller:
    """Dependency: who the guard found. Not a plain function: FastAPI would run that in a thread of its own."""
    return caller_of(request)


def caller_of(request: Request) -> Caller:
    """Who the guard found."""
    caller = request.state.caller
    assert isinstance(caller, Caller)  # noqa: S101 - the guard sets it for every address that needs one
    return caller


IdempotencyKey = Annotated[
    str | None,
    Header(
        description="Repeats of this request within 24 hours do it once, and answer the same.",
        json_schema_extra={"minLength": 1, "maxLength": 255, "pattern": "^[!-~]([ -~]*[!-~])?$"},
    ),
]


async def key_of(idempotency_key: IdempotencyKey = None) -> str | None:
    """Dependency: the idempotency key, if the request has one.

    Raises:
        KeyInvalid: it cannot be one.
    """
    return None if idempotency_key is None else checked_key(idempotency_key.strip())


def fingerprint_of(what: object) -> str:
    """The same for equal requests, however their JSON was written."""
    return sha256(json.dumps(what, sort_keys=True, default=str).encode()).hexdigest()


CurrentCaller = Annotated[Caller, Depends(current_caller)]
OnceKey = Annotated[str | None, Depends(key_of)]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Most items of the page.")]
Cursor = Annotated[str | None, Query(max_length=500, description="`next_cursor` of the page before.")]
