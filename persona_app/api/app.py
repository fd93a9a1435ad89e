"""The interface for programs as one application, and its place before the pages."""

import json
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from persona_app.api.dependencies import tell
from persona_app.api.openapi import document, operation_id
from persona_app.api.policy import methods_at
from persona_app.api.v1 import (
    about,
    account,
    claims,
    data,
    editing,
    enrichment,
    exchange,
    imports,
    labels,
    moderation,
    movies,
    parent,
    person,
    persona,
    picture,
    public,
    publication,
    runs,
    tags,
    templates,
    versions,
    webhooks,
)
from persona_app.api.v1.schemas import OldDraft
from persona_app.core.config import get_settings

ROUTERS = (
    about.router,
    account.router,
    person.router,
    data.router,
    versions.router,
    claims.router,
    editing.router,
    labels.router,
    picture.router,
    publication.router,
    enrichment.router,
    parent.router,
    templates.router,
    exchange.router,
    imports.router,
    runs.router,
    webhooks.router,
    moderation.router,
    movies.router,
    tags.router,
    public.router,
    persona.router,
)
PREFIX = "/v1"


async def _not_routed(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return tell(HTTPException(error.status_code, headers={"Allow": ", ".join(methods_at(request.url.path))}))
    return tell(error)


def create_api() -> FastAPI:
    """All endpoints under `/v1`, each behind its guard."""
    api = FastAPI(
        title="Persona Studio",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=operation_id,
    )
    for router in (*ROUTERS, *([publication.dev_router] if get_settings().dev else [])):
        api.include_router(router)
    api.add_exception_handler(HTTPException, _not_routed)
    api.add_exception_handler(Exception, _not_routed)
    described: dict[str, Any] = dict(document(api, more=(OldDraft,)))
    api.openapi = lambda: described  # type: ignore[method-assign]
    api.state.openapi_json = json.dumps(described, ensure_ascii=False).encode()
    return api


def with_api(pages: ASGIApp) -> ASGIApp:
    """The interface answers everything under `/v1`, and nothing else."""
    api = create_api()

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        is_ours = scope["type"] == "http" and (path == PREFIX or path.startswith(f"{PREFIX}/"))
        await (api if is_ours else pages)(scope, receive, send)

    return answer
