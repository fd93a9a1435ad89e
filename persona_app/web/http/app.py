"""The FastAPI app of the browser's own endpoints."""

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response

from persona_app.core.errors import AppError, Invalid
from persona_app.web import gateway
from persona_app.web.http import (
    account,
    auth,
    content,
    corpora,
    downloads,
    gallery,
    imports,
    many,
    picture_upload,
    pictures,
    portraits,
    public,
    public_forms,
    studio,
    submissions,
    tokens,
    webhooks,
)
from persona_app.web.http.answers import tell
from persona_app.web.http.guard import guard

ROUTERS = (
    auth.router,
    account.router,
    portraits.router,
    picture_upload.router,
    public.router,
    public_forms.router,
    pictures.router,
    submissions.router,
    content.router,
    imports.router,
    many.router,
    studio.router,
    downloads.router,
    gallery.router,
    tokens.router,
    webhooks.router,
    corpora.router,
)


async def _app_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)  # noqa: S101 - registered for this type only
    return tell(request, error)


async def _bad_request(request: Request, _error: Exception) -> Response:
    return tell(request, Invalid("The form was not filled in as expected. Open the page again and repeat it there."))


async def _unexpected(request: Request, error: Exception) -> Response:
    return tell(request, gateway.as_told(error))


def create_http_app() -> FastAPI:
    """The endpoints; the guard stands before each of them."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, dependencies=[Depends(guard)], redirect_slashes=False)
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(AppError, _app_error)
    app.add_exception_handler(RequestValidationError, _bad_request)
    app.add_exception_handler(Exception, _unexpected)
    return app
