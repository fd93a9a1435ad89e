"""The FastAPI app of the browser's own endpoints, and how it tells failures."""

from html import escape
from http import HTTPStatus

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from persona_app.core.errors import AppError, Conflict, Forbidden, Invalid, LimitReached, NotFound, Unavailable
from persona_app.web import gateway, routes
from persona_app.web.http import auth, portraits
from persona_app.web.http.guard import guard
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


def problem(error: AppError, **more: object) -> JSONResponse:
    """A problem document (RFC 9457)."""
    status = status_of(error)
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": error.sentence, "code": error.code, **more}
    return JSONResponse(body, status_code=status, media_type="application/problem+json")


def failure_page(error: AppError, *, details: tuple[str, ...] = ()) -> HTMLResponse:
    """The same for a person whose browser runs no scripts."""
    sheets = "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in STYLESHEETS)
    listed = "".join(f"<li>{escape(detail)}</li>" for detail in details)
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>Not done · Persona Studio</title>{sheets}</head><body><main class="main is-reading">'
        f'<h1>This was not done</h1><p class="page-lead">{escape(error.sentence)}</p><ul class="stack">{listed}</ul>'
        f"<p>Go back with your browser: what you typed is still in the form.</p></main></body></html>",
        status_code=status_of(error),
    )


async def _app_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)  # noqa: S101 - registered for this type only
    if not wants_page(request):
        return problem(error)
    return RedirectResponse(routes.LOGIN, status_code=303) if isinstance(error, SignedOut) else failure_page(error)


async def _bad_request(request: Request, _error: Exception) -> Response:
    return await _app_error(request, Invalid("The form was not filled in as expected. Open the page again and repeat it there."))


async def _unexpected(request: Request, error: Exception) -> Response:
    return await _app_error(request, gateway.UnexpectedFailure(gateway.note(error)))


def create_http_app() -> FastAPI:
    """The endpoints; the guard stands before each of them."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, dependencies=[Depends(guard)], redirect_slashes=False)
    app.include_router(auth.router)
    app.include_router(portraits.router)
    app.add_exception_handler(AppError, _app_error)
    app.add_exception_handler(RequestValidationError, _bad_request)
    app.add_exception_handler(Exception, _unexpected)
    return app
