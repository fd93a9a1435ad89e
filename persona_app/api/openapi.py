"""The OpenAPI document: what FastAPI knows of the endpoints, and who may call them and how they fail."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from persona_app.accounts.errors import ScopeMissing, TooManyRequests
from persona_app.api import policy
from persona_app.api.catalogue import CATALOGUE
from persona_app.api.errors import MEDIA_TYPE, BodyTooLarge, MediaTypeRefused, Problem, RequestInvalid, TokenNeeded, status_of
from persona_app.api.links import links_of
from persona_app.api.v1.schemas import DataDraft, DataForm, PersonDraft, PersonForm
from persona_app.core.errors import AppError
from persona_app.core.failures import DatabaseAway, StorageFull, UnexpectedFailure
from persona_app.requests.errors import KeyInvalid, KeyReused

Responses = dict[int | str, dict[str, Any]]
REF = "#/components/schemas/{model}"
ALWAYS: tuple[type[AppError], ...] = (
    TokenNeeded,
    ScopeMissing,
    TooManyRequests,
    RequestInvalid,
    UnexpectedFailure,
    DatabaseAway,
    StorageFull,
)
WITH_BODY: tuple[type[AppError], ...] = (BodyTooLarge, MediaTypeRefused)
POSTS: tuple[type[AppError], ...] = (*WITH_BODY, KeyInvalid, KeyReused)

DESCRIPTION = """Make personas from texts, files and pages, add to them, and read what was computed, each claim with its sources.

Send `Authorization: Bearer ps_…` with every request; a token has the scope `read`, `write` or both. Failures are problem documents
(RFC 9457) with a stable `code`. Lists answer `{items, next_cursor}`. POST takes an `Idempotency-Key`: repeats within 24 hours do it once.
Each answer tells by RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset (seconds) how many requests are left in this minute."""


SECURITY: Mapping[policy.Who, list[dict[str, list[str]]]] = {policy.Who.ANYONE: [], policy.Who.VISITOR: [{}, {"token": []}]}
"""Where no token is needed; where one may be sent all the same."""


def problems(*kinds: type[AppError]) -> Responses:
    """The answers that tell these failures and those of every address, by status."""
    codes: dict[int, list[str]] = defaultdict(list)
    for kind in dict.fromkeys((*ALWAYS, *kinds)):
        codes[status_of(kind).value].append(kind.code)
    return {status: _problem_response(codes[status]) for status in sorted(codes)}


def open_problems() -> Responses:
    """The same for an address that needs no token and takes nothing."""
    return {status_of(kind).value: _problem_response([kind.code]) for kind in (UnexpectedFailure, DatabaseAway)}


def _problem_response(codes: list[str]) -> dict[str, Any]:
    causes = " ".join(f"`{code}`: {CATALOGUE[code].cause}" for code in codes)
    return {"description": causes, "content": {MEDIA_TYPE: {"schema": {"$ref": REF.format(model="Problem")}}}}


def submission_body(json_model: type[BaseModel], form_model: type[BaseModel], *, is_needed: bool = True) -> dict[str, Any]:
    """For `openapi_extra`: a body that is JSON or a form with files."""
    contents = {"application/json": json_model, "multipart/form-data": form_model}
    return {
        "requestBody": {
            "required": is_needed,
            "content": {media: {"schema": {"$ref": REF.format(model=model.__name__)}} for media, model in contents.items()},
        }
    }


def json_body(model: type[BaseModel]) -> dict[str, Any]:
    """For `openapi_extra`: a JSON body that the endpoint reads itself."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": {"$ref": REF.format(model=model.__name__)}}}}}


def operation_id(route: Any) -> str:
    """The endpoint's own name: what generated clients call it."""
    return str(route.name)


def document(app: FastAPI, *, more: tuple[type[BaseModel], ...]) -> Mapping[str, Any]:
    """The whole document; `more` are the models that endpoints read themselves."""
    made = get_openapi(title="Persona Studio", version="1", description=DESCRIPTION, routes=app.routes)
    models: tuple[type[BaseModel], ...] = (Problem, DataDraft, DataForm, PersonDraft, PersonForm, *more)
    _, schema = models_json_schema([(model, "validation") for model in models], ref_template=REF)
    components = made.setdefault("components", {})
    components["schemas"] = {**schema["$defs"], **components.get("schemas", {})}
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "description": "A token that begins with ps_."}}
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            who = policy.who_may(method.upper(), path)
            operation["security"] = SECURITY.get(who, [{"token": []}])
            operation["x-scope"] = who.value
            for status, response in operation["responses"].items():
                if links := links_of(operation["operationId"], int(status)):
                    response["links"] = links
    return made
