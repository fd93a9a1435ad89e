"""How endpoints for browsers tell a failure: problem JSON to a script, a page to a form."""

from collections.abc import Mapping, Sequence
from html import escape
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from persona_app.core.errors import AppError, Conflict, Forbidden, Invalid, LimitReached, NotFound, Unavailable
from persona_app.web import routes
from persona_app.web.session import SignedOut
from persona_app.web.theme import STYLESHEETS

STATUSES: tuple[tuple[type[AppError], HTTPStatus], ...] = (
    (SignedOut, HTTPStatus.UNAUTHORIZED),
    (NotFound, HTTPStatus.NOT_FOUND),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (Conflict, HTTPStatus.CONFLICT),
    (LimitReached, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (Invalid, HTTPStatus.UNPROCESSABLE_ENTITY),
    (Unavailable, HTTPStatus.SERVICE_UNAVAILABLE),
)


def status_of(error: AppError) -> HTTPStatus:
    """The HTTP status that tells this kind of error."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)


def wants_page(request: Request) -> bool:
    """Was this sent by a form itself, not by a script that reads JSON?"""
    return "text/html" in request.headers.get("accept", "")


def tell(
    request: Request,
    error: AppError,
    *,
    failures: Sequence[dict[str, str]] = (),
    repeats: Sequence[dict[str, str]] = (),
    more: Mapping[str, object] | None = None,
) -> Response:
    """The failure, with a sentence for each source that it concerns (`source` and `sentence`); `more` is for scripts only."""
    if not wants_page(request):
        return _problem(error, failures=list(failures), repeats=list(repeats), **(more or {}))
    if isinstance(error, SignedOut):
        return RedirectResponse(routes.LOGIN, status_code=HTTPStatus.SEE_OTHER)
    return _page(error, [one["sentence"] for one in (*failures, *repeats)])


def _problem(error: AppError, **more: object) -> JSONResponse:
    """A problem document (RFC 9457)."""
    status = status_of(error)
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": error.sentence, "code": error.code, **more}
    return JSONResponse(body, status_code=status, media_type="application/problem+json")


def _page(error: AppError, details: Sequence[str]) -> HTMLResponse:
    sheets = "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in STYLESHEETS)
    listed = "".join(f"<li>{escape(detail)}</li>" for detail in details)
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>Not done · Persona Studio</title>{sheets}</head>'
        f'<body><main class="main is-reading stack"><h1>This was not done</h1><p class="page-lead">{escape(error.sentence)}</p>'
        f'<ul class="stack">{listed}</ul>'
        f"<p>Go back with your browser: what you typed is still in the form.</p></main></body></html>",
        status_code=status_of(error),
    )
